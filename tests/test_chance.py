"""How often chance, or errors of coding, would give such a result. Small worlds are gone through whole, and counted."""

from fractions import Fraction
from itertools import permutations, product

import pandas as pd
import pytest

from mssd.chance import chance, coding_error, fair_coins, permuted_outcomes
from scripts.changes import survivors

CSTO = {"common_threat": "0010", "external_actor": "0111", "government_threat": "1010", "russian_interest": "0010"}


def table_of(columns: dict[str, str], outcome: str) -> pd.DataFrame:
    """A truth table whose columns are strings of one character a case."""
    table = pd.DataFrame({"case": list("ABCDEFGH"[: len(outcome)])} | {f: list(v) for f, v in columns.items()})
    return table.assign(outcome=[int(value) for value in outcome])


def probability(columns: dict[str, str], outcome: str, event: str, **where: str) -> str:
    """The probability that the table gives an event."""
    found = chance(table_of(columns, outcome))
    found = found[found["event"] == event]
    for column, value in where.items():
        found = found[found[column] == value]
    (value,) = found["probability"]
    return value


def numbers(columns: dict[str, str]) -> dict[str, tuple[int, ...]]:
    return {factor: tuple(map(int, values)) for factor, values in columns.items()}


def share(worlds: list[bool]) -> Fraction:
    return Fraction(sum(worlds), len(worlds))


def test_one_of_four_coin_factors_covaries_over_four_cases_with_probability_0_2275():
    """A column of four tosses is 0010 with 1/16; none of four is with (15/16)^4 = 50625/65536; 1 - that = 14911/65536."""
    assert probability(CSTO, "0010", "at_least_one_survivor", chance="fair_coins") == "0.227524"


def test_two_of_four_coin_factors_covary_with_the_binomial_tail():
    """1 - (15/16)^4 - 4 (1/16) (15/16)^3 = (65536 - 50625 - 13500) / 65536 = 1411/65536."""
    assert probability(CSTO, "0010", "at_least_as_many_survivors", chance="fair_coins") == "0.0215302"


def test_four_cases_with_one_positive_reach_no_less_than_a_quarter_when_the_outcome_is_dealt_anew():
    """The positive outcome falls to one of four cases; common_threat and russian_interest are there in the third alone."""
    assert probability(CSTO, "0010", "at_least_one_survivor", chance="permuted_outcomes") == "0.25"
    assert probability(CSTO, "0010", "at_least_as_many_survivors", chance="permuted_outcomes") == "0.25"


def test_another_column_with_as_many_ones_is_another_way_to_a_survivor():
    """Columns with one 1: 0010 twice and 0100. Two of four dealings give a survivor, one of them two."""
    columns = {"a": "0010", "b": "0010", "c": "0100", "d": "0111"}
    assert probability(columns, "0010", "at_least_one_survivor", chance="permuted_outcomes") == "0.5"
    assert probability(columns, "0010", "at_least_as_many_survivors", chance="permuted_outcomes") == "0.25"


def test_a_survivor_stays_when_none_of_its_cells_is_wrong():
    """0.9^4 = 0.6561."""
    assert probability(CSTO, "0010", "a_survivor_stays", rate="0.1", about="common_threat") == "0.6561"


def test_the_survivors_are_the_same_when_each_stays_and_no_other_joins():
    """
    r = 0.1. Two stay: 0.9^8 = 0.43046721. external_actor, 0111, and government_threat, 1010, differ from 0010 in two cells and in
    one: they join with 0.1^2 0.9^2 = 0.0081 and 0.1 0.9^3 = 0.0729. 0.43046721 x 0.9919 x 0.9271 = 0.395854.
    """
    assert probability(CSTO, "0010", "same_survivors", rate="0.1") == "0.395854"


@pytest.mark.parametrize("outcome", ["001", "011"])
@pytest.mark.parametrize("column", ["001", "011", "010", "111"])
def test_coins_are_right_in_every_world_of_two_factors_and_three_cases(outcome, column):
    """All 64 worlds of six tosses."""
    columns = {"a": column, "b": outcome}
    found = len(survivors(table_of(columns, outcome)))
    worlds = [
        len(survivors(table_of({"a": "".join(cells[:3]), "b": "".join(cells[3:])}, outcome)))
        for cells in product("01", repeat=6)
    ]
    one, as_many = fair_coins(numbers(columns), tuple(map(int, outcome)))
    assert one["probability"] == share([count >= 1 for count in worlds])
    assert as_many["probability"] == share([count >= found for count in worlds])


@pytest.mark.parametrize("columns", [("0011", "0011", "0101"), ("0011", "1100", "0111"), ("0001", "0111", "1111")])
def test_dealings_are_right_over_all_orders_of_the_outcomes(columns):
    columns = dict(zip("abc", columns, strict=True))
    found = len(survivors(table_of(columns, "0011")))
    worlds = [len(survivors(table_of(columns, "".join(dealt)))) for dealt in permutations("0011")]
    one, as_many = permuted_outcomes(numbers(columns), (0, 0, 1, 1))
    assert one["probability"] == share([count >= 1 for count in worlds])
    assert as_many["probability"] == share([count >= found for count in worlds])


@pytest.mark.parametrize("columns", [("001", "011"), ("001", "001"), ("110", "111")])
def test_errors_are_right_over_all_ways_of_being_wrong(columns):
    """Each of the 64 ways of flipping six cells weighs r^flips (1 - r)^(6 - flips)."""
    rate, now = Fraction("0.2"), survivors(table_of(dict(zip("ab", columns, strict=True)), "001"))
    same, stays = Fraction(0), dict.fromkeys(now, Fraction(0))
    for flips in product((0, 1), repeat=6):
        cells = "".join(str(int(cell) ^ flip) for cell, flip in zip("".join(columns), flips, strict=True))
        then = survivors(table_of({"a": cells[:3], "b": cells[3:]}, "001"))
        weight = rate ** sum(flips) * (1 - rate) ** (6 - sum(flips))
        same += weight * (then == now)
        stays = {factor: total + weight * (factor in then) for factor, total in stays.items()}
    whole, *single = coding_error(numbers(dict(zip("ab", columns, strict=True))), (0, 0, 1), "0.2")
    assert whole["probability"] == same
    assert {row["about"]: row["probability"] for row in single} == stays


def test_a_factor_with_an_unknown_cell_is_not_counted():
    """One factor is left: 2^-2."""
    assert probability({"a": "01", "b": "0?"}, "01", "at_least_one_survivor", chance="fair_coins") == "0.25"


def test_nothing_survives_an_outcome_that_is_the_same_everywhere_and_errors_change_nothing():
    found = chance(table_of({"a": "11"}, "11")).set_index(["chance", "event"])["probability"]
    assert found["fair_coins", "at_least_one_survivor"] == found["permuted_outcomes", "at_least_one_survivor"] == "0"
    assert set(found["coding_error", "same_survivors"]) == {"1"}


@pytest.mark.parametrize("columns, outcome", [({}, "01"), ({"a": "1"}, "1"), ({}, "")])
def test_a_study_without_factors_or_with_a_single_case_has_chances_too(columns, outcome):
    found = chance(table_of(columns, outcome))
    assert set(found.loc[found["event"] == "at_least_one_survivor", "probability"]) == {"0"}
