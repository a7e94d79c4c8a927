from pandera.typing import Series

from schemas.base import RESERVED, Table, column, identifier, locator


class Factors(Table):
    """One row is a factor of the codebook: a condition that may explain the outcome."""

    factor: Series[str] = identifier(
        "The short name of the factor, as every other table uses it.",
        expected=f"a short name without spaces, other than {', '.join(RESERVED)}",
        unique=True,
        notin=RESERVED,
    )
    label: Series[str] = column("The name of the factor as the report prints it.", stands_in="factor")
    definition: Series[str] = column("What must hold for the factor to be present.")
    scope: Series[str] = column(
        "case: the factor can differ from case to case; common: it speaks of all cases at once and has one value in all.",
        isin=["case", "common"],
    )
    questions: Series[str] = column(
        "The questions of the interview guide that ask for it.", optional=True, refers_to="guide.question", several=True
    )
    locator: Series[str] = locator("Where the published text introduces the factor.")
    short: Series[str] | None = column(
        "A name of a few words, for formulas and figures. The column may be left out; the short name then stands in.",
        optional=True,
        stands_in="factor",
    )
