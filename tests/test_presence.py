"""The value of each cell, and what decided it."""

import pandas as pd
import pytest
from conftest import rows

from scripts.presence import presence, presence_of_matrix

NO_EVIDENCE = rows("evidence case factor direction kind source")
NO_MENTIONS = rows("interview factor stance case")
NO_CELLS = rows("case factor present").astype({"present": "Int64"})


def cell(
    evidence: str = "",
    mentions: str = "",
    decided: int | None = None,
    printed: int | None = None,
    rule: str = "evidence",
) -> dict:
    """The one cell of case A and factor union, with a threshold of two interviews."""
    said = rows("direction kind source\n" + evidence).assign(case="A", factor="union")
    said["evidence"] = [f"e{number}" for number in range(1, len(said) + 1)]
    tied = rows("interview stance case\n" + mentions).assign(factor="union")
    adjudications, published = (
        pd.DataFrame({"case": ["A"], "factor": ["union"], "present": [value]}) if value is not None else NO_CELLS
        for value in (decided, printed)
    )
    found = presence(["A"], ["union"], said, tied, adjudications, published, threshold=2, rule=rule)
    return found.iloc[0].to_dict()


def test_more_sources_for_than_against_is_present():
    found = cell("present document a\npresent document b\nabsent document c")
    assert (found["for"], found["against"], found["present"], found["contested"]) == (2, 1, "1", 1)


def test_fewer_sources_for_than_against_is_absent():
    assert cell("present document a\nabsent document b\nabsent document c")["present"] == "0"


def test_a_tie_is_undetermined():
    assert cell("present document a\nabsent document b")["present"] == "?"


def test_no_evidence_is_undetermined_and_not_contested():
    found = cell()
    assert (found["present"], found["contested"], found["evidence"]) == ("?", 0, None)


def test_a_source_counts_once_on_a_side_however_many_statements_it_makes():
    found = cell("present document a\npresent document a\npresent document a\nabsent document b")
    assert (found["for"], found["against"], found["present"]) == (1, 1, "?")


def test_a_source_that_says_both_counts_on_both_sides():
    found = cell("present document a\nabsent document a")
    assert (found["for"], found["against"], found["contested"]) == (1, 1, 1)


def test_an_interview_is_not_the_document_of_the_same_name():
    assert cell("present document 1\npresent interview 1")["for"] == 2


def test_the_author_as_author_and_as_document_is_one_source():
    assert cell("present author thesis\npresent document thesis")["for"] == 1


def test_an_adjudication_always_wins_and_by_evidence_keeps_what_the_count_says():
    found = cell("present document a", decided=0)
    assert (found["present"], found["by_evidence"], found["decided_by"]) == ("0", "1", "adjudication")
    assert found["against_evidence"] == 1


@pytest.mark.parametrize("evidence", ["", "present document a\nabsent document b"])
def test_an_adjudication_of_a_tie_or_of_silence_is_not_against_the_evidence(evidence):
    found = cell(evidence, decided=1)
    assert (found["present"], found["against_evidence"]) == ("1", 0)


def test_an_adjudication_that_says_what_the_evidence_says_is_not_against_it():
    assert cell("present document a", decided=1)["against_evidence"] == 0


def test_by_the_rule_of_interviews_a_factor_is_present_exactly_at_the_threshold():
    two = "1 supports A\n2 qualifies A"
    assert cell(mentions=two, rule="interviews")["present"] == "1"
    assert cell(mentions="1 supports A\n1 supports A\n2 denies A", rule="interviews")["present"] == "0"


def test_by_the_rule_of_interviews_a_mention_without_the_case_does_not_count():
    assert cell(mentions="1 supports A\n2 supports -", rule="interviews")["present"] == "0"


def test_the_reading_by_interviews_is_shown_even_where_the_evidence_decides():
    found = cell("absent document a", mentions="1 supports A\n2 supports A")
    assert (found["present"], found["by_interviews"], found["attributed_by"]) == ("0", "1", "1; 2")


def test_a_cell_that_differs_from_the_published_one_says_so():
    assert cell("present document a", printed=0)["agrees"] == 0
    assert cell("present document a", printed=1)["agrees"] == 1


def test_an_undetermined_cell_never_agrees_with_a_published_one():
    assert cell(printed=0)["agrees"] == 0


def test_the_grid_has_every_cell_and_none_of_other_cases_or_factors():
    said = rows(
        "evidence case factor direction kind source\ne1 Z union present document a\ne2 A comet present document a"
    )
    found = presence(["A", "B"], ["union", "pay"], said, NO_MENTIONS, NO_CELLS, NO_CELLS, 1, "evidence")
    assert found[["case", "factor"]].values.tolist() == [["A", "pay"], ["A", "union"], ["B", "pay"], ["B", "union"]]
    assert set(found["present"]) == {"?"}


def test_without_any_selected_factor_there_is_no_cell():
    assert presence(["A"], [], NO_EVIDENCE, NO_MENTIONS, NO_CELLS, NO_CELLS, 1, "evidence").empty


def test_a_matrix_is_taken_as_it_stands_and_its_gaps_stay_unknown():
    matrix = rows("case X Y\nA 1 -\nB 0 ?").assign(outcome=1)
    found = presence_of_matrix(matrix, NO_CELLS).set_index(["case", "factor"])
    assert found["present"].to_dict() == {("A", "X"): "1", ("A", "Y"): "?", ("B", "X"): "0", ("B", "Y"): "?"}
    assert set(found["decided_by"]) == {"matrix"}
