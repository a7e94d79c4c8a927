"""Survivals: the variations of the analysis, test by test, and in what share of them the result, and each factor, survives."""

import re
from math import prod
from typing import NamedTuple

import pandas as pd

from mssd.labels import in_brief, runs
from mssd.tables import members
from mssd.words import digits, per_cent, series

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
COUNTED_UP_TO, WORDED = 99, 35.0


class Span(NamedTuple):
    """A share of which only bounds may be known: at least `low`, at most `high`."""

    low: float
    high: float


class Group(NamedTuple):
    """
    The variations of one test: how many, those with another result, and in what share the result is that of the study.

    same: the share with the same survivors, and with the same models. survives, open: the share in which each factor survives, or
    in which unknown cells leave it open.
    """

    label: str
    others: list[str]
    number: int
    same: tuple[Span, Span]
    survives: dict[str, float]
    open: dict[str, float]

    @property
    def firm(self) -> bool:
        """Whether no variation is known to give another result."""
        return all(span.high == 1 for span in self.same)


def survivors_of(standing: dict[str, str]) -> list[str]:
    """The factors that survive in the study itself."""
    return [factor for factor, pattern in standing.items() if pattern == "covaries"]


def with_column(groups: list[Group], factors: dict[str, str], standing: dict[str, str]) -> list[str]:
    """The factors of which there is something to see: the survivors, those that ever survive, those that are ever open."""
    survivors = [name for name in factors if name in survivors_of(standing)]
    later = [name for name in factors if any(group.survives.get(name) for group in groups)]
    unsettled = [name for name in factors if any(group.open.get(name) for group in groups)]
    return list(dict.fromkeys([*survivors, *later, *unsettled]))


def models_of_study(robustness: pd.DataFrame) -> list[str] | None:
    """The parsimonious models of the study, as a variation with the same models tells them; None where none does."""
    same = robustness.loc[robustness["solutions_changed"] == 0, "solutions"].tolist()
    return members(same[0]) if same else None


def group_of(test: str, rows: list[dict], labels: dict[str, str], names: dict[str, str]) -> Group:
    """The variations of a test, counted."""
    found = {column: [name for row in rows for name in members(row[column])] for column in ("survivors", "open")}
    shares = {column: {name: those.count(name) / len(rows) for name in those} for column, those in found.items()}
    others, same = {}, []
    for what, column in (("survivors", "changed"), ("models", "solutions_changed")):
        known = [row for row in rows if not pd.isna(row[column])]
        others[what] = [row["variant"] for row in known if row[column]]
        alike = len(known) - len(others[what])
        same.append(Span(alike / len(rows), (len(rows) - len(others[what])) / len(rows)))
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
    them survives, and each other factor doesn't.
    """
    own = codings[codings["kind"] == "survivor"]
    shares = dict(zip(own["name"], own["share"].astype(float), strict=True))
    same = prod(share if name in survivors else 1 - share for name, share in shares.items())
    number = int(codings["possible"].iloc[0])
    words = digits(number) if number < 2**21 else f"2 to the power of {number.bit_length() - 1}"
    return Group(f"{CODINGS}: {words}", [], number, (Span(same, same), same_models(robustness, codings)), shares, {})


def same_models(robustness: pd.DataFrame, codings: pd.DataFrame) -> Span:
    """
    In what share of the plausible codings the models are those of the study.

    At least in the listed results with the same models. At most in these and the results that are listed without models; and no
    more often than each single model of the study fits. Of a sample of the codings nothing is said.
    """
    number = int(codings["possible"].iloc[0])
    results = robustness[robustness["test"] == "plausible_coding"]
    if results["times"].sum() != number:
        return Span(0.0, 1.0)
    low = results.loc[results["solutions_changed"] == 0, "times"].sum()
    high = low + results.loc[results["solutions_changed"].isna(), "times"].sum()
    fits = codings[codings["kind"] == "model"].set_index("name")["codings"]
    if not fits.empty:
        high = min([high, *(int(fits.get(model, 0)) for model in models_of_study(robustness) or [])])
    return Span(float(low / number), float(max(low, high) / number))


def in_words(test: str, variants: list[str], labels: dict[str, str], names: dict[str, str]) -> list[str]:
    """What is varied, as a reader names it: a threshold, an interview, a case, a cell."""
    if test == "threshold":
        return list(runs(map(int, variants)))
    if test == "flipped_cell":
        cells = [variant.split("/", 1) for variant in variants]
        return [f"{labels.get(factor, factor)} in {names.get(case, case)}" for case, factor in cells]
    if test == "without_two_interviews":
        return ["\u00a0and\u00a0".join(re.split(r"[;,+/ ]+", variant)) for variant in variants]
    return [names.get(variant, variant.replace("_", " ")) for variant in variants]


def share(part: float, number: int, width: float) -> str:
    """A part of so many variations: how many of them, or of very many the percentage."""
    if number > COUNTED_UP_TO:
        return per_cent(part).replace("below ", "<")
    return f"{round(part * number)} of {number}" if width >= WORDED else f"{round(part * number)}/{number}"


def spanned(span: Span, number: int, width: float) -> str:
    """A share of which only bounds may be known: 5 of 7; at most 6 %; 16 to 24 of 64."""
    if span.low == span.high:
        return share(span.low, number, width)
    if span == Span(0, 1):
        return "not known"
    high = share(span.high, number, WORDED)
    return f"at most {high}" if not span.low else f"{share(span.low, number, WORDED).split(' of ')[0]} to {high}"


def open_share(part: float, number: int, width: float) -> str:
    """How many variations leave it open whether a factor survives."""
    told = share(part, number, width) if number > COUNTED_UP_TO else f"{round(part * number)}"
    return f"{told} open" if width >= WORDED else f"?{told}"


def description(groups: list[Group], names: dict[str, str], survivors: list[str]) -> str:
    """What the plot shows, for those who can't see it."""
    sentences = [f"Survivors of the study: {series(names[name] for name in survivors) or 'none'}."]
    told = [(short_of(group), *(spanned(span, group.number, WORDED) for span in group.same)) for group in groups]
    for what, place in (("Survivors", 1), ("Models", 2)):
        each = "; ".join(f"{one[0]}, {one[place]}" for one in told)
        sentences.append(f"{what} as in the study, variation by variation: {each}." if told else "")
    for group in groups:
        survive = {name: share(part, group.number, WORDED) for name, part in group.survives.items() if part}
        survive |= {name: f"{share(part, group.number, WORDED)} left open" for name, part in group.open.items() if part}
        each = series(f"{names[name]} in {words}" for name, words in survive.items())
        sentences.append(f"{short_of(group)}: survives {each}." if each else "")
    return in_brief(sentences)


def short_of(group: Group) -> str:
    """What is varied, without the number of variations."""
    return group.label.rpartition(":")[0]
