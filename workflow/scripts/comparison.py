"""Comparison: each factor in each case beside the outcome, how firm the cells are, and what follows for the factor."""

import re
from functools import partial
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from mssd import drawing as draw
from mssd.tables import members
from mssd.words import PLAIN_OUTCOME, PRESENCE_WORDS, series

GROUPS = ["covaries", "open", "inverse", "mixed", "constant", "context"]
REASONS = {
    "covaries": "present exactly where the outcome occurred",
    "inverse": "present exactly where the outcome did not occur",
    "open": "hangs on undetermined cells",
    "constant": "cannot explain",
    "context": "cannot explain",
}
CONTEXT, ADJUDICATED, AGAINST = "one value in all cases: context", "adjudicated", "against the evidence"
LABELS, VERDICTS, INDENT, GAP = 82.0, 94.0, 7.0, 6.0
NARROWEST, TALLIED, SYMBOLS, WORDED, WIDEST = 9.0, 14.0, 30.0, 50.0, 92.0
RING, APART, TALLEST, PAIRS_IN_FULL = 2.6, 2.5, 100.0, 3
BRACKETS = re.compile(r"\s+(?=\([^()]*\)$)")


class Row(NamedTuple):
    """A factor with its cell in each case (none where it isn't coded case by case), and what is said of it."""

    label: str
    cells: list[dict]
    group: str
    verdict: str
    reason: str


class Columns(NamedTuple):
    """How wide the labels, a case and the whole figure are."""

    cases: int
    labels: float
    case: float
    width: float

    @property
    def worded(self) -> bool:
        """Whether there is room for words in the cells."""
        return self.case >= WORDED

    @property
    def radius(self) -> float:
        """The radius of a mark, so that ringed marks side by side don't touch."""
        return min(6.0, self.case / 2 - RING - 0.6)

    @property
    def verdicts(self) -> float:
        """Where the verdicts begin."""
        return self.left(self.cases) + 8

    def left(self, position: float) -> float:
        """Where the column of a case begins; half a position further is its middle."""
        return self.labels + position * self.case


def comparison(
    presence: pd.DataFrame,
    truth_table: pd.DataFrame,
    covariation: pd.DataFrame,
    labels: dict[str, str],
    case_labels: dict[str, str],
    outcome: dict | None,
    order: list[str] | None = None,
) -> str:
    """
    The whole comparison: factors as rows, those that covary first, cases as columns in order, the outcome below.

    A cell tells the value and how firm it is: the sources on each side, a ring where they disagree, whether a person
    decided it, and whether against the evidence or the published table. A row ends in what the comparison says of its
    factor. A factor of `covariation` without cells is context. labels, case_labels: printed names, by short name.
    """
    words, cases = outcome or PLAIN_OUTCOME, order or truth_table["case"].tolist()
    results = truth_table.set_index("case")["outcome"].astype(str).loc[cases].to_dict()
    names = {case: case_labels.get(case, case) for case in cases}
    labels = {factor: labels.get(factor, factor.replace("_", " ")) for factor in [*labels, *covariation["factor"]]}
    rows = rows_of(presence, covariation, labels, short(names), results)
    columns = columns_of(len(cases), [words["label"], *(row.label for row in rows)])
    drawing = draw.Drawing(columns.width)
    y, group = heading(drawing, columns, names), None
    for row in rows:
        drawing.line((0, y), (columns.width, y), stroke=draw.FAINT if row.group == group else draw.FIRM)
        y, group = paint_row(drawing, columns, row, y), row.group
    y, key = paint_outcome(drawing, columns, words, list(results.values()), y)
    drawing.legend(y + 3, key + meanings(drawing, columns, rows))
    return drawing.svg("The factors, the cases and the outcome", description(rows, names, results, words))


def rows_of(
    presence: pd.DataFrame,
    covariation: pd.DataFrame,
    labels: dict[str, str],
    names: dict[str, str],
    results: dict[str, str],
) -> list[Row]:
    """The factors by group, those that covary first and those that can't vary last, and then in the order of labels."""
    cells = {(cell["case"], cell["factor"]): cell for cell in presence.fillna({"agrees": 1}).to_dict("records")}
    coded, rows = set(presence["factor"]), []
    for found in sorted(covariation.to_dict("records"), key=lambda found: list(labels).index(found["factor"])):
        factor, pattern = found["factor"], found["pattern"]
        group = "context" if factor not in coded else "open" if "|" in pattern else pattern
        verdict = {"open": f"open: {pattern.replace('|', ' or ')}", "mixed": "ruled out", "context": "constant"}
        twins = series(labels[twin] for twin in members(found["inseparable_from"]))
        reason = f"same column as {twins}" if twins and group in ("covaries", "inverse") else REASONS.get(group)
        reason = reason or contradiction(members(found["contradicted_by"]), names, results)
        of_cases = [cells[case, factor] for case in names] if factor in coded else []
        rows.append(Row(labels[factor], of_cases, group, verdict.get(group, group), reason))
    return sorted(rows, key=lambda row: GROUPS.index(row.group))


def contradiction(pairs: list[str], names: dict[str, str], results: dict[str, str]) -> str:
    """The pairs of cases that rule a factor out, the positive one first; of many pairs their number and the first."""
    sides = [sorted(pair.split("/"), key=lambda case: -int(results[case])) for pair in pairs]
    told = sorted("/".join(names[case] for case in side) for side in sides)
    if len(told) > PAIRS_IN_FULL:
        return f"by {len(told)} pairs of cases, such as {told[0]}"
    return f"by {', '.join(told)}" if told else "the outcome does not vary"


def short(names: dict[str, str]) -> dict[str, str]:
    """The names of the cases without what stands in brackets at their end, where that still tells them apart."""
    bare = {case: BRACKETS.split(name)[0] for case, name in names.items()}
    return bare if len(set(bare.values())) == len(bare) else names


def columns_of(cases: int, labels: list[str]) -> Columns:
    """The widths: labels take what they need, no more than a word where cases are many; the verdicts take the rest."""
    page, words = draw.PAGE_WIDTH, [word for label in labels for word in label.split()]
    for texts in (labels, words):
        left = min(LABELS, max(draw.text_width(text, draw.NAME) for text in texts) + INDENT + GAP)
        case = max(NARROWEST, min(WIDEST, (page - left - VERDICTS) / cases))
        if case >= SYMBOLS:
            break
    case = case if case >= WORDED else min(case, SYMBOLS)
    return Columns(cases, left, case, max(page, left + cases * case + VERDICTS))


def heading(drawing: draw.Drawing, columns: Columns, names: dict[str, str]) -> float:
    """The names of the cases above their columns, turned where a word is too wide for its column; gives the bottom."""
    look = draw.NAME if columns.worded else draw.STRESS
    parts = [BRACKETS.split(name) for name in names.values()]
    told = [[line for part in name for line in draw.balanced(part, columns.case - 2, look)] for name in parts]
    upright = any(" ".join(lines) != draw.printable(name) for lines, name in zip(told, names.values(), strict=True))
    if upright:
        told = [[name if draw.text_width(name, look) <= TALLEST else case] for case, name in names.items()]
    heights = [draw.text_width(lines[0], look) if upright else look.leading * len(lines) for lines in told]
    bottom = GAP + max(heights)
    for n, (lines, height) in enumerate(zip(told, heights, strict=True)):
        if upright:
            drawing.text(columns.left(n + 0.5), bottom, lines[0], look, upright=True)
        else:
            drawing.lines(columns.left(n + 0.5), bottom - height, lines, look, "middle")
    drawing.text(INDENT, bottom - look.leading / 2, "Factor", draw.NOTE)
    drawing.text(columns.verdicts, bottom - look.leading / 2, "Verdict", draw.NOTE)
    return bottom + 4


def paint_row(drawing: draw.Drawing, columns: Columns, row: Row, y: float) -> float:
    """A factor: its label, its cells, its verdict with the reason; gives the bottom."""
    survives, is_context = row.group == "covaries", row.group == "context"
    name = draw.NAME if survives else draw.PLAIN._replace(colour=draw.MUTED) if is_context else draw.PLAIN
    head = draw.NAME._replace(colour=draw.ACCENT if survives else draw.MUTED if is_context else draw.INK)
    note, room = draw.NOTE if is_context else draw.SMALL, columns.width - columns.verdicts
    middle = y + GAP + (columns.radius + RING if row.cells else name.leading / 2)
    label = draw.balanced(row.label, columns.labels - INDENT - GAP, name)
    bottoms = [drawing.lines(INDENT, middle - name.leading / 2, label, name)]
    below = drawing.lines(columns.verdicts, middle - head.leading / 2, draw.wrapped(row.verdict, room, head), head)
    bottoms += [drawing.lines(columns.verdicts, below, draw.wrapped(row.reason, room, note), note)]
    bottoms += [paint_cell(drawing, columns, cell, columns.left(n + 0.5), middle) for n, cell in enumerate(row.cells)]
    if not row.cells:
        across = draw.balanced(CONTEXT, columns.cases * columns.case, note)
        bottoms += [drawing.lines(columns.left(columns.cases / 2), middle - note.leading / 2, across, note, "middle")]
    bottom = max(bottoms) + GAP
    if survives:
        drawing.box(0, y, 3, bottom - y, fill=draw.ACCENT)
    return bottom


def paint_cell(drawing: draw.Drawing, columns: Columns, cell: dict, x: float, y: float) -> float:
    """A cell: the mark of its value, a ring where it is contested, how it was decided below; gives the bottom."""
    drawing.mark(x, y, cell["present"], columns.radius)
    if cell["contested"]:
        drawing.ring(x, y, columns.radius + RING)
    if cell["decided_by"] == "adjudication" and not columns.worded:
        aside = min(columns.radius + RING, columns.case / 2 - 2.6)
        drawing.diamond(x + aside, y - aside, 2, fill=draw.INK if cell["against_evidence"] else draw.WHITE)
    y += columns.radius + RING + 1
    for words, look in notes(cell, columns):
        inset = 4 if words == ADJUDICATED else 0
        if inset:
            drawing.diamond(x + inset - draw.text_width(words, look) / 2 - 6, y + look.leading / 2, 2.2)
        y = drawing.lines(x + inset, y, draw.wrapped(words, columns.case - APART, look), look, "middle")
    return y


def notes(cell: dict, columns: Columns) -> list[tuple[str, draw.Look]]:
    """What stands below the mark of a cell: in words where there is room for them, else the tally and a sign."""
    counted, differs = cell["decided_by"] != "matrix", cell["agrees"] == 0
    if not columns.worded:
        tally = [f"{cell['for']}:{cell['against']}"] if counted and columns.case >= TALLIED else []
        return [(words, draw.SMALL) for words in [*tally, *(["≠"] if differs else [])]]
    tally = f"for {cell['for']} · against {cell['against']}"
    lines = [tally] if draw.text_width(tally, draw.NOTE) <= columns.case - APART else tally.split(" · ")
    return [
        (PRESENCE_WORDS[cell["present"]], draw.STRESS if cell["present"] == "1" else draw.SMALL),
        *((words, draw.NOTE) for words in lines if counted),
        *([(ADJUDICATED, draw.SMALL)] if cell["decided_by"] == "adjudication" else []),
        *([(AGAINST, draw.STRESS)] if cell["against_evidence"] else []),
        *([(f"≠ published: {PRESENCE_WORDS[str(cell['published'])]}", draw.STRESS)] if differs else []),
    ]


def paint_outcome(
    drawing: draw.Drawing, columns: Columns, words: dict, results: list[str], y: float
) -> tuple[float, list[tuple]]:
    """The outcome as a band, and a tint behind the cases in which it occurred; gives the bottom and the key."""
    told = {"1": words["occurred"], "0": words["absent"]}
    label = draw.balanced(words["label"], columns.labels - INDENT - GAP, draw.NAME)
    boxes = boxes_of(columns, told, results)
    height = 7 + draw.STRESS.leading * max(1, *(len(lines) for *_, lines in boxes))
    inside = max(height, draw.NAME.leading * len(label))
    middle, bottom = y + GAP + inside / 2, y + 2 * GAP + inside
    drawing.line((0, y), (columns.width, y), stroke=draw.HEAVY)
    drawing.lines(INDENT, middle - draw.NAME.leading * len(label) / 2, label, draw.NAME)
    for result, left, width, lines in boxes:
        drawing.sign(left + 1.5, middle - height / 2, width - 3, height, result)
        look = draw.STRESS._replace(colour=draw.WHITE if result == "1" else draw.INK)
        drawing.lines(left + width / 2, middle - look.leading * len(lines) / 2, lines, look, "middle")
        if result == "1":
            drawing.box(left, 0, width, bottom, fill=draw.TINT, under=True)
    key = [(lambda x, y, r=r: drawing.sign(x - 5, y - 4, 10, 8, r), told[r]) for r in told if r in results]
    return bottom, [] if any(lines for *_, lines in boxes) else key


def boxes_of(columns: Columns, told: dict[str, str], results: list[str]) -> list[tuple[str, float, float, list[str]]]:
    """The boxes of the outcome: one a case where the words fit, else one for neighbours alike, or without words."""
    apart = [(result, [n]) for n, result in enumerate(results)]
    alike = [(result, [n for n, _ in run]) for result, run in groupby(enumerate(results), key=lambda one: one[1])]
    for cases in (apart, alike) if columns.worded else (alike,):
        places = [(result, columns.left(at[0]), columns.case * len(at)) for result, at in cases]
        boxes = [(*place, draw.balanced(told[place[0]], place[2] - 8, draw.STRESS)) for place in places]
        if all(len(lines) <= 2 and " ".join(lines) == draw.printable(told[result]) for result, *_, lines in boxes):
            return boxes
    return [(*place, []) for place in places]


def meanings(drawing: draw.Drawing, columns: Columns, rows: list[Row]) -> list[tuple]:
    """What the marks mean that have no word beside them, and in how many of the cells they stand."""
    cells = [cell for row in rows for cell in row.cells]
    decided = [cell for cell in cells if cell["decided_by"] == "adjudication"]
    contested, opposed = sum(cell["contested"] for cell in cells), sum(cell["against_evidence"] for cell in cells)
    shown = {cell["present"] for cell in cells} if not columns.worded else {}
    values = [(partial(drawing.mark, value=v, radius=3.8), word) for v, word in PRESENCE_WORDS.items() if v in shown]
    ring, diamond = partial(drawing.ring, radius=4.2), partial(drawing.diamond, radius=2.4)
    by_person = f"{ADJUDICATED}: decided by a person ({len(decided)} of {len(cells)} cells"
    tally = "for, against: how many sources" if columns.worded else "5:2: five sources for, two against"
    told = [
        (contested, ring, f"contested: sources on both sides ({contested} of {len(cells)} cells)"),
        (decided and columns.worded, diamond, f"{by_person}, {opposed} {AGAINST})"),
        (decided and not columns.worded, partial(diamond, fill=draw.WHITE), f"{by_person})"),
        (opposed and not columns.worded, diamond, f"{ADJUDICATED} {AGAINST} ({opposed})"),
        (any(cell["decided_by"] != "matrix" for cell in cells), None, tally),
        (any(row.group == "mixed" for row in rows), None, "a/b: cases alike in the factor, unlike in the outcome"),
        (not columns.worded and any(cell["agrees"] == 0 for cell in cells), None, "≠ not as in the published table"),
    ]
    return values + [(mark, words) for applies, mark, words in told if applies]


def description(rows: list[Row], names: dict[str, str], results: dict[str, str], words: dict) -> str:
    """What the comparison shows, for those who can't see it."""
    sentences = [f"{words['label']}: {told({'1': words['occurred'], '0': words['absent']}, results, names)}."]
    for row in rows:
        values = {cell["case"]: cell["present"] for cell in row.cells}
        sentences.append(f"{row.label}: {told(PRESENCE_WORDS, values, names) or CONTEXT}; {row.verdict}, {row.reason}.")
    return " ".join(sentences)


def told(words: dict[str, str], values: dict[str, str], names: dict[str, str]) -> str:
    """The cases by their values: present in a and b; absent in c."""
    cases = {value: [names[case] for case in values if values[case] == value] for value in words}
    return "; ".join(f"{words[value]} in {series(those)}" for value, those in cases.items() if those)


if __name__ == "__main__":
    from pathlib import Path

    from mssd.tables import read

    given, choice = snakemake.input, snakemake.params
    factors = read("factors", given.factors)
    cases = read("cases", given.cases, {"criteria": choice.criteria or {}})
    truth_table = read("truth_table", given.truth_table)
    in_time = cases[cases["case"].isin(truth_table["case"])].sort_values(["year", "requested_on", "case"])
    by_outcome = truth_table.sort_values(["outcome", "case"], ascending=[False, True])
    figure = comparison(
        presence=read("presence", given.presence),
        truth_table=truth_table,
        covariation=read("covariation", given.covariation),
        labels=dict(zip(factors["factor"], factors["label"], strict=True)),
        case_labels=dict(zip(cases["case"], cases["label"], strict=True)),
        outcome=choice.outcome,
        order=(by_outcome if in_time.empty else in_time)["case"].tolist(),
    )
    Path(snakemake.output[0]).write_text(figure, encoding="utf-8", newline="\n")
