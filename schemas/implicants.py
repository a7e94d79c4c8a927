from pandera.typing import Series

from schemas.base import WHOLE, Table, column
from schemas.minimisations import KINDS


class Implicants(Table):
    """One row is a prime implicant: a term that covers cases with the outcome and none without, and can't be shortened."""

    outcome: Series[WHOLE] = column("1 for the outcome, 0 for its absence.", isin=[0, 1])
    kind: Series[str] = column("Which remainders it may cover; see minimisations.csv.", isin=KINDS)
    term: Series[str] = column("The term.")
    covers: Series[str] = column("The cases to be explained that have the term, separated by '; '.", optional=True)
    essential: Series[WHOLE] = column(
        "1 when every model needs it: no other implicant covers one of its cases.", isin=[0, 1]
    )
    models: Series[WHOLE] = column("How many of the listed models have it.", ge=0)
    completions: Series[WHOLE] = column(
        "In how many completions of the undetermined cells it is a prime implicant.", ge=1
    )

    class Config:
        unique = ["outcome", "kind", "term"]
