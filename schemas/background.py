from pandera.typing import Series

from schemas.base import WHOLE, Table, column, identifier, locator


class Background(Table):
    """One row is a characteristic of a case that makes the compared systems similar, or not."""

    block: Series[str] = column("The group of characteristics that it belongs to, as the report prints it.")
    characteristic: Series[str] = column("The characteristic, as the report prints it.")
    case: Series[str] = identifier("The case.", refers_to="cases.case")
    value: Series[WHOLE] = column(
        "1 where the case has it, 0 where not, empty where the text doesn't say.",
        expected="0 or 1",
        optional=True,
        isin=[0, 1],
    )
    source: Series[str] = identifier("The key of the source in sources.bib.", optional=True, refers_to="sources.source")
    locator: Series[str] = locator()

    class Config:
        unique = ["block", "characteristic", "case"]
