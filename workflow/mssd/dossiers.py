"""Dossiers: for each page of the audit, everything it shows, with the file and line that each piece of it comes from."""

import csv
import io

import pandas as pd
from markupsafe import Markup

from mssd import chapters
from mssd.chapters import Row, rows
from mssd.doubt_chapter import TEST_WORDS, chances_of
from mssd.model_chapter import OBSTACLE_WORDS
from mssd.source_code import Function, docstring_of, functions_in
from mssd.tables import members
from mssd.words import PRESENCE_WORDS, counted

Tables = dict[str, pd.DataFrame]
VALUES = {"present": "1", "absent": "0", "unknown": "?"}
HOUSEKEEPING = ("matrix", "nouns", "figures")
DECIDING = {
    "evidence": ["count_of_sources", "presence"],
    "interviews": ["attributing_interviews", "presence"],
    "adjudication": ["presence", "count_of_sources"],
    "matrix": ["presence_of_matrix"],
}


def with_lines(table: pd.DataFrame) -> list[Row]:
    """The rows of a table that was read from a file, each with its line there, as a spreadsheet shows it."""
    return [row | {"line": line} for line, row in zip(table.index, rows(table), strict=True)]


def cell_dossiers(tables: Tables, order: list[str], cited: dict, threshold: int | None) -> list[Row]:
    """
    Each cell with the statements on either side, the decision, the rule that gave its value, and what its change would do.

    order: the compared cases as figures show them. cited: the formatted references by key.
    """
    lines_of_interviews = {row["interview"]: row["line"] for row in with_lines(tables["interviews"])}
    evidence = {
        row["evidence"]: row | sourced(row, cited, lines_of_interviews) for row in with_lines(tables["evidence"])
    }
    decisions = {(row["case"], row["factor"]): row for row in with_lines(tables["adjudications"])}
    printed = {(row["case"], row["factor"]): row["line"] for row in with_lines(tables["published"])}
    matrix = dict(zip(tables["data_matrix"]["case"], tables["data_matrix"].index, strict=True))
    single = {row["what"]: members(row["survivors"]) for row in rows(tables["changes"]) if row["size"] == 1}
    cells = []
    for cell in with_lines(tables["presence"]):
        key = (cell["case"], cell["factor"])
        said = [evidence[name] for name in members(cell["evidence"])]
        decision = decisions.get(key)
        mentioned = [
            row
            for row in with_lines(tables["mentions"])
            if (row["case"], row["factor"]) == key and row["interview"] in members(cell["attributed_by"])
        ]
        cells.append(
            cell
            | {
                "present_word": PRESENCE_WORDS[cell["present"]],
                "by_evidence_word": PRESENCE_WORDS[cell["by_evidence"]],
                "published_word": PRESENCE_WORDS.get(str(cell["published"]), ""),
                "published_line": printed.get(key),
                "supporting": by_source([piece for piece in said if piece["direction"] == "present"]),
                "opposing": by_source([piece for piece in said if piece["direction"] == "absent"]),
                "decision": decision,
                "mentions": mentioned,
                "matrix_line": matrix.get(cell["case"]),
                "reason": reason(cell, threshold),
                "alters": f"{cell['case']}/{cell['factor']}" in single,
                "then": single.get(f"{cell['case']}/{cell['factor']}", []),
            }
        )
    return sorted(cells, key=lambda cell: (cell["factor"], order.index(cell["case"])))


def sourced(piece: Row, cited: dict, lines_of_interviews: dict[str, int]) -> Row:
    """How a piece of evidence names its source: the reference of a document, the line of an interview."""
    if piece["kind"] == "interview":
        return {"source_line": lines_of_interviews.get(piece["source"])}
    return {"reference": Markup(cited[piece["source"]]["html"]) if piece["source"] in cited else piece["source"]}


def by_source(pieces: list[Row]) -> list[list[Row]]:
    """The statements of one side, those of one source together, since a source counts once."""
    voices: dict[tuple, list[Row]] = {}
    for piece in pieces:
        voices.setdefault((piece["kind"] == "interview", piece["source"]), []).append(piece)
    return list(voices.values())


def reason(cell: Row, threshold: int | None) -> str:
    """The rule of the method that gave a cell its value, with the numbers it was given, in a sentence."""
    pro, contra, value = cell["for"], cell["against"], PRESENCE_WORDS[cell["present"]]
    if cell["decided_by"] == "matrix":
        return f"The cell stands in the data matrix as {value}; it was coded elsewhere, and nothing is counted here."
    if pro == contra:
        tally = f"{counted(pro, 'source speaks', 'sources speak').capitalize()} on either side"
        by_count = f"{tally}: by the count alone the cell is undetermined"
    else:
        tally = f"{counted(pro, 'source speaks', 'sources speak').capitalize()} for presence, {against(contra)}"
        by_count = f"{tally}: by the count alone the cell is {PRESENCE_WORDS[cell['by_evidence']]}"
    if cell["decided_by"] == "adjudication":
        stand = " against the count of sources" if cell["against_evidence"] else ""
        return f"{by_count}. A person decided{stand}: {value}. Such a decision always wins, and is always shown."
    if cell["decided_by"] == "interviews":
        ties = counted(len(members(cell["attributed_by"])), "interview ties", "interviews tie")
        return f"{ties.capitalize()} the factor to the case; the threshold is {threshold}: the cell is {value}."
    return f"{by_count}, and no person decided otherwise."


def against(count: int) -> str:
    """How many sources speak against, as the second half of a sentence: `two against it`, `none against it`."""
    return f"{counted(count, 'source', 'sources') if count else 'none'} against it"


def factor_dossiers(tables: Tables) -> list[Row]:
    """Each factor of the codebook with its citations, interview by interview, and how it goes with the outcome."""
    counts = {row["factor"]: row for row in with_lines(tables["selection"])}
    found = {row["factor"]: row for row in with_lines(tables["covariation"])}
    pattern = {row["factor"]: row for row in chapters.covariation_chapter(tables["covariation"])}
    themes, said = with_lines(tables["themes"]), with_lines(tables["mentions"])
    coded = set(tables["presence"]["factor"])
    defined = {row["factor"]: row for row in with_lines(tables["factors"])}
    return [
        {
            "factor": factor,
            "defined": defined.get(factor),
            "selection": counts.get(factor),
            "citers": members(counts[factor]["cited_by"]) if factor in counts else [],
            "covariation": found.get(factor) and found[factor] | pattern[factor],
            "themes": [theme for theme in themes if theme["factor"] == factor],
            "interviews": by_interview([row for row in said if row["factor"] == factor], tables["interviews"]),
            "coded": factor in coded,
            "changes": [row for row in with_lines(tables["changes"]) if row["factor"] == factor],
        }
        for factor in dict.fromkeys([*found, *defined])
    ]


def by_interview(mentions: list[Row], interviews: pd.DataFrame) -> list[Row]:
    """The interviews, each with its mentions of a factor; one that is silent on it keeps its place."""
    return [
        interview | {"mentions": [row for row in mentions if row["interview"] == interview["interview"]]}
        for interview in with_lines(interviews)
    ]


def case_dossiers(tables: Tables, criteria: dict[str, str], cited: dict) -> list[Row]:
    """Each candidate, or each case of a data matrix, with its criteria, its outcome and where they are coded."""
    candidates = {row["case"]: row for row in with_lines(tables["cases"])}
    verdicts = {row["case"]: row for row in with_lines(tables["case_selection"])}
    outcomes = {row["case"]: row for row in with_lines(tables["truth_table"])}
    printed = {r["case"]: r for r in with_lines(tables["published"]) if r["factor"] == "outcome"}
    matrix = dict(zip(tables["data_matrix"]["case"], tables["data_matrix"].index, strict=True))
    return [
        {
            "case": case,
            "coded": candidates.get(case),
            "verdict": verdicts.get(case),
            "criteria": [
                (name, said, str(verdicts[case][name])) for name, said in criteria.items() if case in verdicts
            ],
            "row": outcomes.get(case),
            "published": printed.get(case),
            "matrix_line": matrix.get(case),
            "sources": [
                {"key": key, "words": cited.get(key, {}).get("narrative", key)}
                for key in members(candidates.get(case, {}).get("sources") or None)
            ],
            "background": [row for row in with_lines(tables["background"]) if row["case"] == case],
        }
        for case in dict.fromkeys([*candidates, *outcomes])
    ]


def model_dossiers(tables: Tables) -> Row:
    """The minimal models with their terms, the observed configurations, and the pairs of cases, each with its line."""
    terms = with_lines(tables["solutions"])
    minimisations = [
        one
        | {
            "exactly": one["models"],
            "obstacle_words": OBSTACLE_WORDS.get(one["obstacle"], ""),
            "terms_found": [row for row in terms if (row["outcome"], row["kind"]) == (one["outcome"], one["kind"])],
        }
        for one in with_lines(tables["minimisations"])
    ]
    factors = tables["truth_table"].columns.drop(["case", "outcome"])
    return {
        "minimisations": minimisations,
        "configurations": [
            row
            | {"case_names": members(row["cases"])}
            | {word: [f for f in factors if row[f] == value] for word, value in VALUES.items()}
            for row in with_lines(tables["configurations"])
        ],
        "pairs": [row | {"differing": members(row["differ_in"])} for row in with_lines(tables["pairs"])],
    }


def doubt_dossiers(tables: Tables, names: dict) -> Row:
    """The variations by test and the chances, each with its line."""
    words = names["case_labels"] | {
        f"{case}/{factor}": f"{names['labels'][factor]} in {names['case_labels'][case]}"
        for case, factor in tables["presence"][["case", "factor"]].values
    }
    varied = [
        row
        | {
            "variant_words": words.get(row["variant"], row["variant"].replace("_", " ")),
            "then": members(row["survivors"]),
            "left_open": members(row["open"]),
            "models": members(row["solutions"]),
        }
        for row in with_lines(tables["robustness"])
    ]
    groups = [
        {"test": test, "words": said, "rows": [r for r in varied if r["test"] == test]}
        for test, said in TEST_WORDS.items()
    ]
    lines = [row["line"] for row in with_lines(tables["chance"])]
    chances = chances_of(tables["chance"], names["labels"])
    return {
        "variations": [group for group in groups if group["rows"]],
        "chances": [row | {"line": line} for row, line in zip(chances, lines, strict=True)],
    }


def claim_dossiers(claims: pd.DataFrame, ledger: pd.DataFrame) -> list[Row]:
    """The claims in the order of the ledger, each with its verdict and the line it was typed on."""
    typed = {row["claim"]: row for row in with_lines(claims)}
    return [typed[row["claim"]] | row | {"line": typed[row["claim"]]["line"]} for row in rows(ledger)]


def step_dossiers(trail: dict[str, dict], code: dict[str, str]) -> list[Row]:
    """Each step with its files and their checksums, its choices, and the functions of its script."""
    made_by = {file: step for step, record in trail.items() for file in record["outputs"]}
    dossiers = []
    for step, record in trail.items():
        script = f"workflow/scripts/{step}.py"
        dossiers.append(
            record
            | {
                "script": script,
                "states": docstring_of(code[script]),
                "functions": functions_in(code[script]),
                "came_in": [
                    {"file": f, "sha256": digest, "step": made_by.get(f)} for f, digest in record["inputs"].items()
                ],
                "went_out": [{"file": f, "sha256": digest} for f, digest in record["outputs"].items()],
                "choices": [
                    (name, chapters.as_text(value))
                    for name, value in record["params"].items()
                    if name not in HOUSEKEEPING
                ],
                "rule": rule_of(functions_in(code[script]), step),
                "used_by": sorted({s for s, r in trail.items() if set(r["inputs"]) & set(record["outputs"])}),
            }
        )
    return dossiers


def rule_of(functions: list[Function], step: str) -> str:
    """The rule of the method, as the docstring of the step's own function states it."""
    return next((function.docstring for function in functions if function.name == step), "")


def deciding_functions(code: dict[str, str]) -> dict[str, list[Function]]:
    """The functions of the presence step that decide a cell, by what decides it."""
    known = {function.name: function for function in functions_in(code["workflow/scripts/presence.py"])}
    return {how: [known[name] for name in names] for how, names in DECIDING.items()}


def printed_table(text: str) -> Row:
    """A CSV text as its header and its rows, each with the line on which a spreadsheet shows it."""
    header, *records = list(csv.reader(io.StringIO(text, newline=""))) or [[]]
    lines = [{"line": line, "cells": cells} for line, cells in enumerate(records, 2) if any(cells)]
    return {"header": header, "records": lines}
