from pandera.typing import Series

from schemas.base import WHOLE, Table, column, ratio

CHANCES = ["fair_coins", "permuted_outcomes", "coding_error"]
EVENTS = ["at_least_one_survivor", "at_least_as_many_survivors", "same_survivors", "a_survivor_stays"]


class Chance(Table):
    """One row is a probability: how often chance, or errors of coding, would give a result like this one."""

    chance: Series[str] = column(
        "fair_coins: every cell is a toss of a fair coin; permuted_outcomes: the outcomes are dealt anew among the cases; "
        "coding_error: each cell is wrong with the given rate, on its own.",
        isin=CHANCES,
    )
    rate: Series[str] = ratio("The rate of coding errors; empty for the others.", optional=True)
    event: Series[str] = column("What happens.", isin=EVENTS)
    about: Series[str] = column("The factor that it is about; empty where it is about all.", optional=True)
    probability: Series[str] = ratio("How probable that is.")
    exact: Series[WHOLE] = column("1 when computed, 0 when estimated from a sample.", isin=[0, 1])
    from_: Series[str] = column("How it is computed.", alias="from")

    class Config:
        unique = ["chance", "rate", "event", "about"]
