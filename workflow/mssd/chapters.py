"""Chapters: for each chapter of the report, ready lists of what its template prints. No template computes anything."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from mssd.tables import members
from mssd.tracing import Count, traced
from mssd.words import PRESENCE_WORDS, capital, counted, day, digits, number, per_cent, series, share
from schemas.claims import SEVERITIES

VERDICT_WORDS = {"1": "yes", "0": "no", "?": "undetermined", "": "–"}
PATTERN_WORDS = {
    "covaries": "covaries",
    "inverse": "inverse: present exactly without the outcome",
    "constant": "constant: the same in all cases",
    "mixed": "mixed",
}
MIXED_WORDS = {
    ("0", "0"): "mixed: neither sufficient alone nor necessary",
    ("1", "0"): "mixed: ruled out as sufficient alone",
    ("0", "1"): "mixed: ruled out as necessary",
    ("0", "?"): "mixed: ruled out as necessary",
}
CLAIM_WORDS = {"reproduced": "reproduced", "contradicted": "contradicted", "not_checkable": "not checkable"}
ATTRIBUTES = {"minutes": "length"}
WIDEST_BAR = 38
Row = dict[str, Any]


@dataclass(frozen=True)
class Finding:
    """A finding as the templates use it: the names of a set, and how many there are; or a number, in words or digits."""

    name: str
    value: str

    @property
    def names(self) -> list[str]:
        return members(self.value)

    @property
    def count(self) -> Count:
        """How many members a set has."""
        return Count(len(self.names), f"{self.name}.count")

    @property
    def number(self) -> Count:
        """The value of a number."""
        return Count(int(self.value), self.name)

    @property
    def digits(self) -> str:
        """The value of a number as digits, marked with the finding."""
        return traced(digits(self.number), self.number)

    @property
    def per_cent(self) -> str:
        """The value of a share or a probability as a percentage, marked with the finding."""
        return traced(per_cent(float(self.value)), Count(0, self.name))


def findings_by_name(findings: pd.DataFrame) -> dict[str, Finding]:
    return {row["finding"]: Finding(row["finding"], row["value"]) for row in rows(findings)}


def rows(table: pd.DataFrame) -> list[Row]:
    """The rows of a table as plain values; an empty cell is an empty text."""
    return table.astype(object).where(table.notna(), "").to_dict("records")


def sentence_name(identifier: str) -> str:
    """A short name as words: `within_organisation` is `within organisation`."""
    return identifier.replace("_", " ")


def interviews_chapter(interviews: pd.DataFrame) -> list[Row]:
    """The interviews with their day in words and a bar as long as the interview, in mm."""
    recorded = {"audio_at_least": "audio at least", "audio_and_video": "audio and video", "?": "unknown"}
    longest = interviews["minutes"].fillna(0).max() or 1
    return [
        row
        | {
            "day": day(row["date"]),
            "dated": not row["date"].startswith("X"),
            "named": row["identity"] or ("not named" if row["consent"] == "public" else "confidential"),
            "recorded": recorded.get(row["recording"], row["recording"]),
            "bar": f"{WIDEST_BAR * (row['minutes'] or 0) / longest:.1f}",
        }
        for row in rows(interviews)
    ]


def confidence_sentence(f: dict[str, Finding]) -> str:
    """Whether what is published of confidential interviews singles them out; nothing where all are public."""
    confidential, singled_out = f["interviews.confidential"].count, f["interviews.singled_out"].count
    if not confidential:
        return ""
    if confidential == 1:
        return f"{capital(number(confidential))} interview is confidential, and there is no other that it could be taken for."
    said = f"What is published of the {number(confidential)} confidential interviews singles out"
    if not singled_out:
        return f"{said} {share(singled_out)} of them."
    which = "each" if singled_out == confidential else share(singled_out)
    by = series((together(combination) for combination in f["small_cells"].names), "or")
    return f"{said} {which} of them, by {by}: whoever knows that of an interview can find what was said in it."


def together(combination: str) -> str:
    """The attributes of an interview that single it out, as a sentence says them."""
    attributes = [f"the {ATTRIBUTES.get(name, sentence_name(name))}" for name in combination.split("+")]
    return series(attributes) + (" together" if len(attributes) > 1 else " alone")


def candidates_chapter(cases: pd.DataFrame, case_selection: pd.DataFrame, criteria: Iterable[str]) -> list[Row]:
    """The candidates in order of time, the compared ones first."""
    verdict = case_selection.set_index("case")["included"].to_dict()
    candidates = [
        row | {"included": verdict[row["case"]], "marks": [row[criterion] or "?" for criterion in criteria]}
        for row in rows(cases)
    ]
    return sorted(
        candidates, key=lambda row: (row["included"] != "1", row["year"] or 0, row["requested_on"], row["case"])
    )


def background_chapter(background: pd.DataFrame, order: list[str]) -> list[Row]:
    """The characteristics by block, each with its value for every compared case (empty where the text doesn't say)."""
    blocks: dict[str, dict[str, list[Row]]] = {}
    for row in rows(background):
        blocks.setdefault(row["block"], {}).setdefault(row["characteristic"], []).append(row)
    return [
        {
            "words": block,
            "rows": [
                {
                    "words": characteristic,
                    "marks": [str({row["case"]: row["value"] for row in said}.get(case, "")) for case in order],
                    "locator": "; ".join(dict.fromkeys(row["locator"] for row in said)),
                }
                for characteristic, said in characteristics.items()
            ],
        }
        for block, characteristics in blocks.items()
    ]


def covariation_chapter(covariation: pd.DataFrame) -> list[Row]:
    """The factors with their patterns in words: survivors first, then those ruled out, then those that can't vary."""
    rank = ["covaries", "inverse", "mixed", "constant"]
    found = [
        row
        | {
            "pattern_words": pattern_words(row),
            "necessary_word": VERDICT_WORDS[row["necessary"]],
            "sufficient_word": VERDICT_WORDS[row["sufficient"]],
            "pairs": [pair.split("/") for pair in members(row["contradicted_by"])],
            "inseparable": members(row["inseparable_from"]),
        }
        for row in rows(covariation)
    ]
    return sorted(found, key=lambda row: (rank.index(row["pattern"]) if row["pattern"] in rank else 1, row["factor"]))


def pattern_words(row: Row) -> str:
    """The pattern of a factor in words; a mixed one says what it is ruled out as, several say that cells leave them open."""
    names = row["pattern"].split("|")
    if len(names) > 1:
        return f"open: {series(names, 'or')}"
    ruled_out_as = MIXED_WORDS.get((row["necessary"], row["sufficient"])) if names == ["mixed"] else None
    return ruled_out_as or PATTERN_WORDS[names[0]]


def inseparable_groups(covariation: pd.DataFrame) -> list[list[str]]:
    """The groups of survivors with the same column, each group once."""
    survivors = covariation[(covariation["pattern"] == "covaries") & covariation["inseparable_from"].notna()]
    groups = {tuple(sorted([row.factor, *members(row.inseparable_from)])) for row in survivors.itertuples()}
    return [list(group) for group in sorted(groups)]


def cells_chapter(
    presence: pd.DataFrame, evidence: pd.DataFrame, adjudications: pd.DataFrame, order: list[str], cited: dict[str, str]
) -> list[Row]:
    """The cells by factor, the cases in the given order, each with the statements on either side and the decision."""
    decisions = {(row["case"], row["factor"]): row for row in rows(adjudications)}
    statements = {row["evidence"]: row | {"cited": citation(row, cited)} for row in rows(evidence)}
    groups: dict[str, list[Row]] = {}
    for row in sorted(rows(presence), key=lambda row: (row["factor"], order.index(row["case"]))):
        said = [statements[name] for name in members(row["evidence"])]
        decision = decisions.get((row["case"], row["factor"]), {"reason": "", "locator": ""})
        cell = row | {
            "anchor": f"cell-{row['case']}-{row['factor']}",
            "by_evidence_word": PRESENCE_WORDS[row["by_evidence"]],
            "present_word": PRESENCE_WORDS[row["present"]],
            "published_word": PRESENCE_WORDS.get(str(row["published"]), ""),
            "supporting": [piece for piece in said if piece["direction"] == "present"],
            "opposing": [piece for piece in said if piece["direction"] == "absent"],
            "reason": decision["reason"],
            "reason_locator": decision["locator"],
            "summary": summary(row),
        }
        groups.setdefault(row["factor"], []).append(cell)
    return [{"factor": factor, "cells": cells} for factor, cells in groups.items()]


def citation(piece: Row, cited: dict[str, str]) -> str:
    """How a piece of evidence cites its source: an interview by number, the study's author as such, a document in the style."""
    if piece["kind"] == "interview":
        return f"Interview {piece['source']}"
    source = cited.get(piece["source"], piece["source"])
    prefix = "The author, without a source" if piece["kind"] == "author" else source
    pages = piece["pages"].strip().removeprefix("pp.").removeprefix("p.").strip().replace("-", "–")
    several = "pp." if re.search(r"[–,;]", pages) else "p."
    return Markup("{}, {} {}").format(prefix, several, pages) if pages else prefix


def summary(cell: Row) -> str:
    """What decided a cell, in a few words."""
    tally = f"{cell['for']} for, {cell['against']} against"
    if cell["decided_by"] == "interviews":
        return f"by the interviews: {counted(len(members(cell['attributed_by'])), 'interview')} for it"
    if cell["decided_by"] == "evidence":
        return f"by the evidence: {tally}"
    return f"adjudicated{' against the evidence' if cell['against_evidence'] else ''}: {tally}"


def attributions_chapter(presence: pd.DataFrame) -> list[Row]:
    """The cells that passages tie to an interview."""
    attributed = presence[presence["attributed_by"].notna()]
    return [row | {"interviews": members(row["attributed_by"])} for row in rows(attributed)]


def claims_chapter(claims: pd.DataFrame, ledger: pd.DataFrame, labels: dict[str, str]) -> list[Row]:
    """The claims in the order of the ledger, each with its verdict and its values in words."""
    typed = {row["claim"]: row for row in rows(claims)}
    found = [typed[row["claim"]] | row for row in rows(ledger)]
    return [
        row
        | {
            "published_words": row["published"] or "–",
            "derived_words": row["derived"] or "–",
            "verdict_words": CLAIM_WORDS[row["verdict"]],
            "compared": compared_words(row, labels),
        }
        for row in found
    ]


def compared_words(claim: Row, labels: dict[str, str]) -> str:
    """The two values of a claim side by side, with the place of the other one; factors and cases by their labels."""

    def named(value: str) -> str:
        return series(labels.get(name, name) for name in members(value)) if value else "–"

    where = f" ({claim['against']})" if claim["against"] else ""
    other = "the data give" if claim["basis"] == "data" else "elsewhere"
    return f"Published: {named(claim['published'])}; {other}: {named(claim['derived'])}{where}."


def claims_counted(ledger: list[Row]) -> Row:
    """How many claims have each verdict, by severity."""
    table = []
    for verdict, words in CLAIM_WORDS.items():
        those = [claim["severity"] for claim in ledger if claim["verdict"] == verdict]
        table.append({"words": words, "counts": [those.count(s) for s in SEVERITIES], "all": len(those)})
    return {"severities": SEVERITIES, "rows": table}


def as_text(value: object) -> str:
    """A choice as one line of text."""
    if isinstance(value, dict):
        return "; ".join(f"{sentence_name(key)}: {as_text(meaning).rstrip('.')}" for key, meaning in value.items())
    return series(value) if isinstance(value, list) else str(value)
