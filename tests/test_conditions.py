"""Conditions: how necessary and how sufficient each is, worked by hand."""

import pytest
from conftest import derived, truth_table

from scripts.conditions import conditions


def found(cases: str, condition: str, outcome: int = 1) -> dict:
    table = conditions(truth_table(cases))
    (row,) = table[(table["condition"] == condition) & (table["outcome"] == outcome)].fillna("").to_dict("records")
    return row


def test_the_parameters_of_fit_are_as_worked():
    """a is present in A, B, C and the outcome occurs in A, B, D: both 2 of 3 with a, of 3 with the outcome; one of the three
    cases that lack one of the two (C, D, E) lacks a: D and E lack a, so 2 of 3."""
    row = found("A 1 1, B 1 1, C 1 0, D 0 1, E 0 0", "a")
    assert row["necessity_consistency"] == row["sufficiency_coverage"] == "0.666667"
    assert row["sufficiency_consistency"] == row["necessity_coverage"] == "0.666667"
    assert row["relevance_of_necessity"] == "0.666667"
    assert (row["against_necessity"], row["against_sufficiency"]) == ("D", "C")


def test_a_condition_that_is_always_there_is_necessary_and_not_relevant():
    row = found("A 1 1, B 1 0", "a")
    assert (row["necessity_consistency"], row["relevance_of_necessity"]) == ("1", "0")


def test_a_case_in_which_the_condition_is_undetermined_counts_for_nothing():
    row = found("A 1 1, B ? 1, C 0 0", "a")
    assert (row["necessity_consistency"], row["unknown_in"], row["against_necessity"]) == ("1", "B", "")


def test_a_disjunction_is_listed_when_it_is_necessary_and_no_part_of_it_is():
    """A has a only, B has b only: neither is necessary, one of the two is. a + c holds too, where c is in B."""
    table = conditions(truth_table("A 10 1, B 01 1, C 00 0"))
    assert table.loc[(table["outcome"] == 1) & (table["factors"] == 2), "condition"].tolist() == ["a + b", "~a + ~b"]


def test_no_disjunction_is_listed_that_holds_a_necessary_part():
    table = conditions(truth_table("A 11 1, B 11 1, C 00 0"))
    assert set(table.loc[table["outcome"] == 1, "factors"]) == {1}


def test_an_undetermined_cell_makes_a_disjunction_necessary_only_where_the_other_part_holds():
    table = conditions(truth_table("A 1? 1, B 01 1, C 00 0"))
    assert "a + b" in table["condition"].tolist()
    assert "a + b" not in conditions(truth_table("A 0? 1, B 01 1, C 00 0"))["condition"].tolist()


def test_without_an_outcome_nothing_is_necessary_and_nothing_fails():
    row = found("A 1 0, B 0 0", "a")
    assert row["necessity_consistency"] == "" and row["sufficiency_consistency"] == "0"


@pytest.mark.parametrize(
    "factor, sufficiency, relevance",
    [
        ("common_threat", "1", "1"),
        ("external_actor", "0.333333", "0.333333"),
        ("government_threat", "0.5", "0.666667"),
        ("russian_interest", "1", "1"),
    ],
)
def test_the_csto_values_are_as_checked_by_hand(csto_run, factor, sufficiency, relevance):
    table = derived(csto_run, "conditions")
    row = table[(table["condition"] == factor) & (table["outcome"] == "1")].iloc[0]
    assert row["sufficiency_consistency"] == sufficiency
    assert row["relevance_of_necessity"] == relevance
    assert row["necessity_consistency"] == "1", "one positive case, which has them all"
