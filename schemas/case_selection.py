from pandera.typing import Series

from schemas.base import PRESENCE, Table, column, identifier


class CaseSelection(Table):
    """One row is a candidate case, with the criteria that decided whether it is compared."""

    case: Series[str] = identifier("The candidate.", unique=True)
    criterion: Series[str] = column(
        "1 where the criterion holds, 0 where it fails, ? where that is unknown.",
        alias=r"(?!(?:case|included|failed_criteria|unknown_criteria)\Z).+\Z",
        regex=True,
        isin=PRESENCE,
    )
    included: Series[str] = column(
        "1 when every criterion holds, 0 when one fails, ? when it is unknown.", isin=PRESENCE
    )
    failed_criteria: Series[str] = column("The criteria that fail, separated by '; '.", optional=True)
    unknown_criteria: Series[str] = column("The criteria not known to hold or fail.", optional=True)
