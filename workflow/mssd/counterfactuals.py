"""Counterfactuals: which remainders a model assumes, and which of them theory makes easy to assume."""

from collections.abc import Iterable

import numpy as np

from mssd.minimisation import Term
from mssd.models import Cutoffs, Rows, to_cover

PRESENT = "present"


def assumed(model: Iterable[Term], rows: Rows, cutoffs: Cutoffs) -> np.ndarray:
    """The remainders that a model takes to have the outcome, in order: what it covers and too few cases show to be observed."""
    space = np.arange(1 << rows.width, dtype=np.uint32)
    covered = np.zeros(len(space), dtype=bool)
    for term in model:
        covered |= (space & np.uint32(term.care)) == np.uint32(term.value)
    positive, negative = to_cover(rows, 1, cutoffs)
    covered[[*positive, *negative]] = False
    return space[covered]


def easy(remainders: np.ndarray, positive: Iterable[int], expected: Term) -> np.ndarray:
    """
    The easy counterfactuals among the remainders that a parsimonious model assumes; the others are difficult.

    One is easy when it differs from an observed positive configuration only in conditions that it has as theory expects
    them: what suffices without a condition expected to help suffices with it.
    Source: Ragin and Sonnett 2005; Ragin 2008, chapters 8 and 9.
    """
    found = np.zeros(len(remainders), dtype=bool)
    for configuration in positive:
        differs = remainders ^ np.uint32(configuration)
        contrary = differs & ~np.uint32(expected.care) | differs & (remainders ^ np.uint32(expected.value))
        found |= contrary == 0
    return remainders[found]


def expected_of(expectations: dict[str, str], rows: Rows, outcome: int) -> Term:
    """The conditions that theory expects to contribute; for the absence of the outcome, the reverse of those for it."""
    care = sum(1 << place for place, factor in enumerate(rows.factors) if factor in expectations)
    present = sum(1 << place for place, f in enumerate(rows.factors) if expectations.get(f) == PRESENT)
    return Term(care, present if outcome else care & ~present)
