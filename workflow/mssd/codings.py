"""Codings: every way of settling the contested and the undetermined cells, and what survives under each."""

from collections import Counter
from fractions import Fraction
from math import prod, sqrt
from random import Random
from typing import NamedTuple

import numpy as np
import pandas as pd

from mssd.chance import survivors_of
from mssd.models import MOST_FACTORS, Cutoffs, models_of, outputs
from mssd.tables import decimal
from schemas.base import UNKNOWN
from schemas.codings import Codings

MOST_CELLS = 20
SAMPLE = 10_000
MOST_WORK = 250_000
SAMPLE_FOR_MODELS = 2_000
MOST_RESULTS = 50
SEED = 1
Cell = tuple[str, str]
Names = tuple[str, ...]


class Doubts(NamedTuple):
    """
    A truth table with its doubtful cells.

    fixed: cases x factors, the values of the other cells, 0 in the doubtful ones. cells: the doubtful ones as (place of the
    case, place of the factor); a coding gives each a value. factors: in alphabetical order. outcome: 1 or 0 for each case.
    own: the survivors of the study as it is.
    """

    factors: Names
    outcome: np.ndarray
    fixed: np.ndarray
    cells: list[tuple[int, int]]
    own: Names


class Result(NamedTuple):
    """A result that codings give: the survivors, the models (None where they aren't known), and how many codings give it."""

    survivors: Names
    models: Names | None
    times: int


class Survival(NamedTuple):
    """
    What survives under the codings.

    codings: how many were gone through, all or a sample. factors: in how many each factor survives. none: in how many nothing
    does. results: the fifty most frequent ones, the most frequent first; then the rarer ones together by their survivors, among
    which those of the study, and none, are always listed. models: in how many of `modelled` codings each model fits, or none does
    (the empty text); None where that isn't known.
    """

    codings: int
    factors: dict[str, int]
    none: int
    results: list[Result]
    models: Counter[str] | None
    modelled: int


def doubtful_cells(presence: pd.DataFrame) -> list[Cell]:
    """The cells that could well be coded otherwise: sources speak for both sides, or the cell is undetermined."""
    doubtful = (presence["contested"] == 1) | (presence["present"] == UNKNOWN)
    return sorted(presence.loc[doubtful, ["case", "factor"]].itertuples(index=False, name=None))


def doubts(truth_table: pd.DataFrame, cells: list[Cell]) -> Doubts:
    """A truth table in numbers, with the doubtful cells found in it."""
    factors = sorted(truth_table.columns.drop(["case", "outcome"]))
    cases = truth_table["case"].tolist()
    places = [(cases.index(case), factors.index(factor)) for case, factor in cells]
    fixed = (truth_table[factors] == "1").to_numpy(dtype=bool, copy=True).reshape(len(cases), len(factors))
    for place in places:
        fixed[place] = False
    columns = {name: tuple(truth_table[name].astype(str)) for name in [*factors, "outcome"]}
    own = survivors_of(columns, outcome=columns.pop("outcome"))
    return Doubts(tuple(factors), truth_table["outcome"].to_numpy(dtype=np.int64), fixed, places, tuple(own))


def every_coding(cells: int) -> np.ndarray:
    """
    The codings as cells x codings: all 2^cells of them up to twenty cells, beyond that a sample with a fixed seed.

    The sample draws each cell as 0 or 1 alike, and codings with replacement.
    """
    if cells > MOST_CELLS:
        bits = np.unpackbits(np.frombuffer(Random(SEED).randbytes(cells * SAMPLE // 8), dtype=np.uint8))
        return bits.reshape(cells, SAMPLE).astype(bool)
    numbers = np.arange(2**cells, dtype=np.int32)
    values = np.empty((cells, len(numbers)), dtype=bool)
    for place in range(cells):
        values[place] = numbers >> place & 1
    return values


def surviving(values: np.ndarray, table: Doubts) -> np.ndarray:
    """Factors x codings: whether the factor is present exactly where the outcome occurred; nothing survives a constant one."""
    survives = np.zeros((len(table.factors), values.shape[1]), dtype=bool)
    for factor, place in enumerate(survives if len(set(table.outcome)) == 2 else []):
        place[:] = can_survive(table, factor)
        for (case, of), value in zip(table.cells, values, strict=True):
            if of == factor:
                place &= value == table.outcome[case]
    return survives


def can_survive(table: Doubts, factor: int) -> bool:
    """Whether the factor goes with the outcome in every cell that is not in doubt."""
    doubted = {case for case, of in table.cells if of == factor}
    certain = [case for case in range(len(table.outcome)) if case not in doubted]
    return bool(np.all(table.fixed[certain, factor] == table.outcome[certain]))


def configurations(values: np.ndarray, table: Doubts) -> np.ndarray:
    """Cases x codings: the configuration of each case as a whole number, bit i the value of the i-th factor."""
    weights = 1 << np.arange(len(table.factors), dtype=np.int32)
    rows = np.repeat((table.fixed @ weights).astype(np.int32)[:, None], values.shape[1], axis=1)
    for (case, factor), value in zip(table.cells, values, strict=True):
        rows[case] |= np.left_shift(value, factor, dtype=np.int32)
    return rows


def different_tables(values: np.ndarray, table: Doubts) -> tuple[np.ndarray, np.ndarray]:
    """
    The codings that give different truth tables: the place of the first of each kind, and how many are of its kind.

    Two tables are the same when the cases with the outcome have the same configurations, and those without it too.
    """
    doubted = sorted({case for case, _ in table.cells})
    varying = table._replace(
        outcome=table.outcome[doubted], fixed=table.fixed[doubted], cells=in_rows(table.cells, doubted)
    )
    rows = configurations(values, varying)
    for group in (0, 1):
        members = varying.outcome == group
        rows[members] = np.sort(rows[members], axis=0)
    return different(rows, bits=len(table.factors))


def in_rows(cells: list[tuple[int, int]], cases: list[int]) -> list[tuple[int, int]]:
    """The cells by the place of their case among the given ones."""
    return [(cases.index(case), factor) for case, factor in cells]


def different(rows: np.ndarray, bits: int) -> tuple[np.ndarray, np.ndarray]:
    """The place of the first of each kind of column, and how many are of its kind; every number has at most so many bits."""
    key, used = np.zeros(rows.shape[1], dtype=np.int64), 0
    for row in rows:
        if used + bits > 62:
            key = np.unique(key, return_inverse=True)[1]
            used = len(key).bit_length()
        key = key << bits | row
        used += bits
    _, first, counts = np.unique(key, return_index=True, return_counts=True)
    return first, counts


def survival(table: Doubts, cutoffs: Cutoffs) -> Survival:
    """
    What survives under every coding of the doubtful cells, or under a sample of the codings (see every_coding).

    Models are found once for each different truth table; where these have more than MOST_WORK cells together, for those of a
    sample of the codings, and with more than twenty factors not at all.
    """
    values = every_coding(len(table.cells))
    survives = surviving(values, table)
    factors = dict(zip(table.factors, survives.sum(axis=1).tolist(), strict=True))
    none = int((~survives.any(axis=0)).sum())
    if len(table.factors) > MOST_FACTORS:
        return Survival(values.shape[1], factors, none, by_survivors(survives, table), None, 0)
    first, counts = different_tables(values, table)
    most = max(1, MOST_WORK // max(1, table.fixed.size))
    sampled = len(first) > most
    if sampled:
        values = values[:, Random(SEED).sample(range(values.shape[1]), min(most, SAMPLE_FOR_MODELS))]
        first, counts = different_tables(values, table)
    found = modelled(values[:, first], counts, table, cutoffs)
    models = None if any(result.models is None for result in found) else fitting(found)
    results = by_survivors(survives, table) if sampled else most_frequent(found, table.own)
    return Survival(survives.shape[1], factors, none, results, models, values.shape[1])


def by_survivors(survives: np.ndarray, table: Doubts) -> list[Result]:
    """The results told apart by their survivors alone: the most frequent, and always no survivor and the study's own."""
    first, counts = different(survives, bits=1)
    own = np.array([[factor in table.own] for factor in table.factors], dtype=bool).reshape(-1, 1)
    always = ~survives[:, first].any(axis=0) | (survives[:, first] == own).all(axis=0)
    ranked = np.argsort(-counts, kind="stable")
    shown = ranked[always[ranked] | (np.arange(len(ranked)) < MOST_RESULTS)]
    return [Result(named(survives[:, first[place]], table.factors), None, int(counts[place])) for place in shown]


def modelled(values: np.ndarray, counts: np.ndarray, table: Doubts, cutoffs: Cutoffs) -> list[Result]:
    """The survivors and the models of each coding, a column of `values` with how many codings are like it."""
    outcome = table.outcome.tolist()
    tables = configurations(values, table).T.tolist()
    survivors = surviving(values, table).T
    return [
        Result(
            named(survives, table.factors),
            models_of(*outputs(zip(rows, outcome, strict=True), cutoffs), table.factors),
            times,
        )
        for rows, survives, times in zip(tables, survivors, counts.tolist(), strict=True)
    ]


def named(survives: np.ndarray, factors: Names) -> Names:
    return tuple(factor for factor, survived in zip(factors, survives, strict=True) if survived)


def most_frequent(found: list[Result], own: Names) -> list[Result]:
    """Equal results together, the most frequent first; the rarer ones together by their survivors, the models left out."""
    times: Counter[tuple[Names, Names | None]] = Counter()
    for result in found:
        times[result.survivors, result.models] += result.times
    ranked = sorted(times, key=lambda result: (-times[result], result[0], result[1] is None, result[1]))
    rare: Counter[Names] = Counter()
    for survivors, models in ranked[MOST_RESULTS:]:
        rare[survivors] += times[survivors, models]
    sets = sorted(rare, key=lambda survivors: (-rare[survivors], survivors))
    listed = [survivors for place, survivors in enumerate(sets) if place < MOST_RESULTS or survivors in ((), own)]
    return [Result(*result, times[result]) for result in ranked[:MOST_RESULTS]] + [
        Result(survivors, None, rare[survivors]) for survivors in listed
    ]


def fitting(found: list[Result]) -> Counter[str]:
    """In how many codings each model fits; the empty text stands for codings under which none does."""
    fits: Counter[str] = Counter()
    for result in found:
        for model in result.models or [""]:
            fits[model] += result.times
    return fits


def codings(table: Doubts, found: Survival) -> pd.DataFrame:
    """
    Each factor, and each model that occurs, with the share of the codings under which it survives.

    The share of a factor is exact, also where the codings gone through are a sample: a factor that goes with the outcome in its
    other cells survives one in two to the power of its doubtful ones; and columns are settled independently, so that
    nothing survives in the product of the shares in which each does not.
    """
    shares = {name: share_of(table, place) for place, name in enumerate(table.factors)}
    nothing = prod((1 - share for share in shares.values()), start=Fraction(1))
    rows = [
        survivor_row("survivor", name, found.factors[name], found.codings, shares[name]) for name in table.factors
    ] + [survivor_row("none", "survivors", found.none, found.codings, nothing)]
    if found.models is not None:
        sampled = found.modelled < 2 ** len(table.cells)
        models = {name: times for name, times in found.models.items() if name}
        rows += [model_row("model", name, models[name], found.modelled, sampled) for name in sorted(models)]
        rows.append(model_row("none", "models", found.models[""], found.modelled, sampled))
    whole = {"codings": "Int64", "of": "Int64"}
    made = pd.DataFrame(rows, columns=list(Codings.to_schema().columns)).astype(whole)
    return made.assign(possible=str(2 ** len(table.cells))).sort_values(["kind", "name"], ignore_index=True)


def share_of(table: Doubts, factor: int) -> Fraction:
    """The share of all possible codings under which a factor survives."""
    doubted = sum(of == factor for _, of in table.cells)
    return Fraction(can_survive(table, factor) and len(set(table.outcome)) == 2, 2**doubted)


def survivor_row(kind: str, name: str, times: int, of: int, share: Fraction) -> dict[str, object]:
    standing = "all" if share == 1 else "some" if share else "none"
    return {"kind": kind, "name": name, "codings": times, "of": of, "share": decimal(share), "standing": standing}


def model_row(kind: str, name: str, times: int, of: int, sampled: bool) -> dict[str, object]:
    """The row of a model; where the codings are a sample its share p has the standard error of sqrt(p (1 - p) / n)."""
    share = times / of
    error = decimal(sqrt(share * (1 - share) / of)) if sampled else None
    return survivor_row(kind, name, times, of, Fraction(times, of)) | {"error": error}
