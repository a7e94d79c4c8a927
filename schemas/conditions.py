from pandera.typing import Series

from schemas.base import WHOLE, Table, column, ratio


class Conditions(Table):
    """One row is a condition: a factor's presence or absence, or a disjunction of them, as necessary and as sufficient."""

    outcome: Series[WHOLE] = column("1 for the outcome, 0 for its absence.", isin=[0, 1])
    condition: Series[str] = column("The condition: `factor`, `~factor`, or several joined by ' + '.")
    factors: Series[WHOLE] = column("How many factors it names.", ge=1)
    necessity_consistency: Series[str] = ratio("The share of the cases with the outcome that have it.", optional=True)
    necessity_coverage: Series[str] = ratio("The share of the cases with it that have the outcome.", optional=True)
    relevance_of_necessity: Series[str] = ratio(
        "The share of the cases that lack the condition, among those that lack it or the outcome; low where the condition is "
        "there almost always, so that its necessity says little (Schneider and Wagemann 2012).",
        optional=True,
    )
    sufficiency_consistency: Series[str] = ratio("The share of the cases with it that have the outcome.", optional=True)
    sufficiency_coverage: Series[str] = ratio("The share of the cases with the outcome that have it.", optional=True)
    against_necessity: Series[str] = column("The cases that have the outcome without it.", optional=True)
    against_sufficiency: Series[str] = column("The cases that have it without the outcome.", optional=True)
    unknown_in: Series[str] = column(
        "The cases in which it is undetermined, which count for none of these.", optional=True
    )

    class Config:
        unique = ["outcome", "condition"]
