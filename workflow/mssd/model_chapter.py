"""The chapter on the explanations that fit: what stands in the way of models, Mill's methods, and rivals."""

import pandas as pd

from mssd.chapters import Row, rows
from mssd.tables import members

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


def model_chapter(tables: dict[str, pd.DataFrame]) -> Row:
    """What the chapter prints besides findings and exhibits."""
    return {
        "obstacle": obstacle_of(tables["minimisations"]),
        "mill": mill_of(tables["mill"]),
        "similarity": similarity_of(tables["similarity"]),
    }


def obstacle_of(minimisations: pd.DataFrame) -> str:
    """Why there is no parsimonious model of the outcome, in words; empty where there is one."""
    found = [row for row in rows(minimisations) if (row["outcome"], row["kind"]) == (1, "parsimonious")]
    return OBSTACLE_WORDS.get(found[0]["obstacle"], "") if found else ""


def rounded(share: str) -> str:
    """A share with two decimals; a dash where there is none."""
    return f"{float(share):.2f}" if share else "–"


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
