"""Survival: how often each factor survives when the analysis is varied, test by test."""

import re
from functools import partial
from math import prod
from typing import NamedTuple

import pandas as pd

from mssd import drawing as draw
from mssd.charts import Columns, heads
from mssd.labels import cases_named, enumerated, named, runs
from mssd.tables import members
from mssd.words import counted, per_cent, series

TESTS = {
    "threshold": ("Each citation threshold", "at"),
    "without_interview": ("Each interview left out", "without"),
    "without_two_interviews": ("Each pair of interviews left out", "without"),
    "one_voice_per_author": ("Sources of an author counted once", "by"),
    "without_case": ("Each case left out", "without"),
    "flipped_cell": ("Each cell coded otherwise", "with"),
    "flipped_outcome": ("Each outcome coded otherwise", "with"),
}
CODINGS = "Contested and undetermined cells coded in every plausible way"
NO_COLUMN, NO_SURVIVOR = "Without a column, though at times they survive or are open", "Never survive"
SAME, STUDY = ("Survivors as in the study", "Models as in the study"), "The study as it is"
HANGING = "the result hangs on this"
COUNTED_UP_TO, NOTE_LINES = 99, 2
EDGE = draw.Stroke(draw.MUTED, 0.6)
LABELS, LEAST_LABELS, MOST_LABELS, INSET, GAP, BAR = 166.0, 120.0, 220.0, 7.0, 6.0, 6.0
NARROWEST, WORDED, WIDEST, WHOLE = 25.0, 35.0, 62.0, 56.0


class Group(NamedTuple):
    """
    The variations of one test: how many, those with another result, and in what share the result is that of the study.

    same: the share with the same survivors, and with the same models (None where it isn't known). survives, open: the share in
    which each factor survives, or in which unknown cells leave it open.
    """

    label: str
    others: list[str]
    number: int
    same: tuple[float, float | None]
    survives: dict[str, float]
    open: dict[str, float]

    @property
    def firm(self) -> bool:
        """Whether no variation is known to give another result."""
        return all(share in (1, None) for share in self.same)


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
    drawing = painted(groups, factors, standing, models_of_study(robustness))
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


def models_of_study(robustness: pd.DataFrame) -> str:
    """How many parsimonious models the study has, as a variation with the same models tells it; a dash where none does."""
    same = robustness.loc[robustness["solutions_changed"] == 0, "solutions"].tolist()
    return counted(len(members(same[0])), "model") if same else "–"


def group_of(test: str, rows: list[dict], labels: dict[str, str], names: dict[str, str]) -> Group:
    """The variations of a test, counted."""
    found = {column: [name for row in rows for name in members(row[column])] for column in ("survivors", "open")}
    shares = {column: {name: those.count(name) / len(rows) for name in those} for column, those in found.items()}
    others, same = {}, []
    for what, column in (("survivors", "changed"), ("models", "solutions_changed")):
        known = [row for row in rows if not pd.isna(row[column])]
        others[what] = [row["variant"] for row in known if row[column]]
        same.append(1 - len(others[what]) / len(rows) if len(known) == len(rows) else None)
    told = others_in_words(test, others, len(rows), labels, names)
    return Group(f"{TESTS[test][0]}: {len(rows)}", told, len(rows), tuple(same), shares["survivors"], shares["open"])


def others_in_words(
    test: str, others: dict[str, list[str]], number: int, labels: dict[str, str], names: dict[str, str]
) -> list[str]:
    """The variations with other survivors, or where there are none, with other models."""
    for what, variants in others.items():
        if len(variants) == number:
            return [f"always other {what}"]
        if variants:
            first, *rest = in_words(test, variants, labels, names)
            return [f"other {what} {TESTS[test][1]} {first}", *rest]
    return []


def group_of_codings(robustness: pd.DataFrame, codings: pd.DataFrame, survivors: list[str]) -> Group:
    """
    All plausible codings, counted by their shares, which are exact also where only a sample of the codings was gone through.

    Columns are settled independently, so that the survivors are those of the study in the product of the shares in which each of
    them survives, and each other factor doesn't. How often the models are the same is known only where all results are listed.
    """
    own = codings[codings["kind"] == "survivor"]
    shares = dict(zip(own["name"], own["share"].astype(float), strict=True))
    results = robustness[(robustness["test"] == "plausible_coding") & robustness["solutions_changed"].notna()]
    unchanged, listed = results.loc[results["solutions_changed"] == 0, "times"].sum(), results["times"].sum()
    same = prod(share if name in survivors else 1 - share for name, share in shares.items())
    number = int(codings["possible"].iloc[0])
    words = f"{number:,}" if number < 2**21 else f"2 to the power of {number.bit_length() - 1}"
    models = float(unchanged / listed) if listed == number else None
    return Group(f"{CODINGS}: {words}", [], number, (same, models), shares, {})


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


def painted(groups: list[Group], factors: dict[str, str], standing: dict[str, str], models: str) -> draw.Drawing:
    """The matrix of shares, and below it the factors without a column and what the marks mean."""
    drawing, ever = draw.Drawing(), with_column(groups, factors, standing)
    whole = WHOLE * len(SAME)
    shown = ever[: int((drawing.width - LEAST_LABELS - whole) / NARROWEST)]
    width = min(WIDEST, max(NARROWEST, (drawing.width - LABELS - whole) / max(1, len(shown))))
    columns = Columns(min(drawing.width - width * len(shown), MOST_LABELS + whole), width, len(shown))
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
    height = max(
        look.leading * len(label) + draw.NOTE.leading * len(note), BAR + 2 + draw.SMALL.leading * (1 + unsettled)
    )
    below = drawing.lines(INSET, y + GAP, label, look)
    drawing.lines(INSET, below, note, draw.NOTE)
    top = y + GAP + 1
    for position, part in enumerate(group.same):
        if part is None:
            drawing.text(same.middle(position), top + BAR / 2, "not known", draw.NOTE, anchor="middle")
        else:
            paint_share(drawing, same, position, top, (part, 0.0), group.number)
    for position, factor in enumerate(factors):
        shares = group.survives.get(factor, 0.0), group.open.get(factor, 0.0)
        paint_share(drawing, columns, position, top, shares, group.number)
    if not group.firm:
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
    """A part of so many variations: how many of them, or of very many the percentage."""
    if number > COUNTED_UP_TO:
        return per_cent(part).replace("below ", "<")
    return f"{round(part * number)} of {number}" if width >= WORDED else f"{round(part * number)}/{number}"


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
    if not all(group.firm for group in groups):
        marks.append((lambda x, y: drawing.box(x - 1, y - 5, 3, 10, fill=draw.INK), HANGING))
    return marks


def bar_sign(drawing: draw.Drawing, x: float, y: float, fill: str) -> None:
    """A piece of a bar."""
    drawing.box(x - 6, y - BAR / 2, 12, BAR, stroke=EDGE, fill=fill)


def description(groups: list[Group], names: dict[str, str], survivors: list[str]) -> str:
    """What the plot shows, for those who can't see it."""
    sentences = [f"Survivors of the study: {series(names[name] for name in survivors) or 'none'}."]
    for group in groups:
        told = [
            f"{names[name]} in {share(part, group.number, WORDED)}" for name, part in group.survives.items() if part
        ]
        unsettled = [f"{names[name]} in {share(part, group.number, WORDED)}" for name, part in group.open.items()]
        same = ["an unknown number" if part is None else share(part, group.number, WORDED) for part in group.same]
        sentences.append(f"{group.label}; the survivors are the same in {same[0]}, the models in {same[1]}")
        sentences[-1] += f"; survives: {series(told) or 'none'}"
        sentences[-1] += f"; open: {series(unsettled)}." if unsettled else "."
    return " ".join(sentences)


if __name__ == "__main__":
    from pathlib import Path

    from mssd.labels import labels_of
    from mssd.tables import read

    given, choice = snakemake.input, snakemake.params
    figure = survival(
        **{noun: read(noun, given[noun]) for noun in ("robustness", "codings", "covariation")},
        labels=labels_of(read("factors", given.factors)),
        case_labels=labels_of(read("cases", given.cases, {"criteria": choice.criteria or {}})),
    )
    Path(snakemake.output[0]).write_text(figure, encoding="utf-8", newline="\n")
