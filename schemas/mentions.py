from pandera.typing import Series

from schemas.base import Table, column, identifier, locator

CITING = ["supports", "qualifies"]


class Mentions(Table):
    """One row is a passage in which an interview speaks of a factor."""

    mention: Series[str] = identifier("The short name of the mention.", unique=True)
    interview: Series[str] = identifier("The interview that speaks.", refers_to="interviews.interview")
    factor: Series[str] = identifier("The factor that it speaks of.", refers_to="factors.factor")
    theme: Series[str] = identifier(
        "The theme inside the factor, where the passage has one.", refers_to="themes.theme", optional=True
    )
    stance: Series[str] = column(
        "Whether the interview supports the factor, qualifies it (grants it with a limit) or denies it.",
        isin=["supports", "qualifies", "denies"],
    )
    case: Series[str] = identifier(
        "The case to which the passage ties the factor, where it names one.", refers_to="cases.case", optional=True
    )
    statement: Series[str] = column("What the interview says, paraphrased.")
    locator: Series[str] = locator()
