"""Models: the configurations of a truth table as whole numbers, what a model must and must not cover, and the models that fit."""

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from itertools import product
from typing import NamedTuple

import pandas as pd

from mssd.boolean import TooManyTerms
from mssd.minimisation import Term, minimal_models, prime_implicants, term_text
from schemas.base import UNKNOWN

MOST_UNDETERMINED_CELLS = 10
MOST_FACTORS = 20
MOST_MODELS = 1000
MOST_STEPS = 200_000
Configurations = tuple[int, ...]


class Cutoffs(NamedTuple):
    """What share of a configuration's cases must have the outcome for it to be positive, and how many cases it takes."""

    consistency: float = 1.0
    frequency: int = 1


class Rows(NamedTuple):
    """
    The cases of a truth table without unknown cells: each one's configuration, in which bit i is the value of the i-th factor in
    alphabetical order, and its outcome.
    """

    cases: list[str]
    factors: list[str]
    configurations: list[int]
    outcomes: list[int]

    @property
    def width(self) -> int:
        """How many factors there are."""
        return len(self.factors)


def factors_of(truth_table: pd.DataFrame) -> list[str]:
    """The factors of a truth table, in alphabetical order."""
    return sorted(truth_table.columns.drop(["case", "outcome"]))


def undetermined_cells(truth_table: pd.DataFrame) -> int:
    """How many cells of a truth table are ?."""
    return int((truth_table[factors_of(truth_table)] == UNKNOWN).sum().sum())


def completions(truth_table: pd.DataFrame) -> Iterator[Rows]:
    """The rows of a truth table under every way of settling its undetermined cells: 2 to the power of their number."""
    factors = factors_of(truth_table)
    values = [list(row) for row in truth_table[factors].itertuples(index=False)]
    unknown = [(i, j) for i, row in enumerate(values) for j, value in enumerate(row) if value == UNKNOWN]
    cases, outcomes = truth_table["case"].tolist(), [int(value) for value in truth_table["outcome"]]
    for settled in product("01", repeat=len(unknown)):
        for (i, j), value in zip(unknown, settled, strict=True):
            values[i][j] = value
        yield Rows(cases, factors, [configuration(row) for row in values], outcomes)


def configuration(values: Iterable[str]) -> int:
    """The values of the factors of a case as one whole number: bit i is the value of the i-th factor."""
    return sum(1 << place for place, value in enumerate(values) if value == "1")


def outputs(rows: Iterable[tuple[int, int]], cutoffs: Cutoffs) -> tuple[Configurations, Configurations]:
    """
    The positive and the negative configurations among the rows (configuration, outcome) of the cases.

    Positive: as large a share of its cases as the cut-off has the outcome. Negative: any other, a contradiction too.
    A configuration with fewer cases than the frequency cut-off is neither: it counts as a remainder.
    Source: Ragin 2008, pages 133-135 and 143-144.
    """
    cases, occurred = Counter(), Counter()
    for row, outcome in rows:
        cases[row] += 1
        occurred[row] += outcome
    observed = sorted(row for row in cases if cases[row] >= cutoffs.frequency)
    positive = tuple(row for row in observed if reaches(occurred[row], cases[row], cutoffs))
    return positive, tuple(row for row in observed if row not in positive)


def reaches(having: int, cases: int, cutoffs: Cutoffs) -> bool:
    """Whether the share of the cases of a configuration that have the outcome is as large as the cut-off, compared exactly."""
    return having >= Fraction(str(cutoffs.consistency)) * cases


def to_cover(rows: Rows, outcome: int, cutoffs: Cutoffs) -> tuple[Configurations, Configurations]:
    """
    The observed configurations that a model of the outcome (1), or of its absence (0), must cover, and those it must not.

    A contradictory one that doesn't reach the consistency cut-off counts as negative, for the outcome and for its absence alike.
    """
    has = [int(value == outcome) for value in rows.outcomes]
    return outputs(zip(rows.configurations, has, strict=True), cutoffs)


def parsimonious_models(truth_table: pd.DataFrame, cutoffs: Cutoffs) -> list[str] | None:
    """
    The parsimonious models of the outcome that are minimal in every completion of the undetermined cells, in sorted order.

    A model covers every positive configuration and no negative one, with the fewest terms that do so; remainders may be
    covered. None where there are more than ten undetermined cells, twenty factors or a thousand models of a completion, or
    where MOST_STEPS don't suffice to find them all (see mssd.minimisation).
    An outcome that is the same in every case has no model: there is nothing to tell apart.
    Source: Ragin 1987, chapter 6; all models and not one of them: Baumgartner and Thiem 2017.
    """
    if undetermined_cells(truth_table) > MOST_UNDETERMINED_CELLS or len(factors_of(truth_table)) > MOST_FACTORS:
        return None
    in_every: set[str] | None = None
    for rows in completions(truth_table):
        models = models_of(*to_cover(rows, 1, cutoffs), tuple(rows.factors))
        if models is None:
            return None
        in_every = set(models) if in_every is None else in_every & set(models)
    return sorted(in_every)


@cache
def models_of(positive: Configurations, negative: Configurations, factors: tuple[str, ...]) -> tuple[str, ...] | None:
    """Every model with the fewest terms, in sorted order; none without a positive or negative row, None where too many."""
    if not positive or not negative:
        return ()
    try:
        implicants = prime_implicants(positive, negative, len(factors))
    except TooManyTerms:
        return None
    found = minimal_models(implicants, positive, MOST_MODELS, MOST_STEPS)
    return tuple(sorted(model_text(model, factors) for model in found.models)) if found.complete else None


def model_text(model: Iterable[Term], factors: Iterable[str]) -> str:
    """A model as QCA writes it: its terms in alphabetical order, joined by ` + `."""
    return " + ".join(sorted((term_text(term, list(factors)) for term in model), key=by_letters))


def by_letters(term: str) -> tuple[str, str]:
    """The order of terms: by their letters, whatever is present or absent."""
    return term.replace("~", ""), term
