"""Mill's methods: what each of them shows of the compared cases, or why it can't be applied to them."""

from collections.abc import Sequence
from itertools import combinations

import pandas as pd

from mssd.tables import listed
from schemas.base import UNKNOWN
from schemas.mill import Mill

Case = dict[str, str]
Application = dict[str, str | None]


def mill(truth_table: pd.DataFrame) -> pd.DataFrame:
    """
    Each application of the methods of difference and of agreement and of the joint method, with what it shows.

    truth_table: a row a case, a column of 1, 0 and ? for each factor, the outcome. A method that can't be applied to any
    cases has one row, with the reason.
    A circumstance is a factor as it is in a case, written `f` where present and `~f` where absent: absence is a
    circumstance like any other, as in Boolean comparison (Ragin 1987, chapter 6). Every method asks for exactly one
    circumstance. An unknown cell counts neither way: where settling it decides, `applies` is ?.
    """
    # ASSUME: Only the compared factors are circumstances; one that nobody coded may be what differs, or what is common.
    factors = truth_table.columns.drop(["case", "outcome"]).tolist()
    cases = truth_table.sort_values("case")
    positive, negative = (cases[cases["outcome"] == outcome].to_dict("records") for outcome in (1, 0))
    rows = [
        *difference(positive, negative, factors),
        *agreement(positive, factors),
        joint(positive, negative, factors),
    ]
    return pd.DataFrame(rows, columns=list(Mill.to_schema().columns)).sort_values(["method", "cases"])


def difference(positive: list[Case], negative: list[Case], factors: list[str]) -> list[Application]:
    """
    The method of difference, for every pair of cases with different outcomes.

    It applies when they differ in one factor, in either direction, and are alike in all others; it shows that factor as it
    is in the positive case. Source: Mill 1843, book III, chapter 8, section 2.
    """
    if reason := hindrance(positive, negative, factors, needed=(1, 1)):
        return [not_applied("difference", [*positive, *negative], reason)]
    rows = []
    for with_it, without in ((one, other) for one in positive for other in negative):
        alike, differing, unknown = compared([with_it, without], factors)
        rows.append(
            {
                **involved("difference", [with_it, without], alike, differing, unknown),
                **only_one([circumstance(factor, with_it[factor]) for factor in differing], unknown, "differ"),
            }
        )
    return rows


def agreement(positive: list[Case], factors: list[str]) -> list[Application]:
    """
    The method of agreement, for every pair of positive cases, and for all of them where there are more than two.

    It applies when they have one circumstance in common, and differ in all other factors; it shows that circumstance.
    Sources: Mill 1843, book III, chapter 8, section 1; Ragin 1987, pp. 36-38.
    """
    if reason := hindrance(positive, [], factors, needed=(2, 0)):
        return [not_applied("agreement", positive, reason)]
    rows = []
    for cases in [*combinations(positive, 2), *([positive] if len(positive) > 2 else [])]:
        alike, differing, unknown = compared(cases, factors)
        rows.append(
            {
                **involved("agreement", cases, alike, differing, unknown),
                **only_one(alike, unknown, "alike"),
            }
        )
    return rows


def joint(positive: list[Case], negative: list[Case], factors: list[str]) -> Application:
    """
    The joint method of agreement and difference (indirect method of difference), over all cases.

    It needs two positive and two negative cases, and applies when one circumstance alone is common to all positive cases
    and absent from all negative ones: the one in which the two sets differ. To the letter, the canon also wants the
    positive cases to have nothing else in common, and the negative ones nothing but its absence. That isn't asked here:
    Mill himself says that this is never assured, and that either half of it would make the other needless. The row tells
    what else the positive cases have in common. Where several circumstances part the sets, it points to none of them.
    Sources: Mill 1843, book III, chapter 8, section 4; Ragin 1987, pp. 39-42.
    """
    cases = [*positive, *negative]
    if reason := hindrance(positive, negative, factors, needed=(2, 2)):
        return not_applied("joint", cases, reason)
    alike, _, _ = compared(positive, factors)
    open_to = {factor: parting_values(factor, positive, negative) for factor in factors}
    unknown = [factor for factor in factors if open_to[factor] and any(case[factor] == UNKNOWN for case in cases)]
    parting = [factor for factor in factors if open_to[factor] and factor not in unknown]
    found = only_one([circumstance(factor, *open_to[factor]) for factor in parting], unknown, "differ")
    return involved("joint", cases, alike, parting, unknown) | found


def hindrance(
    positive: Sequence[Case], negative: Sequence[Case], factors: list[str], needed: tuple[int, int]
) -> str | None:
    """Why a method that needs so many positive and negative cases can't be applied at all; None where it can."""
    for kind, cases, least in zip(("positive", "negative"), (positive, negative), needed, strict=True):
        if len(cases) < least:
            return f"{'one' if cases else 'no'}_{kind}_case"
    return None if factors else "no_factor"


def compared(cases: Sequence[Case], factors: list[str]) -> tuple[list[str], list[str], list[str]]:
    """
    The circumstances that the cases have in common, the factors in which they differ, and those of which it isn't known.

    Two known values that differ settle it, whatever an unknown one is.
    """
    known = {factor: {case[factor] for case in cases} - {UNKNOWN} for factor in factors}
    differing = [factor for factor in factors if len(known[factor]) == 2]
    unknown = [factor for factor in factors if factor not in differing and UNKNOWN in {case[factor] for case in cases}]
    alike = [circumstance(factor, *known[factor]) for factor in factors if factor not in [*differing, *unknown]]
    return alike, differing, unknown


def parting_values(factor: str, positive: list[Case], negative: list[Case]) -> list[str]:
    """The values with which a factor can be in all positive cases and in no negative one, as far as its cells are known."""
    return [
        value
        for value in ("0", "1")
        if all(case[factor] in (value, UNKNOWN) for case in positive)
        and all(case[factor] != value for case in negative)
    ]


def circumstance(factor: str, value: str) -> str:
    """A factor as it is in a case: `f` where it is present, `~f` where it is absent."""
    return factor if value == "1" else f"~{factor}"


def only_one(circumstances: list[str], unknown: list[str], how: str) -> Application:
    """
    Whether there is one circumstance alone in which the cases are alike, or differ, and which.

    Two settle that there isn't; otherwise any factor of which it isn't known may be another one, or the only one.
    """
    if len(circumstances) > 1:
        return {"applies": "0", "reason": f"{how}_in_several"}
    if unknown:
        return {"applies": UNKNOWN, "reason": "undetermined_cells"}
    return (
        {"applies": "1", "shows": circumstances[0]} if circumstances else {"applies": "0", "reason": f"{how}_in_none"}
    )


def involved(
    method: str, cases: Sequence[Case], alike: list[str], differing: list[str], unknown: list[str]
) -> Application:
    """The cases that a method compares, and how they compare."""
    return {
        "method": method,
        "cases": listed(case["case"] for case in cases),
        "alike_in": listed(alike),
        "differ_in": listed(differing),
        "unknown_in": listed(unknown),
    }


def not_applied(method: str, cases: Sequence[Case], reason: str) -> Application:
    """A method that can't be applied to any of the cases that it would compare."""
    return {"method": method, "cases": listed(case["case"] for case in cases), "applies": "0", "reason": reason}


if __name__ == "__main__":
    from mssd.tables import read, write

    write("mill", mill(truth_table=read("truth_table", snakemake.input.truth_table)), snakemake.output[0])
