"""Rendering: templates filled in strictly and safely, their headings and captions numbered, and the document made whole."""

from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from mssd import words
from mssd.fonts import font_faces
from mssd.pages import FINDINGS, cell_page, file_page, step_page
from mssd.tables import members
from mssd.tracing import linked

REPORT = Path(__file__).parents[1] / "report"
FONTS_HERE = "/* fonts */"


def environment(folder: Path, findings_page: str) -> Environment:
    """
    The templates of a folder: all text is escaped, a missing number is an error and never prints as nothing.

    Numbers that come from a finding are links to it on `findings_page`, as the documents are to name that page.
    """
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: typographic(value, findings_page),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        word.__name__: word
        for word in (
            words.counted,
            words.number,
            words.digits,
            words.share,
            words.series,
            words.capital,
            words.in_order,
            words.part_of,
        )
    }
    made.filters |= {"members": members, "formula": pass_context(formula)}
    made.globals |= {"verb": words.verb}
    return made


def formula(context: Context, expression: str) -> str:
    """A model, a term or a condition as a reader reads it, with the short names that the document gives to its factors."""
    return words.formula(expression, context["shorts"])


def typographic(value: object, findings_page: str) -> object:
    """Text with printed apostrophes, places such as 4.5 ¶7 kept on one line, and numbers linked; markup is left as it is."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return linked(value.replace("'", "’").replace(" ¶", "\N{NO-BREAK SPACE}¶"), findings_page)


class Contents:
    """
    The headings, figures and tables of a document, numbered in the order in which its template asks for them.

    A document is rendered twice: the first time collects, the second time every reference, forward ones too, has its number.
    """

    def __init__(self) -> None:
        self.numbers: dict[str, str] = {}
        self.begin()

    def begin(self) -> "Contents":
        """Start over from the first heading, keeping the numbers already known for references."""
        self.headings: list[dict[str, str | int]] = []
        self.captions: dict[str, list[dict[str, str]]] = {"Figure": [], "Table": []}
        self.counts = [0, 0]
        self.lettered = False
        return self

    def heading(self, level: int, anchor: str, title: str, running: str = "") -> Markup:
        """A numbered heading of level 1 or 2; `running` is what the head of the page says of it, where that is shorter."""
        self.counts = [self.counts[0] + 1, 0] if level == 1 else [self.counts[0], self.counts[1] + 1]
        first = chr(ord("A") + self.counts[0] - 1) if self.lettered else str(self.counts[0])
        label = first if level == 1 else f"{first}.{self.counts[1]}"
        self.numbers[anchor] = label
        self.headings.append({"level": level, "anchor": anchor, "number": label, "title": title})
        return Markup('<h{0} id="{1}" data-running="{2} {3}"><span class="number">{2}</span> {4}</h{0}>').format(
            level + 1, anchor, label, running or title, title
        )

    def appendices(self) -> Markup:
        """The mark from which on headings of level 1 have letters."""
        self.lettered, self.counts = True, [0, 0]
        return Markup('<hr class="appendices" hidden>')

    def caption(self, kind: str, name: str, title: str) -> Markup:
        """A numbered caption of a Figure or Table; `name` is what references call it."""
        label = f"{kind} {len(self.captions[kind]) + 1}"
        self.numbers[name] = label
        self.captions[kind].append({"anchor": name, "number": label, "title": title})
        return Markup('<span class="number">{}.</span> {}.').format(label, title)

    def reference(self, name: str) -> Markup:
        """A link that reads `Figure 4`, `Table 2` or `Section 3`; an unknown name is an error once all are known."""
        if name not in self.numbers:
            if self.complete:
                raise KeyError(
                    f"the report refers to {name!r}, which it doesn't have; known: {', '.join(self.numbers)}"
                )
            return Markup("?")
        label = self.numbers[name]
        if label[0].isdigit() or len(label.split(".")[0]) == 1:
            label = f"{'Appendix' if label[0].isalpha() else 'Section'} {label}"
        return Markup('<a class="ref" href="#{}">{}</a>').format(name, label.replace(" ", "\N{NO-BREAK SPACE}"))

    complete = False


def render(template: str, **given: object) -> str:
    """
    A document from its template, as one file of HTML: for the screen, for print, and for the setting of the PDF.

    The body is rendered twice, so that references know their numbers, then the frame around it, and then the fonts that
    the whole needs are put into it.
    """
    templates, contents = environment(REPORT, audit(FINDINGS)), Contents()
    templates.globals |= {page.__name__: page for page in (audit, cell_page, file_page, step_page, style)}
    for complete in (False, True):
        contents.complete = complete
        body = templates.get_template(f"{template}.body.html.j2").render(contents=contents.begin(), **given)
    whole = templates.get_template(f"{template}.html.j2").render(contents=contents, body=Markup(body), **given)
    return whole.replace(FONTS_HERE, font_faces(whole), 1)


def style(name: str) -> Markup:
    """A style sheet of the documents, to stand in their head."""
    return Markup((REPORT / name).read_text(encoding="utf-8"))


def audit(page: str) -> str:
    """The link from the report to a page of the audit, which lies beside it."""
    return f"audit/{quote(page)}"
