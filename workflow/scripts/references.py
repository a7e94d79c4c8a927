"""References: the sources that the report cites, and those of the bibliography that it doesn't, in the config's style."""

from collections.abc import Iterable

import pandas as pd

from mssd.bibliography import format_references, read_bibliography
from mssd.tables import members


def references(sources: str, method: str, cited: Iterable[str], style: str) -> dict:
    """
    The cited sources of the study, those on the method, and those that nothing cites, each list in the order of the style.

    sources, method: bibliographies. cited: keys of `sources`. Only cited works are in the first two lists; a work of the
    bibliography that the report cites on the method, under the same key, is cited.
    """
    known, _ = read_bibliography(sources)
    methodical, _ = read_bibliography(method)
    return {
        "study": format_references(sources, cited, style),
        "method": format_references(method, methodical, style),
        "not_cited": format_references(sources, {*known} - {*cited} - {*methodical}, style),
    }


def cited_sources(tables: Iterable[pd.DataFrame]) -> set[str]:
    """The keys that tables give as sources; an interview is no source of the bibliography."""
    keys: set[str] = set()
    for table in tables:
        documents = table[table["kind"] != "interview"] if "kind" in table and "statement" in table else table
        for column in {"source", "sources"} & set(table.columns):
            keys |= {key for cell in documents[column] for key in members(cell)}
    return keys


if __name__ == "__main__":
    import json
    from pathlib import Path

    from mssd.tables import read

    given, choice = snakemake.input, snakemake.params
    nouns = ["cases", "evidence", "background", "organs", "forces"]
    cited = cited_sources(read(noun, given.get(noun), {"criteria": choice.criteria or {}}) for noun in nouns)
    if choice.published_study:
        cited.add(choice.published_study)
    made = references(
        sources=Path(given.sources).read_text(encoding="utf-8-sig") if given.sources else "",
        method=Path(given.method).read_text(encoding="utf-8"),
        cited=cited,
        style=choice.style,
    )
    text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    Path(snakemake.output[0]).write_text(text, encoding="utf-8")
