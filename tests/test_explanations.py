"""Explanations: models read as terms, and what they expect of a case and need of its cells."""

import pytest

from mssd.explanations import as_term, expects, fits, needs, terms_of


def test_a_model_is_read_as_its_terms_with_the_value_of_each_factor():
    assert terms_of("a*~b + c") == [{"a": "1", "b": "0"}, {"c": "1"}]


def test_the_model_without_a_condition_expects_the_outcome_everywhere():
    assert terms_of("1") == [{}]
    assert expects(terms_of("1"), {"a": "0"})


def test_a_configuration_is_written_as_a_term_of_all_its_factors():
    assert as_term({"a": "1", "b": "0"}) == "a*~b"
    assert terms_of(as_term({"a": "1", "b": "0"})) == [{"a": "1", "b": "0"}]


@pytest.mark.parametrize("a, b, fitting", [("1", "0", True), ("1", "?", True), ("1", "1", False), ("0", "?", False)])
def test_a_term_fits_unless_a_known_cell_contradicts_it(a, b, fitting):
    assert fits({"a": "1", "b": "0"}, {"a": a, "b": b}) is fitting


def test_a_model_expects_the_outcome_when_one_of_its_terms_fits():
    assert expects(terms_of("a + b"), {"a": "0", "b": "1"})
    assert not expects(terms_of("a + b"), {"a": "0", "b": "0"})


def test_in_a_case_with_the_outcome_the_terms_that_fit_it_speak_to_the_explanation():
    """a*b fits the case a 1, b 1, c 0; c doesn't."""
    assert needs(terms_of("a*b + c"), {"a": "1", "b": "1", "c": "0"}, 1) == {("a", "1"), ("b", "1")}


def test_a_case_with_the_outcome_that_no_term_fits_says_nothing_of_the_explanation():
    assert needs(terms_of("a*b"), {"a": "1", "b": "0"}, 1) == set()


def test_in_a_case_without_the_outcome_only_a_cell_that_alone_decides_speaks_to_the_explanation():
    """a*b lacks b alone where a is 1 and b is 0, and lacks both where both are 0, so that neither alone decides."""
    assert needs(terms_of("a*b"), {"a": "1", "b": "0"}, 0) == {("b", "0")}
    assert needs(terms_of("a*b"), {"a": "0", "b": "0"}, 0) == set()


def test_an_explanation_by_absence_needs_presence_where_the_outcome_is_missing():
    assert needs(terms_of("~a"), {"a": "1"}, 0) == {("a", "1")}


def test_a_cell_that_another_term_makes_idle_does_not_decide():
    """a + b in a case a 1, b 1 without the outcome: coded otherwise, either cell leaves the other term fitting."""
    assert needs(terms_of("a + b"), {"a": "1", "b": "1"}, 0) == set()


def test_a_case_without_the_outcome_that_a_term_fits_speaks_against_it_until_its_cell_is_coded_otherwise():
    assert needs(terms_of("a*b"), {"a": "1", "b": "1"}, 0) == {("a", "0"), ("b", "0")}


def test_an_undetermined_cell_speaks_to_the_explanation_with_the_value_that_saves_it():
    assert needs(terms_of("a"), {"a": "?"}, 1) == {("a", "1")}
    assert needs(terms_of("a"), {"a": "?"}, 0) == {("a", "0")}
