from pandera.typing import Series

from schemas.base import WHOLE, Table, column, identifier


class Changes(Table):
    """One row is a smallest change of the coding by which the survivors become others."""

    by: Series[str] = column(
        "What is coded otherwise: cells, the outcome of a case, or citations.", isin=["cells", "outcome", "citations"]
    )
    factor: Series[str] = identifier(
        "The factor that joins or leaves the survivors; empty for an outcome.", optional=True
    )
    what: Series[str] = column(
        "The cells that must all change, as case/factor; the case whose outcome changes; or the interviews of which "
        "`size` must no longer cite the factor."
    )
    size: Series[WHOLE] = column("How many cells, outcomes or interviews must change.", ge=1)
    sources: Series[WHOLE] = column(
        "How many sources more on the other side turn those of the cells that a count decides (interviews, where their "
        "count decides); empty for a data matrix.",
        optional=True,
        ge=0,
    )
    decisions: Series[WHOLE] = column(
        "How many of the cells a person would have to decide otherwise.", optional=True, ge=0
    )
    survivors: Series[str] = column("The survivors after the change, separated by '; '; empty for none.", optional=True)
