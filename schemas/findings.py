from pandera.typing import Series

from schemas.base import Table, column


class Findings(Table):
    """One row is a number or a set that the report states, with where it comes from."""

    finding: Series[str] = column("The name of the finding.", unique=True)
    value: Series[str] = column(
        "The number, or the members of the set separated by '; '; empty for an empty set.", optional=True
    )
    unit: Series[str] = column("What the number counts, or what the set is made of.")
    origin: Series[str] = column("The table, and the rows of it, that the value comes from.", alias="from")
