"""The truth table."""

import pytest
from conftest import rows

from scripts.truth_table import truth_table

OUTCOMES = rows("case outcome\nB 0\nA 1").astype({"outcome": "Int64"})


def test_a_row_is_a_case_with_its_factors_and_outcome_and_unknown_is_carried_through():
    cells = rows("case factor present\nB X ?\nB Y 0\nA X 1\nA Y 1")
    table = truth_table(cells, OUTCOMES)
    assert list(table.columns) == ["case", "X", "Y", "outcome"]
    assert table.values.tolist() == [["A", "1", "1", 1], ["B", "?", "0", 0]]


def test_without_any_selected_factor_the_cases_keep_their_rows():
    table = truth_table(rows("case factor present"), OUTCOMES)
    assert table.values.tolist() == [["A", 1], ["B", 0]]


def test_a_cell_of_a_case_that_is_not_compared_is_refused_with_the_known_ones():
    with pytest.raises(KeyError, match="no case D; known: B, A"):
        truth_table(rows("case factor present\nD X 1"), OUTCOMES)
