"""Audit: pages on which each number and cell can be followed to its evidence, its rule, its code and a line of raw data."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from markupsafe import Markup

from mssd import chapters, dossiers
from mssd.bibtex import read_entries
from mssd.headline import headline
from mssd.names import names_of, word_for_text
from mssd.pages import case_page, cell_page, factor_page, file_page, step_page
from mssd.site import Site
from mssd.tables import members
from mssd.words import counted, number, series

MENU = {
    "index.html": "The comparison",
    "factors.html": "Factors",
    "claims.html": "Claims",
    "models.html": "Explanations that fit",
    "doubt.html": "How sure",
    "changes.html": "What would change it",
    "findings.html": "Numbers",
    "steps.html": "Steps",
    "sources.html": "Sources",
    "files.html": "Files",
}


@dataclass(frozen=True)
class Material:
    """
    What an audit is made of.

    tables: the raw and derived tables by noun, with their lines; empty where the study has none. cited: the formatted
    references. trail: the record of each step, in running order. files: the text of each file that gets a page, of the study
    and of the pipeline. drawings: the figures as SVG, by the step that draws them. descriptions: what a row and each column
    of a file is.
    """

    tables: dict[str, pd.DataFrame]
    config: dict
    cited: dict
    trail: dict[str, dict]
    files: dict[str, str]
    drawings: dict[str, str]
    descriptions: dict[str, dict]


def audit(given: Material) -> dict[str, str]:
    """The pages of the audit, as HTML by name; they link to each other and to nothing else but the web pages of sources."""
    tables, config = given.tables, given.config
    f, names = chapters.findings_by_name(tables["findings"]), names_of(tables, config)
    factors = dossiers.factor_dossiers(tables)
    threshold = config.get("citation_threshold")
    cells = dossiers.cell_dossiers(tables, names["order"], given.cited["study"], threshold)
    cases = dossiers.case_dossiers(tables, config.get("criteria") or {}, given.cited["study"])
    steps = dossiers.step_dossiers(given.trail, given.files)
    labels = {factor["factor"]: chapters.sentence_name(factor["factor"]) for factor in factors} | names["labels"]
    menu = {page: words for page, words in MENU.items() if page != "claims.html" or not tables["ledger"].empty}
    pages = {*menu, *(cell_page(cell["case"], cell["factor"]) for cell in cells)}
    pages |= {factor_page(factor["factor"]) for factor in factors} | {case_page(case["case"]) for case in cases}
    pages |= {step_page(step["step"]) for step in steps} | {file_page(file) for file in given.files}
    site = Site(
        pages,
        menu=list(menu.items()),
        config={"question": "", "subtitle": ""} | config,
        f=f,
        is_matrix=not tables["data_matrix"].empty,
        text_word=word_for_text(given.cited, config),
        **names | {"labels": labels},
    )
    add_overviews(site, given, f, names, factors, cells)
    for cell in cells:
        functions = dossiers.deciding_functions(given.files)[cell["decided_by"]]
        site.add(cell_page(cell["case"], cell["factor"]), "cell", cell=cell, functions=functions)
    for factor in factors:
        own = [cell for cell in cells if cell["factor"] == factor["factor"]]
        site.add(factor_page(factor["factor"]), "factor", factor=factor, cells=own)
    for case in cases:
        own = [cell for cell in cells if cell["case"] == case["case"]]
        site.add(case_page(case["case"]), "case", case=case, cells=own)
    for step in steps:
        drawn = [Markup(given.drawings[step["step"]])] if step["step"] in given.drawings else []
        site.add(step_page(step["step"]), "step", step=step, drawings=drawn)
    add_files(site, given, steps)
    return site.made


def add_overviews(site: Site, given: Material, f: dict, names: dict, factors: list, cells: list) -> None:
    """The pages of the menu."""
    tables = given.tables
    ledger = dossiers.claim_dossiers(tables["claims"], tables["ledger"])
    site.add(
        "index.html",
        "index",
        headline=headline(f, names),
        figure=figure_rows(tables["covariation"], cells),
        results={row["case"]: str(row["outcome"]) for row in chapters.rows(tables["truth_table"])},
        ledger=ledger,
    )
    site.add("factors.html", "factors", factors=factors)
    if ledger:
        site.add("claims.html", "claims", ledger=ledger, known=set(tables["findings"]["finding"]))
    checked = {}
    for claim in ledger:
        checked.setdefault(claim["finding"], []).append(claim["claim"])
    findings = [row | {"claims": checked.get(row["finding"], [])} for row in chapters.rows(tables["findings"])]
    site.add("findings.html", "findings", findings=findings)
    site.add("changes.html", "changes", **changes_by_kind(tables["changes"], not tables["data_matrix"].empty))
    site.add("models.html", "models", **dossiers.model_dossiers(tables))
    site.add("doubt.html", "doubt", **dossiers.doubt_dossiers(tables, names))
    site.add("steps.html", "steps", steps=dossiers.step_dossiers(given.trail, given.files))
    references = {"sources": source_dossiers(given, cells), "method_references": marked(given.cited["method"])}
    site.add("sources.html", "sources", **references)
    site.add("files.html", "files", file_groups=file_groups(given.files))


def figure_rows(covariation: pd.DataFrame, cells: list) -> list[dict]:
    """The rows of the comparison: survivors first, each with its cells; a factor that isn't coded case by case has none."""
    return [
        row | {"group": row["pattern"].partition("|")[0], "cells": [c for c in cells if c["factor"] == row["factor"]]}
        for row in chapters.covariation_chapter(covariation)
    ]


def changes_by_kind(changes: pd.DataFrame, is_matrix: bool) -> dict[str, list]:
    """The smallest changes by what is coded otherwise, each with what it would take in words."""
    rows = [
        row | {"then": members(row["survivors"]), "takes": effort(row, is_matrix)}
        for row in dossiers.with_lines(changes)
    ]
    by_cells = [row | {"cells": [c.split("/") for c in members(row["what"])]} for row in rows if row["by"] == "cells"]
    return {
        "by_cells": by_cells,
        "by_outcome": [row for row in rows if row["by"] == "outcome"],
        "by_citations": [row for row in rows if row["by"] == "citations"],
    }


def effort(change: dict, is_matrix: bool) -> str:
    """What a change would take: so many more sources on the other side, decisions to the contrary, or citations fewer."""
    if change["by"] == "citations":
        citing = members(change["what"])
        return f"{number(change['size'])} of the interviews that cite it ({series(citing)}) no longer do"
    if change["by"] != "cells" or is_matrix:
        return ""
    parts = []
    if change["decisions"]:
        parts.append(f"{counted(change['decisions'], 'other decision')} by a person")
    if change["sources"]:
        parts.append(f"{counted(change['sources'], 'more source')} on the other side")
    return series(parts)


def source_dossiers(given: Material, cells: list) -> list[dict]:
    """The cited sources in the order of the style, each with its line in the bibliography and the cells it is evidence on."""
    lines = {entry.key: entry.line for entry in read_entries(given.files.get("raw/sources.bib", ""))[0]}
    used: dict[str, list] = {}
    for cell in cells:
        voices = [voice[0] for voice in cell["supporting"] + cell["opposing"]]
        for key in dict.fromkeys(voice["source"] for voice in voices if voice["kind"] != "interview"):
            used.setdefault(key, []).append((cell["case"], cell["factor"]))
    return [
        reference | {"line": lines.get(reference["key"]), "cells": used.get(reference["key"], [])}
        for reference in marked(given.cited["study"])
    ]


def marked(references: dict) -> list[dict]:
    """References with their formatted text as HTML."""
    return [{"key": key, "html": Markup(reference["html"])} for key, reference in references.items()]


def file_groups(files: dict[str, str]) -> list[tuple[str, list[str]]]:
    """The files that have a page: those of the study, those made of them, and those of the pipeline."""
    groups = {
        "raw/": "Collected",
        "config": "Chosen",
        "results/": "Derived",
        "schemas/": "Schemas",
        "workflow/": "Code",
    }
    found = [(title, [file for file in files if file.startswith(start)]) for start, title in groups.items()]
    return [(title, sorted(those)) for title, those in found if those]


def add_files(site: Site, given: Material, steps: list) -> None:
    """A page for each file: a table as rows, any other text as lines."""
    made_by = {file["file"]: step["step"] for step in steps for file in step["went_out"]}
    for file, text in given.files.items():
        if file.endswith(".csv"):
            described = given.descriptions.get(file, {"says": "", "columns": {}})
            printed = dossiers.printed_table(text)
            site.add(file_page(file), "table", file=file, printed=printed, step=made_by.get(file), **described)
        else:
            site.add(file_page(file), "text", file=file, lines=text.splitlines())


if __name__ == "__main__":
    import json
    import shutil

    import schemas
    from mssd.files import PIPELINE
    from mssd.tables import read

    given, choice = snakemake.input, snakemake.params
    nouns = {**{noun: given.get(noun) for noun in choice.nouns}, "ledger": given.get("ledger")}
    records = {Path(file).stem: json.loads(Path(file).read_text(encoding="utf-8")) for file in given.trail}
    own = sorted({file for record in records.values() for file in record["code"] if not file.endswith(".woff")})
    shown = [*given.raw, "config.yaml", *(file for file in given.tables), given.references]
    files = {file: Path(file).read_text(encoding="utf-8-sig") for file in shown}
    files |= {file: (PIPELINE / file).read_text(encoding="utf-8") for file in own}
    described = {
        file: {
            "says": " ".join((schemas.model(noun).__doc__ or "").split()),
            "columns": {
                name: column.description for name, column in schemas.schema(noun, snakemake.config).columns.items()
            },
        }
        for noun, file in nouns.items()
        if file
    }
    pages = audit(
        Material(
            tables={noun: read(noun, file, snakemake.config) for noun, file in nouns.items()},
            config=snakemake.config,
            cited=json.loads(Path(given.references).read_text(encoding="utf-8")),
            trail=records,
            files=files,
            drawings={Path(file).stem: Path(file).read_text(encoding="utf-8") for file in given.drawings},
            descriptions=described,
        )
    )
    site = Path(snakemake.output[0])
    for name, html in pages.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(html, encoding="utf-8", newline="\n")
    (site / "assets").mkdir()
    for asset in given.assets:
        shutil.copyfile(asset, site / "assets" / Path(asset).name)
