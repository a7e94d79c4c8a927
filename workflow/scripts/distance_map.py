"""Distance map: how many factors, and how much of the background, set the cases of each pair apart."""

from functools import partial
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from mssd import drawing as draw
from mssd.labels import cases_named, cut, in_brief
from mssd.words import PLAIN_OUTCOME, capital, counted

DESIGNS = {
    "MSDO": "MSDO: among the most similar pairs with different outcomes",
    "MDSO": "MDSO: among the most different pairs with the same outcome",
}
WORDED, NAMED, STACKED, WIDEST, LOWEST = 72.0, 34.0, 20.0, 96.0, 11.0
FIRST, INSET, SIGN, GAP = 16.0, 0.5, 11.0, 4.0
LONGEST, MANY, SHORT, FEW_PAIRS = 110.0, 12, 66.0, 4
FRAME, CORNER = draw.Stroke(draw.ACCENT, 1.6), 6.0


class Pair(NamedTuple):
    """A pair of cases: its distance and how many are known, in the factors and in the background, and its design."""

    same_outcome: bool
    factors: tuple[int, int]
    background: tuple[int, int] | None
    design: str


class Grid(NamedTuple):
    """The triangle: the cases from the top, how wide and high a cell is, and how much is written in it."""

    cases: list[str]
    width: float
    height: float
    shown: str

    def cell(self, row: int, column: int) -> tuple[float, float]:
        """The top left corner of a cell; the first row, of a name alone, is low."""
        return INSET + column * self.width, FIRST + (row - 1) * self.height if row else 0.0


def distance_map(
    pairs: pd.DataFrame, truth_table: pd.DataFrame, case_labels: dict[str, str], outcome: dict | None
) -> str:
    """
    The Boolean distances of all pairs of cases, as a triangle: a case has its pairs to the left of its name and below it.

    Cases with the outcome come first, so that pairs with the same outcome lie in two triangles, and those with different
    outcomes, on a grey ground, in the rectangle between them. A square frame marks the most similar pairs with different
    outcomes, a round one the most different with the same outcome. Source: De Meur and Berg-Schlosser 1994.
    """
    words = outcome or PLAIN_OUTCOME
    results = (
        truth_table.sort_values(["outcome", "case"], ascending=[False, True]).set_index("case")["outcome"].astype(str)
    )
    names = cases_named(results.index, case_labels)
    found = pairs_of(pairs)
    drawing = painted(found, results.to_dict(), names, len(truth_table.columns) - 2, words)
    return drawing.svg("The distances of the cases from each other", description(found, names))


def pairs_of(pairs: pd.DataFrame) -> dict[frozenset[str], Pair]:
    """The pairs by their two cases."""
    found = {}
    for row in pairs.to_dict("records"):
        background = None
        if not pd.isna(row["distance_background"]):
            background = int(row["distance_background"]), int(row["known_background"])
        factors = int(row["distance_factors"]), int(row["known_factors"])
        design = "" if pd.isna(row["design"]) else row["design"]
        found[frozenset((row["case_a"], row["case_b"]))] = Pair(row["same_outcome"] == 1, factors, background, design)
    return found


def painted(
    pairs: dict[frozenset[str], Pair], results: dict[str, str], names: dict[str, str], factors: int, words: dict
) -> draw.Drawing:
    """The triangle, and what its marks mean below it."""
    drawing, cases = draw.Drawing(), list(results)
    grid, names = measured(cases, names, any(pair.background for pair in pairs.values()), drawing.width)
    for row, case in enumerate(cases):
        x, y = grid.cell(row, row)
        middle = y + (grid.height if row else FIRST) / 2
        drawing.sign(x + GAP, middle - 3, 7, 6, results[case])
        drawing.text(x + GAP + SIGN, middle, names[case], draw.NAME if grid.height > LOWEST else draw.STRESS)
        for column, other in enumerate(cases[:row]):
            paint_cell(drawing, grid, pairs[frozenset((case, other))], *grid.cell(row, column), factors)
    if len(cases) < 2:
        drawing.text(0, drawing.height + 10, "There is no pair of cases.", draw.NOTE)
    drawing.legend(drawing.height + 6, meanings(drawing, grid, pairs, results, words))
    return drawing


def measured(cases: list[str], names: dict[str, str], background: bool, width: float) -> tuple[Grid, dict[str, str]]:
    """How large a cell is, and what is written in it; short names, or cut ones, where long ones take too much room."""
    most = SHORT if len(cases) > MANY else LONGEST
    if any(draw.text_width(name, draw.NAME) > most for name in names.values()):
        names = {case: cut(case, most, draw.NAME) for case in cases}
    longest = max(draw.text_width(name, draw.NAME) for name in names.values())
    each = min(WIDEST, (width - INSET - longest - GAP - SIGN) / max(1, len(cases) - 1))
    if each >= WORDED:
        return Grid(cases, each, 38.0 if background else 28.0, "words"), names
    if each >= STACKED and background:
        return Grid(cases, each, min(30.0, max(21.0, each)), "numbers"), names
    return Grid(cases, each, max(LOWEST, min(each, 20.0)), "factors"), names


def paint_cell(drawing: draw.Drawing, grid: Grid, pair: Pair, x: float, y: float, factors: int) -> None:
    """A pair: its distances, on a ground that tells whether the outcomes differ, in the shape of its design."""
    worded = grid.shown == "words"
    ground = draw.WHITE if pair.same_outcome else draw.PALE
    drawing.box(x, y, grid.width, grid.height, stroke=draw.FAINT, fill=ground)
    shape(drawing, pair.design, x, y, grid.width, grid.height, worded)
    lines = in_words(pair) if worded else in_numbers(pair, factors, grid)
    if pair.design and grid.width >= NAMED:
        lines.append((pair.design, draw.STRESS))
    top = y + (grid.height - sum(look.leading for _, look in lines)) / 2
    for words, look in lines:
        colour = draw.WHITE if pair.design and not worded else look.colour
        top = drawing.lines(x + grid.width / 2, top, [words], look._replace(colour=colour), "middle")


def shape(drawing: draw.Drawing, design: str, x: float, y: float, width: float, height: float, worded: bool) -> None:
    """
    The shape of a design: square for the most similar with different outcomes, round for the most different alike.

    It is a frame where words stand in it, and else filled, so that no line runs through the numbers.
    """
    if design and worded:
        corner, ground = (None, draw.TINT) if design == "MSDO" else (height / 2, draw.WHITE)
        drawing.box(x + 1.5, y + 1.5, width - 3, height - 3, stroke=FRAME, fill=ground, rx=corner)
    elif design:
        corner = None if design == "MSDO" else CORNER if height > 2 * CORNER + 2 else height / 2
        drawing.box(x + 0.3, y + 0.3, width - 0.6, height - 0.6, fill=draw.ACCENT, rx=corner)


def in_words(pair: Pair) -> list[tuple[str, draw.Look]]:
    """The distances of a pair where there is room for words."""
    distance, known = pair.factors
    lines = [(f"{distance} of {known} factors", draw.NAME)]
    if pair.background:
        lines.append((f"{pair.background[0]} of {pair.background[1]} background", draw.SMALL))
    return lines


def in_numbers(pair: Pair, factors: int, grid: Grid) -> list[tuple[str, draw.Look]]:
    """The distances as numbers: in the factors (and of how many, where not all are known), and below in the background."""
    distance, known = pair.factors
    of_known = f"{distance}/{known}"
    fits = draw.text_width(of_known, draw.STRESS) <= grid.width - 2
    lines = [(of_known if known < factors and fits else str(distance), draw.STRESS)]
    if grid.shown == "numbers" and pair.background:
        lines.append((f"{pair.background[0]}/{pair.background[1]}", draw.SMALL))
    return lines


def meanings(
    drawing: draw.Drawing, grid: Grid, pairs: dict[frozenset[str], Pair], results: dict[str, str], words: dict
) -> list[tuple]:
    """What the marks, the grounds and the numbers mean."""
    signs = {"1": words["occurred"], "0": words["absent"]}
    told = [
        (partial(ground_sign, drawing, result=result), signs[result]) for result in signs if result in results.values()
    ]
    for design in sorted({pair.design for pair in pairs.values()} & set(DESIGNS), reverse=True):
        told.append((partial(shape_sign, drawing, design=design, worded=grid.shown == "words"), DESIGNS[design]))
    if any(not pair.same_outcome for pair in pairs.values()):
        told.append((partial(grey_sign, drawing), "the two cases have different outcomes"))
    known = any(pair.background for pair in pairs.values())
    numbers = {
        "words": f"factors{', background' if known else ''}: in how many of those known for both cases the two differ",
        "numbers": "above: in how many factors they differ; below: in how many background characteristics, of those known",
        "factors": f"in how many of the factors known for both they differ{'; the background is not drawn' if known else ''}",
    }
    return [*told, *([(None, numbers[grid.shown])] if pairs else [])]


def shape_sign(drawing: draw.Drawing, x: float, y: float, design: str, worded: bool) -> None:
    """The shape of a design, around a number n where it is filled."""
    shape(drawing, design, x - 6, y - 5, 12, 10, worded)
    if not worded:
        drawing.text(x, y, "n", draw.STRESS._replace(colour=draw.WHITE), anchor="middle")


def grey_sign(drawing: draw.Drawing, x: float, y: float) -> None:
    """The ground of a pair with different outcomes."""
    drawing.box(x - 5.5, y - 4.5, 11, 9, stroke=draw.FAINT, fill=draw.PALE)


def ground_sign(drawing: draw.Drawing, x: float, y: float, result: str) -> None:
    """The box of an outcome, as it stands beside the name of a case."""
    drawing.sign(x - 4, y - 3, 7, 6, result)


def description(pairs: dict[frozenset[str], Pair], names: dict[str, str]) -> str:
    """What the map shows, for those who can't see it: how far apart pairs are, and those with a design first."""
    told = {(one, other): pairs[frozenset((one, other))] for one, other in combinations(names, 2)}
    sentences = [capital(f"{counted(len(names), 'case')}, {counted(len(pairs), 'pair')}.")]
    for same, words in ((False, "different outcomes"), (True, "the same outcome")):
        apart = sorted({pair.factors[0] for pair in told.values() if pair.same_outcome == same})
        spread = f"{apart[0]} to {apart[-1]}" if apart[1:] else str(apart[0]) if apart else ""
        sentences.append(
            f"Pairs with {words} differ in {spread} {'factor' if spread == '1' else 'factors'}." if spread else ""
        )
    for design in sorted({pair.design for pair in told.values()} & set(DESIGNS), reverse=True):
        those = [apart_in_words(names, cases, pair) for cases, pair in told.items() if pair.design == design]
        more = f" and {len(those) - FEW_PAIRS} more" if len(those) > FEW_PAIRS else ""
        sentences.append(f"{capital(DESIGNS[design].partition(': ')[2])}: {'; '.join(those[:FEW_PAIRS])}{more}.")
    return in_brief(
        [*sentences, *(f"{apart_in_words(names, cases, told[cases])}." for cases in told if not told[cases].design)]
    )


def apart_in_words(names: dict[str, str], cases: tuple[str, str], pair: Pair) -> str:
    """How far apart two cases are."""
    background = (
        f" and {pair.background[0]} of {pair.background[1]} background characteristics" if pair.background else ""
    )
    return f"{names[cases[0]]} and {names[cases[1]]} by {pair.factors[0]} of {pair.factors[1]} factors{background}"


if __name__ == "__main__":
    from pathlib import Path

    from mssd.labels import labels_of_cases
    from mssd.tables import read

    given, choice = snakemake.input, snakemake.params
    figure = distance_map(
        pairs=read("pairs", given.pairs),
        truth_table=read("truth_table", given.truth_table),
        case_labels=labels_of_cases(
            cases=read("cases", given.cases, {"criteria": choice.criteria or {}}),
            matrix=read("data_matrix", given.data_matrix),
        ),
        outcome=choice.outcome,
    )
    Path(snakemake.output[0]).write_text(figure, encoding="utf-8", newline="\n")
