"""An exhibit: a table as it is printed, defined once and written as HTML to paste, as LaTeX and as CSV."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

ALIGNED = {"text": "left", "number": "right", "value": "center"}
LATEX_COLUMNS = {"text": "l", "number": "r", "value": "c"}
LATEX = {
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    **{"\\": "\\textbackslash{}", "~": "$\\sim$", "^": "\\textasciicircum{}", "<": "$<$", ">": "$>$", "|": "$|$"},
    **{"–": "--", "—": "---", "“": "``", "”": "''", '"': "''", "’": "'", "‘": "`", "\N{NO-BREAK SPACE}": "~"},
    **{
        "●": "$\\bullet$",
        "○": "$\\circ$",
        "±": "$\\pm$",
        "×": "$\\times$",
        "≥": "$\\geq$",
        "≤": "$\\leq$",
        "¶": "\\P{}",
    },
    "\n": " ",
}
FITS_A_LINE = 84
FITS_A_PAGE = 30
RULE, THIN = "1.5pt solid #000000", "0.75pt solid #000000"


class Column(NamedTuple):
    """A column: the words of its header, and what it holds: text, a number, or a value (1, 0 or ?)."""

    words: str
    kind: str = "text"


@dataclass(frozen=True)
class Exhibit:
    """
    A table as it is printed.

    name: what files and references call it. rows: a text for each column; the first column names the row, and where it is
    `grouped` the first one gives the part of the table and the second names the row. files: what it is made
    from. targets: for each row the anchor in the report that it leads to, where it has one.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    files: tuple[str, ...]
    note: str = ""
    grouped: bool = False
    targets: tuple[str, ...] = ()

    @property
    def inner(self) -> tuple[Column, ...]:
        """The columns without the one that gives the parts."""
        return self.columns[1:] if self.grouped else self.columns

    @property
    def parts(self) -> list[dict]:
        """The parts of the table in order, each with its `words` and its `rows`: the cells, and the anchor each row leads to."""
        pairs = list(zip(self.rows, self.targets or [""] * len(self.rows), strict=True))
        if not self.grouped:
            return [{"words": "", "rows": [{"cells": cells, "target": target} for cells, target in pairs]}]
        return [
            {"words": words, "rows": [{"cells": cells[1:], "target": target} for cells, target in group]}
            for words, group in groupby(pairs, key=lambda pair: pair[0][0])
        ]

    @property
    def widths(self) -> list[float]:
        """
        How wide each column without the parts is, in per cent of the table: enough for its longest word, more for long cells, and
        alike for values.

        With widths that are known before the cells are set, a table of hundreds of rows takes a fraction of the time.
        """
        texts = list(zip(*([column.words for column in self.inner], *self.inner_rows()), strict=True))
        weights = [max(longest_word(column) + 1.5, max(map(len, column)) ** 0.8) for column in texts]
        alike = [weight for weight, column in zip(weights, self.inner, strict=True) if column.kind == "value"]
        evened = sum(alike) / len(alike) if alike else 0
        weights = [
            max(evened, weight) if column.kind == "value" else weight
            for weight, column in zip(weights, self.inner, strict=True)
        ]
        return [round(100 * weight / sum(weights), 1) for weight in weights]

    @property
    def fits_a_page(self) -> bool:
        """Whether the table is short enough to be kept on one page."""
        return len(self.rows) <= FITS_A_PAGE

    def inner_rows(self) -> list[tuple[str, ...]]:
        return [row["cells"] for part in self.parts for row in part["rows"]]


def longest_word(texts: Iterable[str]) -> int:
    """The letters of the longest word, as a line can't break inside it."""
    return max((len(word) for text in texts for word in re.split(r"[\s/]", text)), default=0)


def shortened(exhibit: Exhibit, limit: int) -> Exhibit:
    """The exhibit with at most so many rows in each part, and a note that says how many there are and where."""
    kept, seen = [], {}
    for place, row in enumerate(exhibit.rows):
        part = row[0] if exhibit.grouped else ""
        seen[part] = seen.get(part, 0) + 1
        if seen[part] <= limit:
            kept.append(place)
    if len(kept) == len(exhibit.rows):
        return exhibit
    told = f"Printed here are {len(kept)} of {len(exhibit.rows)} rows; {exhibit.files[0]} has them all."
    return replace(
        exhibit,
        rows=tuple(exhibit.rows[place] for place in kept),
        targets=tuple(exhibit.targets[place] for place in kept) if exhibit.targets else (),
        note=f"{exhibit.note} {told}".strip(),
    )


def as_csv(exhibit: Exhibit) -> str:
    """The exhibit as CSV: its columns, the parts as a column of their own, and nothing else."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.words for column in exhibit.columns)
    writer.writerows(exhibit.rows)
    return text.getvalue()


def as_html(exhibit: Exhibit, origin: str) -> str:
    """
    The exhibit as an HTML page, to open and to paste into a word processor: every style stands at its element, since Word
    keeps no other. origin: the study and version that it comes from.
    """
    columns = Markup("").join(Markup('<col width="{}%">').format(width) for width in exhibit.widths)
    head = Markup("").join(header_cell(column, "col") for column in exhibit.inner)
    body = Markup("\n").join(html_part(part, exhibit) for part in exhibit.parts)
    return Markup(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n<body>\n'
        '<table style="border-collapse: collapse; border-bottom: {rule}">\n'
        '<caption style="text-align: left; padding-bottom: 4pt">{title}</caption>\n'
        "<colgroup>{columns}</colgroup>\n<thead>\n<tr>{head}</tr>\n</thead>\n{body}\n</table>\n"
        '<p style="font-size: 9pt">{note}</p>\n</body>\n</html>\n'
    ).format(title=exhibit.title, rule=RULE, columns=columns, head=head, body=body, note=note_of(exhibit, origin))


def html_part(part: dict, exhibit: Exhibit) -> Markup:
    """The rows of a part, below a row that names it."""
    words = Markup(
        '<tr><th scope="rowgroup" colspan="{}" style="text-align: left; padding: 4pt 8pt 2pt 0">{}</th></tr>\n'
    ).format(len(exhibit.inner), part["words"])
    lines = []
    for row in part["rows"]:
        first, *others = zip(row["cells"], exhibit.inner, strict=True)
        cells = Markup("").join(
            Markup('<td style="{}">{}</td>').format(styled(column), cell) for cell, column in others
        )
        name = Markup('<th scope="row" style="{}; font-weight: normal">{}</th>').format(styled(first[1]), first[0])
        lines.append(Markup("<tr>{}{}</tr>").format(name, cells))
    return Markup("<tbody>\n{}{}\n</tbody>").format(words if part["words"] else "", Markup("\n").join(lines))


def header_cell(column: Column, scope: str) -> Markup:
    return Markup('<th scope="{}" style="{}; border-top: {}; border-bottom: {}">{}</th>').format(
        scope, styled(column), RULE, THIN, column.words
    )


def styled(column: Column) -> str:
    """The style of a cell, by what its column holds."""
    return f"text-align: {ALIGNED[column.kind]}; vertical-align: top; padding: 2pt 8pt 2pt 0"


def note_of(exhibit: Exhibit, origin: str) -> str:
    """What stands below an exhibit outside the report: its note, and where it comes from."""
    return f"{exhibit.note} Source: {origin}, {' and '.join(exhibit.files)}.".strip()


def as_latex(exhibit: Exhibit, origin: str) -> str:
    """
    The exhibit as LaTeX, to \\input: booktabs rules, and a longtable where it may not fit a page.

    Every character that LaTeX reads as a command is escaped; letters of other scripts are left for the engine.
    """
    head = " & ".join(latex(column.words) for column in exhibit.inner)
    body = "\n\\midrule\n".join(latex_part(part, exhibit) for part in exhibit.parts)
    known = {
        "spec": column_spec(exhibit),
        "head": f"\\toprule\n{head} \\\\\n\\midrule",
        "body": body,
        "caption": f"\\caption{{{latex(exhibit.title)}}}\\label{{tab:{exhibit.name}}}",
        "note": f"{{\\footnotesize {latex(note_of(exhibit, origin))}\\par}}",
    }
    is_long = not exhibit.fits_a_page
    needs = "% Needs \\usepackage{array}, \\usepackage{booktabs} and \\usepackage{longtable}.\n"
    return needs + (LONG if is_long else SHORT).format(**known)


SHORT = """\\begin{{table}}[htbp]
\\centering
{caption}
\\begin{{tabular}}{{{spec}}}
{head}
{body}
\\bottomrule
\\end{{tabular}}

\\smallskip
{note}
\\end{{table}}
"""
LONG = """\\begin{{longtable}}{{{spec}}}
{caption}\\\\
{head}
\\endfirsthead
{head}
\\endhead
\\bottomrule
\\endlastfoot
{body}
\\end{{longtable}}
{note}
"""


def column_spec(exhibit: Exhibit) -> str:
    """The columns of a LaTeX table: as wide as their cells where all fit a line, else with shares of the line that wrap."""
    if fits_a_line(exhibit):
        return "".join(LATEX_COLUMNS[column.kind] for column in exhibit.inner)
    turned = {"text": "raggedright", "number": "raggedleft", "value": "centering"}
    return "".join(
        f">{{\\{turned[column.kind]}\\arraybackslash}}p{{\\dimexpr {width / 100:.3f}\\linewidth-2\\tabcolsep}}"
        for column, width in zip(exhibit.inner, exhibit.widths, strict=True)
    )


def fits_a_line(exhibit: Exhibit) -> bool:
    """Whether the longest cells of all columns fit a line side by side."""
    columns = zip([column.words for column in exhibit.inner], *exhibit.inner_rows(), strict=True)
    longest = [max(map(len, cells)) for cells in columns]
    return sum(longest) + 2 * len(longest) <= FITS_A_LINE


def latex_part(part: dict, exhibit: Exhibit) -> str:
    """The rows of a part, below a line that names it."""
    lines = [latex_row(row["cells"]) for row in part["rows"]]
    if part["words"]:
        wide = "l" if fits_a_line(exhibit) else "p{\\dimexpr \\linewidth-2\\tabcolsep}"
        span = f"\\multicolumn{{{len(exhibit.inner)}}}{{{wide}}}"
        lines = [f"{span}{{\\textit{{{latex(part['words'])}}}}} \\\\", *lines]
    return "\n".join(lines)


def latex_row(cells: Iterable[str]) -> str:
    """A row; after the end of the row before, a star or a bracket would be read as an option of that."""
    row = " & ".join(map(latex, cells))
    return f"{'{}' if row.startswith(('*', '[')) else ''}{row} \\\\"


def latex(text: str) -> str:
    """A text in which no character is a command of LaTeX."""
    return "".join(LATEX.get(character, character) for character in text)


def document(names: Iterable[str]) -> str:
    """A LaTeX document that has every exhibit of a folder, to look at them, or to copy its first lines."""
    inputs = "\n".join(f"\\input{{{name}}}" for name in names)
    packages = "\n".join(f"\\usepackage{{{name}}}" for name in ("array", "booktabs", "longtable"))
    return f"\\documentclass[a4paper]{{article}}\n{packages}\n\\begin{{document}}\n{inputs}\n\\end{{document}}\n"
