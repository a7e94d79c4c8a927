"""Verdicts: what the comparison says of each factor in a word, with the reason, for the figure that shows it."""

from typing import NamedTuple

import pandas as pd

from mssd.labels import in_brief
from mssd.tables import members
from mssd.words import PRESENCE_WORDS, capital, counted, number, series, share, verb

GROUPS = ["covaries", "open", "inverse", "mixed", "constant", "context"]
HEADS = {"mixed": "ruled out", "context": "constant"}
REASONS = {
    "covaries": "present exactly where the outcome occurred",
    "inverse": "present exactly where the outcome did not occur",
    "open": "hangs on undetermined cells",
    "constant": "one value in all cases, so it cannot explain",
    "context": "one value in all cases, so it cannot explain",
}
WHATEVER = "however its undetermined cells are settled"
NO_DIFFERENCE, SAME_OUTCOME, ONE_CASE = "no verdict", "all cases have the same outcome", "one case shows no difference"
PAIRS_IN_FULL, FEW_CASES = 3, 4


class Verdict(NamedTuple):
    """
    What is said of a factor: its kind, a word, the reason, and for want of room the reason in two or three words.

    names_pairs: whether the reason names pairs of cases.
    """

    group: str
    head: str
    reason: str
    in_short: str
    names_pairs: bool = False

    @property
    def survives(self) -> bool:
        """Whether the factor covaries with an outcome that varies."""
        return self.group == "covaries"


class Row(NamedTuple):
    """A factor with its cell in each case (none where it isn't coded case by case), and what is said of it."""

    label: str
    cells: list[dict]
    verdict: Verdict


def rows_of(
    presence: pd.DataFrame,
    covariation: pd.DataFrame,
    labels: dict[str, str],
    names: dict[str, str],
    results: dict[str, str],
) -> list[Row]:
    """
    The factors with their cells and verdicts: those that covary first, those that can't vary last, then in the order of labels.

    names: the printed names of the cases, in order. results: the outcome of each, 1 or 0.
    """
    cells = {(cell["case"], cell["factor"]): cell for cell in presence.fillna({"agrees": 1}).to_dict("records")}
    coded, rows = set(presence["factor"]), []
    for found in sorted(covariation.to_dict("records"), key=lambda found: list(labels).index(found["factor"])):
        factor = found["factor"]
        of_cases = [cells[case, factor] for case in names] if factor in coded else []
        rows.append(Row(labels[factor], of_cases, verdict(found, bool(of_cases), labels, names, results)))
    return sorted(rows, key=lambda row: GROUPS.index(row.verdict.group))


def verdict(
    found: dict, coded: bool, labels: dict[str, str], names: dict[str, str], results: dict[str, str]
) -> Verdict:
    """
    What the comparison says of a factor.

    Where the outcome doesn't vary, there is no difference to explain, and so no verdict. A factor with another's column is
    inseparable from it; a mixed one is ruled out by the pairs of cases that are alike in it and unlike in the outcome.
    Sources: Mill 1843, book III, chapter 8; Przeworski and Teune 1970, chapter 2.
    """
    patterns = found["pattern"].split("|")
    group = "context" if not coded else "open" if patterns[1:] else patterns[0]
    if len(set(results.values())) < 2:
        group = group if group in ("constant", "context") else "mixed"
        reason = SAME_OUTCOME if len(results) > 1 else ONE_CASE
        return Verdict(group, NO_DIFFERENCE, reason, reason)
    twins = [labels[twin] for twin in members(found["inseparable_from"])]
    pairs = sorted_pairs(members(found["contradicted_by"]), names, results)
    head = f"open: {' or '.join(HEADS.get(name, name) for name in patterns)}" if group == "open" else group
    if group in ("covaries", "inverse") and twins:
        reason, in_short = f"inseparable from {series(twins)}", f"inseparable from {counted(len(twins), 'other')}"
    elif group == "mixed":
        reason, in_short = (contradiction(pairs), f"by {counted(len(pairs), 'pair')}") if pairs else (WHATEVER, "")
        reason = f"{ruled_out_as(found)}{reason}"
    else:
        reason, in_short = REASONS[group], {"constant": "cannot explain", "context": "cannot explain"}.get(group, "")
    return Verdict(group, HEADS.get(head, head), reason, in_short, names_pairs=group == "mixed" and bool(pairs))


def ruled_out_as(found: dict) -> str:
    """What a mixed factor is ruled out as, before the pairs that do it; never as a cause, which no comparison can."""
    roles = {"sufficient": "as sufficient alone", "necessary": "as necessary"}
    shown = series(words for role, words in roles.items() if found[role] == "0")
    return f"{shown}, " if shown else ""


def sorted_pairs(pairs: list[str], names: dict[str, str], results: dict[str, str]) -> list[str]:
    """The pairs of cases as a reader names them, the one with the outcome first."""
    sides = [sorted(pair.split("/"), key=lambda case: -int(results[case])) for pair in pairs]
    return sorted("/".join(names[case] for case in side) for side in sides)


def contradiction(pairs: list[str]) -> str:
    """The pairs of cases that rule a factor out; of many their number and the first."""
    if len(pairs) > PAIRS_IN_FULL:
        return f"by {len(pairs)} pairs of cases, such as {pairs[0]}"
    return f"by {series(pairs)}"


def description(rows: list[Row], names: dict[str, str], results: dict[str, str], words: dict) -> str:
    """What the comparison shows, for those who can't see it: outcome, verdicts, how firm the cells are; then the cells."""
    cases = [
        f"{words[word]} in {told_cases([names[case] for case, result in results.items() if result == value])}"
        for value, word in (("1", "occurred"), ("0", "absent"))
        if value in results.values()
    ]
    sentences = [f"{words['label']}: {'; '.join(cases)}.", *verdicts_told(rows), firmness(rows)]
    for row in rows:
        values = {
            word: [names[cell["case"]] for cell in row.cells if cell["present"] == value]
            for value, word in PRESENCE_WORDS.items()
        }
        told = "; ".join(f"{word} in {told_cases(those)}" for word, those in values.items() if those)
        sentences.append(f"{row.label}: {told}." if told else "")
    return in_brief(sentences)


def verdicts_told(rows: list[Row]) -> list[str]:
    """A sentence for the factors of each verdict; those with reasons of their own have them in brackets."""
    sentences = [] if any(row.verdict.survives for row in rows) else ["No factor covaries."]
    for head in dict.fromkeys(row.verdict.head for row in rows):
        those = [row for row in rows if row.verdict.head == head]
        alike = those[0].verdict.reason if len({row.verdict.reason for row in those}) == 1 else ""
        if those[1:] and those[0].verdict.group in ("covaries", "inverse"):
            alike = "which these cases cannot tell apart"
        named = [row.label if alike else f"{row.label} ({row.verdict.reason})" for row in those]
        sentences.append(f"{capital(head)}: {series(named)}{f', {alike}' if alike else ''}.")
    return sentences


def told_cases(names: list[str]) -> str:
    """The cases by name while they are few, else their number."""
    return series(names) if len(names) <= FEW_CASES else counted(len(names), "case")


def firmness(rows: list[Row]) -> str:
    """How firm the cells are, where sources decide: how many are contested, decided by a person, and against the evidence."""
    cells = [cell for row in rows for cell in row.cells]
    if all(cell["decided_by"] == "matrix" for cell in cells):
        return ""
    contested, opposed = sum(cell["contested"] for cell in cells), sum(cell["against_evidence"] for cell in cells)
    decided = sum(cell["decided_by"] == "adjudication" for cell in cells)
    against = f", {number(opposed)} of them against the evidence" if opposed else ""
    return (
        f"Of {counted(len(cells), 'cell')}, {share(contested)} {verb(contested, 'has', 'have')} sources on both sides, and "
        f"{share(decided)} {verb(decided, 'was', 'were')} decided by a person{against}."
    )
