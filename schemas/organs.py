from pandera.typing import Series

from schemas.base import Table, column, identifier, locator


class Organs(Table):
    """One row is an organ of the organisation that the study is about."""

    organ: Series[str] = identifier("The short name of the organ.", unique=True)
    label: Series[str] = column("The name of the organ as the report prints it.")
    part_of: Series[str] = identifier(
        "The organ that it is subordinate to; empty at the top.", optional=True, refers_to="organs.organ"
    )
    kind: Series[str] = column(
        "Whether the organ decides, carries out, consults (advises and coordinates), or supports as a minor body.",
        isin=["decides", "carries_out", "consults", "supports"],
    )
    composition: Series[str] = column("Who sits in it.", optional=True)
    task: Series[str] = column("What it does, paraphrased.")
    source: Series[str] = identifier("The key of the source in sources.bib.", optional=True, refers_to="sources.source")
    pages: Series[str] = column("The pages of the source.", optional=True)
    locator: Series[str] = locator()
