"""Findings: every number and set that the report states, named, with the table and the rows it comes from."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from mssd.facts import fact_named, origin_of, value_of
from mssd.found import Finding, number, the_set
from mssd.found_doubt import doubt_found
from mssd.found_models import models_found, similarity_found
from mssd.tables import members
from schemas.ledger import VERDICTS
from scripts.claims import claims
from scripts.references import cited_sources


def findings(chapters: Iterable[list[Finding]]) -> pd.DataFrame:
    """The findings of all chapters, one row each, sorted by name. A set has a second row, `<name>.count`, with its size."""
    rows = [finding for chapter in chapters for finding in chapter]
    return pd.DataFrame(rows, columns=["finding", "value", "unit", "from"]).sort_values("finding")


def interviews_found(interviews: pd.DataFrame) -> list[Finding]:
    """How many interviews there are, how many may be named and how many are confidential, and how long they are."""
    minutes = interviews["minutes"].dropna()
    origin = "raw/interviews.csv"
    found = the_set("interviews", interviews["interview"], "interviews", origin)
    for consent in ["public", "confidential"]:
        given = interviews.loc[interviews["consent"] == consent, "interview"]
        found += the_set(f"interviews.{consent}", given, "interviews", f"{origin}, rows with consent {consent}")
    if len(minutes) == len(interviews):
        found += number("interviews.minutes", minutes.sum(), "minutes", f"{origin}, column minutes, sum")
        found += number("interviews.shortest", minutes.min(), "minutes", f"{origin}, column minutes, least")
        found += number("interviews.longest", minutes.max(), "minutes", f"{origin}, column minutes, greatest")
    return found


def small_cells_found(small_cells: pd.DataFrame) -> list[Finding]:
    """The confidential interviews that something published singles out, and the combinations of attributes that do so."""
    origin = "results/tables/small_cells.csv"
    found = the_set("interviews.singled_out", small_cells["interview"], "interviews", f"{origin}, column interview")
    combinations = small_cells["attributes"].dropna().str.replace("; ", "+")
    return found + the_set("small_cells", combinations, "attributes", f"{origin}, column attributes")


def codings_found(factors: pd.DataFrame, mentions: pd.DataFrame, evidence: pd.DataFrame) -> list[Finding]:
    """How much was coded: factors, mentions and the passages they stand in, pieces of evidence and their sources."""
    sources = evidence["kind"].where(evidence["kind"] == "interview", "text") + " " + evidence["source"]
    found = number("factors", len(factors), "factors", "raw/factors.csv")
    found += number("mentions", len(mentions), "mentions", "raw/mentions.csv")
    in_a_summary = mentions["locator"].str.startswith("summary")
    passages = mentions["locator"].where(~in_a_summary, mentions["interview"] + " " + mentions["locator"])
    found += number("mentions.passages", passages.nunique(), "passages", "raw/mentions.csv, column locator")
    found += number("evidence", len(evidence), "pieces of evidence", "raw/evidence.csv")
    found += number("evidence.sources", sources.nunique(), "sources", "raw/evidence.csv, columns kind and source")
    for direction in ["present", "absent"]:
        rows = (evidence["direction"] == direction).sum()
        origin = f"raw/evidence.csv, rows with direction {direction}"
        found += number(f"evidence.{direction}", rows, "pieces of evidence", origin)
    return found


def coreq_found(transparency: pd.DataFrame) -> list[Finding]:
    """The items of the COREQ checklist: those that the data answer, some of them in part, the author does, and nobody does."""
    origin, by = "results/tables/transparency.csv", transparency["answered_by"]
    kinds = {
        "coreq": (by.notna(), "all rows"),
        "coreq.data": (by.isin(["data", "both"]), "rows with answered_by data or both"),
        "coreq.data.in_part": (transparency["remains"].notna(), "rows with remains"),
        "coreq.author": (by.isin(["author", "both"]), "rows with answered_by author or both"),
        "coreq.both": (by == "both", "rows with answered_by both"),
        "coreq.open": (by == "nobody", "rows with answered_by nobody"),
    }
    found = []
    for name, (rows, which) in kinds.items():
        found += the_set(name, transparency.loc[rows, "item"], "items", f"{origin}, {which}")
    return found


def organisation_found(organs: pd.DataFrame, forces: pd.DataFrame) -> list[Finding]:
    """How many organs and forces of the organisation are described."""
    return [
        *number("organs", len(organs), "organs", "raw/organs.csv"),
        *number("forces", len(forces), "forces", "raw/forces.csv"),
    ]


def sources_found(sources: pd.DataFrame, cited: Iterable[str]) -> list[Finding]:
    """The sources of the bibliography, and those among them that the codings do not cite."""
    uncited = set(sources["source"]) - set(cited)
    origin = "raw/sources.bib"
    return [
        *number("sources", len(sources), "sources", origin),
        *the_set("sources.uncited", uncited, "sources", f"{origin}, keys that no coding cites"),
    ]


def changes_found(changes: pd.DataFrame) -> list[Finding]:
    """How little must be coded otherwise for the survivors to become others, and which single cells and outcomes do it."""
    origin = "results/tables/changes.csv"
    single = changes["size"] == 1
    kinds = {
        "changes.single_cells": ("cells", "cells", single),
        "changes.decided_cells": ("cells", "cells", single & (changes["decisions"] == 1).fillna(False)),
        "changes.single_outcomes": ("outcome", "cases", single),
    }
    words = {"changes.decided_cells": "rows by cells with size 1 and decisions 1"}
    found = []
    for name, (by, unit, rows) in kinds.items():
        what = changes.loc[(changes["by"] == by) & rows, "what"]
        found += the_set(name, what, unit, f"{origin}, {words.get(name, f'rows by {by} with size 1')}")
    by_citations = changes[changes["by"] == "citations"]
    if len(by_citations):
        size = by_citations["size"].min()
        found += number("changes.citations", size, "interviews", f"{origin}, rows by citations, least size")
    return found


def facts_found(
    names: Iterable[str], known: Iterable[str], tables: dict[str, pd.DataFrame], files: dict[str, str]
) -> list[Finding]:
    """The values of tables that claims name, other than the findings known already; what the tables lack gives none."""
    found = []
    for name in sorted(set(names) - set(known)):
        fact = fact_named(name)
        if fact and fact.noun in tables and fact.columns <= set(tables[fact.noun].columns):
            unit = f"rows' {fact.column}" if fact.counted else fact.column
            value, origin = value_of(fact, tables[fact.noun]), origin_of(fact, files[fact.noun])
            found.append({"finding": name, "value": value, "unit": unit, "from": origin})
    return found


def claims_found(ledger: pd.DataFrame) -> list[Finding]:
    """How many claims are checked, and which of them are reproduced, contradicted and not checkable."""
    origin = "results/tables/claims.csv"
    found = number("claims", len(ledger), "claims", origin)
    for verdict in VERDICTS:
        claims_so = ledger[ledger["verdict"] == verdict]
        found += the_set(f"claims.{verdict}", claims_so["claim"], "claims", f"{origin}, rows with verdict {verdict}")
        major = claims_so.loc[claims_so["severity"] == "major", "claim"]
        which = f"{origin}, rows with verdict {verdict} and severity major"
        found += the_set(f"claims.{verdict}.major", major, "claims", which)
    return found


def cases_found(case_selection: pd.DataFrame) -> list[Finding]:
    """The candidates, and which of them are compared, left out, or undetermined."""
    origin = "results/tables/case_selection.csv"
    verdicts = {"cases": "1", "cases.left_out": "0", "cases.undetermined": "?"}
    found = the_set("candidates", case_selection["case"], "cases", origin)
    for name, included in verdicts.items():
        cases = case_selection.loc[case_selection["included"] == included, "case"]
        found += the_set(name, cases, "cases", f"{origin}, rows with included {included}")
    return found


def selection_found(selection: pd.DataFrame) -> list[Finding]:
    """The threshold, the factors that reach it, those on its edge, and how many interviews cite each."""
    origin = "results/tables/selection.csv"
    chosen = selection[selection["selected"] == 1]
    found = number("citation_threshold", selection["threshold"].iloc[0], "interviews", "config.yaml")
    found += number("factors.cited", (selection["citations"] > 0).sum(), "factors", f"{origin}, rows with citations")
    found += the_set("selected", chosen["factor"], "factors", f"{origin}, rows with selected 1")
    on_the_edge = chosen.loc[chosen["margin"] == 0, "factor"]
    found += the_set("selected.on_the_edge", on_the_edge, "factors", f"{origin}, selected rows with margin 0")
    for scope, name in {"common": "selected.common", "case": "selected.compared"}.items():
        factors = chosen.loc[chosen["scope"] == scope, "factor"]
        found += the_set(name, factors, "factors", f"{origin}, selected rows with scope {scope}")
    for factor, citations in selection[["factor", "citations"]].itertuples(index=False):
        found += number(f"citations.{factor}", citations, "interviews", f"{origin}, row {factor}")
    return found


def presence_found(presence: pd.DataFrame) -> list[Finding]:
    """The cells, what decided them, and how they stand to the published ones and to what the evidence alone says."""
    origin = "results/tables/presence.csv"
    cell = presence["case"] + "/" + presence["factor"]
    counted = presence["decided_by"] != "matrix"
    printed = presence["published"].astype("str").where(presence["published"].notna())
    kinds = {
        "cells": (presence["case"].notna(), "all rows"),
        "cells.contested": (presence["contested"] == 1, "rows with contested 1"),
        "cells.adjudicated": (presence["decided_by"] == "adjudication", "rows with decided_by adjudication"),
        "cells.against_evidence": (presence["against_evidence"] == 1, "rows with against_evidence 1"),
        "cells.undetermined": (presence["present"] == "?", "rows with present ?"),
        "cells.published": (printed.notna(), "rows with published"),
        "cells.agreeing": (presence["agrees"] == 1, "rows with agrees 1"),
        "cells.disagreeing": (presence["agrees"] == 0, "rows with agrees 0"),
        "cells.evidence_settles": (counted & (presence["by_evidence"] != "?"), "rows with by_evidence 0 or 1"),
        "cells.evidence_silent": (counted & (presence["by_evidence"] == "?"), "rows with by_evidence ?"),
        "cells.evidence_silent_published": (
            counted & printed.notna() & (presence["by_evidence"] == "?"),
            "rows with published and by_evidence ?",
        ),
        "cells.evidence_as_published": (
            counted & printed.notna() & (presence["by_evidence"] == printed),
            "rows with by_evidence as published",
        ),
        "cells.evidence_otherwise": (
            counted & printed.notna() & (presence["by_evidence"] != "?") & (presence["by_evidence"] != printed),
            "rows with by_evidence other than published",
        ),
        "cells.present_by_interviews": (presence["by_interviews"] == "1", "rows with by_interviews 1"),
        "cells.tied_to_interviews": (presence["attributed_by"].notna(), "rows with attributed_by"),
    }
    found = []
    for name, (rows, which) in kinds.items():
        found += the_set(name, cell[rows.fillna(False).astype(bool)], "cells", f"{origin}, {which}")
    return found


def outcome_found(truth_table: pd.DataFrame, published: pd.DataFrame) -> list[Finding]:
    """
    The compared cases, those with the outcome and those without it, how these stand to the published outcomes, and how many
    combinations of factors the cases show.
    """
    origin = "results/tables/truth_table.csv"
    found = the_set("compared", truth_table["case"], "cases", origin)
    factors = truth_table.columns.drop(["case", "outcome"])
    shown = truth_table.loc[(truth_table[factors] != "?").all(axis=1), factors].drop_duplicates()
    found += the_set("compared.factors", factors, "factors", f"{origin}, columns")
    found += number(
        "combinations.possible", 2 ** len(factors), "combinations", f"{origin}, factors with two values each"
    )
    found += number("combinations.observed", len(shown), "combinations", f"{origin}, distinct rows without ?")
    for name, outcome in {"outcome.occurred": 1, "outcome.absent": 0}.items():
        cases = truth_table.loc[truth_table["outcome"] == outcome, "case"]
        found += the_set(name, cases, "cases", f"{origin}, rows with outcome {outcome}")
    printed = published.loc[published["factor"] == "outcome"].set_index("case")["present"].to_dict()
    coded = truth_table.set_index("case")["outcome"].to_dict()
    alike = [case for case in coded if printed.get(case) == coded[case]]
    other = [case for case in coded if case in printed and printed[case] != coded[case]]
    found += the_set(
        "outcome.as_published", alike, "cases", f"{origin} and raw/published.csv, rows with factor outcome"
    )
    return found + the_set(
        "outcome.otherwise", other, "cases", f"{origin} and raw/published.csv, rows with factor outcome"
    )


def covariation_found(covariation: pd.DataFrame) -> list[Finding]:
    """
    The survivors (factors that covary), the factors ruled out, those that can't vary, and what can't be told apart.

    A factor whose pattern hangs on an undetermined cell is open: it neither survives nor is ruled out.
    """
    origin = "results/tables/covariation.csv"
    patterns = {"survivors": "covaries", "inverse": "inverse", "constant": "constant", "ruled_out": "mixed"}
    found = the_set("factors.compared", covariation["factor"], "factors", origin)
    for name, pattern in patterns.items():
        factors = covariation.loc[covariation["pattern"] == pattern, "factor"]
        found += the_set(name, factors, "factors", f"{origin}, rows with pattern {pattern}")
    mixed = covariation["pattern"] == "mixed"
    not_sufficient = covariation.loc[mixed & (covariation["sufficient"] == "0"), "factor"]
    not_necessary = covariation.loc[mixed & (covariation["sufficient"] != "0"), "factor"]
    found += the_set("ruled_out.sufficient", not_sufficient, "factors", f"{origin}, mixed rows with sufficient 0")
    found += the_set("ruled_out.necessary", not_necessary, "factors", f"{origin}, mixed rows with sufficient 1 or ?")
    still_open = covariation.loc[covariation["pattern"].str.contains("|", regex=False), "factor"]
    found += the_set("open", still_open, "factors", f"{origin}, rows with several patterns")
    for verdict in ["necessary", "sufficient"]:
        factors = covariation.loc[covariation[verdict] == "1", "factor"]
        found += the_set(verdict, factors, "factors", f"{origin}, rows with {verdict} 1")
    survivors = covariation[covariation["pattern"] == "covaries"]
    inseparable = survivors.loc[survivors["inseparable_from"].notna(), "factor"]
    found += the_set("survivors.inseparable", inseparable, "factors", f"{origin}, survivors with inseparable_from")
    for factor, pairs in covariation.loc[covariation["pattern"] != "constant", ["factor", "contradicted_by"]].values:
        found += the_set(f"contradicting.{factor}", members(pairs), "pairs of cases", f"{origin}, row {factor}")
    return found


if __name__ == "__main__":
    from mssd.bibliography import sources_table
    from mssd.tables import read, write

    given = snakemake.input
    tables = {noun: read(noun, given.get(noun), snakemake.config) for noun in snakemake.params.nouns}
    tables["sources"] = sources_table(Path(given.sources).read_text(encoding="utf-8-sig") if given.sources else "")
    files = {noun: given.get(noun) or f"raw/{noun}.csv" for noun in tables} | {"sources": given.sources}
    of_the_text = ["cases", "evidence", "background", "organs", "forces"]
    published = {snakemake.config.get("published_study")} - {None}
    chapters = [
        presence_found(tables["presence"]),
        outcome_found(tables["truth_table"], tables["published"]),
        covariation_found(tables["covariation"]),
        models_found(tables),
        similarity_found(tables),
        changes_found(tables["changes"]),
        doubt_found(tables),
        organisation_found(tables["organs"], tables["forces"]),
        sources_found(tables["sources"], cited_sources(tables[noun] for noun in of_the_text) | published),
    ]
    if not snakemake.params.matrix:
        chapters += [
            interviews_found(tables["interviews"]),
            small_cells_found(tables["small_cells"]),
            codings_found(tables["factors"], tables["mentions"], tables["evidence"]),
            cases_found(tables["case_selection"]),
            selection_found(tables["selection"]),
            coreq_found(tables["transparency"]),
        ]
    known = {finding["finding"] for chapter in chapters for finding in chapter}
    asked = tables["claims"]["finding"].dropna()
    chapters.append(facts_found(asked, known, tables, files))
    chapters.append(claims_found(claims(claims=tables["claims"], findings=findings(chapters))))
    write("findings", findings(chapters), snakemake.output[0])
