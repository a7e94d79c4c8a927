"""Covariation: how each factor goes with the outcome over the compared cases (most similar systems design)."""

from itertools import combinations, product

import pandas as pd

from mssd.tables import listed
from schemas.covariation import Covariation

PATTERNS = ["covaries", "inverse", "constant", "mixed"]


def covariation(truth_table: pd.DataFrame, common_factors: list[str]) -> pd.DataFrame:
    """
    Each selected factor with its pattern, the pairs of cases that contradict it, and the factors it can't be told from.

    truth_table: a row a case, a column of 1, 0 and ? for each factor, the outcome. common_factors: selected factors of scope
    common, which have one value in all cases and are therefore constant.
    Covarying factors survive; a factor that doesn't covary is eliminated as individually sufficient, never as a cause.
    Source: Przeworski and Teune 1970, chapter 2; Mill 1843, book III, chapter 8.
    """
    # ASSUME: A cell counts the same whether many sources settled it, few, or a person.
    outcome = [int(value) for value in truth_table["outcome"]]
    columns = {factor: truth_table[factor].tolist() for factor in truth_table.columns.drop(["case", "outcome"])}
    rows = [
        {
            "factor": factor,
            **verdicts(values, outcome),
            "contradicted_by": listed(contradicting_pairs(truth_table["case"].tolist(), values, outcome)),
            "inseparable_from": listed(inseparable(factor, columns)),
        }
        for factor, values in columns.items()
    ]
    context = [{"factor": factor, "pattern": "constant"} for factor in common_factors]
    return pd.DataFrame(rows + context, columns=list(Covariation.to_schema().columns)).sort_values("factor")


def verdicts(values: list[str], outcome: list[int]) -> dict[str, str | None]:
    """
    Pattern, necessity and sufficiency of one factor, as they come out under every completion of its unknown cells.

    A verdict depends only on which values occur with which outcome, and two unknown cells are open to all that more of them
    are; so third and further cases alike in both are passed over, and no factor has more than sixteen completions.
    """
    values, outcome = without_repetition(values, outcome)
    under = [(pattern(v, outcome), necessary(v, outcome), sufficient(v, outcome)) for v in completions(values)]
    patterns, necessity, sufficiency = (set(found) for found in zip(*under, strict=True))
    return {
        "pattern": "|".join(name for name in PATTERNS if name in patterns),
        "necessary": settled(necessity),
        "sufficient": settled(sufficiency),
    }


def without_repetition(values: list[str], outcome: list[int]) -> tuple[list[str], list[int]]:
    """A column and its outcomes without the third and further cases that are alike in both."""
    cells = list(zip(values, outcome, strict=True))
    kept = [cell for place, cell in enumerate(cells) if cells[:place].count(cell) < 2]
    return [value for value, _ in kept], [result for _, result in kept]


def completions(values: list[str]) -> list[tuple[int, ...]]:
    """Every way of filling in the unknown cells of a column with 0 or 1."""
    return list(product(*[(0, 1) if value == "?" else (int(value),) for value in values]))


def pattern(values: tuple[int, ...], outcome: list[int]) -> str:
    """
    How one factor goes with the outcome, case by case.

    constant: the same in all cases; covaries: present exactly where the outcome occurred; inverse: exactly where it didn't;
    mixed: otherwise. Where the outcome itself doesn't vary, a factor that varies is mixed.
    """
    if len(set(values)) == 1:
        return "constant"
    if all(value == result for value, result in zip(values, outcome, strict=True)):
        return "covaries"
    return "inverse" if all(value != result for value, result in zip(values, outcome, strict=True)) else "mixed"


def necessary(values: tuple[int, ...], outcome: list[int]) -> int | None:
    """1 when the factor is present wherever the outcome occurred; None when it occurred nowhere."""
    where_it_occurred = [value for value, result in zip(values, outcome, strict=True) if result == 1]
    return int(all(where_it_occurred)) if where_it_occurred else None


def sufficient(values: tuple[int, ...], outcome: list[int]) -> int | None:
    """1 when the outcome occurred wherever the factor is present; None when it is present nowhere."""
    where_present = [result for value, result in zip(values, outcome, strict=True) if value == 1]
    return int(all(where_present)) if where_present else None


def settled(verdicts: set[int | None]) -> str | None:
    """The verdict that every completion agrees on; ? where they differ."""
    if len(verdicts) > 1:
        return "?"
    (verdict,) = verdicts
    return None if verdict is None else str(verdict)


def contradicting_pairs(cases: list[str], values: list[str], outcome: list[int]) -> list[str]:
    """
    The pairs of cases that rule a factor out as the difference that made the difference.

    Both have the same known value of the factor, and their outcomes differ. A pair with an unknown cell contradicts nothing.
    """
    rows = sorted(zip(cases, values, outcome, strict=True))
    return [
        f"{case_a}/{case_b}"
        for (case_a, value_a, outcome_a), (case_b, value_b, outcome_b) in combinations(rows, 2)
        if value_a == value_b != "?" and outcome_a != outcome_b
    ]


def inseparable(factor: str, columns: dict[str, list[str]]) -> list[str]:
    """The other factors with the same known value in every case: this set of cases can't tell them apart."""
    values = columns[factor]
    return [other for other, column in columns.items() if other != factor and column == values and "?" not in values]


if __name__ == "__main__":
    from mssd.tables import read, write

    given = snakemake.input
    selected = read("selection", given.selection)
    common = selected.loc[(selected["selected"] == 1) & (selected["scope"] == "common"), "factor"].tolist()
    covarying = covariation(truth_table=read("truth_table", given.truth_table), common_factors=common)
    write("covariation", covarying, snakemake.output[0])
