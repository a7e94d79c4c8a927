from pandera.typing import Series

from schemas.base import DIGITS, WHOLE, Table, column

KINDS = ["complex", "parsimonious", "intermediate"]
OBSTACLES = [
    "no_factor",
    "no_positive_configuration",
    "no_negative_configuration",
    "too_many_factors",
    "too_many_undetermined_cells",
    "too_many_implicants",
    "cover_not_settled",
]


class Minimisations(Table):
    """One row is a minimisation: all the models with the fewest terms for the outcome, or for its absence."""

    outcome: Series[WHOLE] = column("1 for the outcome, 0 for its absence.", isin=[0, 1])
    kind: Series[str] = column(
        "complex: only what was observed is covered; parsimonious: any remainder may be; intermediate: only remainders that the "
        "directional expectations make easy.",
        isin=KINDS,
    )
    obstacle: Series[str] = column(
        "What stands in the way of a model, or of settling all of them; empty for nothing.",
        optional=True,
        isin=OBSTACLES,
    )
    completions: Series[WHOLE] = column("How many ways of settling the undetermined cells were gone through.", ge=0)
    positive: Series[WHOLE] = column("How many configurations a model must cover (under the first completion).", ge=0)
    negative: Series[WHOLE] = column("How many it must not cover (under the first completion).", ge=0)
    implicants: Series[WHOLE] = column(
        "How many prime implicants there are, over all completions.", optional=True, ge=0
    )
    terms: Series[WHOLE] = column("The fewest terms of a model, the least over the completions.", optional=True, ge=0)
    models: Series[str] = column(
        "How many models have the fewest terms: the exact number, however large; empty where it isn't settled.",
        expected="a whole number",
        optional=True,
        pattern=DIGITS,
    )
    listed: Series[WHOLE] = column("How many of them solutions.csv lists.", ge=0)

    class Config:
        unique = ["outcome", "kind"]
