from pandera.typing import Series

from schemas.base import Table, column


class Discriminations(Table):
    """One row is a place at which two explanations that fit equally well part: a cell to look into, or a case to look for."""

    explanation_a: Series[str] = column(
        "One of two explanations (parsimonious models of the outcome) that fit equally well."
    )
    explanation_b: Series[str] = column("The other one.")
    place: Series[str] = column(
        "cell: a cell of a compared case with a factor that only one of the two names; configuration: a combination that no case "
        "shows and for which they predict different outcomes.",
        isin=["cell", "configuration"],
    )
    case: Series[str] = column("The case; empty for a configuration.", optional=True)
    factor: Series[str] = column("The factor that only one of the two names; empty for a configuration.", optional=True)
    named_by: Series[str] = column(
        "Which explanation names the factor, or predicts the outcome for the configuration.", isin=["a", "b"]
    )
    present: Series[str] = column(
        "The value of the cell; empty for a configuration.", optional=True, isin=["0", "1", "?"]
    )
    configuration: Series[str] = column("The configuration as a term of all factors; empty for a cell.", optional=True)
    evidence_for: Series[str] = column(
        "The pieces of evidence that say the factor was present, by name.", optional=True
    )
    evidence_against: Series[str] = column("Those that say it was absent.", optional=True)
