from pandera.typing import Series

from schemas.base import Table, column, identifier, locator
from schemas.claims import SEVERITIES

VERDICTS = ["reproduced", "contradicted", "not_checkable"]


class Ledger(Table):
    """One row is a claim of the published text with the verdict of the data (results/tables/claims.csv)."""

    claim: Series[str] = identifier("The claim.", unique=True)
    published: Series[str] = column("The value claimed.", optional=True)
    derived: Series[str] = column(
        "The value of the finding, or of the other place in the text; ? where the data leave it open.", optional=True
    )
    verdict: Series[str] = column(
        "reproduced: the values are the same; contradicted: they cannot both hold; not_checkable: there is nothing to "
        "compare, or the data leave it open.",
        isin=VERDICTS,
    )
    locator: Series[str] = locator("Where the published text makes the claim.")
    severity: Series[str] = column("major, minor or slip, as in raw/claims.csv.", isin=SEVERITIES)
    basis: Series[str] = column("What it was checked against.", isin=["data", "text", "none"])
