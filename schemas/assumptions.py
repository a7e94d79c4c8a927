from pandera.typing import Series

from schemas.base import WHOLE, Table, column


class Assumptions(Table):
    """One row is a remainder that a parsimonious model assumes: a configuration no case shows, taken to have the outcome."""

    outcome: Series[WHOLE] = column("1 for the outcome, 0 for its absence.", isin=[0, 1])
    model: Series[str] = column("The model that assumes it.")
    remainder: Series[str] = column("The configuration, as a term of all factors.")
    counterfactual: Series[str] = column(
        "easy: an intermediate model, which follows the directional expectations, assumes it too; difficult: none does; empty "
        "where the study states no expectation.",
        optional=True,
        isin=["easy", "difficult"],
    )

    class Config:
        unique = ["outcome", "model", "remainder"]
