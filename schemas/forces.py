from pandera.typing import Series

from schemas.base import NINE_DIGITS, WHOLE, Table, column, identifier, locator


class Forces(Table):
    """One row is a military force of the organisation that the study is about."""

    force: Series[str] = identifier("The short name of the force.", unique=True)
    label: Series[str] = column("The name of the force in English.")
    original_name: Series[str] = column("The name in the original language, as printed.", optional=True)
    founded: Series[WHOLE] = column(
        "The year of foundation that the published table gives.", optional=True, ge=0, at_most=9999
    )
    founded_in_text: Series[WHOLE] = column(
        "The year of foundation that the running text gives.", optional=True, ge=0, at_most=9999
    )
    area: Series[str] = column("Where it may operate.")
    participants: Series[str] = column("The states that take part.")
    personnel: Series[WHOLE] = column("About how many people it has.", optional=True, ge=0, at_most=NINE_DIGITS)
    task: Series[str] = column("What it is for, paraphrased.")
    source: Series[str] = identifier("The key of the source in sources.bib.", optional=True, refers_to="sources.source")
    pages: Series[str] = column("The pages of the source.", optional=True)
    locator: Series[str] = locator()
