from pandera.typing import Series

from schemas.base import NOT_RESERVED, WHOLE, Table, column, identifier, presence_value


class DataMatrix(Table):
    """One row is a case that was coded elsewhere, with a 0/1 column for each factor."""

    case: Series[str] = identifier("The short name of the case.", unique=True)
    factor: Series[str] = presence_value(
        "1 where the factor is present in the case, 0 where absent, ? or empty where unknown.",
        optional=True,
        alias=rf"{NOT_RESERVED}[A-Za-z][A-Za-z0-9_]*$",
        regex=True,
    )
    outcome: Series[WHOLE] = column("1 where the outcome to be explained occurred, 0 where it didn't.", isin=[0, 1])
