"""Variations: what is varied in a study to see what its result hangs on."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from mssd.tables import listed, natural
from mssd.voices import MATCHES, Author, voices
from schemas.base import UNKNOWN


class Study(NamedTuple):
    """
    The raw tables and the choices that the truth table of an interview study is derived from.

    outcomes: `case` and `outcome` of each compared case. authors: those of each source (see mssd.voices).
    """

    interviews: pd.DataFrame
    factors: pd.DataFrame
    mentions: pd.DataFrame
    evidence: pd.DataFrame
    adjudications: pd.DataFrame
    outcomes: pd.DataFrame
    authors: dict[str, list[Author]]
    threshold: int
    rule: str


Studies = Iterator[tuple[str, str, Study]]
TruthTables = Iterator[tuple[str, str, pd.DataFrame]]


def varied_studies(study: Study) -> Studies:
    """Each variation of the raw tables and choices of an interview study, with the test and the variant that it is."""
    yield from every_threshold(study)
    yield from without_interviews(study, "without_interview", 1)
    yield from without_interviews(study, "without_two_interviews", 2)
    yield from one_voice_per_author(study)


def varied_truth_tables(truth_table: pd.DataFrame) -> TruthTables:
    """Each variation of a truth table, with the test and the variant that it is."""
    yield from without_each_case(truth_table)
    yield from flipped_cells(truth_table)
    yield from flipped_outcomes(truth_table)


def every_threshold(study: Study) -> Studies:
    """Each citation threshold, from one interview to all of them."""
    for threshold in range(1, len(study.interviews) + 1):
        yield "threshold", str(threshold), study._replace(threshold=threshold)


def without_interviews(study: Study, test: str, how_many: int) -> Studies:
    """The study without each set of so many interviews: without what they mention, and what they say of single cases."""
    # ASSUME: A person who decided a cell would have decided it so without any one source.
    for left_out in combinations(sorted(study.interviews["interview"], key=natural), how_many):
        speaks = (study.evidence["kind"] == "interview") & study.evidence["source"].isin(left_out)
        kept = study._replace(
            interviews=study.interviews[~study.interviews["interview"].isin(left_out)],
            mentions=study.mentions[~study.mentions["interview"].isin(left_out)],
            evidence=study.evidence[~speaks],
        )
        yield test, listed(left_out), kept


def one_voice_per_author(study: Study) -> Studies:
    """The study in which sources of the same author count once, however authors are matched."""
    for match in MATCHES:
        counted = voices(study.evidence, study.interviews, study.authors, match)
        yield "one_voice_per_author", match, study._replace(evidence=counted)


def without_each_case(truth_table: pd.DataFrame) -> TruthTables:
    """The truth table without each of its cases; the only one can't be left out."""
    for case in truth_table["case"] if len(truth_table) > 1 else []:
        yield "without_case", case, truth_table[truth_table["case"] != case]


def flipped_cells(truth_table: pd.DataFrame) -> TruthTables:
    """The truth table with each known cell coded otherwise; an undetermined one has no other value (see mssd.codings)."""
    for factor in truth_table.columns.drop(["case", "outcome"]):
        for place, (case, value) in enumerate(zip(truth_table["case"], truth_table[factor], strict=True)):
            if value != UNKNOWN:
                cells = truth_table[factor].tolist()
                cells[place] = {"1": "0", "0": "1"}[value]
                yield "flipped_cell", f"{case}/{factor}", truth_table.assign(**{factor: cells})


def flipped_outcomes(truth_table: pd.DataFrame) -> TruthTables:
    """The truth table with the outcome of each case coded otherwise."""
    for place, case in enumerate(truth_table["case"]):
        outcome = truth_table["outcome"].tolist()
        outcome[place] = 1 - outcome[place]
        yield "flipped_outcome", case, truth_table.assign(outcome=outcome)
