from pandera.typing import Series

from schemas.base import Table, column, identifier
from schemas.evidence import VAN_EVERA

PASSED = {
    "straw_in_the_wind": "strengthened",
    "hoop": "strengthened",
    "smoking_gun": "confirmed",
    "doubly_decisive": "confirmed",
}
FAILED = {
    "straw_in_the_wind": "weakened",
    "hoop": "eliminated",
    "smoking_gun": "weakened",
    "doubly_decisive": "eliminated",
}
SPLIT = "split"


class Weights(Table):
    """One row is a test of a factor in a case (process tracing), with the pieces of evidence that pass and that fail it."""

    case: Series[str] = identifier("The case.")
    factor: Series[str] = identifier("The factor.")
    test: Series[str] = column("The kind of test (Van Evera 1997).", isin=VAN_EVERA)
    passed: Series[str] = column("The pieces of evidence that say the factor was present, by name.", optional=True)
    failed: Series[str] = column("Those that say it was absent.", optional=True)
    weight: Series[str] = column(
        "What follows, by the logic of the test, for the claim that the factor was present in the case: confirmed, "
        "strengthened (a little), weakened (a little) or eliminated; split where some pass and some fail.",
        isin=["confirmed", "strengthened", "weakened", "eliminated", SPLIT],
    )

    class Config:
        unique = ["case", "factor", "test"]
