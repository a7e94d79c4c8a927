"""
The template of a new study: its choices, and its raw tables with nothing in them but the header, from the schemas alone.

    python -m mssd.template FOLDER
"""

import sys
from pathlib import Path

import yaml

import schemas
from mssd.config import config_schema
from mssd.dictionary import dictionary
from mssd.files import BIBLIOGRAPHY, OF_INTERVIEWS

TO_FILL_IN = {
    "title": "What the study is called",
    "question": "What the comparison is to explain",
    "version": "0.1.0",
    "date": "2000-01-01",
    "outcome": {"label": "The outcome", "occurred": "Occurred", "absent": "Did not occur"},
    "citation_threshold": 3,
    "criteria": {"first_criterion": "What must hold for a candidate to be compared."},
    "presence_rule": "evidence",
    "consistency_cutoff": 1.0,
    "frequency_cutoff": 1,
    "csl_style": "apa",
}
TABLES = [*OF_INTERVIEWS, "guide", "coreq", "adjudications", "published", "background", "claims"]


def config_text(study: str) -> str:
    """The choices of a new study, each below what it means."""
    chosen = {"study": study} | TO_FILL_IN
    rules = config_schema()["properties"]
    blocks = [
        f"# {' '.join(rules[key]['description'].split())}\n{yaml.safe_dump({key: chosen[key]}, sort_keys=False, width=1000)}"
        for key in rules
        if key in chosen
    ]
    return "\n".join(blocks)


def header(noun: str) -> str:
    """The header of a raw table."""
    schema = schemas.schema(noun, {"criteria": TO_FILL_IN["criteria"]})
    return ",".join(name for name, column in schema.columns.items() if not column.regex) + "\n"


def page_of_tables() -> str:
    """What a row and each column of the raw tables is, as a page to keep open while typing."""
    parts = ["# The raw tables\n"]
    for noun in TABLES:
        said = dictionary(noun, {"criteria": TO_FILL_IN["criteria"]})
        parts.append(f"## raw/{noun}.csv\n\n{said['row']}\n\n| column | what it is | expected |\n|---|---|---|")
        parts += [f"| `{column['name']}` | {column['is']} | {expected(column)} |" for column in said["columns"]]
        parts.append("")
    return "\n".join(parts)


def expected(column: dict[str, str]) -> str:
    """What a cell must be, in one phrase."""
    return column["expected"] if column["needed"] == "needed" else f"{column['expected']}; {column['needed']}"


def new_study(folder: Path) -> None:
    """Write the template into a new folder. Raises FileExistsError where it is there: nothing typed is ever written over."""
    (folder / "raw").mkdir(parents=True)
    (folder / "config.yaml").write_text(config_text(study_name(folder)), encoding="utf-8")
    (folder / "TABLES.md").write_text(page_of_tables(), encoding="utf-8")
    (folder / "raw" / BIBLIOGRAPHY).write_text("% Export your library here from Zotero, as BibTeX.\n", encoding="utf-8")
    for noun in TABLES:
        (folder / "raw" / f"{noun}.csv").write_text(header(noun), encoding="utf-8")


def study_name(folder: Path) -> str:
    """The name of a folder as a short name for a study."""
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in folder.resolve().name.lower()).strip("-")
    return kept or "study"


if __name__ == "__main__":
    place = Path(sys.argv[1])
    try:
        new_study(place)
    except FileExistsError:
        sys.exit(f"{place} is there already; choose another name, so that nothing is written over")
    print(
        f'A new study is in {place}. Fill in config.yaml and raw/; TABLES.md says what each column is. Then: make STUDY="{place}"'
    )
