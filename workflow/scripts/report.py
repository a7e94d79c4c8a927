"""Report: the study as a document, every sentence and table of it from the derived tables."""

import re
from collections.abc import Iterable
from math import ceil
from pathlib import Path

import pandas as pd
from markupsafe import Markup

from mssd import chapters
from mssd.appendices import appendices, claims_by_part, decisions
from mssd.bibliography import linked
from mssd.doubt_chapter import doubt_chapter
from mssd.drawing import MILLIMETRE
from mssd.files import RAW
from mssd.headline import headline, models_sentence, names_to_say
from mssd.model_chapter import model_chapter
from mssd.names import names_of, word_for_text
from mssd.rendering import render
from mssd.rivals import rivals_chapter, weights_chapter
from mssd.summary_chapter import summary_chapter
from mssd.tracing import plain
from mssd.transparency import transparency_appendix
from mssd.words import counted, number, series, verb

LIMIT_OF_PAIRS = 6
LIMIT_OF_ROWS = 20
LIMIT_OF_MODELS = 10
FOOT_OF_PAGE, ROOM_FOR_CAPTION = 200, 30


def report(
    tables: dict[str, pd.DataFrame],
    config: dict,
    drawings: dict[str, str],
    behind: dict[str, list[str]],
    cited: dict,
    assumptions: list[str],
    nouns: dict[str, list[str]],
    made: dict,
) -> str:
    """
    The report as HTML.

    tables: the raw and derived tables of the study by noun, empty where it has none. drawings: the figures as SVG, by name.
    behind: the files that each was drawn from.
    cited: the references of the study and of the method, as the rule `references` makes them. assumptions: sentences.
    nouns: the tables that the study has, by folder. made: what the report is made of, as `making` tells it.
    """
    from mssd.config import config_schema

    f, names = chapters.findings_by_name(tables["findings"]), names_of(tables, config)
    return render(
        "report",
        config=dict.fromkeys(config_schema()["properties"], "") | config,
        f=f,
        **names,
        is_matrix=tables["data_matrix"].shape[0] > 0,
        headline=headline(f, names),
        explained=models_sentence(f, names_to_say(names)),
        short_names=short_names(names, f["compared.factors"].names),
        summary=summary_chapter(f, names, word_for_text(cited, config)),
        drawings={name: Markup(drawing) for name, drawing in drawings.items()},
        behind=behind,
        text_word=word_for_text(cited, config),
        assumptions=assumptions,
        limit_of_pairs=LIMIT_OF_PAIRS,
        collection=chapters.rows(tables["collection"]),
        limit_of_rows=LIMIT_OF_ROWS,
        limit_of_models=LIMIT_OF_MODELS,
        foot_of_page=foot_of_page(drawings.values()),
        fit=model_chapter(tables),
        doubt=doubt_chapter(tables, names, f["survivors"].count),
        **rivals_chapter(tables["discriminations"], tables["truth_table"], models_in_order(tables), names["order"]),
        **weights_chapter(tables["weights"], tables["presence"], names["order"]),
        **comparison_chapter(tables, f, names),
        **claims_chapters(tables, names["labels"] | names["case_labels"]),
        confidence="" if tables["interviews"].empty else chapters.confidence_sentence(f),
        **interview_chapters(tables, config, names["order"], cited),
        **reference_lists(cited, config),
        **appendices(tables, names, config, nouns),
        **transparency_appendix(tables, f, nouns),
        **made,
    )


def foot_of_page(drawings: Iterable[str]) -> int:
    """How much of a page figures may take at its foot, in mm: so much that words stay above, but the tallest figure has room."""
    heights = (re.search(r' height="([\d.]+)pt"', drawing) for drawing in drawings)
    tallest = max((float(height[1]) / MILLIMETRE for height in heights if height), default=0)
    return max(FOOT_OF_PAGE, ceil(tallest + ROOM_FOR_CAPTION))


def short_names(names: dict, compared: Iterable[str]) -> list[tuple[str, str]]:
    """The names by which formulas call the compared factors, with their labels, where these are longer."""
    pairs = [(names["shorts"][factor], names["labels"][factor]) for factor in compared]
    return sorted(pair for pair in pairs if pair[0].casefold() != pair[1].casefold())


def models_in_order(tables: dict[str, pd.DataFrame]) -> list[str]:
    """The parsimonious models of the outcome in the order of the table, by which they are numbered."""
    solutions = tables["solutions"]
    return list(
        dict.fromkeys(solutions.loc[(solutions["outcome"] == 1) & (solutions["kind"] == "parsimonious"), "model"])
    )


def comparison_chapter(tables: dict[str, pd.DataFrame], f: dict, names: dict) -> dict:
    """What the chapter on the comparison prints."""
    disagreeing = [cell.split("/") for cell in f["cells.disagreeing"].names]
    return {
        "note_on_published": note_on_published(f["cells.published"].count, f["cells.disagreeing"].count),
        "covariation": chapters.covariation_chapter(tables["covariation"]),
        "inseparable_groups": chapters.inseparable_groups(tables["covariation"]),
        "disagreeing_cells": [
            f"{names['labels'][factor]} in {names['case_labels'][case]}" for case, factor in disagreeing
        ],
    }


def claims_chapters(tables: dict[str, pd.DataFrame], labels: dict[str, str]) -> dict:
    """What the chapter and the appendix on the claims print; an empty ledger where the study has no claims."""
    ledger = chapters.claims_chapter(tables["claims"], tables["ledger"], labels)
    contradicted = [claim for claim in ledger if claim["verdict"] == "contradicted"]
    return {
        "ledger": ledger,
        "major": [claim for claim in contradicted if claim["severity"] == "major"],
        "ledger_by_part": claims_by_part(ledger),
        "claims_counted": chapters.claims_counted(ledger),
    }


def note_on_published(published: int, disagreeing: int) -> str:
    """How the cells of the figure stand to the published ones; nothing where none is published."""
    if disagreeing:
        differ = verb(disagreeing, "differs", "differ")
        return f"Of {counted(published, 'published cell')}, {number(disagreeing)} {differ}, as marked."
    return (
        f"The {counted(published, 'published cell')} {verb(published, 'has', 'have')} the same value."
        if published
        else ""
    )


def interview_chapters(tables: dict[str, pd.DataFrame], config: dict, order: list[str], cited: dict) -> dict:
    """What the chapters print that only a study with interviews has; nothing for a data matrix."""
    if tables["interviews"].empty:
        return {}
    criteria = config["criteria"]
    narrative = {key: reference["narrative"] for key, reference in linked(cited["study"]).items()}
    cells = [tables[noun] for noun in ("presence", "evidence", "adjudications")]
    cells_by_factor = chapters.cells_chapter(*cells, order=order, cited=narrative)
    return {
        "interviews": chapters.interviews_chapter(tables["interviews"]),
        "criteria": [{"words": chapters.sentence_name(name), "meaning": meaning} for name, meaning in criteria.items()],
        "candidates": chapters.candidates_chapter(tables["cases"], tables["case_selection"], criteria),
        "background": chapters.background_chapter(tables["background"], order),
        "organs": chapters.rows(tables["organs"]),
        "forces": chapters.rows(tables["forces"]),
        "organ_sources": sources_of(tables["organs"], narrative),
        "force_sources": sources_of(tables["forces"], narrative),
        "cells_by_factor": cells_by_factor,
        "decided_by_a_person": decisions(cells_by_factor),
        "attributions": chapters.attributions_chapter(tables["presence"]),
    }


def sources_of(table: pd.DataFrame, narrative: dict[str, str]) -> Markup:
    """The sources of a table as a sentence lists them, each a link to its reference."""
    return Markup(series(narrative[key] for key in sorted(table["source"].dropna().unique())) or "none given")


def reference_lists(cited: dict, config: dict) -> dict:
    """The references of the report and what it doesn't cite, in the order of the style, and the published study apart."""
    study, method = cited["study"], cited["method"]
    published = study.get(config.get("published_study"))

    def listed(references: dict) -> list[dict]:
        return [{"key": key, "html": Markup(reference["html"])} for key, reference in references.items()]

    return {
        "references": listed(study),
        "method": linked(method),
        "method_references": listed(method),
        "not_cited": listed(cited["not_cited"]),
        "published_reference": Markup(published["html"]) if published else "",
    }


def tables_of_study(given, nouns: list[str]) -> dict[str, list[str]]:
    """The tables that the study has, by the folder that they lie in: those whose files the step is given."""
    has = [noun for noun in [*nouns, "ledger"] if given.get(noun)]
    return {
        "raw": [noun for noun in has if noun in RAW],
        "results/tables": [noun for noun in has if noun not in RAW],
    }


def assumptions_in(scripts: list[Path]) -> list[str]:
    """The sentences that the code marks with `# ASSUME:`, in the order of the steps."""
    marker = "# ASSUME: "
    lines = [line.strip() for script in scripts for line in script.read_text(encoding="utf-8").splitlines()]
    return [line.removeprefix(marker) for line in lines if line.startswith(marker)]


if __name__ == "__main__":
    import json

    import yaml

    from mssd.making import making
    from mssd.tables import read

    given, config = snakemake.input, snakemake.config
    tables = {noun: read(noun, given.get(noun), config) for noun in [*snakemake.params.nouns, "ledger"]}
    sentences = headline(chapters.findings_by_name(tables["findings"]), names_of(tables, config))
    made = report(
        tables=tables,
        config=config,
        drawings={Path(file).stem: Path(file).read_text(encoding="utf-8") for file in given.drawings},
        behind=snakemake.params.figures,
        cited=json.loads(Path(given.references).read_text(encoding="utf-8")),
        assumptions=assumptions_in([Path(file) for file in given.steps]),
        nouns=tables_of_study(given, snakemake.params.nouns),
        made=making(
            files=snakemake.params.code,
            choices=given.config,
            asked=Path(given.packages).read_text(encoding="utf-8"),
            pins=Path(given.pins).read_text(encoding="utf-8"),
            version=str(yaml.safe_load(Path(given.version).read_text(encoding="utf-8"))["version"]),
        ),
    )
    Path(snakemake.output.headline).write_text(plain("\n".join(sentences)) + "\n", encoding="utf-8")
    Path(snakemake.output.html).write_text(made, encoding="utf-8")
