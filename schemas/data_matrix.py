from collections.abc import Iterable

from pandera.typing import Series

from schemas.base import NOT_RESERVED, WHOLE, Table, column, identifier, presence_value


class DataMatrix(Table):
    """One row is a case that was coded elsewhere, with a 0/1 column for each factor."""

    case: Series[str] = identifier("The short name of the case.", unique=True)
    label: Series[str] | None = column(
        "The name of the case as the report prints it. The column may be left out; the short name then stands in.",
        optional=True,
        stands_in="case",
    )
    factor: Series[str] = presence_value(
        "1 where the factor is present in the case, 0 where absent, ? or empty where unknown.",
        optional=True,
        is_name=True,
        alias=rf"{NOT_RESERVED}[A-Za-z][A-Za-z0-9_]*\Z",
        regex=True,
    )
    outcome: Series[WHOLE] = column("1 where the outcome to be explained occurred, 0 where it didn't.", isin=[0, 1])


def factors_of(matrix: Iterable[str]) -> list[str]:
    """The columns of a data matrix that are factors, in their order."""
    return [name for name in matrix if name not in ("case", "label", "outcome")]
