"""The selection of cases by criteria."""

from conftest import rows

from scripts.case_selection import case_selection

CRITERIA = ["asked", "inside"]


def verdict(asked: str, inside: str) -> dict:
    cases = rows(f"case asked inside\nA {asked} {inside}")
    return case_selection(cases, CRITERIA).iloc[0].to_dict()


def test_a_candidate_is_included_when_every_criterion_holds():
    assert verdict("1", "1")["included"] == "1"


def test_one_failed_criterion_leaves_a_candidate_out_and_is_named():
    found = verdict("1", "0")
    assert (found["included"], found["failed_criteria"]) == ("0", "inside")


def test_an_unknown_criterion_leaves_a_candidate_undetermined_and_not_refused():
    found = verdict("1", "?")
    assert (found["included"], found["failed_criteria"], found["unknown_criteria"]) == ("?", None, "inside")


def test_an_empty_criterion_is_unknown():
    assert verdict("-", "1")["included"] == "?"


def test_a_failed_criterion_settles_it_whatever_else_is_unknown():
    found = verdict("0", "?")
    assert (found["included"], found["failed_criteria"], found["unknown_criteria"]) == ("0", "asked", "inside")


def test_every_candidate_keeps_its_row():
    cases = rows("case asked inside\nB 0 0\nA 1 1")
    assert case_selection(cases, CRITERIA)["case"].tolist() == ["A", "B"]
