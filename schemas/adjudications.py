from pandera.typing import Series

from schemas.base import WHOLE, Table, column, identifier, locator


class Adjudications(Table):
    """One row is a cell that a person decided, because the evidence is tied, missing, or was overruled."""

    case: Series[str] = identifier("The case of the cell.", refers_to="cases.case")
    factor: Series[str] = identifier("The factor of the cell.", refers_to="factors.factor")
    present: Series[WHOLE] = column("The decision: 1 present, 0 absent.", isin=[0, 1])
    reason: Series[str] = column("Why the cell was decided so.")
    locator: Series[str] = locator("Where the person who decided says so.")

    class Config:
        unique = ["case", "factor"]
