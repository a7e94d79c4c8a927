"""Fates: what becomes of each factor at each citation threshold."""

from itertools import groupby
from typing import NamedTuple

import pandas as pd

from mssd.labels import in_brief, runs
from mssd.tables import members
from mssd.words import series

FATES = {
    "survives": "selected, and survives the comparison",
    "open": "selected, but not coded in all cases: open whether it survives",
    "does not survive": "selected, and does not survive",
    "context": "selected, but with one value in all cases: context",
}
MOST_STEPS = 25


class Step(NamedTuple):
    """What a threshold (or several in a row) gives: the fate of each selected factor, and whether the result is other then."""

    thresholds: range
    fates: dict[str, str]
    survivors: int
    changed: bool
    models_changed: bool | None

    @property
    def name(self) -> str:
        """The threshold, or the first and the last."""
        first, last = self.thresholds[0], self.thresholds[-1]
        return str(first) if first == last else f"{first}–{last}"


class Row(NamedTuple):
    """A factor with its fate at each step, what follows in words, and whether it survives in the study itself."""

    label: str
    fates: list[str]
    note: str
    survives: bool


def steps_of(robustness: pd.DataFrame, selection: pd.DataFrame) -> list[Step]:
    """What each threshold gives, the lowest first; neighbours that give the same are one step where there are very many."""
    steps = []
    for row in robustness[robustness["test"] == "threshold"].to_dict("records"):
        threshold, survivors, unsettled = int(row["variant"]), members(row["survivors"]), members(row["open"])
        selected = selection[selection["citations"] >= threshold]
        fates = {
            factor: fate(factor, scope, survivors, unsettled)
            for factor, scope in zip(selected["factor"], selected["scope"], strict=True)
        }
        models = None if pd.isna(row["solutions_changed"]) else row["solutions_changed"] == 1
        steps.append(Step(range(threshold, threshold + 1), fates, len(survivors), row["changed"] == 1, models))
    steps.sort(key=lambda step: step.thresholds[0])
    return steps if len(steps) <= MOST_STEPS else folded(steps)


def folded(steps: list[Step]) -> list[Step]:
    """The steps, of which neighbours that give the same are one."""
    alike = [list(run) for _, run in groupby(steps, key=lambda step: step[1:])]
    return [run[0]._replace(thresholds=range(run[0].thresholds[0], run[-1].thresholds[-1] + 1)) for run in alike]


def fate(factor: str, scope: str, survivors: list[str], unsettled: list[str]) -> str:
    """What becomes of a selected factor."""
    if factor in survivors:
        return "survives"
    return "open" if factor in unsettled else "context" if scope == "common" else "does not survive"


def rows_of(steps: list[Step], labels: dict[str, str], threshold: int) -> list[Row]:
    """The factors, those first that stay selected longest, then those that survive, then as in the codebook."""
    own = next((step.fates for step in steps if threshold in step.thresholds), {})
    rows = []
    for factor, label in labels.items():
        fates = [step.fates.get(factor, "") for step in steps]
        rows.append(Row(label, fates, in_words(fates, steps), own.get(factor) == "survives"))
    worth = list(FATES).index
    return sorted(rows, key=lambda r: (not r.survives, r.fates.count(""), min(map(worth, filter(None, r.fates)))))


def in_words(fates: list[str], steps: list[Step]) -> str:
    """What becomes of a factor: survives at 1 to 4; a fate that it has wherever it is selected needs no numbers."""
    found = list(dict.fromkeys(filter(None, fates)))
    if len(found) == 1 and found[0] != "survives":
        return found[0]
    return "; ".join(f"{name} at {at([s for s, f in zip(steps, fates, strict=True) if f == name])}" for name in found)


def at(steps: list[Step]) -> str:
    """The thresholds of some steps: 1 to 3 and 7."""
    return series(runs(threshold for step in steps for threshold in step.thresholds)) or "no threshold"


def description(rows: list[Row], steps: list[Step], threshold: int) -> str:
    """What the sweep shows, for those who can't see it."""
    thresholds = [number for step in steps for number in step.thresholds]
    same = at([step for step in steps if not step.changed])
    sentences = [f"Citation thresholds {series(runs(thresholds)) or 'none'}; that of the study is {threshold}."]
    sentences.append(f"The survivors are those of the study at {same}.")
    for row in rows:
        selecting = [step for step, name in zip(steps, row.fates, strict=True) if name]
        sentences.append(f"{row.label}: selected at {at(selecting)}; {row.note}.")
    return in_brief(sentences)
