"""Fit: how consistent a model, or a term of it, is as sufficient, and how much of the outcome it covers."""

from collections.abc import Iterable

from mssd.minimisation import Term
from mssd.models import Rows
from mssd.tables import decimal

Model = tuple[Term, ...]


def fit(part: Model, rows: Rows, outcome: int, model: Model = ()) -> dict[str, float | None]:
    """
    Consistency: the share of the cases with the part that have the outcome; raw coverage: the share of the cases with the
    outcome that have the part; unique coverage: the share that has it and no other term of the model.
    """
    others = [term for term in model if term not in part]
    has = [covers(part, one) for one in rows.configurations]
    alone = [mine and not covers(others, one) for mine, one in zip(has, rows.configurations, strict=True)]
    positive = [value == outcome for value in rows.outcomes]
    both = sum(mine and to_explain for mine, to_explain in zip(has, positive, strict=True))
    unique = sum(mine and to_explain for mine, to_explain in zip(alone, positive, strict=True))
    return {
        "consistency": both / sum(has) if sum(has) else None,
        "raw_coverage": both / sum(positive) if sum(positive) else None,
        "unique_coverage": unique / sum(positive) if sum(positive) else None,
    }


def covers(terms: Iterable[Term], configuration: int) -> bool:
    """Whether one of the terms covers a configuration."""
    return any(configuration & term.care == term.value for term in terms)


def least(values: Iterable[float | None]) -> str | None:
    """The least of some shares as a decimal; none where there is none."""
    known = [value for value in values if value is not None]
    return decimal(min(known)) if known else None
