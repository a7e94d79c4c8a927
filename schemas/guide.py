from pandera.typing import Series

from schemas.base import Table, column, identifier, locator


class Guide(Table):
    """One row is a question of the interview guide."""

    question: Series[str] = identifier("The number of the question in the guide.", unique=True)
    text: Series[str] = column("What the question asks, paraphrased.")
    locator: Series[str] = locator("Where the published text prints the question.")
