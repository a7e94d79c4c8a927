from pandera.typing import Series

from schemas.base import WHOLE, Table, column, locator

ITEMS = range(1, 33)


class Coreq(Table):
    """One row is an item of the COREQ checklist (Tong, Sainsbury and Craig 2007) that the author of the study answers."""

    item: Series[WHOLE] = column(
        "The number of the item in the checklist.",
        expected=f"a whole number from {ITEMS[0]} to {ITEMS[-1]}",
        isin=list(ITEMS),
        unique=True,
    )
    answer: Series[str] = column("The answer, in own words; nothing that lets anyone know a confidential interviewee.")
    locator: Series[str] = locator("Where the published text says it; empty where only this table does.", optional=True)
