from pandera.typing import Series

from schemas.base import NOT_RESERVED, WHOLE, Table, column, presence_value, ratio

OUTPUTS = ["1", "0", "contradiction", "remainder", "undetermined"]


class Configurations(Table):
    """One row is a configuration: a combination of factors present and absent, with the cases that show it."""

    factor: Series[str] | None = presence_value(
        "1 where the factor is present in the configuration, 0 where absent, ? where its case is undetermined.",
        alias=rf"{NOT_RESERVED}.+\Z",
        regex=True,
    )
    n: Series[WHOLE] = column("How many cases show it.", ge=0)
    cases: Series[str] = column("The cases that show it, separated by '; '; empty for none.", optional=True)
    consistency: Series[str] = ratio(
        "The share of its cases that have the outcome; empty without a case.", optional=True
    )
    output: Series[str] = column(
        "For the outcome: 1 when its consistency reaches the cut-off, 0 when none of its cases, or too few to keep it from "
        "being positive for the absence, has the outcome; contradiction when it is neither, which counts as negative; remainder "
        "when fewer cases than the frequency cut-off show it; undetermined when a cell of its case is ?.",
        isin=OUTPUTS,
    )
    output_of_absence: Series[str] = column("The same for the absence of the outcome.", isin=OUTPUTS)
