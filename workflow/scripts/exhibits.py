"""Exhibits: the main tables as the report prints them, as HTML to paste into a text, as LaTeX to \\input, and as CSV."""

import pandas as pd

from mssd.exhibit import as_csv, as_html, as_latex, document
from mssd.exhibits import exhibits as exhibits_of
from mssd.names import names_of


def exhibits(tables: dict[str, pd.DataFrame], config: dict) -> dict[str, str]:
    """
    The text of each file by its name: every exhibit in three formats, and a LaTeX document that has them all.

    tables: the raw and derived tables of the study by noun, empty where it has none.
    """
    origin = f"{config['title']} (version {config['version']}, {config['date']})"
    made = exhibits_of(tables, names_of(tables, config), config)
    files = {"exhibits.tex": document([exhibit.name for exhibit in made])}
    for exhibit in made:
        files |= {
            f"{exhibit.name}.html": as_html(exhibit, origin),
            f"{exhibit.name}.tex": as_latex(exhibit, origin),
            f"{exhibit.name}.csv": as_csv(exhibit),
        }
    return files


if __name__ == "__main__":
    from pathlib import Path

    from mssd.tables import read

    given, config = snakemake.input, snakemake.config
    tables = {noun: read(noun, given.get(noun), config) for noun in snakemake.params.nouns}
    folder = Path(snakemake.output[0])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in exhibits(tables=tables, config=config).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
