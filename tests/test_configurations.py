"""Configurations: what the cases show, what it counts as, and what no case shows."""

import pandas as pd
import pytest
from conftest import derived, truth_table

from mssd.models import Cutoffs
from scripts.configurations import configurations

STRICT = Cutoffs(consistency=1.0, frequency=1)


def outputs(table: pd.DataFrame, cutoffs: Cutoffs = STRICT) -> dict[str, tuple]:
    """Number of cases, output and output of the absence of each configuration, by its values in a row."""
    found = configurations(table, cutoffs)
    factors = list(found.columns[: -len(["n", "cases", "consistency", "output", "output_of_absence"])])
    return {"".join(row[factors]): (row["n"], row["output"], row["output_of_absence"]) for _, row in found.iterrows()}


def test_cases_with_the_same_values_are_one_configuration():
    table = configurations(truth_table("A 10 1, B 10 1, C 01 0"), STRICT).set_index("cases")
    assert table.loc["A; B", ["n", "consistency"]].tolist() == [2, "1"]


def test_what_no_case_shows_is_a_remainder():
    assert outputs(truth_table("A 10 1, C 01 0")) == {
        "11": (0, "remainder", "remainder"),
        "10": (1, "1", "0"),
        "01": (1, "0", "1"),
        "00": (0, "remainder", "remainder"),
    }


@pytest.mark.parametrize(
    "cutoff, output, of_absence",
    [(1.0, "contradiction", "contradiction"), (0.75, "1", "0"), (0.76, "contradiction", "contradiction")],
)
def test_a_configuration_with_both_outcomes_contradicts_unless_its_consistency_reaches_the_cutoff(
    cutoff, output, of_absence
):
    """Three of four cases have the outcome: consistency .75 for it, .25 for its absence."""
    table = truth_table("A 1 1, B 1 1, C 1 1, D 1 0, E 0 0")
    assert outputs(table, Cutoffs(cutoff, 1))["1"] == (4, output, of_absence)


def test_a_configuration_with_fewer_cases_than_the_frequency_cutoff_is_a_remainder():
    table = truth_table("A 1 1, B 1 1, C 0 0")
    assert outputs(table, Cutoffs(1.0, 2)) == {"1": (2, "1", "0"), "0": (1, "remainder", "remainder")}


def test_a_case_with_an_undetermined_cell_shows_no_single_configuration():
    found = outputs(truth_table("A 1? 1, B 00 0"))
    assert found["1?"] == (1, "undetermined", "undetermined")
    assert found["10"] == found["11"] == (0, "remainder", "remainder")


def test_the_remainders_of_many_factors_are_not_listed():
    """Seven factors: 128 configurations, of which the two observed are listed."""
    assert len(outputs(truth_table("A 1111111 1, B 0000000 0"))) == 2
    assert len(outputs(truth_table("A 111111 1, B 000000 0"))) == 64


def test_without_a_factor_there_is_no_configuration():
    assert configurations(truth_table("A - 1, B - 0"), STRICT).empty


def test_three_of_the_sixteen_configurations_of_the_csto_study_are_observed(csto_run):
    table = derived(csto_run, "configurations")
    assert len(table) == 16 and (table["output"] == "remainder").sum() == 13
    assert table.loc[table["output"] == "0", "cases"].tolist() == ["ARM-2022; TJK-2021", "KGZ-2010"]


def test_the_eight_surviving_democracies_show_three_configurations_and_none_is_contradictory(lipset_run):
    table = derived(lipset_run, "configurations")
    assert "contradiction" not in set(table["output"])
    positive = table.loc[table["output"] == "1", "cases"]
    assert sorted(positive) == ["BEL; CZE; NET; UK", "FIN; IRE", "FRA; SWE"]
