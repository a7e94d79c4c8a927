from pandera.typing import Series

from schemas.base import WHOLE, Table, column, ratio
from schemas.minimisations import KINDS


class Solutions(Table):
    """One row is a term of a minimal model: one of the combinations that the model says lead to the outcome."""

    outcome: Series[WHOLE] = column("1 for the outcome, 0 for its absence.", isin=[0, 1])
    kind: Series[str] = column("Which remainders the model may cover; see minimisations.csv.", isin=KINDS)
    model: Series[str] = column("The whole model: its terms, joined by ' + '.")
    term: Series[str] = column("The term: factors joined by '*', '~' for absence; 1 for the term without a condition.")
    consistency: Series[str] = ratio("The share of the cases with the term that have the outcome.", optional=True)
    raw_coverage: Series[str] = ratio("The share of the cases with the outcome that have the term.", optional=True)
    unique_coverage: Series[str] = ratio("The share that has this term and no other of the model.", optional=True)
    model_consistency: Series[str] = ratio("The consistency of the whole model.", optional=True)
    model_coverage: Series[str] = ratio("The coverage of the whole model.", optional=True)
    remainders: Series[WHOLE] = column("How many remainders the whole model assumes to be positive.", ge=0)
    completions: Series[WHOLE] = column(
        "In how many completions of the undetermined cells the model is among the minimal ones.", ge=1
    )
    of: Series[WHOLE] = column("How many completions there are; 1 where no cell is undetermined.", ge=1)

    class Config:
        unique = ["outcome", "kind", "model", "term"]
