from pandera.typing import Series

from schemas.base import WHOLE, Table, column, identifier, presence_value


class TruthTable(Table):
    """One row is a compared case, with the value of each factor that can vary and the outcome."""

    case: Series[str] = identifier("The case.", unique=True)
    factor: Series[str] | None = presence_value(
        "1 where the factor is present, 0 where absent, ? where undetermined.",
        alias=r"(?!(?:case|outcome)\Z).+\Z",
        regex=True,
    )
    outcome: Series[WHOLE] = column("1 where the outcome occurred, 0 where it didn't.", isin=[0, 1])
