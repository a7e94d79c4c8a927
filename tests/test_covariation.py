"""Covariation of factors and outcome. Every table here is small enough to be worked by eye."""

from itertools import product

import pytest
from conftest import rows

from scripts.covariation import completions, contradicting_pairs, covariation, pattern


def found(column: str, outcome: str, other: str | None = None) -> dict:
    """The row of factor X, whose column and outcome are given as strings of one character a case."""
    table = rows("case\n" + "\n".join("ABCDEFGH"[: len(column)])).assign(
        X=list(column), outcome=[int(v) for v in outcome]
    )
    if other:
        table["Y"] = list(other)
    return covariation(table, common_factors=[]).set_index("factor").loc["X"].to_dict()


@pytest.mark.parametrize(
    "column, expected",
    [("0010", "covaries"), ("1101", "inverse"), ("0000", "constant"), ("1111", "constant"), ("0110", "mixed")],
)
def test_the_four_patterns_over_four_cases_with_one_positive(column, expected):
    assert found(column, "0010")["pattern"] == expected


def test_a_factor_that_varies_while_the_outcome_does_not_is_mixed_and_contradicted_by_no_pair():
    row = found("01", "11")
    assert (row["pattern"], row["contradicted_by"]) == ("mixed", None)


def test_a_constant_factor_over_a_constant_outcome_is_constant():
    assert found("11", "11")["pattern"] == "constant"


def test_pairs_with_the_same_value_and_different_outcomes_contradict():
    assert found("0111", "0010")["contradicted_by"] == "B/C; C/D"


def test_a_pair_with_an_unknown_cell_contradicts_nothing():
    assert contradicting_pairs(["A", "B"], ["?", "?"], [0, 1]) == []


def test_an_unknown_cell_leaves_every_pattern_open_that_some_completion_gives():
    row = found("0?1", "011")
    assert row["pattern"] == "covaries|mixed"
    assert (row["necessary"], row["sufficient"]) == ("?", "1")


def test_an_unknown_cell_that_decides_nothing_leaves_a_single_verdict():
    assert found("01?", "001")["pattern"] == "mixed"


def test_necessity_holds_of_a_factor_present_wherever_the_outcome_occurred():
    assert found("0111", "0010")["necessary"] == "1"
    assert found("1000", "0010")["necessary"] == "0"


def test_necessity_says_nothing_where_the_outcome_occurred_nowhere():
    assert found("01", "00")["necessary"] is None


def test_sufficiency_holds_of_a_factor_after_which_the_outcome_always_occurred():
    assert found("0010", "0110")["sufficient"] == "1"
    assert found("0111", "0010")["sufficient"] == "0"


def test_sufficiency_says_nothing_of_a_factor_present_nowhere():
    assert found("00", "01")["sufficient"] is None


def test_factors_with_the_same_column_are_inseparable_and_an_unknown_cell_ends_that():
    assert found("0010", "0010", other="0010")["inseparable_from"] == "Y"
    assert found("0010", "0010", other="0011")["inseparable_from"] is None
    assert found("001?", "0010", other="001?")["inseparable_from"] is None


def test_a_common_factor_is_constant_and_has_no_verdict():
    table = rows("case X\nA 0\nB 1").assign(outcome=[0, 1])
    row = covariation(table, common_factors=["faith"]).set_index("factor").loc["faith"]
    assert row["pattern"] == "constant"
    assert row[["necessary", "sufficient", "contradicted_by", "inseparable_from"]].isna().all()


def test_a_factor_covaries_exactly_when_it_varies_is_necessary_and_sufficient_and_nothing_contradicts_it():
    """Every column and every outcome over four cases: the four ways of saying that a factor survives agree."""
    for outcome in product("01", repeat=4):
        for column in product("01", repeat=4):
            row = found("".join(column), "".join(outcome))
            survives = len(set(column)) == 2 and row["necessary"] == row["sufficient"] == "1"
            assert (row["pattern"] == "covaries") == survives
            if row["pattern"] in ("covaries", "inverse"):
                assert row["contradicted_by"] is None
            if row["pattern"] in ("mixed", "constant") and len(set(outcome)) == 2:
                assert row["contradicted_by"] is not None


def test_two_unknown_cells_have_four_completions():
    assert completions(["?", "1", "?"]) == [(0, 1, 0), (0, 1, 1), (1, 1, 0), (1, 1, 1)]
    assert pattern((0, 1), [1, 0]) == "inverse"
