from pandera.typing import Series

from schemas.base import WHOLE, Table, column


class Collection(Table):
    """One row is a file of raw data that was read and found in order."""

    file: Series[str] = column("The file, from the folder of the study.", unique=True)
    rows: Series[WHOLE] = column("How many rows it has, the header not counted; for a bibliography, its sources.", ge=0)
    sha256: Series[str] = column("The SHA-256 checksum of its bytes.", pattern="[0-9a-f]{64}")
