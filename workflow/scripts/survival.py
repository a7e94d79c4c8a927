"""Survival: how often each factor survives when the analysis is varied, test by test."""

import re
from functools import partial
from math import prod
from typing import NamedTuple

import pandas as pd

from mssd import drawing as draw
from mssd.charts import Columns, cases_named, enumerated, heads, named, runs
from mssd.tables import members
from mssd.words import counted, series

TESTS = {
    "threshold": ("Each citation threshold", "others at"),
    "without_interview": ("Each interview left out", "others without"),
    "without_two_interviews": ("Each pair of interviews left out", "others without"),
    "one_voice_per_author": ("Sources of one author counted once", "others by"),
    "without_case": ("Each case left out", "others without"),
    "flipped_cell": ("Each cell coded otherwise", "others with"),
    "flipped_outcome": ("Each outcome coded otherwise", "others with"),
}
CODINGS = "Each plausible coding of the doubtful cells"
NO_COLUMN, NO_SURVIVOR = "Without a column, though at times they survive or are open", "Never survive"
SAME, STUDY, NEVER = "Survivors as in the study", "The study as it is", "never as in the study"
OTHERS = "others: the variations in which other factors survive than in the study"
COUNTED_UP_TO, NOTE_LINES = 99, 2
EDGE = draw.Stroke(draw.MUTED, 0.6)
LABELS, LEAST_LABELS, MOST_LABELS, INSET, GAP, BAR = 172.0, 124.0, 240.0, 7.0, 6.0, 6.0
NARROWEST, WORDED, WIDEST, SAME_WIDTH = 25.0, 35.0, 64.0, 62.0


class Group(NamedTuple):
    """The variations of one test: how many, those with other survivors, in what share each factor survives, or is open."""

    label: str
    others: list[str]
    number: int
    same: float
    survives: dict[str, float]
    open: dict[str, float]


def survival(
    robustness: pd.DataFrame,
    codings: pd.DataFrame,
    covariation: pd.DataFrame,
    labels: dict[str, str],
    case_labels: dict[str, str],
) -> str:
    """
    The variations of the analysis, a row for each test, and how often each factor survives in them.

    First of all, in how many the survivors are those of the study: where that bar is short, the result hangs on what is varied,
    and the variations that give others are named. A factor of which unknown cells leave open whether it survives counts apart.
    Plausible codings count as often as they occur. The study's survivors come first; a factor that never survives is only named.
    """
    standing = dict(zip(covariation["factor"], covariation["pattern"], strict=True))
    cases = robustness.loc[robustness["test"] == "without_case", "variant"]
    names = cases_named(cases, case_labels)
    made = {test: robustness[robustness["test"] == test].to_dict("records") for test in TESTS}
    groups = [group_of(test, rows, labels, names) for test, rows in made.items() if rows]
    if (codings["possible"] != "1").any():
        groups.append(group_of_codings(codings, survivors_of(standing)))
    factors = named({*standing, *(name for group in groups for name in (*group.survives, *group.open))}, labels)
    drawing = painted(groups, factors, standing)
    return drawing.svg("How often each factor survives", description(groups, factors, survivors_of(standing)))


def survivors_of(standing: dict[str, str]) -> list[str]:
    """The factors that survive in the study itself."""
    return [factor for factor, pattern in standing.items() if pattern == "covaries"]


def with_column(groups: list[Group], factors: dict[str, str], standing: dict[str, str]) -> list[str]:
    """The factors of which there is something to see: the survivors, those that ever survive, those that are ever open."""
    survivors = [name for name in factors if name in survivors_of(standing)]
    later = [name for name in factors if any(group.survives.get(name) for group in groups)]
    unsettled = [name for name in factors if any(group.open.get(name) for group in groups)]
    return list(dict.fromkeys([*survivors, *later, *unsettled]))


def group_of(test: str, rows: list[dict], labels: dict[str, str], names: dict[str, str]) -> Group:
    """The variations of a test, counted."""
    label, others = TESTS[test]
    shares = {
        column: {name: among.count(name) / len(rows) for name in among}
        for column in ("survivors", "open")
        for among in [[name for row in rows for name in members(row[column])]]
    }
    changing = in_words(test, [row["variant"] for row in rows if row["changed"]], labels, names)
    same = sum(not row["changed"] for row in rows) / len(rows)
    told = [f"{others} {changing[0]}", *changing[1:]] if changing else []
    return Group(
        f"{label}: {len(rows)}", told if same else [NEVER], len(rows), same, shares["survivors"], shares["open"]
    )


def group_of_codings(codings: pd.DataFrame, survivors: list[str]) -> Group:
    """
    All plausible codings, counted by their shares, which are exact also where only a sample of the codings was gone through.

    Columns are settled independently, so that the survivors are those of the study in the product of the shares in which each of
    them survives, and each other factor doesn't.
    """
    shares = {row.name: float(row.share) for row in codings.itertuples(index=False) if row.kind == "survivor"}
    number = int(codings["possible"].iloc[0])
    same = prod(share if name in survivors else 1 - share for name, share in shares.items())
    words = f"{number:,}" if number < 2**21 else f"2 to the power of {number.bit_length() - 1}"
    return Group(f"{CODINGS}: {words}", [], number, same, shares, {})


def in_words(test: str, variants: list[str], labels: dict[str, str], names: dict[str, str]) -> list[str]:
    """What is varied, as a reader names it: a threshold, an interview, a case, a cell."""
    if test == "threshold":
        return list(runs(map(int, variants)))
    if test == "flipped_cell":
        cells = [variant.split("/", 1) for variant in variants]
        return [f"{labels.get(factor, factor)} in {names.get(case, case)}" for case, factor in cells]
    if test == "without_two_interviews":
        return [" and ".join(re.split(r"[;,+/ ]+", variant)) for variant in variants]
    return [names.get(variant, variant.replace("_", " ")) for variant in variants]


def painted(groups: list[Group], factors: dict[str, str], standing: dict[str, str]) -> draw.Drawing:
    """The matrix of shares, and below it the factors without a column and what the marks mean."""
    drawing, ever = draw.Drawing(), with_column(groups, factors, standing)
    shown = ever[: int((drawing.width - LEAST_LABELS - SAME_WIDTH) / NARROWEST)]
    width = min(WIDEST, max(NARROWEST, (drawing.width - LABELS - SAME_WIDTH) / max(1, len(shown))))
    columns = Columns(min(drawing.width - width * len(shown), MOST_LABELS + SAME_WIDTH), width, len(shown))
    y = heading(drawing, columns, {name: factors[name] for name in shown}, standing)
    for group in groups:
        drawing.line((0, y), (drawing.width, y))
        y = paint_group(drawing, columns, group, shown, y)
    drawing.line((0, y), (drawing.width, y), stroke=draw.FIRM)
    drawing.box(same_column(columns).left, 0, same_column(columns).width, y, fill=draw.PALE, under=True)
    told = {NO_COLUMN: ever[len(shown) :], NO_SURVIVOR: [name for name in standing if name not in ever]}
    for words, names in told.items():
        first, *rest = [factors[name] for name in names] or [""]
        lines = enumerated([f"{words}: {first}", *rest], drawing.width, draw.NOTE, 2) if first else []
        y = drawing.lines(0, y + 4, lines, draw.NOTE)
    drawing.legend(y + 2, meanings(drawing, groups, {standing.get(name, "constant") for name in shown}))
    return drawing


def same_column(columns: Columns) -> Columns:
    """The column, left of the factors, that says how often the survivors are those of the study."""
    return Columns(columns.left - SAME_WIDTH, SAME_WIDTH - GAP, 1)


def heading(drawing: draw.Drawing, columns: Columns, factors: dict[str, str], standing: dict[str, str]) -> float:
    """The names of the columns, and what the study itself says of each factor; gives the bottom."""
    same = same_column(columns)
    told = draw.balanced(SAME, same.width - 3, draw.STRESS)
    level = heads(drawing, columns, factors, least=draw.STRESS.leading * len(told))
    drawing.lines(same.middle(0), level - draw.STRESS.leading * len(told), told, draw.STRESS, "middle")
    drawing.text(INSET, level - draw.NOTE.leading / 2, "Variation", draw.NOTE)
    top, bottom = level + 4, level + 22
    drawing.line((0, top), (drawing.width, top), stroke=draw.FIRM)
    drawing.text(INSET, (top + bottom) / 2, STUDY, draw.NAME)
    survivors = counted(len(survivors_of(standing)), "survivor")
    drawing.text(same.middle(0), (top + bottom) / 2, survivors, draw.STRESS, anchor="middle")
    for position, factor in enumerate(factors):
        mark(drawing, columns.middle(position), (top + bottom) / 2, standing.get(factor, "constant"))
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
    room = columns.left - SAME_WIDTH - INSET - GAP
    firm = group.same == 1
    look = draw.PLAIN if firm else draw.NAME
    label = draw.balanced(group.label, room, look)
    note = enumerated(group.others, room, draw.NOTE, NOTE_LINES)
    unsettled = any(group.open.get(factor) for factor in factors)
    height = max(
        look.leading * len(label) + draw.NOTE.leading * len(note), BAR + 2 + draw.SMALL.leading * (1 + unsettled)
    )
    below = drawing.lines(INSET, y + GAP, label, look)
    drawing.lines(INSET, below, note, draw.NOTE)
    top = y + GAP + 1
    paint_share(drawing, same_column(columns), 0, top, (group.same, 0.0), group.number)
    for position, factor in enumerate(factors):
        shares = group.survives.get(factor, 0.0), group.open.get(factor, 0.0)
        paint_share(drawing, columns, position, top, shares, group.number)
    if not firm:
        drawing.box(0, y, 3, height + 2 * GAP, fill=draw.INK)
    return y + height + 2 * GAP


def paint_share(
    drawing: draw.Drawing, columns: Columns, position: int, y: float, shares: tuple[float, float], number: int
) -> None:
    """How often a factor survives: a bar filled so far, a paler part for what is open, and the number below it."""
    (survives, doubtful), width = shares, columns.width - 8
    left = columns.middle(position) - width / 2
    drawing.box(left, y, width, BAR)
    for start, part, fill in ((0, survives, draw.ACCENT), (survives, doubtful, draw.RULE)):
        if part:
            drawing.box(left + width * start, y, width * part, BAR, fill=fill)
    drawing.box(left, y, width, BAR, stroke=EDGE, fill="none")
    told = [(share(survives, number, columns.width), draw.SMALL if survives else draw.NOTE)]
    if doubtful:
        told.append((open_share(doubtful, number, columns.width), draw.NOTE))
    y += BAR + 2
    for words, look in told:
        y = drawing.lines(columns.middle(position), y, [words], look, "middle")


def share(part: float, number: int, width: float) -> str:
    """A part of so many variations: how many of them, or of very many whole percent, of which 0 and 100 are none and all."""
    if number <= COUNTED_UP_TO:
        return f"{round(part * number)} of {number}" if width >= WORDED else f"{round(part * number)}/{number}"
    percent = round(100 * part)
    return "<1 %" if part and percent < 1 else ">99 %" if part < 1 and percent > 99 else f"{percent} %"


def open_share(part: float, number: int, width: float) -> str:
    """How many variations leave it open whether a factor survives."""
    told = share(part, number, width) if number > COUNTED_UP_TO else f"{round(part * number)}"
    return f"{told} open" if width >= WORDED else f"?{told}"


def meanings(drawing: draw.Drawing, groups: list[Group], patterns: set[str]) -> list[tuple]:
    """What the marks mean."""
    told = {
        "covaries": ("survives", "covaries" in patterns),
        "covaries|mixed": ("open: hangs on undetermined cells", any("covaries|" in pattern for pattern in patterns)),
        "mixed": ("does not survive", any("covaries" not in pattern for pattern in patterns - {"constant"})),
        "constant": ("not compared, or constant", "constant" in patterns),
    }
    marks = [(partial(mark, drawing, pattern=pattern), words) for pattern, (words, shown) in told.items() if shown]
    bars = {draw.ACCENT: "share of the variations in which it survives", draw.RULE: "share that leaves it open (?)"}
    bars = bars if any(group.open for group in groups) else {draw.ACCENT: bars[draw.ACCENT]}
    marks += [(partial(bar_sign, drawing, fill=fill), words) for fill, words in bars.items() if groups]
    if any(group.same < 1 for group in groups):
        marks.append((lambda x, y: drawing.box(x - 1, y - 5, 3, 10, fill=draw.INK), "the survivors hang on this"))
    return [*marks, (None, OTHERS)] if any(group.others for group in groups) else marks


def bar_sign(drawing: draw.Drawing, x: float, y: float, fill: str) -> None:
    """A piece of a bar."""
    drawing.box(x - 6, y - BAR / 2, 12, BAR, stroke=EDGE, fill=fill)


def description(groups: list[Group], names: dict[str, str], survivors: list[str]) -> str:
    """What the plot shows, for those who can't see it."""
    sentences = [f"In the study {series(names[name] for name in survivors) or 'no factor'} survive."]
    for group in groups:
        told = [
            f"{names[name]} in {share(part, group.number, WORDED)}" for name, part in group.survives.items() if part
        ]
        unsettled = [f"{names[name]} in {share(part, group.number, WORDED)}" for name, part in group.open.items()]
        same = share(group.same, group.number, WORDED)
        sentences.append(f"{group.label}; the survivors are the same in {same}; survives: {series(told) or 'none'}")
        sentences[-1] += f"; open: {series(unsettled)}." if unsettled else "."
    return " ".join(sentences)


if __name__ == "__main__":
    from pathlib import Path

    from mssd.charts import labels_of
    from mssd.tables import read

    given, choice = snakemake.input, snakemake.params
    figure = survival(
        **{noun: read(noun, given[noun]) for noun in ("robustness", "codings", "covariation")},
        labels=labels_of(read("factors", given.factors)),
        case_labels=labels_of(read("cases", given.cases, {"criteria": choice.criteria or {}})),
    )
    Path(snakemake.output[0]).write_text(figure, encoding="utf-8", newline="\n")
