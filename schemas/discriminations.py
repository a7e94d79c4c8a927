from pandera.typing import Series

from schemas.base import PRESENCE, Table, column

PLACES = ["cell", "configuration"]


class Discriminations(Table):
    """One row is a place at which two explanations that fit equally well part: a cell to look into, or a case to look for."""

    explanation_a: Series[str] = column(
        "One of two explanations (parsimonious models of the outcome) that fit equally well."
    )
    explanation_b: Series[str] = column("The other one.")
    place: Series[str] = column(
        "cell: a cell of a compared case that speaks to only one of the two; configuration: a combination of all factors for "
        "which they expect different outcomes.",
        isin=PLACES,
    )
    case: Series[str] = column(
        "The case. For a configuration the cases that show it, or may once an undetermined cell is settled: empty where it is "
        "a case to look for.",
        optional=True,
    )
    outcome: Series[str] = column(
        "Of a cell: 1 where the case has the outcome, so that the process can be traced in it; 0 where it hasn't, and the cell "
        "alone decides whether the explanation expects it wrongly. Empty for a configuration.",
        optional=True,
        isin=["0", "1"],
    )
    factor: Series[str] = column("The factor of the cell; empty for a configuration.", optional=True)
    named_by: Series[str] = column(
        "Which explanation the cell speaks to, or which expects the outcome for the configuration.", isin=["a", "b"]
    )
    needs: Series[str] = column(
        "The value of the cell with which that explanation stands; empty for a configuration.",
        optional=True,
        isin=["0", "1"],
    )
    present: Series[str] = column("The value of the cell; empty for a configuration.", optional=True, isin=PRESENCE)
    configuration: Series[str] = column("The configuration as a term of all factors; empty for a cell.", optional=True)
    evidence_for: Series[str] = column(
        "The pieces of evidence that say the factor was present, by name.", optional=True
    )
    evidence_against: Series[str] = column("Those that say it was absent.", optional=True)

    class Config:
        unique = ["explanation_a", "explanation_b", "place", "case", "factor", "named_by", "needs", "configuration"]
