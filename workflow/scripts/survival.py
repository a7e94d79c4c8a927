"""Survival: how often each factor survives when the analysis is varied, test by test."""

from functools import partial

import pandas as pd

from mssd import drawing as draw
from mssd.charts import Columns, heads
from mssd.labels import cases_named, enumerated, named
from mssd.survivals import (
    TESTS,
    Group,
    Span,
    description,
    group_of,
    group_of_codings,
    models_of_study,
    open_share,
    share,
    spanned,
    survivors_of,
    with_column,
)
from mssd.words import counted

NO_COLUMN, NO_SURVIVOR = "Without a column, though at times they survive or are open", "Never survive"
SAME, STUDY = ("Survivors as in the study", "Models as in the study"), "The study as it is"
HANGING = "the result hangs on this"
NOTE_LINES = 2
EDGE = draw.Stroke(draw.MUTED, 0.6)
LABELS, LEAST_LABELS, MOST_LABELS, INSET, GAP, BAR = 166.0, 120.0, 220.0, 7.0, 6.0, 6.0
NARROWEST, WIDEST, WHOLE = 25.0, 62.0, 56.0


def survival(
    robustness: pd.DataFrame,
    codings: pd.DataFrame,
    covariation: pd.DataFrame,
    labels: dict[str, str],
    case_labels: dict[str, str],
) -> str:
    """
    The variations of the analysis, a row for each test, and how often each factor survives in them.

    First of all, in how many the survivors, and the parsimonious models, are those of the study: where a bar is short, the result
    hangs on what is varied, and the variations that give other survivors (or else other models) are named. A factor of which
    unknown cells leave open whether it survives counts apart. The study's survivors come first; one that never survives is named.
    """
    standing = dict(zip(covariation["factor"], covariation["pattern"], strict=True))
    cases = robustness.loc[robustness["test"] == "without_case", "variant"]
    names = cases_named(cases, case_labels)
    made = {test: robustness[robustness["test"] == test].to_dict("records") for test in TESTS}
    groups = [group_of(test, rows, labels, names) for test, rows in made.items() if rows]
    if (codings["possible"] != "1").any():
        groups.append(group_of_codings(robustness, codings, survivors_of(standing)))
    factors = named({*standing, *(name for group in groups for name in (*group.survives, *group.open))}, labels)
    models = models_of_study(robustness)
    drawing = painted(groups, factors, standing, "–" if models is None else counted(len(models), "model"))
    return drawing.svg("How often each factor survives", description(groups, factors, survivors_of(standing)))


def painted(groups: list[Group], factors: dict[str, str], standing: dict[str, str], models: str) -> draw.Drawing:
    """The matrix of shares, and below it the factors without a column and what the marks mean."""
    drawing, ever = draw.Drawing(), with_column(groups, factors, standing)
    whole = WHOLE * len(SAME)
    shown = ever[: int((drawing.width - LEAST_LABELS - whole) / NARROWEST)]
    width = min(WIDEST, max(NARROWEST, (drawing.width - LABELS - whole) / max(1, len(shown))))
    most = MOST_LABELS + whole if shown else drawing.width
    columns = Columns(min(drawing.width - width * len(shown), most), width, len(shown))
    y = heading(drawing, columns, {name: factors[name] for name in shown}, standing, models)
    for group in groups:
        drawing.line((0, y), (drawing.width, y))
        y = paint_group(drawing, columns, group, shown, y)
    drawing.line((0, y), (drawing.width, y), stroke=draw.FIRM)
    drawing.box(same_columns(columns).left, 0, whole - GAP, y, fill=draw.PALE, under=True)
    told = {NO_COLUMN: ever[len(shown) :], NO_SURVIVOR: [name for name in standing if name not in ever]}
    for words, names in told.items():
        first, *rest = [factors[name] for name in names] or [""]
        lines = enumerated([f"{words}: {first}", *rest], drawing.width, draw.NOTE, 2) if first else []
        y = drawing.lines(0, y + 4, lines, draw.NOTE)
    drawing.legend(y + 2, meanings(drawing, groups, {standing.get(name, "constant") for name in shown}))
    return drawing


def same_columns(columns: Columns) -> Columns:
    """The columns, left of the factors, that say how often survivors and models are those of the study."""
    return Columns(columns.left - WHOLE * len(SAME), WHOLE - GAP / len(SAME), len(SAME))


def heading(
    drawing: draw.Drawing, columns: Columns, factors: dict[str, str], standing: dict[str, str], models: str
) -> float:
    """The names of the columns, and what the study itself says of each factor; gives the bottom."""
    same = same_columns(columns)
    told = [draw.balanced(words, same.width - 3, draw.STRESS) for words in SAME]
    level = heads(drawing, columns, factors, least=draw.STRESS.leading * max(map(len, told)))
    top, middle, bottom = level + 4, level + 13, level + 22
    survivors = counted(len(survivors_of(standing)), "survivor")
    for position, (lines, number) in enumerate(zip(told, (survivors, models), strict=True)):
        drawing.lines(same.middle(position), level - draw.STRESS.leading * len(lines), lines, draw.STRESS, "middle")
        drawing.text(same.middle(position), middle, number, draw.SMALL, anchor="middle")
    drawing.text(INSET, level - draw.NOTE.leading / 2, "Variation", draw.NOTE)
    drawing.line((0, top), (drawing.width, top), stroke=draw.FIRM)
    drawing.text(INSET, middle, STUDY, draw.NAME)
    for position, factor in enumerate(factors):
        mark(drawing, columns.middle(position), middle, standing.get(factor, "constant"))
    drawing.line((0, bottom), (drawing.width, bottom), stroke=draw.FIRM)
    return bottom


def mark(drawing: draw.Drawing, x: float, y: float, pattern: str) -> None:
    """What the study says of a factor: a disc for a survivor, ? for an open one, a cross for one that does not, else a dash."""
    if pattern == "constant":
        drawing.line((x - 3, y), (x + 3, y), stroke=draw.LINK)
    elif "covaries" in pattern:
        drawing.mark(x, y, "1" if pattern == "covaries" else "?", 4)
    else:
        drawing.cross(x, y, 2.8, draw.MUTED)


def paint_group(drawing: draw.Drawing, columns: Columns, group: Group, factors: list[str], y: float) -> float:
    """A test: what is varied, how often the survivors stay the same, and how often each factor survives; gives the bottom."""
    same = same_columns(columns)
    room = same.left - INSET - GAP
    look = draw.PLAIN if group.firm else draw.NAME
    label = draw.balanced(group.label, room, look)
    note = enumerated(group.others, room, draw.NOTE, NOTE_LINES)
    unsettled = any(group.open.get(factor) for factor in factors)
    told = [draw.balanced(spanned(span, group.number, same.width), same.width - 4, draw.SMALL) for span in group.same]
    lines = max(1 + unsettled, *map(len, told))
    height = max(look.leading * len(label) + draw.NOTE.leading * len(note), BAR + 2 + draw.SMALL.leading * lines)
    below = drawing.lines(INSET, y + GAP, label, look)
    drawing.lines(INSET, below, note, draw.NOTE)
    top = y + GAP + 1
    for position, (span, words) in enumerate(zip(group.same, told, strict=True)):
        paint_bar(drawing, same, position, top, span)
        drawing.lines(same.middle(position), top + BAR + 2, words, draw.SMALL if span.high else draw.NOTE, "middle")
    for position, factor in enumerate(factors):
        shares = group.survives.get(factor, 0.0), group.open.get(factor, 0.0)
        paint_share(drawing, columns, position, top, shares, group.number)
    if not group.firm:
        drawing.box(0, y, 3, height + 2 * GAP, fill=draw.INK)
    return y + height + 2 * GAP


def paint_share(
    drawing: draw.Drawing, columns: Columns, position: int, y: float, shares: tuple[float, float], number: int
) -> None:
    """How often a factor survives: a bar, and the number below it."""
    survives, doubtful = shares
    paint_bar(drawing, columns, position, y, Span(survives, survives + doubtful))
    told = [(share(survives, number, columns.width), draw.SMALL if survives else draw.NOTE)]
    if doubtful:
        told.append((open_share(doubtful, number, columns.width), draw.NOTE))
    y += BAR + 2
    for words, look in told:
        y = drawing.lines(columns.middle(position), y, [words], look, "middle")


def meanings(drawing: draw.Drawing, groups: list[Group], patterns: set[str]) -> list[tuple]:
    """What the marks mean."""
    told = {
        "covaries": ("survives", "covaries" in patterns),
        "covaries|mixed": ("open: hangs on undetermined cells", any("covaries|" in pattern for pattern in patterns)),
        "mixed": ("does not survive", any("covaries" not in pattern for pattern in patterns - {"constant"})),
        "constant": ("not compared, or constant", "constant" in patterns),
    }
    marks = [(partial(mark, drawing, pattern=pattern), words) for pattern, (words, shown) in told.items() if shown]
    bars = {draw.ACCENT: f"share of the variations{' in which it survives' if patterns else ''}"}
    if any(group.open or any(span.low < span.high for span in group.same) for group in groups):
        bars[draw.RULE] = "share that is left open"
    marks += [(partial(bar_sign, drawing, fill=fill), words) for fill, words in bars.items() if groups]
    if not all(group.firm for group in groups):
        marks.append((lambda x, y: drawing.box(x - 1, y - 5, 3, 10, fill=draw.INK), HANGING))
    return marks


def paint_bar(drawing: draw.Drawing, columns: Columns, position: int, y: float, span: Span) -> None:
    """A bar filled as far as is known, and paler from there as far as may be."""
    width = columns.width - 8
    left = columns.middle(position) - width / 2
    drawing.box(left, y, width, BAR)
    for start, part, fill in ((0, span.low, draw.ACCENT), (span.low, span.high - span.low, draw.RULE)):
        if part:
            drawing.box(left + width * start, y, width * part, BAR, fill=fill)
    drawing.box(left, y, width, BAR, stroke=EDGE, fill="none")


def bar_sign(drawing: draw.Drawing, x: float, y: float, fill: str) -> None:
    """A piece of a bar."""
    drawing.box(x - 6, y - BAR / 2, 12, BAR, stroke=EDGE, fill=fill)


if __name__ == "__main__":
    from pathlib import Path

    from mssd.labels import labels_of, labels_of_cases
    from mssd.tables import read

    given, choice = snakemake.input, snakemake.params
    figure = survival(
        **{noun: read(noun, given[noun]) for noun in ("robustness", "codings", "covariation")},
        labels=labels_of(read("factors", given.factors)),
        case_labels=labels_of_cases(
            cases=read("cases", given.cases, {"criteria": choice.criteria or {}}),
            matrix=read("data_matrix", given.data_matrix),
        ),
    )
    Path(snakemake.output[0]).write_text(figure, encoding="utf-8", newline="\n")
