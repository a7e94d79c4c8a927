from pandera.typing import Series

from schemas.base import WHOLE, Table, column, identifier


class Published(Table):
    """One row is a cell of the table that the author published."""

    case: Series[str] = identifier("The case of the cell.", refers_to="cases.case")
    factor: Series[str] = identifier(
        "The factor of the cell, or the word outcome.", refers_to="factors.factor or outcome"
    )
    present: Series[WHOLE] = column("What the author printed: 1 present, 0 absent.", isin=[0, 1])

    class Config:
        unique = ["case", "factor"]
