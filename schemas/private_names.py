from pandera.typing import Series

from schemas.base import Table, column

AT_LEAST_THREE = r"(?:[\W_]*[^\W_]){3}(?s:.*)"


class PrivateNames(Table):
    """One row is a string that must not appear in anything that is published."""

    name: Series[str] = column(
        "The string: a name, or whatever else would tell who somebody is, in one spelling a row; capitals, accents and blanks "
        "don't matter. With fewer than 3 letters or digits it would be found everywhere.",
        expected="at least 3 letters or digits",
        unique=True,
        private=True,
        pattern=AT_LEAST_THREE,
    )
    reason: Series[str] | None = column("Why it must not appear; nobody but you reads it.", optional=True, private=True)
