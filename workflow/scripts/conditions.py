"""Conditions: each factor's presence and absence, and disjunctions of them, as necessary and as sufficient for the outcome."""

from itertools import combinations, product

import pandas as pd

from mssd.models import by_letters, factors_of
from mssd.tables import decimal, listed
from schemas.conditions import Conditions

FACTORS_WITH_LONG_DISJUNCTIONS = 8
Literal = tuple[str, str]


def conditions(truth_table: pd.DataFrame) -> pd.DataFrame:
    """
    How consistent each condition is as necessary and as sufficient, how much it covers, and how relevant its necessity is.

    Every factor's presence and absence has a row for the outcome and one for its absence; a disjunction of two factors, or of
    three where there are eight factors at most, only where it is necessary without exception and no part of it is. With X the
    cases that have the condition and Y those with the outcome: necessity's consistency is |X and Y| / |Y|, sufficiency's is
    |X and Y| / |X|, each the other's coverage; relevance is |not X| / |not (X and Y)|. A case in which the condition is
    undetermined counts for none of these.
    Source: Ragin 2006; Schneider and Wagemann 2012, 5.2 and 9.2.
    """
    factors = factors_of(truth_table)
    values = {factor: truth_table[factor].astype(str).tolist() for factor in factors}
    cases, outcomes = truth_table["case"].tolist(), [int(value) for value in truth_table["outcome"]]
    rows = []
    for outcome in (1, 0):
        positive = [value == outcome for value in outcomes]
        singles = [((factor, sought),) for factor in factors for sought in "10"]
        for condition in [*singles, *necessary_disjunctions(values, positive)]:
            rows.append({"outcome": outcome, **measured(condition, values, cases, positive)})
    return pd.DataFrame(rows, columns=list(Conditions.to_schema().columns))


def holds(condition: tuple[Literal, ...], values: dict[str, list[str]], place: int) -> bool | None:
    """Whether a case has one of the parts of a condition; None where an undetermined cell decides."""
    parts = [values[factor][place] for factor, _ in condition]
    if any(part == sought for part, (_, sought) in zip(parts, condition, strict=True)):
        return True
    return None if "?" in parts else False


def necessary_disjunctions(values: dict[str, list[str]], positive: list[bool]) -> list[tuple[Literal, ...]]:
    """The disjunctions that every case with the outcome has, and of which no part would do; none where no case has it."""
    where = [place for place, has in enumerate(positive) if has]
    longest = 3 if len(values) <= FACTORS_WITH_LONG_DISJUNCTIONS else 2
    necessary: set[tuple[Literal, ...]] = set()
    for size in range(1, longest + 1 if where else 0):
        for condition in conditions_of(list(values), size):
            parts = (part for shorter in range(1, size) for part in combinations(condition, shorter))
            if necessary.isdisjoint(parts) and all(holds(condition, values, place) for place in where):
                necessary.add(condition)
    several = [condition for condition in necessary if len(condition) > 1]
    return sorted(several, key=lambda condition: (len(condition), by_letters(condition_text(condition))))


def conditions_of(factors: list[str], size: int) -> list[tuple[Literal, ...]]:
    """Every condition that names so many factors, each as present or as absent."""
    return [
        tuple(zip(named, sought, strict=True))
        for named in combinations(factors, size)
        for sought in product("10", repeat=size)
    ]


def measured(
    condition: tuple[Literal, ...], values: dict[str, list[str]], cases: list[str], positive: list[bool]
) -> dict[str, object]:
    """The parameters of fit of a condition, and the cases that speak against it."""
    has = [holds(condition, values, place) for place in range(len(cases))]
    known = [place for place, it in enumerate(has) if it is not None]
    with_both = sum(1 for place in known if has[place] and positive[place])
    with_it = sum(1 for place in known if has[place])
    to_explain = sum(1 for place in known if positive[place])
    necessity, sufficiency = share(with_both, to_explain), share(with_both, with_it)
    return {
        "condition": condition_text(condition),
        "factors": len(condition),
        "necessity_consistency": necessity,
        "necessity_coverage": sufficiency,
        "relevance_of_necessity": share(len(known) - with_it, len(known) - with_both),
        "sufficiency_consistency": sufficiency,
        "sufficiency_coverage": necessity,
        "against_necessity": listed(cases[place] for place in known if positive[place] and not has[place]),
        "against_sufficiency": listed(cases[place] for place in known if has[place] and not positive[place]),
        "unknown_in": listed(case for case, it in zip(cases, has, strict=True) if it is None),
    }


def condition_text(condition: tuple[Literal, ...]) -> str:
    """A condition as QCA writes it: its parts joined by ` + `, `~` for absence."""
    return " + ".join(factor if sought == "1" else f"~{factor}" for factor, sought in condition)


def share(part: int, whole: int) -> str | None:
    """A part of a whole as a decimal; nothing where there is no whole."""
    return decimal(part / whole) if whole else None


if __name__ == "__main__":
    from mssd.tables import read, write

    write("conditions", conditions(truth_table=read("truth_table", snakemake.input.truth_table)), snakemake.output[0])
