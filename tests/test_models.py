"""Parsimonious models of a truth table, with contradictions, unknown cells and nothing to explain. Worked by eye."""

import pandas as pd
import pytest

from mssd.models import MOST_UNDETERMINED_CELLS, Cutoffs, configuration, outputs, parsimonious_models

CSTO = {"common_threat": "0010", "external_actor": "0111", "government_threat": "1010", "russian_interest": "0010"}


def models(columns: dict[str, str], outcome: str, **cutoffs: float) -> list[str] | None:
    """The models of a truth table whose columns are strings of one character a case."""
    table = pd.DataFrame({"case": list(map(str, range(len(outcome))))} | {f: list(v) for f, v in columns.items()})
    return parsimonious_models(table.assign(outcome=[int(value) for value in outcome]), Cutoffs(**cutoffs))


def test_the_csto_table_has_three_parsimonious_models():
    """Kyrgyzstan, Tajikistan, Kazakhstan, Armenia; only Kazakhstan has both an external actor and a threatened government."""
    assert models(CSTO, "0010") == ["common_threat", "external_actor*government_threat", "russian_interest"]


def test_the_order_of_the_columns_is_without_meaning():
    assert models(dict(reversed(CSTO.items())), "0010") == models(CSTO, "0010")


def test_two_ways_to_the_outcome_are_joined_by_a_plus():
    """a 1 1 0 0 and b 1 0 1 0, outcome 1 1 1 0: a or b."""
    assert models({"a": "1100", "b": "1010"}, "1110") == ["a + b"]


def test_an_absence_is_written_with_a_tilde():
    assert models({"a": "01"}, "10") == ["~a"]


def test_a_configuration_with_both_outcomes_counts_as_negative():
    """Cases 1 and 2 are alike with different outcomes; what is left to explain is case 3, b without a."""
    assert models({"a": "110", "b": "001"}, "101") == ["b", "~a"]
    assert models({"a": "11"}, "10") == []


def test_a_lower_cutoff_lets_a_configuration_with_some_failures_count_as_positive():
    """Two of the three cases of a have the outcome."""
    columns, outcome = {"a": "1110"}, "1100"
    assert models(columns, outcome) == []
    assert models(columns, outcome, consistency=0.66) == ["a"]


def test_a_configuration_with_fewer_cases_than_the_cutoff_is_a_remainder():
    """01 has one case: it may be covered, and so b alone, like a, tells 11 from 00."""
    columns, outcome = {"a": "11000", "b": "11001"}, "11000"
    assert models(columns, outcome) == ["a"]
    assert models(columns, outcome, frequency=2) == ["a", "b"]


@pytest.mark.parametrize("outcome", ["11", "00"])
def test_an_outcome_that_does_not_vary_has_no_model(outcome):
    assert models({"a": "10"}, outcome) == []


def test_without_a_factor_or_with_a_single_case_there_is_no_model():
    assert models({}, "10") == models({"a": "1"}, "1") == models({"a": ""}, "") == []


def test_only_models_that_are_minimal_in_every_completion_are_given():
    """b of the first case: 1 makes b a model beside a, 0 leaves a alone."""
    assert models({"a": "10", "b": "?0"}, "10") == ["a"]
    assert models({"a": "?0"}, "10") == []


def test_too_many_unknown_cells_or_factors_leave_the_models_unknown():
    most = MOST_UNDETERMINED_CELLS
    assert models({"a": "1" + "0" * most, "b": "1" + "?" * most}, "1" + "0" * most) is not None
    assert models({"a": "1" + "0" * (most + 1), "b": "1" + "?" * (most + 1)}, "1" + "0" * (most + 1)) is None
    assert models({f"f{place}": "10" for place in range(21)}, "10") is None


def test_a_configuration_is_a_number_with_a_bit_for_each_factor():
    assert configuration("0110") == 6
    assert outputs([(6, 1), (6, 1), (5, 0), (5, 1)], Cutoffs()) == ((6,), (5,))
