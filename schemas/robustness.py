from pandera.typing import Series

from schemas.base import WHOLE, Table, column

TESTS = [
    "threshold",
    "without_interview",
    "without_two_interviews",
    "without_case",
    "flipped_cell",
    "flipped_outcome",
    "one_voice_per_author",
    "plausible_coding",
]


class Robustness(Table):
    """One row is a variation of the analysis, with what survives under it and which models fit."""

    test: Series[str] = column(
        "What is varied: the citation threshold; the interviews, or cases, left out; a cell, or an outcome, coded otherwise; "
        "sources of the same author counted once; the contested and undetermined cells settled in every possible way.",
        isin=TESTS,
    )
    variant: Series[str] = column(
        "How: the threshold; what is left out; the cell, as case/factor, or the case, coded otherwise; how authors are matched; "
        "or the place of the result among those that the codings give: the fifty most frequent, then the rarer ones together by "
        "their survivors."
    )
    times: Series[WHOLE] = column("How many variations give this result: 1 but for plausible codings.", ge=1)
    selected: Series[str] = column("The factors compared under it, separated by '; '.", optional=True)
    survivors: Series[str] = column(
        "The factors that covary with the outcome, separated by '; '; empty for none.", optional=True
    )
    open: Series[str] = column("The factors of which undetermined cells leave open whether they covary.", optional=True)
    solutions: Series[str] = column(
        "The parsimonious models of the outcome, separated by '; '; where cells are undetermined, those that are minimal however "
        "they are settled; ? where they are too many to settle or to list; empty for none.",
        optional=True,
    )
    changed: Series[WHOLE] = column("1 when the survivors are other ones than in the study, 0 when not.", isin=[0, 1])
    solutions_changed: Series[WHOLE] = column(
        "1 when the models are other ones, 0 when not; empty where they aren't known.", optional=True, isin=[0, 1]
    )

    class Config:
        unique = ["test", "variant"]
