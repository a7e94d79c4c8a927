from pandera.typing import Series

from schemas.base import Table, column

# A letter that is written as an apostrophe is none by which anything is found.
AT_LEAST_THREE = r"(?:[\W_ʼʻʽʾʿʹˈ]*[^\W_ʼʻʽʾʿʹˈ]){3}(?s:.*)"


class PrivateNames(Table):
    """One row is a string that must not appear in anything that is published."""

    name: Series[str] = column(
        "The string: a name, or whatever else would tell who somebody is, in one spelling a row; capitals, accents and blanks "
        "don't matter, nor the order of a person's names: Ada Lovelace finds Lovelace, Ada. With fewer than 3 letters or digits "
        "it would be found everywhere; with codes, such as those of LaTeX, nowhere.",
        expected="at least 3 letters or digits",
        unique=True,
        private=True,
        pattern=AT_LEAST_THREE,
    )
    reason: Series[str] | None = column("Why it must not appear; nobody but you reads it.", optional=True, private=True)
