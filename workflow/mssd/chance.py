"""Chance: how often a result like this one would come about by luck, or by errors of coding."""

from collections import Counter
from fractions import Fraction
from math import comb, prod

import pandas as pd

from mssd.tables import decimal
from schemas.base import UNKNOWN
from schemas.chance import Chance

RATES = ["0.01", "0.05", "0.1", "0.2"]
CONSTANT = "the outcome is the same in every case, so nothing can survive"
Column = tuple[int, ...]
Row = dict[str, object]


def chance(truth_table: pd.DataFrame) -> pd.DataFrame:
    """
    Each probability of the three kinds, exactly.

    Only factors whose column is wholly known are counted: of another one nobody knows whether it covaries, and it is no survivor.
    A factor survives when its column equals an outcome that varies (see scripts.covariation).
    """
    outcome = tuple(int(value) for value in truth_table["outcome"])
    known = {
        factor: tuple(int(value) for value in truth_table[factor])
        for factor in sorted(truth_table.columns.drop(["case", "outcome"]))
        if UNKNOWN not in truth_table[factor].tolist()
    }
    rows = fair_coins(known, outcome) + permuted_outcomes(known, outcome)
    rows += [row for rate in RATES for row in coding_error(known, outcome, rate)]
    table = pd.DataFrame(rows, columns=list(Chance.to_schema().columns))
    return table.assign(probability=table["probability"].map(decimal), exact=1).astype({"exact": "Int64"})


def survivors_of(columns: dict[str, Column], outcome: Column) -> list[str]:
    """The factors present exactly where the outcome occurred; none where the outcome doesn't vary."""
    return [factor for factor, column in columns.items() if column == outcome and len(set(outcome)) == 2]


def fair_coins(columns: dict[str, Column], outcome: Column) -> list[Row]:
    """
    If every cell were the toss of a fair coin: how probable one survivor would be, and as many as there are.

    A column of N tosses equals the outcome with probability p = 2^-N, each on its own; of k columns none does with (1 - p)^k, and
    the number that do is binomial. Where the outcome doesn't vary nothing survives: p = 0.
    """
    cases, factors, found = len(outcome), len(columns), len(survivors_of(columns, outcome))
    varies = len(set(outcome)) == 2
    p = Fraction(1, 2**cases) if varies else Fraction(0)
    at_least = sum(comb(factors, n) * p**n * (1 - p) ** (factors - n) for n in range(found, factors + 1))
    by = f"p = 2^-{cases}, {factors} factors of known values" if varies else CONSTANT
    row = {"chance": "fair_coins"}
    return [
        row | said("at_least_one_survivor", 1 - (1 - p) ** factors, f"1 - (1 - p)^{factors}; {by}"),
        row | said("at_least_as_many_survivors", at_least, f"binomial, {found} or more of {factors}; {by}"),
    ]


def said(event: str, probability: Fraction, by: str) -> Row:
    """An event with its probability, and how that is computed."""
    return {"event": event, "probability": probability, "from": by}


def permuted_outcomes(columns: dict[str, Column], outcome: Column) -> list[Row]:
    """
    If the outcomes were dealt anew among the cases, as many of each as there are: how probable survivors would be.

    With m of N cases positive there are C(N, m) ways of dealing, all as probable. A factor survives under the one that equals its
    column, so the ways with a survivor are the different columns with m ones, and those with s survivors the columns
    that at least s factors share. Where the outcome doesn't vary there is one way, and nothing survives.
    """
    cases, positive, found = len(outcome), sum(outcome), len(survivors_of(columns, outcome))
    ways, varies = comb(cases, positive), len(set(outcome)) == 2
    shared = Counter(column for column in columns.values() if sum(column) == positive and varies)
    as_many = sum(count >= found for count in shared.values()) if found else ways
    row, of = {"chance": "permuted_outcomes"}, f"C({cases}, {positive}) ways of dealing the outcomes"
    by = f"{found} survivors or more in {as_many} of {of}"
    return [
        row | said("at_least_one_survivor", Fraction(len(shared), ways), f"a survivor in {len(shared)} of {of}"),
        row | said("at_least_as_many_survivors", Fraction(as_many, ways), by),
    ]


def coding_error(columns: dict[str, Column], outcome: Column, rate: str) -> list[Row]:
    """
    If each cell, on its own, is wrong with the given rate and the outcomes are right: how probable the same result is.

    A factor that differs from the outcome in d of N cells is a survivor in truth when just these d are wrong: with probability
    r^d (1 - r)^(N - d). So a survivor (d = 0) stays with (1 - r)^N, and the survivors are the same when each of them stays and
    no other factor joins. Where the outcome doesn't vary there are none, whatever the cells.
    """
    r, cases, varies = Fraction(rate), len(outcome), len(set(outcome)) == 2
    differing = {
        factor: sum(a != b for a, b in zip(column, outcome, strict=True)) for factor, column in columns.items()
    }
    survives = {factor: varies * r**d * (1 - r) ** (cases - d) for factor, d in differing.items()}
    found = survivors_of(columns, outcome)
    same = prod((p if factor in found else 1 - p for factor, p in survives.items()), start=Fraction(1))
    by = f"product of (1 - r)^N of the {len(found)} survivors and 1 - r^d (1 - r)^(N - d) of the others"
    by = f"{by}; r = {rate}, N = {cases}, d cells otherwise than the outcome" if varies else CONSTANT
    row = {"chance": "coding_error", "rate": decimal(rate)}
    return [row | said("same_survivors", same, by)] + [
        row | {"about": factor} | said("a_survivor_stays", survives[factor], f"(1 - {rate})^{cases}")
        for factor in found
    ]
