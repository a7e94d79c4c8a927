from pandera.typing import Series

from schemas.base import Table, column, identifier
from schemas.evidence import VAN_EVERA


class Weights(Table):
    """One row is a test of a factor in a case (process tracing), with the pieces of evidence that pass and that fail it."""

    case: Series[str] = identifier("The case.")
    factor: Series[str] = identifier("The factor.")
    test: Series[str] = column("The kind of test (Van Evera 1997).", isin=VAN_EVERA)
    passed: Series[str] = column("The pieces of evidence that say the factor was present, by name.", optional=True)
    failed: Series[str] = column("Those that say it was absent.", optional=True)
    weight: Series[str] = column(
        "What follows by the logic of the test: confirmed, strengthened, weakened or eliminated; split where some pass and "
        "some fail.",
        isin=["confirmed", "strengthened", "weakened", "eliminated", "split"],
    )

    class Config:
        unique = ["case", "factor", "test"]
