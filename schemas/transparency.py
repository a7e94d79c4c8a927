from pandera.typing import Series

from schemas.base import WHOLE, Table, column, locator
from schemas.coreq import ITEMS

DOMAINS = ["research team", "study design", "analysis and findings"]
ANSWERED_BY = ["data", "author", "both", "nobody"]


class Transparency(Table):
    """One row is an item of the COREQ checklist, with what the data answer to it and what the author of the study does."""

    item: Series[WHOLE] = column(
        "The number of the item in the checklist (Tong, Sainsbury and Craig 2007).",
        expected=f"a whole number from {ITEMS[0]} to {ITEMS[-1]}",
        isin=list(ITEMS),
        unique=True,
    )
    domain: Series[str] = column("The domain of the checklist that the item belongs to.", isin=DOMAINS)
    topic: Series[str] = column("What the item is about.")
    asks: Series[str] = column("What the item asks, in our words.")
    data: Series[str] = column("What the data answer; empty where they don't.", optional=True)
    origin: Series[str] = column("The files that the answer of the data comes from.", alias="from", optional=True)
    remains: Series[str] = column("What the item asks besides, and the data leave open.", optional=True)
    author: Series[str] = column("What the author answers, as in raw/coreq.csv.", optional=True)
    locator: Series[str] = locator("Where the published text says what the author answers.", optional=True)
    answered_by: Series[str] = column("Who answers the item: the data, the author, both or nobody.", isin=ANSWERED_BY)
