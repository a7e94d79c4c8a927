"""Model chart: the prime implicants, the cases that each of them covers, and the minimal models that it belongs to."""

from functools import partial
from typing import NamedTuple

import pandas as pd

from mssd import drawing as draw
from mssd.charts import Columns, heads
from mssd.implicants import KINDS, Block, Implicant, Part, cases_to_explain, description, parts_of
from mssd.labels import cases_named, named, spelled_lines
from mssd.words import PLAIN_OUTCOME, capital, counted, share

COVERS, BY_NAME = "the term covers the case", "M1, M2: the models with the fewest terms"
ESSENTIAL = "essential: one of its cases has no other term, so that every model needs it"
NOT_COVERED = "a case without a mark: its configuration does not count as positive"
NO_COLUMNS = "no columns: the cases are too many, and too many of them are told apart"
FOLDED = "cases that no term tells apart share a column"
COMPLETIONS = "completions: the ways of settling the undetermined cells"
MOST_COLUMNS = 24
INSET, TERM, SHARE, GAP = 8.0, 138.0, 44.0, 6.0
MODELS = 78.0, 132.0
NARROWEST, WIDEST, RADIUS = 9.5, 50.0, 3.8


class Group(NamedTuple):
    """The cases that share a column, with a short and a printed name for them."""

    cases: list[str]
    short: str
    name: str


class Grid(NamedTuple):
    """The columns of a block, how many cases are to be explained there, and how wide the column of the models is."""

    columns: Columns
    groups: list[Group]
    cases: int
    models: float


class Space(NamedTuple):
    """How far apart rows stand, how many parsimonious and other implicants are drawn, and whether labels spell their terms."""

    padding: float
    parsimonious: int
    others: int
    labelled: bool = True


SPACES = [
    *(Space(padding, 30, others) for padding, others in ((4.0, 30), (1.5, 30), (1.5, 8), (1.5, 0))),
    *(Space(1.0, 30, others, labelled=False) for others in (30, 8, 0)),
    *(Space(1.0, most, 0, labelled=False) for most in (25, 21, 18, 15, 12, 10, 8, 6, 4, 2)),
]


def model_chart(
    minimisations: pd.DataFrame,
    implicants: pd.DataFrame,
    solutions: pd.DataFrame,
    truth_table: pd.DataFrame,
    labels: dict[str, str],
    case_labels: dict[str, str],
    outcome: dict | None,
) -> str:
    """
    The prime implicant chart: a row for each term, a column for each case to be explained, a mark where it covers the case.

    First for the outcome, then for its absence; in each the parsimonious terms, and below them the others as far as they fit.
    A model is a choice of rows that leaves no column without a mark; M1, M2 and so on are those with the fewest rows, in the
    order of `solutions`. Terms that do not fit are counted. Source: McCluskey 1956; Ragin 1987, chapter 6.
    """
    words = outcome or PLAIN_OUTCOME
    factors = named(truth_table.columns.drop(["case", "outcome"]), labels)
    names = cases_named(truth_table["case"], case_labels)
    tables = minimisations, implicants, solutions
    blocks = [
        Block(result, word, cases_to_explain(truth_table, implicants, result), parts_of(result, *tables))
        for result, word in (("1", words["occurred"]), ("0", words["absent"]))
    ]
    drawing = draw.first_that_fits(painted(blocks, factors, names, space) for space in SPACES)
    return drawing.svg("The prime implicants and the minimal models", description(blocks, factors))


def painted(blocks: list[Block], factors: dict[str, str], names: dict[str, str], space: Space) -> draw.Drawing:
    """The chart with so much space: the outcome above, its absence below, and what the marks mean at the foot."""
    drawing, y = draw.Drawing(), 0.0
    groups = [groups_of(block, names) for block in blocks]
    most, models = max(map(len, groups)), width_of_models(blocks)
    width = max(NARROWEST, min(WIDEST, (drawing.width - INSET - TERM - SHARE - MODELS[0]) / max(1, most)))
    models = max(MODELS[0], min(models, drawing.width - INSET - TERM - SHARE - width * most))
    left = drawing.width - SHARE - models - width * most
    grids = [
        Grid(Columns(left, width, len(group)), group, len(block.cases), models)
        for group, block in zip(groups, blocks, strict=True)
    ]
    for block, grid in zip(blocks, grids, strict=True):
        y = paint_block(drawing, block, grid, factors if space.labelled else {}, y, space) + 2 * GAP
    drawing.legend(y - GAP, meanings(drawing, blocks, grids))
    return drawing


def width_of_models(blocks: list[Block]) -> float:
    """How wide what is said of the models would be on one line each."""
    said = [", ".join(row.standing) for block in blocks for part in block.parts for row in part.implicants]
    return min(MODELS[1], max((draw.text_width(words, draw.STRESS) + 2 * GAP + 2 for words in said), default=0))


def groups_of(block: Block, names: dict[str, str]) -> list[Group]:
    """
    The columns: the cases one by one where they are few enough.

    Else cases that no term tells apart share a column; and where even these are too many, there is no column at all.
    """
    if len(block.cases) <= MOST_COLUMNS:
        return [Group([case], case, names[case]) for case in block.cases]
    covered = [set(row.covers) for part in block.parts for row in part.implicants]
    alike: dict[tuple[bool, ...], list[str]] = {}
    for case in block.cases:
        alike.setdefault(tuple(case in cases for cases in covered), []).append(case)
    told = {cases[0]: f"{cases[0]} and {len(cases) - 1} more" if cases[1:] else cases[0] for cases in alike.values()}
    groups = [Group(cases, told[cases[0]], told[cases[0]]) for cases in alike.values()]
    return groups if len(groups) <= MOST_COLUMNS else []


def paint_block(
    drawing: draw.Drawing, block: Block, grid: Grid, factors: dict[str, str], y: float, space: Space
) -> float:
    """The outcome or its absence: the names of the columns, then a part for each kind of minimisation; gives the bottom."""
    word = draw.wrapped(block.word, grid.columns.left - INSET - 20, draw.NAME)
    height = draw.NAME.leading * len(word)
    bottom = heads(drawing, grid.columns, {group.short: group.name for group in grid.groups}, top=y, least=height)
    first = bottom - height
    drawing.sign(INSET, first + draw.NAME.leading / 2 - 4, 10, 8, block.result)
    drawing.lines(INSET + 15, first, word, draw.NAME)
    right = drawing.width - grid.models
    drawing.text(right, bottom - draw.NOTE.leading / 2, "Covers", draw.NOTE, anchor="end")
    drawing.text(right + 2 * GAP, bottom - draw.NOTE.leading / 2, "Models", draw.NOTE)
    y = bottom + 4
    for part in block.parts:
        y = paint_part(drawing, part, grid, factors, y, space)
    drawing.line((0, y), (drawing.width, y), stroke=draw.FIRM)
    return y


def paint_part(drawing: draw.Drawing, part: Part, grid: Grid, factors: dict[str, str], y: float, space: Space) -> float:
    """A minimisation: what it found, a row for each term that there is room for, and how many are left out; gives the bottom."""
    most = space.parsimonious if part.kind == KINDS[0] else space.others
    drawing.line((0, y), (drawing.width, y), stroke=draw.FIRM)
    found = f"{capital(part.kind)}: {part.found}"
    y = drawing.lines(INSET, y + 3, draw.wrapped(found, drawing.width - INSET, draw.STRESS), draw.STRESS) + 3
    for row in part.implicants[:most]:
        drawing.line((0, y), (drawing.width, y))
        y = paint_row(drawing, row, grid, factors, y, space)
    rest = part.implicants[most:]
    if rest:
        drawing.line((0, y), (drawing.width, y))
        in_models = share(sum(bool(row.models) for row in rest))
        told = f"and {counted(len(rest), 'more prime implicant')}" if most else counted(len(rest), "prime implicant")
        words = f"{told}, not drawn for want of room; {in_models} of them in a {'minimal' if part.complete else 'listed'} model"
        y = drawing.lines(INSET, y + 3, draw.wrapped(words, drawing.width - INSET, draw.NOTE), draw.NOTE) + 3
    return y


def paint_row(
    drawing: draw.Drawing, row: Implicant, grid: Grid, factors: dict[str, str], y: float, space: Space
) -> float:
    """A prime implicant: its term, a mark for each case that it covers, how many these are, its models; gives the bottom."""
    look = draw.NAME if row.essential else draw.PLAIN if row.models else draw.PLAIN._replace(colour=draw.MUTED)
    small = draw.STRESS if row.essential else draw.SMALL if row.models else draw.NOTE
    term = spelled_lines(row.term, factors, grid.columns.left - INSET - GAP, look)
    room = grid.models - 2 * GAP
    together = draw.text_width(", ".join(row.standing), small) <= room
    said = [line for words in row.standing for line in draw.wrapped(words, room, small)]
    said = [", ".join(row.standing)] if together else said
    height = max(look.leading * len(term), draw.SMALL.leading * len(said), 2 * RADIUS + 2)
    bottom = y + height + 2 * space.padding
    middle = (y + bottom) / 2
    drawing.lines(INSET, middle - look.leading * len(term) / 2, term, look)
    for position, group in enumerate(grid.groups):
        if set(group.cases) & set(row.covers):
            radius = min(RADIUS, grid.columns.width / 2 - 1)
            drawing.disc(grid.columns.middle(position), middle, radius, fill=draw.ACCENT)
    right = drawing.width - grid.models
    drawing.text(right, middle, f"{len(row.covers)} of {grid.cases}", draw.SMALL, anchor="end")
    drawing.lines(right + 2 * GAP, middle - small.leading * len(said) / 2, said, small)
    if row.essential:
        drawing.box(0, y, 3, bottom - y, fill=draw.ACCENT)
    return bottom


def meanings(drawing: draw.Drawing, blocks: list[Block], grids: list[Grid]) -> list[tuple]:
    """What the marks mean."""
    by_block = [[row for part in block.parts for row in part.implicants] for block in blocks]
    rows = [row for of_block in by_block for row in of_block]
    uncovered = [
        case
        for block, of_block in zip(blocks, by_block, strict=True)
        for case in block.cases
        if of_block and not any(case in row.covers for row in of_block)
    ]
    told = [
        (rows and any(grid.groups for grid in grids), COVERS, lambda x, y: drawing.disc(x, y, RADIUS)),
        (any(row.essential for row in rows), ESSENTIAL, partial(bar_sign, drawing)),
        (any(row.models for row in rows), BY_NAME, None),
        (any(group.cases[1:] for grid in grids for group in grid.groups), FOLDED, None),
        (any(grid.cases and not grid.groups for grid in grids), NO_COLUMNS, None),
        (uncovered and any(grid.groups for grid in grids), NOT_COVERED, None),
        (any(row.standing[-1].endswith("completions") for row in rows), COMPLETIONS, None),
    ]
    return [(mark, words) for applies, words, mark in told if applies]


def bar_sign(drawing: draw.Drawing, x: float, y: float) -> None:
    """The bar beside an essential term."""
    drawing.box(x - 1, y - 5, 3, 10, fill=draw.ACCENT)


if __name__ == "__main__":
    from pathlib import Path

    from mssd.labels import labels_of, labels_of_cases
    from mssd.tables import read

    given, choice = snakemake.input, snakemake.params
    figure = model_chart(
        **{noun: read(noun, given[noun]) for noun in ("minimisations", "implicants", "solutions", "truth_table")},
        labels=labels_of(read("factors", given.factors)),
        case_labels=labels_of_cases(
            cases=read("cases", given.cases, {"criteria": choice.criteria or {}}),
            matrix=read("data_matrix", given.data_matrix),
        ),
        outcome=choice.outcome,
    )
    Path(snakemake.output[0]).write_text(figure, encoding="utf-8", newline="\n")
