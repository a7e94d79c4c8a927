from pandera.typing import Series

from schemas.base import WHOLE, Table, column, identifier


class Selection(Table):
    """One row is a factor of the codebook, with the interviews that cite it and whether they suffice."""

    factor: Series[str] = identifier("The factor.", unique=True)
    citations: Series[WHOLE] = column("How many interviews cite it: support or qualify it at least once.", ge=0)
    cited_by: Series[str] = column("The interviews that cite it, separated by '; '.", optional=True)
    threshold: Series[WHOLE] = column("How many citations the config asks for.", ge=1)
    margin: Series[WHOLE] = column("Citations less the threshold; 0 falls with any one interview.")
    selected: Series[WHOLE] = column("1 when the citations reach the threshold.", isin=[0, 1])
    scope: Series[str] = column("case, or common where the factor has one value in all cases.", isin=["case", "common"])
