"""Implicants: the prime implicants of each minimisation, with what is said of their models, for the chart of them."""

from typing import NamedTuple

import pandas as pd

from mssd.labels import in_brief, spelled
from mssd.tables import members
from mssd.words import counted

KINDS = ["parsimonious", "intermediate", "complex"]
OBSTACLES = {
    "no_factor": "no model, as no factor is compared",
    "no_positive_configuration": "no model, as no configuration is positive",
    "no_negative_configuration": "no model, as no configuration is negative",
    "too_many_factors": "no model, as there are too many factors",
    "too_many_undetermined_cells": "no model, as too many cells are undetermined",
    "too_many_implicants": "no model, as there are too many prime implicants",
    "cover_not_settled": "it is not settled which models have the fewest terms",
}
MODELS_BY_NAME = 6


class Implicant(NamedTuple):
    """A prime implicant: its term, the cases it covers, whether every model needs it, and what is said of its models."""

    term: str
    covers: list[str]
    essential: bool
    models: list[int]
    standing: list[str]


class Part(NamedTuple):
    """A minimisation: what it found, whether all models are listed, and its prime implicants, the most needed first."""

    kind: str
    found: str
    complete: bool
    implicants: list[Implicant]


class Block(NamedTuple):
    """What concerns the outcome, or its absence: the word for it, the cases to be explained, the minimisations."""

    result: str
    word: str
    cases: list[str]
    parts: list[Part]


def cases_to_explain(truth_table: pd.DataFrame, implicants: pd.DataFrame, result: str) -> list[str]:
    """The cases with the outcome (or without it), and any other that a term is said to explain."""
    covered = implicants.loc[implicants["outcome"].astype(str) == result, "covers"]
    explained = {case for cell in covered for case in members(cell)}
    of_outcome = truth_table.loc[truth_table["outcome"].astype(str) == result, "case"]
    return sorted(explained.union(of_outcome))


def parts_of(result: str, minimisations: pd.DataFrame, implicants: pd.DataFrame, solutions: pd.DataFrame) -> list[Part]:
    """The minimisations for the outcome, or its absence, with the prime implicants of each."""
    parts = []
    tables = [table[table["outcome"].astype(str) == result] for table in (minimisations, implicants, solutions)]
    for kind in KINDS:
        (found, terms, models) = (table[table["kind"] == kind] for table in tables)
        for minimisation in found.to_dict("records"):
            rows = [implicant_of(row, models, minimisation) for row in terms.to_dict("records")]
            rows.sort(key=place_of)
            parts.append(Part(kind, found_in_words(minimisation), all_listed(minimisation), rows))
    return parts


def place_of(row: Implicant) -> tuple:
    """Where a prime implicant stands: essential ones first, then those of more models, of earlier models, of more cases."""
    return not row.essential, -len(row.models), row.models[:1], -len(row.covers), row.term.count("*"), row.term


def found_in_words(minimisation: dict) -> str:
    """How many models there are, and of how many terms; or what stands in the way."""
    obstacle, models = minimisation["obstacle"], minimisation["models"]
    if not pd.isna(obstacle):
        return OBSTACLES[obstacle]
    number, terms = int(models), counted(int(minimisation["terms"]), "term")
    each = f"of {terms} or more" if minimisation["completions"] > 1 else f"of {terms}{' each' if number > 1 else ''}"
    cut_off = f", {minimisation['listed']} of them listed" if minimisation["listed"] < number else ""
    return f"{counted(number, 'model')} {each}{cut_off}"


def implicant_of(row: dict, solutions: pd.DataFrame, minimisation: dict) -> Implicant:
    """A prime implicant with what is said of its models: by name while the models are few, else how many have it."""
    models = list(dict.fromkeys(solutions["model"]))
    having = set(solutions.loc[solutions["term"] == row["term"], "model"])
    numbers = [n for n, model in enumerate(models, 1) if model in having]
    by_name = ", ".join(f"M{n}" for n in numbers)
    many = f"{len(having)} of {len(models)} models" if having else ""
    told = by_name if len(models) <= MODELS_BY_NAME else many
    standing = [told or without_model(minimisation), *(["essential"] if row["essential"] else [])]
    if row["completions"] < minimisation["completions"]:
        standing.append(f"in {row['completions']} of {minimisation['completions']} completions")
    return Implicant(row["term"], members(row["covers"]), bool(row["essential"]), numbers, standing)


def without_model(minimisation: dict) -> str:
    """What is said of a term that no listed model has: nothing more than is known."""
    if pd.isna(minimisation["models"]):
        return "models not settled"
    return "in no minimal model" if all_listed(minimisation) else "in no listed model"


def all_listed(minimisation: dict) -> bool:
    """Whether all models with the fewest terms are known and listed."""
    return str(minimisation["listed"]) == str(minimisation["models"])


def description(blocks: list[Block], factors: dict[str, str]) -> str:
    """What the chart shows, for those who can't see it."""
    sentences = []
    for block in blocks:
        for part in block.parts:
            terms = [
                f"{read_aloud(row.term, factors)} ({', '.join(row.standing)}, covers {len(row.covers)} of {len(block.cases)})"
                for row in part.implicants
                if row.models
            ]
            told = f": {'; '.join(terms)}" if terms else ""
            sentences.append((part.kind != KINDS[0], f"{block.word}, {part.kind}: {part.found}{told}."))
    return in_brief(words for _, words in sorted(sentences, key=lambda one: one[0])) or "No minimisation was made."


def read_aloud(term: str, factors: dict[str, str]) -> str:
    """A term as it is read aloud: A with B, without C."""
    return spelled(term, factors).replace(" * not ", " without ").replace(" * ", " with ")
