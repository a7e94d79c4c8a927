from pandera.typing import Series

from schemas.base import Table, column, identifier, locator


class Themes(Table):
    """One row is a theme: an idea that the published text places inside one of the factors."""

    theme: Series[str] = identifier("The short name of the theme, as the mentions use it.", unique=True)
    factor: Series[str] = identifier("The factor that the theme belongs to.", refers_to="factors.factor")
    label: Series[str] = column("The name of the theme as the report prints it.")
    definition: Series[str] = column("What a passage must say to be given this theme.")
    locator: Series[str] = locator("Where the published text introduces the theme.")
