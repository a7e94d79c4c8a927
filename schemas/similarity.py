from pandera.typing import Series

from schemas.base import Table, column
from schemas.covariation import PATTERN


class Similarity(Table):
    """One row is a background characteristic, with how it goes with the outcome: what the design can't hold constant."""

    block: Series[str] = column("The block of the background that it belongs to.")
    characteristic: Series[str] = column("The characteristic.")
    pattern: Series[str] = column(
        "constant: the same in all compared cases; covaries, inverse: it goes with the outcome exactly, and is as good a rival "
        "as a survivor; mixed: otherwise. Where unknown values leave several open, all of them, separated by '|'.",
        expected="covaries, inverse, constant or mixed (several: separated by '|')",
        pattern=PATTERN,
    )
    present_in: Series[str] = column("The compared cases that have it.", optional=True)
    absent_in: Series[str] = column("The compared cases that don't.", optional=True)
    unknown_in: Series[str] = column("The compared cases for which it is unknown.", optional=True)

    class Config:
        unique = ["block", "characteristic"]
