from pandera.typing import Series

from schemas.base import Table, column

METHODS = ["difference", "agreement", "joint"]
REASONS = [
    "differ_in_none",
    "differ_in_several",
    "alike_in_none",
    "alike_in_several",
    "one_positive_case",
    "no_positive_case",
    "one_negative_case",
    "no_negative_case",
    "undetermined_cells",
    "no_factor",
]


class Mill(Table):
    """One row is an application of one of Mill's methods: to a pair of cases, or to all of them, with what it shows."""

    method: Series[str] = column("The method of difference, of agreement, or the joint method of both.", isin=METHODS)
    cases: Series[str] = column(
        "The cases compared, or all that the method could use where it can't be applied at all, separated by '; '.",
        optional=True,
    )
    alike_in: Series[str] = column(
        "The factors, as `factor` or `~factor`, that the cases have in common; in the joint method, all that the positive cases "
        "have in common.",
        optional=True,
    )
    differ_in: Series[str] = column(
        "The factors in which they differ; in the joint method, those in which all positive cases differ from all negative ones.",
        optional=True,
    )
    unknown_in: Series[str] = column(
        "The factors of which undetermined values leave that open.",
        optional=True,
    )
    applies: Series[str] = column(
        "1 when the method can be applied, 0 when not, ? when undetermined cells decide.", isin=["0", "1", "?"]
    )
    shows: Series[str] = column(
        "What it points to, as `factor` or `~factor`; empty where it can't be applied.", optional=True
    )
    reason: Series[str] = column("Why it can't be applied; empty where it can.", optional=True, isin=REASONS)

    class Config:
        unique = ["method", "cases"]
