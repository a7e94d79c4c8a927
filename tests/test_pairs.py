"""How alike the cases are, on tables that can be worked by eye: a case is its name, the factors x y z, and the outcome."""

from itertools import product

import pandas as pd
import pytest
from conftest import LIPSET, ROOT, rows
from hypothesis import given, settings
from hypothesis import strategies as st

from mssd.tables import read, write
from scripts.covariation import verdicts
from scripts.pairs import apart, pairs, pattern_of, similarity, slugs

CSTO = """
case     common_threat external_actor government_threat russian_interest outcome
KGZ-2010 0             0              1                 0                0
TJK-2021 0             1              0                 0                0
KAZ-2022 1             1              1                 1                1
ARM-2022 0             1              0                 0                0
"""
NO_BACKGROUND = read("background", None)
PROFILES = st.lists(st.text("01", min_size=6, max_size=6), min_size=3, max_size=3)


def truth_table(*cases: str) -> pd.DataFrame:
    """A truth table from cases such as `A 10? 1`: the name, the values of the factors x, y, z, and the outcome."""
    names, values, outcomes = zip(*[case.split() for case in cases], strict=True)
    factors = {factor: [value[place] for value in values] for place, factor in enumerate("xyz"[: len(values[0])])}
    return pd.DataFrame({"case": names, **factors, "outcome": [int(outcome) for outcome in outcomes]})


def background(**blocks: dict[str, str]) -> pd.DataFrame:
    """A background from blocks such as `past={"A": "1?", "B": "10"}`; an unknown value is an empty cell."""
    return pd.DataFrame(
        [
            {"block": block, "characteristic": f"c{place}", "case": case, "value": None if value == "?" else int(value)}
            for block, cases in blocks.items()
            for case, values in cases.items()
            for place, value in enumerate(values)
        ]
    ).astype({"value": "Int64"})


def csto() -> tuple[pd.DataFrame, pd.DataFrame]:
    """The truth table of the CSTO study (design, section 4) and its background."""
    return rows(CSTO).astype({"outcome": int}), read("background", ROOT / "raw" / "background.csv")


def by_pair(found: pd.DataFrame, *columns: str) -> dict:
    """Some columns of each pair; None in every empty cell."""
    found = found.astype(object).where(found.notna(), None)
    values = found[list(columns)].itertuples(index=False, name=None)
    keys = found["case_a"] + "/" + found["case_b"]
    return dict(zip(keys, (row if len(columns) > 1 else row[0] for row in values), strict=True))


def profile(values: str) -> dict[str, str]:
    return dict(enumerate(values))


@given(PROFILES)
@settings(derandomize=True, database=None, deadline=None)
def test_a_distance_is_the_same_both_ways_none_to_itself_and_no_detour_is_shorter(values):
    one, other, third = map(profile, values)
    assert apart(one, other) == apart(other, one)
    assert apart(one, one) == (0, 6)
    assert apart(one, third)[0] <= apart(one, other)[0] + apart(other, third)[0]


def test_a_distance_counts_only_what_is_known_for_both_cases():
    """1 and ?, ? and 0, ? and ? are not known for both; 1 and 0 differ; 0 and 0 don't."""
    assert apart(profile("1??10"), profile("?0?00")) == (1, 2)


def test_a_pair_has_its_distance_in_the_factors_in_the_background_and_in_each_block():
    """x differs, y is unknown in B. History: 1 of 2; Regime: 1 of 1, one unknown. Background: 2 of 3."""
    past, regime = {"A": "10", "B": "11"}, {"A": "1?", "B": "00"}
    found = pairs(truth_table("A 11 1", "B 0? 0"), background(History=past, Regime=regime))
    assert found.drop(columns=["differ_in", "extreme_in", "design"]).iloc[0].to_dict() == {
        "case_a": "A",
        "case_b": "B",
        "same_outcome": 0,
        "distance_factors": 1,
        "known_factors": 1,
        "distance_background": 2,
        "known_background": 3,
        "distance_block_history": 1,
        "known_block_history": 2,
        "distance_block_regime": 1,
        "known_block_regime": 1,
    }
    assert found["differ_in"].tolist() == ["x"]


def test_without_a_background_only_the_factors_count():
    found = pairs(truth_table("A 11 1", "B 01 0"), NO_BACKGROUND)
    assert found[["distance_background", "known_background"]].isna().all(axis=None)
    assert not [column for column in found.columns if "block" in column]
    assert by_pair(found, "extreme_in", "design") == {"A/B": ("factors", "MSDO")}


def test_cases_that_are_not_compared_do_not_count():
    table = truth_table("A 11 1", "B 01 0")
    with_another = background(past={"A": "10", "B": "11", "C": "00"})
    assert pairs(table, with_another).equals(pairs(table, background(past={"A": "10", "B": "11"})))
    assert similarity(table, with_another)["absent_in"].fillna("").tolist() == ["", "A"]


def test_a_characteristic_that_is_told_of_no_compared_case_is_unknown_and_keeps_its_row():
    table, of_another = truth_table("A 1 1", "B 0 0"), background(past={"C": "1"})
    assert by_pair(pairs(table, of_another), "distance_background", "known_background") == {"A/B": (0, 0)}
    row = similarity(table, of_another).iloc[0]
    assert (row["pattern"], row["unknown_in"]) == ("covaries|inverse|constant", "A; B")


def test_the_nearest_pairs_with_different_outcomes_are_at_the_extreme():
    """A is 111; B 110, C 101 and D 000 are 1, 1 and 3 away."""
    found = pairs(truth_table("A 111 1", "B 110 0", "C 101 0", "D 000 0"), NO_BACKGROUND)
    nearest = by_pair(found[found["same_outcome"] == 0], "extreme_in", "design")
    assert nearest == {"A/B": ("factors", "MSDO"), "A/C": ("factors", "MSDO"), "A/D": (None, None)}


def test_the_farthest_pairs_are_sought_among_those_with_the_outcome_and_those_without_it_each_apart():
    """With it: A 111, B 110, C 111, so B is 1 from each. Without it: D 000, E 111, F 001, so D/E are 3 apart, E/F 2."""
    table = truth_table("A 111 1", "B 110 1", "C 111 1", "D 000 0", "E 111 0", "F 001 0")
    found = pairs(table, NO_BACKGROUND)
    assert list(by_pair(found[found["design"] == "MDSO"], "design")) == ["A/B", "B/C", "D/E"]


def test_the_share_that_differs_is_compared_and_not_the_number_where_less_is_known_of_a_pair():
    """From A, B differs in 1 of the 2 that are known and C in 1 of 3: C is nearer. B and C are the only pair of their kind."""
    table = truth_table("A 1 1", "B 0 0", "C 0 0")
    found = pairs(table, background(past={"A": "110", "B": "1?1", "C": "100"}))
    assert by_pair(found, "distance_background", "known_background")["A/B"] == (1, 2)
    assert by_pair(found, "distance_background", "known_background")["A/C"] == (1, 3)
    assert by_pair(found, "design") == {"A/B": None, "A/C": "MSDO", "B/C": "MDSO"}


def test_a_pair_of_which_nothing_is_known_in_a_block_is_not_at_the_extreme_in_it():
    found = pairs(truth_table("A 1 1", "B 0 0", "C 0 0"), background(past={"A": "11", "B": "01", "C": "??"}))
    assert by_pair(found, "extreme_in") == {"A/B": "factors; past", "A/C": "factors", "B/C": None}


def test_a_block_in_which_no_pair_of_the_kind_differs_tells_nothing_of_them():
    """All have the same regime. In the past A differs from B and C, which don't differ from each other."""
    blocks = {"past": {"A": "1", "B": "0", "C": "0"}, "regime": {"A": "1", "B": "1", "C": "1"}}
    found = pairs(truth_table("A 1 1", "B 1 0", "C 1 0"), background(**blocks))
    assert by_pair(found, "extreme_in") == {"A/B": "past", "A/C": "past", "B/C": None}


def test_cases_that_are_alike_in_everything_have_no_design():
    found = pairs(truth_table("A 10 1", "B 10 0", "C 10 0"), background(past={"A": "1", "B": "1", "C": "1"}))
    assert set(by_pair(found, "extreme_in", "design").values()) == {(None, None)}


def test_the_design_goes_to_the_pairs_at_the_extreme_in_most_blocks():
    """A/B is nearest in the factors, A/C in two blocks of the background."""
    table = truth_table("A 11 1", "B 10 0", "C 00 0")
    found = pairs(table, background(past={"A": "1", "B": "0", "C": "1"}, regime={"A": "1", "B": "0", "C": "1"}))
    assert by_pair(found, "extreme_in", "design")["A/B"] == ("factors", None)
    assert by_pair(found, "extreme_in", "design")["A/C"] == ("past; regime", "MSDO")


def test_the_name_of_a_block_becomes_small_letters_digits_and_underscores_and_no_two_the_same():
    assert slugs(["Law & order (1990)", "История"]) == {"Law & order (1990)": "law_order_1990", "История": "история"}
    assert slugs(["Past", "past!", "past 2"]) == {"Past": "past", "past 2": "past_2", "past!": "past_3"}
    assert slugs(["Factors", "–"]) == {"Factors": "factors_2", "–": "block"}


@pytest.mark.parametrize(
    "values, expected",
    [("1100", "covaries"), ("0011", "inverse"), ("1111", "constant"), ("1010", "mixed"), ("11?0", "covaries|mixed")],
)
def test_a_characteristic_goes_with_the_outcome_as_a_factor_does(values, expected):
    """A and B have the outcome, C and D don't."""
    table = truth_table("A 1 1", "B 1 1", "C 0 0", "D 0 0")
    row = similarity(table, background(past=dict(zip("ABCD", values, strict=True)))).iloc[0]
    assert row["pattern"] == expected
    for column, value in {"present_in": "1", "absent_in": "0", "unknown_in": "?"}.items():
        cases = [case for case, of_case in zip("ABCD", values, strict=True) if of_case == value]
        assert (row[column] if cases else None) == ("; ".join(cases) or None)


def test_cases_that_repeat_others_change_no_pattern():
    """Every column of 1, 0 and ? and every outcome over five cases: the pattern is that of the whole column."""
    for outcome in product((0, 1), repeat=5):
        for values in product("01?", repeat=5):
            assert pattern_of(list(values), list(outcome)) == verdicts(list(values), list(outcome))["pattern"]


def test_a_characteristic_that_is_unknown_of_many_cases_is_told_at_once():
    assert pattern_of(["?"] * 60, [0, 1] * 30) == "covaries|inverse|constant|mixed"


def test_kyrgyzstan_is_the_most_similar_case_to_kazakhstan_and_armenia_is_at_both_of_the_most_different_pairs():
    """
    From Kazakhstan, Kyrgyzstan differs in two of five in history (treaty of 1992, earlier conflict), one of two in dependence
    (arms), nothing else of 15; Tajikistan also in the Eurasian Union; Armenia in 9 of 16.
    Kyrgyzstan is nearest in all that varies (6 blocks), Tajikistan in all but membership, Armenia in dependence and
    the factors, where all three are as near. Of the others, Armenia is apart from both in geography (1 of 1) and threats
    (3 of 3), from Tajikistan most in membership (2 of 3), from Kyrgyzstan in the factors (2 of 4): three blocks each.
    """
    found = pairs(*csto())
    assert by_pair(found, "distance_factors", "distance_background", "known_background") == {
        "ARM-2022/KAZ-2022": (3, 9, 16),
        "ARM-2022/KGZ-2010": (2, 5, 15),
        "ARM-2022/TJK-2021": (0, 6, 15),
        "KAZ-2022/KGZ-2010": (3, 3, 15),
        "KAZ-2022/TJK-2021": (3, 4, 15),
        "KGZ-2010/TJK-2021": (2, 1, 17),
    }
    assert by_pair(found, "extreme_in", "design") == {
        "ARM-2022/KAZ-2022": ("dependence; factors", None),
        "ARM-2022/KGZ-2010": ("factors; geography; threats", "MDSO"),
        "ARM-2022/TJK-2021": ("geography; membership; threats", "MDSO"),
        "KAZ-2022/KGZ-2010": ("dependence; factors; geography; history; membership; threats", "MSDO"),
        "KAZ-2022/TJK-2021": ("dependence; factors; geography; history; threats", None),
        "KGZ-2010/TJK-2021": ("factors", None),
    }


def test_three_characteristics_set_kazakhstan_apart_from_every_other_case_and_six_are_the_same_in_all():
    """
    Kazakhstan alone didn't sign the treaty of 1992, had no earlier conflict, and isn't heavily dependent for arms. A war is
    known of Armenia and denied of Kazakhstan: apart or mixed. Three characteristics are known as present only, and not of
    Kazakhstan: apart, the same in all, or mixed.
    """
    found = similarity(*csto()).set_index("characteristic")
    assert found.groupby("pattern").size().to_dict() == {
        "constant": 6,
        "inverse": 3,
        "inverse|constant|mixed": 3,
        "inverse|mixed": 1,
        "mixed": 6,
    }
    apart_in = found[found["pattern"] == "inverse"]
    assert apart_in.index.tolist() == [
        "Heavily dependent on Russia for arms",
        "Earlier revolution or internal conflict",
        "Signed the treaty of 1992",
    ]
    assert set(apart_in["absent_in"]) == {"KAZ-2022"}


def test_of_lipsets_states_the_most_similar_differ_in_one_factor_and_the_most_different_in_two_and_five():
    """
    Eight pairs with different outcomes differ in one factor, and none in less (see the test of Mill's methods). Of the
    survivors, 11111 (BEL, CZE, NET, UK) and 10101 (FIN, IRE) are 2 apart, no others more. Of the states that broke down,
    GER is 11110, and ITA and ROM are 00001, apart in all five.
    """
    found = pairs(read("data_matrix", LIPSET / "raw" / "data_matrix.csv").drop(columns="label"), NO_BACKGROUND)
    assert len(found) == 153
    designs = found[found["design"].notna()].groupby(["design", "distance_factors"]).size().to_dict()
    assert designs == {("MSDO", 1): 8, ("MDSO", 2): 8, ("MDSO", 5): 2}
    farthest = found[(found["design"] == "MDSO") & (found["distance_factors"] == 5)]
    assert list(by_pair(farthest, "design")) == ["GER/ITA", "GER/ROM"]


THIN = {
    "no_case": truth_table("A 1 1").iloc[:0],
    "one_case": truth_table("A 1? 1"),
    "no_factor": truth_table("A 1 1", "B 0 0").drop(columns="x"),
    "one_outcome": truth_table("A 10 0", "B 01 0", "C ?? 0"),
    "nothing_known": truth_table("A ?? 1", "B ?? 1", "C ?? 0", "D ?? 0"),
    "alike": truth_table("A 10 1", "B 10 0"),
}
BACKGROUNDS = {
    "none": NO_BACKGROUND,
    "one_block": background(past={"A": "10", "B": "1?", "C": "00"}),
    "nothing_known": background(past={"A": "?", "B": "?"}),
    "of_others": background(past={"X": "1"}, regime={"Y": "0"}),
}


@pytest.mark.parametrize("table", THIN.values(), ids=THIN)
@pytest.mark.parametrize("of_cases", BACKGROUNDS.values(), ids=BACKGROUNDS)
def test_thin_tables_keep_the_schema_and_have_a_row_for_each_pair(table, of_cases, tmp_path):
    write("pairs", pairs(table, of_cases), tmp_path / "pairs.csv")
    write("similarity", similarity(table, of_cases), tmp_path / "similarity.csv")
    assert len(read("pairs", tmp_path / "pairs.csv")) == len(table) * (len(table) - 1) // 2
    characteristics = of_cases[["block", "characteristic"]].drop_duplicates()
    assert len(read("similarity", tmp_path / "similarity.csv")) == (len(characteristics) if len(table) else 0)


def test_the_order_of_the_rows_changes_no_byte(tmp_path):
    for name, turned in {"a": 1, "b": -1}.items():
        table, of_cases = (given[::turned].reset_index(drop=True) for given in csto())
        write("pairs", pairs(table, of_cases), tmp_path / f"{name}_pairs.csv")
        write("similarity", similarity(table, of_cases), tmp_path / f"{name}_similarity.csv")
    for noun in ("pairs", "similarity"):
        assert (tmp_path / f"a_{noun}.csv").read_bytes() == (tmp_path / f"b_{noun}.csv").read_bytes()
