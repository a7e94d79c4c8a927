"""The chapter on the explanations that fit: ready lists of conditions, models, Mill's methods and rivals."""

import pandas as pd

from mssd.chapters import Finding, Row, rows
from mssd.tables import members
from schemas.minimisations import KINDS

FEW_FACTORS = 10
FEW_MODELS = 12
FEW_DISJUNCTIONS = 10
PARAMETERS = [
    *("necessity_consistency", "relevance_of_necessity", "sufficiency_consistency", "sufficiency_coverage"),
]
OUTCOME_NAMES = {1: "outcome", 0: "absence"}
OBSTACLE_WORDS = {
    "no_factor": "no factor is compared",
    "no_positive_configuration": "no configuration is positive, so that there is nothing to explain",
    "no_negative_configuration": "no configuration is negative, so that there is nothing to tell the positive ones from",
    "too_many_factors": "there are more factors than this analysis takes",
    "too_many_undetermined_cells": "too many cells are undetermined to go through every way of settling them",
    "too_many_implicants": "there are more prime implicants than can be gone through",
    "cover_not_settled": "how many models there are was not settled within the limits of the search",
}
JOINT_WORDS = {
    "differ_in_none": "no circumstance is common to all positive cases and absent from all negative ones",
    "differ_in_several": "several circumstances are common to all positive cases and absent from all negative ones",
}
REASON_WORDS = {
    "differ_in_none": "they differ in no compared factor",
    "differ_in_several": "they differ in several factors",
    "alike_in_none": "they have nothing in common",
    "alike_in_several": "they have several circumstances in common",
    "one_positive_case": "only one case has the outcome",
    "no_positive_case": "no case has the outcome",
    "one_negative_case": "only one case lacks the outcome",
    "no_negative_case": "no case lacks the outcome",
    "undetermined_cells": "undetermined cells decide",
    "no_factor": "no factor is compared",
}


def model_chapter(tables: dict[str, pd.DataFrame], f: dict[str, Finding]) -> Row:
    """All that the chapter prints."""
    models = models_of(tables)
    return {
        "conditions": conditions_of(tables["conditions"], len(f["compared.factors"].names)),
        "models": models,
        "factors": sorted(tables["truth_table"].columns.drop(["case", "outcome"])),
        "assumed": assumptions_of(tables["assumptions"], models),
        "mill": mill_of(tables["mill"]),
        "pair_rows": rows(tables["pairs"]),
        "similarity": similarity_of(tables["similarity"]),
    }


def rounded(share: str) -> str:
    """A share with two decimals; a dash where there is none."""
    return f"{float(share):.2f}" if share else "–"


def conditions_of(conditions: pd.DataFrame, factors: int) -> list[Row]:
    """
    The conditions of the outcome and of its absence: single ones, with many factors only those that no case contradicts, and the
    disjunctions with the most relevant necessity; `more` says how many of these are left out.
    """
    groups = []
    for outcome, name in OUTCOME_NAMES.items():
        said = [row for row in rows(conditions) if row["outcome"] == outcome]
        single = [row for row in said if row["factors"] == 1 and (factors <= FEW_FACTORS or without_exception(row))]
        joined = sorted(
            (row for row in said if row["factors"] > 1), key=lambda row: -float(row["relevance_of_necessity"] or 0)
        )
        printed = [row | {key: rounded(row[key]) for key in PARAMETERS} for row in single + joined[:FEW_DISJUNCTIONS]]
        groups.append({"name": name, "rows": printed, "more": max(0, len(joined) - FEW_DISJUNCTIONS)})
    return groups


def without_exception(condition: Row) -> bool:
    """Whether no case contradicts a condition as necessary, or as sufficient."""
    return "1" in (condition["necessity_consistency"], condition["sufficiency_consistency"])


def models_of(tables: dict[str, pd.DataFrame]) -> list[Row]:
    """Each kind of minimisation with its models, M1 and so on, each with its terms; or with what stands in the way of any."""
    found = []
    for one in rows(tables["minimisations"]):
        key = (one["outcome"], one["kind"])
        terms = [row for row in rows(tables["solutions"]) if (row["outcome"], row["kind"]) == key]
        texts = list(dict.fromkeys(row["model"] for row in terms))
        models = [
            model_of([row for row in terms if row["model"] == text], f"M{place}") for place, text in enumerate(texts, 1)
        ]
        found.append(
            one
            | {
                "name": OUTCOME_NAMES[one["outcome"]],
                "models": models[:FEW_MODELS],
                "more": len(texts) - len(models[:FEW_MODELS]),
                "exactly": one["models"],
                "obstacle_words": OBSTACLE_WORDS.get(one["obstacle"], ""),
            }
        )
    return sorted(found, key=lambda one: (-one["outcome"], KINDS.index(one["kind"])))


def model_of(terms: list[Row], name: str) -> Row:
    """One model with its terms and their parameters of fit."""
    first = terms[0]
    return {
        "name": name,
        "words": first["model"],
        "consistency": rounded(first["model_consistency"]),
        "coverage": rounded(first["model_coverage"]),
        "remainders": first["remainders"],
        "open": first["completions"] < first["of"],
        "completions": first["completions"],
        "of": first["of"],
        "terms": [
            {
                "words": term["term"],
                "consistency": rounded(term["consistency"]),
                "raw_coverage": rounded(term["raw_coverage"]),
                "unique_coverage": rounded(term["unique_coverage"]),
            }
            for term in terms
        ],
    }


def assumptions_of(assumptions: pd.DataFrame, models: list[Row]) -> list[Row]:
    """The remainders that the parsimonious models of the outcome assume: their values, the models, easy or difficult."""
    marks = {model["words"]: model["name"] for one in models if is_parsimonious(one) for model in one["models"]}
    found: dict[str, Row] = {}
    for row in rows(assumptions):
        if row["outcome"] == 1:
            remainder = found.setdefault(row["remainder"], row | {"values": values_of(row["remainder"]), "by": []})
            remainder["by"].append(marks.get(row["model"], row["model"]))
    return sorted(found.values(), key=lambda row: (-len(row["by"]), row["by"], row["remainder"]))


def is_parsimonious(one: Row) -> bool:
    """Whether a minimisation is the parsimonious one of the outcome."""
    return (one["name"], one["kind"]) == ("outcome", "parsimonious")


def values_of(remainder: str) -> list[str]:
    """The value of each factor in a configuration that is written as a term of all of them."""
    return ["0" if literal.startswith("~") else "1" for literal in remainder.split("*")]


def mill_of(mill: pd.DataFrame) -> dict[str, list[Row]]:
    """The applications of each of Mill's methods, with what they show or why they can't be applied."""
    found: dict[str, list[Row]] = {"difference": [], "agreement": [], "joint": []}
    for row in rows(mill):
        printed = {
            "case_names": members(row["cases"]),
            "differ": members(row["differ_in"]),
            "alike": members(row["alike_in"]),
            "shown": members(row["shows"]),
            "verdict": {"1": "applies", "0": "does not apply", "?": "open"}[row["applies"]],
            "reason_words": reason_words(row["method"], row["reason"]),
        }
        found[row["method"]].append(row | printed)
    return found


def reason_words(method: str, reason: str) -> str:
    """Why a method cannot be applied, in words: of a pair or set of cases, or for the joint method of all of them."""
    return (JOINT_WORDS.get(reason) if method == "joint" else None) or REASON_WORDS.get(reason, "")


def similarity_of(similarity: pd.DataFrame) -> dict[str, list[Row]]:
    """The background characteristics by how they go with the outcome: rivals, possible rivals, and those the same in all."""
    found: dict[str, list[Row]] = {"rivals": [], "possible": [], "constant": [], "mixed": []}
    for row in rows(similarity):
        names = row["pattern"].split("|")
        going = {"covaries", "inverse"} & set(names)
        kind = (
            "rivals" if going and len(names) == 1 else "possible" if going else names[0] if len(names) == 1 else "mixed"
        )
        found[kind].append(row | {"with": members(row["present_in"]), "without": members(row["absent_in"])})
    return found
