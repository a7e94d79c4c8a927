"""Mill's methods, on tables that can be worked by eye: a case is its name, the factors x y z, and the outcome."""

from itertools import product

import pandas as pd
import pytest
from conftest import LIPSET, rows
from hypothesis import given, settings
from hypothesis import strategies as st

from mssd.tables import read, write
from scripts.mill import mill

CSTO = """
case     common_threat external_actor government_threat russian_interest outcome
KGZ-2010 0             0              1                 0                0
TJK-2021 0             1              0                 0                0
KAZ-2022 1             1              1                 1                1
ARM-2022 0             1              0                 0                0
"""


def truth_table(*cases: str) -> pd.DataFrame:
    """A truth table from cases such as `A 10? 1`: the name, the values of the factors x, y, z, and the outcome."""
    names, values, outcomes = zip(*[case.split() for case in cases], strict=True)
    factors = {factor: [value[place] for value in values] for place, factor in enumerate("xyz"[: len(values[0])])}
    return pd.DataFrame({"case": names, **factors, "outcome": [int(outcome) for outcome in outcomes]})


def without_gaps(found: pd.DataFrame) -> pd.DataFrame:
    """A table with None in every empty cell."""
    return found.astype(object).where(found.notna(), None)


def applied(method: str, *cases: str) -> list[dict]:
    """What one method makes of some cases."""
    found = without_gaps(mill(truth_table(*cases)))
    return found[found["method"] == method].to_dict("records")


def verdict(method: str, *cases: str) -> tuple:
    """Whether one method applies to cases that give it one row, what it shows, and why not."""
    (row,) = applied(method, *cases)
    return row["applies"], row["shows"], row["reason"]


@pytest.mark.parametrize("without, shows", [("010 0", "x"), ("111 0", "~z"), ("100 0", "y")])
def test_difference_shows_the_one_factor_that_differs_as_it_is_in_the_positive_case(without, shows):
    assert verdict("difference", "A 110 1", f"B {without}") == ("1", shows, None)


def test_difference_cannot_be_applied_to_cases_that_differ_in_none_or_in_several():
    assert verdict("difference", "A 110 1", "B 110 0") == ("0", None, "differ_in_none")
    assert verdict("difference", "A 110 1", "B 000 0") == ("0", None, "differ_in_several")


def test_difference_compares_every_positive_with_every_negative_case_and_no_two_alike_in_outcome():
    found = applied("difference", "A 111 1", "B 110 1", "C 100 0", "D 000 0")
    assert [row["cases"] for row in found] == ["A; C", "A; D", "B; C", "B; D"]
    assert [row["shows"] for row in found] == [None, None, "y", None]


def test_a_pair_says_in_what_it_is_alike_and_in_what_it_differs():
    (row,) = applied("difference", "A 10? 1", "B 000 0")
    assert (row["alike_in"], row["differ_in"], row["unknown_in"]) == ("~y", "x", "z")


@pytest.mark.parametrize(
    "with_it, without, applies",
    [("1?0", "000", "?"), ("1?0", "100", "?"), ("1?0", "001", "0"), ("???", "???", "?"), ("1?1", "0?1", "?")],
)
def test_an_unknown_cell_is_never_guessed_and_leaves_difference_open_only_where_it_decides(with_it, without, applies):
    """Two known differences settle that it can't be applied; one or none doesn't while a cell is unknown."""
    reason = {"?": "undetermined_cells", "0": "differ_in_several"}[applies]
    assert verdict("difference", f"A {with_it} 1", f"B {without} 0") == (applies, None, reason)


@pytest.mark.parametrize("other, shows", [("110", "x"), ("000", "~y"), ("011", "z")])
def test_agreement_shows_the_one_circumstance_that_two_positive_cases_have_in_common(other, shows):
    assert verdict("agreement", "A 101 1", f"B {other} 1") == ("1", shows, None)


def test_agreement_cannot_be_applied_to_cases_that_are_alike_in_none_or_in_several():
    assert verdict("agreement", "A 101 1", "B 010 1") == ("0", None, "alike_in_none")
    assert verdict("agreement", "A 101 1", "B 111 1") == ("0", None, "alike_in_several")


def test_more_than_two_positive_cases_are_compared_in_pairs_and_all_together():
    """A and B share x and ~y, A and C share x and ~z, B and C share x alone; all three share x alone."""
    found = applied("agreement", "A 100 1", "B 101 1", "C 110 1", "D 000 0")
    assert [(row["cases"], row["applies"], row["shows"]) for row in found] == [
        ("A; B", "0", None),
        ("A; B; C", "1", "x"),
        ("A; C", "0", None),
        ("B; C", "1", "x"),
    ]


def test_two_known_values_that_differ_settle_it_for_a_set_whatever_an_unknown_one_is():
    """z is 0, 1 and ? and differs; y is 1, 1 and ? and is open; x is common."""
    row = next(row for row in applied("agreement", "A 110 1", "B 111 1", "C 1?? 1") if row["cases"] == "A; B; C")
    assert (row["alike_in"], row["differ_in"], row["unknown_in"], row["applies"]) == ("x", "z", "y", "?")


def test_one_positive_case_has_nothing_to_agree_with():
    (row,) = applied("agreement", "A 110 1", "B 000 0", "C 001 0")
    assert (row["cases"], row["applies"], row["reason"]) == ("A", "0", "one_positive_case")


def test_the_joint_method_shows_what_all_positive_cases_have_and_no_negative_one():
    assert verdict("joint", "A 110 1", "B 101 1", "C 010 0", "D 001 0") == ("1", "x", None)
    assert verdict("joint", "A 010 1", "B 001 1", "C 110 0", "D 101 0") == ("1", "~x", None)


def test_the_joint_method_applies_though_the_cases_have_other_circumstances_in_common_and_says_which():
    """z is 1 in all four cases: to the letter of the canon nothing but x may be common to A and B; it parts no sets."""
    (row,) = applied("joint", "A 101 1", "B 111 1", "C 001 0", "D 011 0")
    assert (row["applies"], row["shows"], row["alike_in"], row["differ_in"]) == ("1", "x", "x; z", "x")


def test_the_joint_method_points_to_none_of_several_circumstances_that_part_the_sets():
    """x and ~z are common to A and B and absent from C and D; y isn't."""
    (row,) = applied("joint", "A 100 1", "B 110 1", "C 001 0", "D 011 0")
    assert (row["applies"], row["shows"], row["reason"]) == ("0", None, "differ_in_several")
    assert row["differ_in"] == "x; z"


def test_the_joint_method_needs_a_circumstance_that_parts_the_sets():
    assert verdict("joint", "A 111 1", "B 101 1", "C 111 0", "D 001 0") == ("0", None, "differ_in_none")


@pytest.mark.parametrize("negative, applies", [("?00", "?"), ("000", "1"), ("100", "0")])
def test_an_unknown_cell_leaves_the_joint_method_open_only_where_it_decides(negative, applies):
    """x is 1 in A and B, 0 in C; D decides. y and z part no sets."""
    assert verdict("joint", "A 101 1", "B 110 1", "C 011 0", f"D {negative} 0")[0] == applies


@pytest.mark.parametrize(
    "cases, reason",
    [
        (["A 1 1", "B 0 0", "C 0 0"], "one_positive_case"),
        (["A 1 1", "B 1 1", "C 0 0"], "one_negative_case"),
        (["A 1 1", "B 1 1"], "no_negative_case"),
        (["A 0 0", "B 0 0"], "no_positive_case"),
    ],
)
def test_the_joint_method_needs_two_positive_and_two_negative_cases(cases, reason):
    assert verdict("joint", *cases) == ("0", None, reason)


def test_difference_needs_both_outcomes():
    assert verdict("difference", "A 1 1", "B 0 1") == ("0", None, "no_negative_case")
    assert verdict("difference", "A 1 0", "B 0 0") == ("0", None, "no_positive_case")


def test_without_a_factor_no_method_can_be_applied_and_each_says_so():
    found = mill(truth_table("A 1 1", "B 1 1", "C 0 0", "D 0 0").drop(columns="x"))
    assert found["method"].tolist() == ["agreement", "difference", "joint"]
    assert set(found["reason"]) == {"no_factor"} and set(found["applies"]) == {"0"}


def settled(table: pd.DataFrame) -> list[pd.DataFrame]:
    """Every table that settling the unknown cells of a table gives."""
    places = [
        (row, name) for name in table.columns.drop(["case", "outcome"]) for row in table.index[table[name] == "?"]
    ]
    tables = []
    for values in product("01", repeat=len(places)):
        table = table.copy()
        for (row, name), value in zip(places, values, strict=True):
            table.loc[row, name] = value
        tables.append(table)
    return tables


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(st.tuples(st.text("01?", min_size=2, max_size=2), st.sampled_from("01")), min_size=1, max_size=4))
def test_a_method_is_open_exactly_where_the_ways_of_settling_the_unknown_cells_part(cells):
    """With what it shows, too: what applies whatever unknown cells are, shows the same under each."""
    table = truth_table(*[f"{name} {values} {outcome}" for name, (values, outcome) in zip("ABCD", cells, strict=False)])
    under = pd.concat([mill(full) for full in settled(table)])
    for row in mill(table).itertuples():
        same = under[(under["method"] == row.method) & ((under["cases"] == row.cases) | pd.isna(row.cases))]
        applies = set(same["applies"])
        assert row.applies == (applies.pop() if len(applies) == 1 else "?")
        if row.applies == "1":
            assert set(same["shows"]) == {row.shows}


def test_of_the_csto_cases_no_method_shows_anything():
    """
    Kazakhstan differs from each other case in three factors of four (design, section 4), and is the only positive case.

    With Kyrgyzstan it shares the threat to the government, with Tajikistan and Armenia the external actor.
    """
    found = mill(rows(CSTO).astype({"outcome": int})).set_index(["method", "cases"])
    assert found["reason"].to_dict() == {
        ("agreement", "KAZ-2022"): "one_positive_case",
        ("difference", "ARM-2022; KAZ-2022"): "differ_in_several",
        ("difference", "KAZ-2022; KGZ-2010"): "differ_in_several",
        ("difference", "KAZ-2022; TJK-2021"): "differ_in_several",
        ("joint", "ARM-2022; KAZ-2022; KGZ-2010; TJK-2021"): "one_positive_case",
    }
    assert set(found["applies"]) == {"0"} and found["shows"].isna().all()
    assert found.loc["difference"]["alike_in"].tolist() == ["external_actor", "government_threat", "external_actor"]


def test_of_lipsets_states_eight_pairs_differ_in_one_factor():
    """
    DEV, URB, LIT, IND, STB: FIN and IRE are 10101, and EST is 00101, DEV apart. FRA and SWE are 10111, and AUS is 10110,
    STB apart; BEL, CZE, NET, UK are 11111, and GER is 11110, STB apart. The others that broke down lack DEV and more.
    The eight survivors share DEV, LIT and STB, any two of them at least these; and none of the five factors parts the sets.
    """
    found = mill(read("data_matrix", LIPSET / "raw" / "data_matrix.csv").drop(columns="label"))
    shown = found[found["applies"] == "1"].set_index("cases")["shows"].to_dict()
    assert shown == dict.fromkeys(["EST; FIN", "EST; IRE"], "DEV") | dict.fromkeys(
        ["AUS; FRA", "AUS; SWE", "BEL; GER", "CZE; GER", "GER; NET", "GER; UK"], "STB"
    )
    reasons = found.groupby(["method", "reason"]).size().to_dict()
    assert reasons == {
        ("agreement", "alike_in_several"): 29,
        ("difference", "differ_in_several"): 72,
        ("joint", "differ_in_none"): 1,
    }


THIN = {
    "no_case": truth_table("A 1 1").iloc[:0],
    "one_case": truth_table("A 1? 1"),
    "no_factor": truth_table("A 1 1", "B 0 0").drop(columns="x"),
    "one_outcome": truth_table("A 10 0", "B 01 0", "C ?? 0"),
    "nothing_known": truth_table("A ?? 1", "B ?? 1", "C ?? 0", "D ?? 0"),
    "alike": truth_table("A 10 1", "B 10 0"),
}


@pytest.mark.parametrize("table", THIN.values(), ids=THIN)
def test_thin_tables_have_a_row_for_each_method_and_keep_the_schema(table, tmp_path):
    write("mill", mill(table), tmp_path / "mill.csv")
    assert set(read("mill", tmp_path / "mill.csv")["method"]) == {"difference", "agreement", "joint"}


def test_the_order_of_the_cases_changes_no_byte(tmp_path):
    table = rows(CSTO).astype({"outcome": int})
    write("mill", mill(table), tmp_path / "a.csv")
    write("mill", mill(table.iloc[::-1].reset_index(drop=True)), tmp_path / "b.csv")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
