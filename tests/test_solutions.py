"""Solutions: all the minimal models, what they rest on, and what stands in the way of them."""

import pandas as pd
import pytest
from conftest import derived, truth_table

from mssd.models import Cutoffs
from scripts.solutions import solutions

STRICT = Cutoffs(consistency=1.0, frequency=1)


def found(cases: str, expectations: dict | None = None, cutoffs: Cutoffs = STRICT) -> dict[str, pd.DataFrame]:
    return solutions(truth_table(cases), cutoffs, expectations or {})


def models(table: pd.DataFrame, outcome: int, kind: str) -> list[str]:
    rows = table[(table["outcome"].astype(int) == outcome) & (table["kind"] == kind)]
    return list(dict.fromkeys(rows["model"]))


def of(table: pd.DataFrame, outcome: int, kind: str) -> dict:
    (row,) = table[(table["outcome"] == outcome) & (table["kind"] == kind)].to_dict("records")
    return row


def test_all_models_with_the_fewest_terms_are_reported():
    """a and b have the same column as the outcome: each explains it alone."""
    table = found("A 11 1, B 00 0")["solutions"]
    assert models(table, 1, "parsimonious") == ["a", "b"]
    assert models(table, 1, "complex") == ["a*b"]
    assert models(table, 0, "parsimonious") == ["~a", "~b"]


def test_raw_and_unique_coverage_are_as_worked():
    """a covers A and B, b covers B and C; outcome in A, B, C: raw 2/3 each, unique 1/3 each, the model covers all."""
    table = found("A 10 1, B 11 1, C 01 1, D 00 0")["solutions"]
    (model,) = models(table, 1, "parsimonious")
    assert model == "a + b"
    terms = table[(table["outcome"] == 1) & (table["kind"] == "parsimonious")].set_index("term")
    assert terms.loc["a", ["raw_coverage", "unique_coverage", "consistency"]].tolist() == ["0.666667", "0.333333", "1"]
    assert set(terms["model_coverage"]) == {"1"}


def test_a_contradictory_configuration_counts_as_negative_for_both_and_lowers_the_coverage():
    """A and B share a configuration with both outcomes. The outcome occurs in A and C; b explains C alone: one half."""
    table = found("A 10 1, B 10 0, C 01 1, D 00 0")["solutions"]
    assert models(table, 1, "parsimonious") == ["b"]
    row = table[(table["outcome"] == 1) & (table["kind"] == "parsimonious")].iloc[0]
    assert (row["raw_coverage"], row["consistency"]) == ("0.5", "1")
    assert models(table, 0, "parsimonious") == ["~a*~b"], "the contradictory row may not be covered there either"


def test_below_the_cutoff_a_model_is_positive_and_its_consistency_says_so():
    table = found("A 1 1, B 1 1, C 1 1, D 1 0, E 0 0", cutoffs=Cutoffs(0.7, 1))["solutions"]
    row = table[(table["outcome"] == 1) & (table["kind"] == "parsimonious")].iloc[0]
    assert (row["model"], row["model_consistency"], row["model_coverage"]) == ("a", "0.75", "1")


def test_a_configuration_below_the_frequency_cutoff_is_a_remainder_that_a_model_may_assume():
    table = found("A 11 1, B 11 1, C 10 0, D 00 0, E 00 0", cutoffs=Cutoffs(1.0, 2))
    assert models(table["solutions"], 1, "parsimonious") == ["a", "b"]
    assumed = table["assumptions"].query("outcome == 1 and model == 'a'")
    assert assumed["remainder"].tolist() == ["a*~b"]


def test_the_remainders_that_a_model_assumes_are_listed_and_counted():
    """a covers 10 and 11; 11 is observed: one remainder."""
    table = found("A 11 1, B 00 0")
    rows = table["assumptions"]
    assert rows.loc[rows["model"] == "a", "remainder"].tolist() == ["a*~b"]
    assert rows["counterfactual"].isna().all(), "no expectation, nothing easy or difficult"
    assert set(table["solutions"].loc[table["solutions"]["kind"] == "parsimonious", "remainders"]) == {1}


def test_an_easy_counterfactual_differs_from_an_observed_success_only_as_theory_expects():
    """
    Outcome at a*~b, none at ~a*~b, ~a*b. Parsimonious: a, which assumes a*b. If b helps, a*b is easy: intermediate a. If b
    hinders, it is difficult: intermediate a*~b. (Ragin 2008, chapter 9, the same with electric cars.)
    """
    for expectation, called, intermediate in [("present", "easy", "a"), ("absent", "difficult", "a*~b")]:
        table = found("A 10 1, B 00 0, C 01 0", {"b": expectation})
        assert models(table["solutions"], 1, "parsimonious") == ["a"]
        rows = table["assumptions"]
        assert rows.loc[rows["outcome"] == 1, ["remainder", "counterfactual"]].values.tolist() == [["a*b", called]]
        assert models(table["solutions"], 1, "intermediate") == [intermediate]


@pytest.mark.parametrize(
    "cases, remainder, observed",
    [("A 10 1, B 00 0, C 01 0", "a*b", "a*~b"), ("A 11 1, B 01 0, C 00 0", "a*~b", "a*b")],
)
def test_a_remainder_that_differs_in_a_factor_of_which_nothing_is_expected_is_difficult(cases, remainder, observed):
    """The outcome at a*~b, or at a*b; the other one differs from it in b, on which theory is silent."""
    table = found(cases, {"a": "present"})
    rows = table["assumptions"]
    assert rows.loc[rows["outcome"] == 1, ["remainder", "counterfactual"]].values.tolist() == [[remainder, "difficult"]]
    assert models(table["solutions"], 1, "intermediate") == [observed]


def test_for_the_absence_of_the_outcome_the_reverse_is_expected():
    """If b helps the outcome, its absence helps the absence: from ~a*b, ~a*~b is easy."""
    table = found("A 01 0, B 11 1, C 10 1", {"b": "present"})
    assert models(table["solutions"], 0, "intermediate") == ["~a"]
    assert models(found("A 01 0, B 11 1, C 10 1", {"b": "absent"})["solutions"], 0, "intermediate") == ["~a*b"]


def test_an_intermediate_model_lies_between_the_complex_and_the_parsimonious_one():
    """Lipset with all five expected to help: DEV*LIT*STB, since 11101 is easy (URB added to 10101), and no other remainder is."""
    cases = "F 10101 1, R 10111 1, B 11111 1, A 10110 0, D 11110 0, E 00101 0, H 00100 0, I 00001 0, G 00000 0"
    table = found(cases, dict.fromkeys("abcde", "present"))["solutions"]
    assert models(table, 1, "parsimonious") == ["a*e"]
    assert models(table, 1, "intermediate") == ["a*c*e"]


def test_an_implicant_that_alone_covers_a_case_is_essential():
    """Outcome at 10 and 01, none at 00: a + b; each covers one case alone."""
    chart = found("A 10 1, B 01 1, C 00 0")["implicants"]
    chart = chart[(chart["outcome"] == 1) & (chart["kind"] == "parsimonious")].set_index("term")
    assert chart["essential"].to_dict() == {"a": 1, "b": 1}
    assert chart["covers"].to_dict() == {"a": "A", "b": "B"}


def test_implicants_that_cover_the_same_cases_are_alternatives_and_none_is_essential():
    chart = found("A 11 1, B 00 0")["implicants"]
    chart = chart[(chart["outcome"] == 1) & (chart["kind"] == "parsimonious")].set_index("term")
    assert chart["essential"].to_dict() == {"a": 0, "b": 0}
    assert chart["models"].to_dict() == {"a": 1, "b": 1}


def test_a_model_that_hangs_on_an_undetermined_cell_says_in_how_many_completions_it_is_minimal():
    """C lacks a and may have b: b explains A against C only if C lacks it."""
    table = found("A 11 1, C 0? 0")["solutions"]
    rows = table[(table["outcome"] == 1) & (table["kind"] == "parsimonious")].set_index("model")
    assert rows[["completions", "of"]].to_dict("index") == {
        "a": {"completions": 2, "of": 2},
        "b": {"completions": 1, "of": 2},
    }


@pytest.mark.parametrize(
    "cases, obstacle",
    [
        ("A 1 1, B 0 1", "no_negative_configuration"),
        ("A 1 0, B 0 0", "no_positive_configuration"),
        ("A 1 1, B 1 0", "no_positive_configuration"),
        ("A - 1, B - 0", "no_factor"),
        (f"A {'1' * 21} 1, B {'0' * 21} 0", "too_many_factors"),
        ("A 1 1, B " + "0 0", None),
        ("A ?????? 1, B ?????? 0", "too_many_undetermined_cells"),
    ],
)
def test_what_stands_in_the_way_of_a_model_is_said(cases, obstacle):
    table = found(cases)
    assert of(table["minimisations"], 1, "parsimonious")["obstacle"] == obstacle
    assert table["solutions"].query("outcome == 1").empty == (obstacle is not None)


def test_a_constant_factor_is_in_no_parsimonious_model():
    table = found("A 11 1, B 10 0, C 10 0")["solutions"]
    assert models(table, 1, "parsimonious") == ["b"]


def test_models_are_the_same_whatever_the_order_of_cases():
    one, other = found("A 110 1, B 011 1, C 001 0, D 100 0"), found("D 100 0, B 011 1, C 001 0, A 110 1")
    for noun in one:
        assert one[noun].equals(other[noun]), noun


def test_models_beyond_the_limit_are_counted_exactly_and_not_listed():
    """
    A has twenty factors, B lacks the first ten, C the last ten: one of each ten is needed, ten times ten models, all listed.
    With eleven and nine, ninety-nine. With D, which lacks all, nothing changes. Twice as many in E, F: see the engine's tests.
    """
    table = found(f"A {'1' * 20} 1, B {'0' * 10}{'1' * 10} 0, C {'1' * 10}{'0' * 10} 0")
    row = of(table["minimisations"], 1, "parsimonious")
    assert (row["terms"], row["models"], row["listed"]) == (1, "100", 100)
    three = found(f"A {'1' * 18} 1, B {'0' * 6}{'1' * 12} 0, C {'1' * 6}{'0' * 6}{'1' * 6} 0, D {'1' * 12}{'0' * 6} 0")
    row = of(three["minimisations"], 1, "parsimonious")
    assert (row["models"], row["listed"], row["obstacle"]) == ("216", 100, None)


def test_the_csto_table_has_the_three_models_checked_by_hand(csto_run):
    table = derived(csto_run, "solutions")
    assert models(table, 1, "parsimonious") == [
        "common_threat",
        "external_actor*government_threat",
        "russian_interest",
    ]
    assert models(table, 1, "complex") == ["common_threat*external_actor*government_threat*russian_interest"]
    assert models(table, 0, "parsimonious") == ["~common_threat", "~russian_interest"]


def test_the_lipset_models_are_the_published_ones(lipset_run):
    """Rihoux and De Meur 2009: complex DEV*LIT*IND*STB + DEV*~URB*LIT*STB, parsimonious DEV*STB, absence ~DEV + ~STB."""
    table = derived(lipset_run, "solutions")
    assert models(table, 1, "complex") == ["DEV*IND*LIT*STB + DEV*LIT*STB*~URB"]
    assert models(table, 1, "parsimonious") == ["DEV*STB"]
    assert models(table, 0, "parsimonious") == ["~DEV + ~STB"]


def test_what_the_single_terms_of_the_models_cover_includes_the_survivors(csto_run):
    """A survivor is a parsimonious model of one factor, present."""
    survivors = derived(csto_run, "covariation").query("pattern == 'covaries'")["factor"].tolist()
    single = [model for model in models(derived(csto_run, "solutions"), 1, "parsimonious") if "*" not in model]
    assert survivors == single
