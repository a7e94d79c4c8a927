from pandera.typing import Series

from schemas.base import WHOLE, Table, column, identifier


class SmallCells(Table):
    """One row is a smallest combination of published attributes that singles out one confidential interview."""

    interview: Series[str] = identifier(
        "The confidential interview that is singled out.", refers_to="interviews.interview"
    )
    attributes: Series[str] = column(
        "The columns of interviews.csv that together single it out, separated by '; '; none of them can be spared. Empty for the "
        "only confidential interview of a study.",
        optional=True,
    )
    values: Series[str] = column("What these columns say of it, in their order.", optional=True)
    told_from: Series[WHOLE] = column(
        "How many other confidential interviews it is told from; the public ones are named, and hide nobody.", ge=0
    )

    class Config:
        unique = ["interview", "attributes"]
