from pandera.typing import Series

from schemas.base import PRESENCE, WHOLE, Table, column, identifier


class Presence(Table):
    """One row is a cell: a compared case and a selected factor that can vary, with what decided it."""

    case: Series[str] = identifier("The case.")
    factor: Series[str] = identifier("The factor.")
    sources_for: Series[WHOLE] = column("How many distinct sources speak for presence.", alias="for", ge=0)
    sources_against: Series[WHOLE] = column("How many distinct sources speak for absence.", alias="against", ge=0)
    contested: Series[WHOLE] = column("1 when sources speak for both.", isin=[0, 1])
    by_evidence: Series[str] = column("What the count of sources alone says; ? for a tie or none.", isin=PRESENCE)
    attributed_by: Series[str] = column("The interviews that tie the factor to the case.", optional=True)
    by_interviews: Series[str] = column(
        "1 when the interviews that tie the factor to the case reach the citation threshold; empty without interviews.",
        optional=True,
        isin=["0", "1"],
    )
    present: Series[str] = column("The value that the comparison uses.", isin=PRESENCE)
    decided_by: Series[str] = column(
        "What decided: the count of sources, the count of interviews, a person, or a ready data matrix.",
        isin=["evidence", "interviews", "adjudication", "matrix"],
    )
    against_evidence: Series[WHOLE] = column(
        "1 when a person decided otherwise than the count of sources.", isin=[0, 1]
    )
    published: Series[WHOLE] = column("The published value, where there is one.", optional=True, isin=[0, 1])
    agrees: Series[WHOLE] = column("1 when the value equals the published one.", optional=True, isin=[0, 1])
    evidence: Series[str] = column("The pieces of evidence counted, separated by '; '.", optional=True)

    class Config:
        unique = ["case", "factor"]
