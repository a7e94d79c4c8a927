"""Configurations: the combinations of factors that the cases show, and those that none shows (the truth table of QCA)."""

from itertools import product

import pandas as pd

from mssd.models import Cutoffs, factors_of, reaches
from mssd.tables import decimal, listed

FACTORS_WITH_ALL_REMAINDERS = 6


def configurations(truth_table: pd.DataFrame, cutoffs: Cutoffs) -> pd.DataFrame:
    """
    Each configuration with its cases, its consistency and its output, for the outcome and for its absence.

    truth_table: a row a case, a column of 1, 0 and ? for each factor, the outcome. A configuration that fewer cases show than
    the frequency cut-off is a remainder; one that reaches the consistency cut-off neither for the outcome nor for its absence
    is a contradiction. The unobserved ones are listed as well where there are six factors or fewer (64 configurations).
    A case with an undetermined cell shows one of several configurations: it has a row of its own, with ?.
    Source: Ragin 1987, chapter 6; Schneider and Wagemann 2012, chapter 4.
    """
    factors = factors_of(truth_table)
    shown: dict[tuple[str, ...], list[tuple[str, int]]] = {}
    for case, outcome, *values in truth_table[["case", "outcome", *factors]].itertuples(index=False, name=None):
        shown.setdefault(tuple(map(str, values)), []).append((case, int(outcome)))
    possible = all_of(factors) if 0 < len(factors) <= FACTORS_WITH_ALL_REMAINDERS else []
    rows = [
        dict(zip(factors, values, strict=True)) | described(shown.get(values, []), "?" in values, cutoffs)
        for values in sorted({*shown, *possible}, reverse=True)
        if factors
    ]
    columns = [*factors, "n", "cases", "consistency", "output", "output_of_absence"]
    return pd.DataFrame(rows, columns=columns)


def all_of(factors: list[str]) -> list[tuple[str, ...]]:
    """Every combination of present and absent factors."""
    return list(product("01", repeat=len(factors)))


def described(cases: list[tuple[str, int]], undetermined: bool, cutoffs: Cutoffs) -> dict[str, object]:
    """The cases of a configuration, the share of them with the outcome, and what it counts as."""
    outcomes = [outcome for _, outcome in cases]
    return {
        "n": len(cases),
        "cases": listed(case for case, _ in cases),
        "consistency": decimal(outcomes.count(1) / len(cases)) if cases else None,
        "output": output(outcomes, 1, undetermined, cutoffs),
        "output_of_absence": output(outcomes, 0, undetermined, cutoffs),
    }


def output(outcomes: list[int], outcome: int, undetermined: bool, cutoffs: Cutoffs) -> str:
    """What a configuration counts as, for the outcome (1) or for its absence (0)."""
    if undetermined:
        return "undetermined"
    if len(outcomes) < cutoffs.frequency:
        return "remainder"
    having, cases = outcomes.count(outcome), len(outcomes)
    if reaches(having, cases, cutoffs):
        return "1"
    return "0" if not having or reaches(cases - having, cases, cutoffs) else "contradiction"


if __name__ == "__main__":
    from mssd.tables import read, write

    choice = snakemake.params
    found = configurations(
        truth_table=read("truth_table", snakemake.input.truth_table),
        cutoffs=Cutoffs(choice.consistency_cutoff, choice.frequency_cutoff),
    )
    write("configurations", found, snakemake.output[0])
