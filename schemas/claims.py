import pandera.pandas as pa
from pandera.typing import Series

from schemas import base
from schemas.base import Table, column, identifier

SEVERITIES = ["major", "minor", "slip"]


class Claims(Table):
    """One row is a checkable statement that the published text makes about its own data, cases, sources or result."""

    claim: Series[str] = identifier("The short name of the claim.", unique=True)
    statement: Series[str] = column("What the text says there, paraphrased in a sentence.")
    finding: Series[str] = column(
        "The finding that recomputes the value: a name of findings.csv, or a cell as table.row.column.", optional=True
    )
    published: Series[str] = column(
        "The value claimed: a number, a bound (>= 3), a range (15..25), a word, or the members of a set separated by '; ' "
        "(none: the empty set).",
        optional=True,
    )
    locator: Series[str] = base.locator("Where the published text says it.")
    against: Series[str] = base.locator("The other place that says the same or otherwise.", optional=True)
    there: Series[str] = column("The value that the other place gives, where no finding gives it.", optional=True)
    severity: Series[str] = column(
        "major: the result of the study depends on it; minor: a fact or a count; slip: a spelling, a year of a citation or a "
        "reference inside the text.",
        isin=SEVERITIES,
    )
    note: Series[str] = column(
        "What would save the text where the verdict is contradicted, or why nothing can be checked.", optional=True
    )

    @pa.dataframe_check(
        name="there", error="there: a value for a claim that names a finding; expected only one of them"
    )
    def one_measure_a_claim(cls, claims):
        """A claim is checked against the data or against the text, not both."""
        return claims["finding"].isna() | claims["there"].isna()

    @pa.dataframe_check(
        name="against", error="against: an empty cell; expected the place that gives the value of there"
    )
    def a_value_has_a_place(cls, claims):
        """What is read elsewhere in the text has its locator."""
        return claims["there"].isna() | claims["against"].notna()

    @pa.dataframe_check(name="published", error="published: an empty cell; expected the value that is to be checked")
    def what_is_checked_has_a_value(cls, claims):
        """A claim that is measured says at what."""
        return claims["published"].notna() | (claims["finding"].isna() & claims["there"].isna())

    @pa.dataframe_check(name="note", error="note: an empty cell; expected why the claim can't be checked")
    def what_cannot_be_checked_says_why(cls, claims):
        """A claim without a finding and without another place has its reason."""
        return claims["note"].notna() | claims["finding"].notna() | claims["there"].notna()
