"""Collection: every raw file of a study is read and checked before anything is derived from it."""

from pathlib import Path

import pandas as pd

from mssd.files import checksum, raw_files
from mssd.study import check_study


def collection(raw: str | Path, config: dict) -> pd.DataFrame:
    """
    The raw files of a study with their rows and checksums, when all of them are in order.

    Raises mssd.complaints.Refused with every complaint about every file at once: nothing is derived from a study half right.
    """
    rows = check_study(raw, config)
    summaries = {file: None for file in raw_files(raw) if file not in rows}
    return pd.DataFrame(
        [
            {"file": file, "rows": 1 if count is None else count, "sha256": checksum(file)}
            for file, count in sorted((rows | summaries).items())
        ]
    ).astype({"rows": "Int64"})


if __name__ == "__main__":
    from mssd.tables import write

    write("collection", collection("raw", snakemake.config), snakemake.output[0])
