"""The exhibits: tables defined once, and written as HTML, LaTeX and CSV."""

import csv
import io
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pypandoc
from conftest import ROOT

from mssd.exhibit import Column, Exhibit, as_csv, as_html, as_latex, latex, shortened

NASTY = r"A & B_50% #1 {x} ~y \z <b>"
KINDS = Exhibit(
    "kinds",
    f"Kinds of {NASTY}",
    (Column("Part"), Column(NASTY), Column("For", "number"), Column("Value", "value")),
    (("First", NASTY, "12", "1"), ("First", "[plain]", "3", "0"), ("Second", "*starred", "–", "?")),
    ("results/tables/kinds.csv",),
    note="1: present.",
    grouped=True,
)
CELLS = [NASTY, "For", "Value", "First", NASTY, "12", "1", "[plain]", "3", "0", "Second", "*starred", "–", "?"]


class Cells(HTMLParser):
    """The texts of the cells of a page in order, the captions, and the headers that don't say what they head."""

    def __init__(self, page: str):
        super().__init__()
        self.cells, self.captions, self.unscoped, self.open = [], [], [], None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag in ("td", "th", "caption"):
            self.open = self.captions if tag == "caption" else self.cells
            self.open.append("")
        if tag == "th" and dict(attributes).get("scope") not in ("col", "row", "rowgroup"):
            self.unscoped.append(attributes)

    def handle_endtag(self, tag):
        if tag in ("td", "th", "caption"):
            self.open = None

    def handle_data(self, data):
        if self.open is not None:
            self.open[-1] += data


def cells_of_latex(text: str) -> list[str]:
    """The cells of a LaTeX table as pandoc reads it, which knows no styles of columns."""
    plain = re.sub(r">\{[^}]*\}p\{[^}]*\}", "l", text)
    plain = re.sub(r"(\\multicolumn\{\d\})\{p\{[^}]*\}\}", r"\1{l}", plain)
    page = pypandoc.convert_text(plain, "html", format="latex", extra_args=["--wrap=none"], sandbox=True)
    root = ElementTree.fromstring(f"<page>{page}</page>")
    return ["".join(cell.itertext()).strip() for row in root.iter("tr") for cell in row]


def test_the_three_formats_hold_the_same_cells():
    """In HTML and LaTeX the parts are rows of their own, in CSV a column."""
    page = Cells(as_html(KINDS, "a study"))
    assert page.cells == CELLS
    assert page.captions == [KINDS.title]
    assert page.unscoped == []
    assert [cell.replace("∼", "~") for cell in cells_of_latex(as_latex(KINDS, "a study")) if cell] == CELLS
    header, *rows = csv.reader(io.StringIO(as_csv(KINDS)))
    assert (header, [tuple(row) for row in rows]) == ([column.words for column in KINDS.columns], list(KINDS.rows))


def test_no_character_of_a_label_is_a_command_of_latex():
    assert latex("A & B_50%") == r"A \& B\_50\%"
    assert latex(r"\input{x} #$^~") == r"\textbackslash{}input\{x\} \#\$\textasciicircum{}$\sim$"


def test_a_long_exhibit_says_how_much_of_it_is_printed_and_where_the_rest_is():
    short = shortened(KINDS, 1)
    assert [row[0] for row in short.rows] == ["First", "Second"]
    assert short.note == "1: present. Printed here are 2 of 3 rows; results/tables/kinds.csv has them all."
    assert shortened(KINDS, 2) is KINDS


def test_a_long_table_of_latex_may_break_over_pages():
    rows = tuple((str(place), "1") for place in range(40))
    long = Exhibit("long", "Long", (Column("Row"), Column("Value", "value")), rows, ("x.csv",))
    assert r"\begin{longtable}{lc}" in as_latex(long, "a study")
    assert r"\begin{tabular}{lc}" in as_latex(shortened(long, 5), "a study")


def test_every_exhibit_of_a_study_is_there_in_three_formats_with_a_caption_and_scoped_headers(any_run):
    folder = any_run / "results" / "tables" / "print"
    names = [file.stem for file in folder.glob("*.csv")]
    assert {"truth_table", "qca-conditions", "qca-models", "robustness"} <= set(names)
    document = (folder / "exhibits.tex").read_text(encoding="utf-8")
    for name in names:
        page = Cells((folder / f"{name}.html").read_text(encoding="utf-8"))
        assert (len(page.captions), page.unscoped) == (1, [])
        assert f"\\input{{{name}}}" in document
        assert (folder / f"{name}.tex").exists()


def test_the_comparison_and_the_models_of_the_csto_study_are_as_published(csto_run):
    """Figure 4 of the thesis has these values; the three parsimonious models are worked by hand in test_solutions.py."""
    folder = csto_run / "results" / "tables" / "print"
    header, *rows = csv.reader((folder / "truth_table.csv").open(encoding="utf-8"))
    assert header[1:5] == ["Kyrgyzstan (2010)", "Tajikistan (2021)", "Kazakhstan (2022)", "Armenia (2022)"]
    assert [row[1:5] for row in rows] == [list(values) for values in ("0010", "0111", "1010", "0010", "0010")]
    models = list(csv.DictReader((folder / "qca-models.csv").open(encoding="utf-8")))
    parsimonious = [(row["Model"], row["Term"]) for row in models if row["Explained"] == "Intervention: parsimonious"]
    assert parsimonious == [
        ("M1", "Common threat"),
        ("M2", "External actor * Government threat"),
        ("M3", "Russian interest"),
    ]


def test_the_remainders_name_the_models_that_assume_them_by_their_numbers(csto_run):
    """Common threat, external actor and government threat without Russian interest: M1 and M2 say that it would have come."""
    file = csto_run / "results" / "tables" / "print" / "qca-assumptions.csv"
    rows = csv.DictReader(file.open(encoding="utf-8"))
    by = {
        "".join(list(row.values())[1:5]): row["Assumed by"]
        for row in rows
        if row["Expected"].startswith("Intervention")
    }
    assert (by["1110"], by["0001"]) == ("M1, M2", "M3")
    assert "1111" not in by


def test_no_exhibit_has_the_name_of_a_heading_or_a_figure_of_the_report(csto_run):
    """Names are the anchors of the report, and each leads to one place."""
    templates = [file.read_text(encoding="utf-8") for file in (ROOT / "workflow" / "report").rglob("*.j2")]
    named = {name for text in templates for name in re.findall(r'(?:heading\(\d, |figure\(|id=)"([\w-]+)"', text)}
    names = {file.stem for file in (csto_run / "results" / "tables" / "print").glob("*.csv")}
    assert {"comparison", "survivors", "evidence"} <= named
    assert not names & named
