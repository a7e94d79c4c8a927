"""The CSTO study against the values worked by hand from the published table and text."""

import pandas as pd
import pytest
from conftest import ROOT, derived

CASES = ["KGZ-2010", "TJK-2021", "KAZ-2022", "ARM-2022"]
FIGURE_4 = {
    "common_threat": "0010",
    "external_actor": "0111",
    "government_threat": "1010",
    "russian_interest": "0010",
}
CITED_BY = {
    "common_threat": "1; 3; 5; 6; 7",
    "external_actor": "1; 5; 6",
    "government_threat": "2; 3; 5; 6",
    "russian_interest": "1; 2; 3; 4; 5; 6; 7",
    "shared_norms": "3; 4; 5",
}


@pytest.fixture(scope="module")
def table(csto_run):
    return lambda noun: derived(csto_run, noun)


def raw(noun: str) -> pd.DataFrame:
    return pd.read_csv(ROOT / "raw" / f"{noun}.csv", dtype=str, keep_default_na=False)


def test_five_factors_are_selected_by_the_interviews_that_the_text_names(table):
    selected = table("selection").query("selected == '1'").set_index("factor")
    assert selected["cited_by"].to_dict() == CITED_BY
    assert selected["citations"].to_dict() == {factor: str(len(by.split("; "))) for factor, by in CITED_BY.items()}


def test_external_actor_and_shared_norms_reach_the_threshold_with_nothing_to_spare(table):
    selection = table("selection").set_index("factor")
    assert selection.index[selection["margin"] == "0"].tolist() == ["external_actor", "shared_norms"]


def test_shared_norms_passes_the_threshold_but_is_common_and_so_constant_context(table):
    assert table("selection").set_index("factor").loc["shared_norms", ["selected", "scope"]].tolist() == ["1", "common"]
    assert table("covariation").set_index("factor").loc["shared_norms", "pattern"] == "constant"
    assert "shared_norms" not in table("truth_table").columns


def test_four_cases_are_compared_and_armenia_2021_fails_for_one_named_criterion(table):
    selection = table("case_selection").set_index("case")
    assert sorted(selection.index[selection["included"] == "1"]) == sorted(CASES)
    assert selection.loc["ARM-2021", ["included", "failed_criteria"]].tolist() == ["0", "within_organisation"]


def test_every_candidate_left_out_names_a_criterion_that_it_fails(table):
    left_out = table("case_selection").query("included != '1'")
    assert (left_out["failed_criteria"] != "").all()


def test_the_sixteen_cells_equal_figure_4(table):
    cells = table("presence").set_index(["case", "factor"])["present"]
    expected = {(case, factor): values[i] for factor, values in FIGURE_4.items() for i, case in enumerate(CASES)}
    assert cells.to_dict() == expected
    assert set(table("presence")["agrees"]) == {"1"}


def test_the_truth_table_has_kazakhstan_alone_with_the_outcome(table):
    outcome = table("truth_table").set_index("case")["outcome"]
    assert outcome[CASES].tolist() == ["0", "0", "1", "0"]


def test_the_sources_for_and_against_each_cell_are_those_counted_by_hand(table):
    """Distinct sources for:against, counted in the settled evidence; cases in the order of the published table."""
    counted = {
        "common_threat": "5:5 7:5 2:1 2:6",
        "external_actor": "1:4 8:2 2:2 9:0",
        "government_threat": "4:3 2:2 4:1 0:4",
        "russian_interest": "0:4 2:2 4:0 3:3",
    }
    cells = table("presence").set_index(["factor", "case"])
    tallies = cells["for"] + ":" + cells["against"]
    assert {factor: " ".join(tallies[factor][CASES]) for factor in counted} == counted


def test_every_cell_that_the_evidence_leaves_tied_or_decides_otherwise_is_adjudicated_and_no_other(table):
    cells = table("presence")
    weak = cells["by_evidence"] != cells["published"]
    assert (cells["decided_by"] == "adjudication").tolist() == weak.tolist()
    assert (cells["against_evidence"] == "1").tolist() == (weak & (cells["by_evidence"] != "?")).tolist()


def test_common_threat_and_russian_interest_covary_and_cannot_be_told_apart(table):
    rows = table("covariation").set_index("factor")
    assert rows.loc["common_threat"].tolist() == ["covaries", "1", "1", "", "russian_interest"]
    assert rows.loc["russian_interest"].tolist() == ["covaries", "1", "1", "", "common_threat"]


def test_the_other_two_factors_are_ruled_out_by_the_pairs_worked_by_hand(table):
    """External actor is present in Tajikistan and Armenia as in Kazakhstan, government threat in Kyrgyzstan as in Kazakhstan."""
    rows = table("covariation").set_index("factor")
    assert rows.loc["external_actor"].tolist() == ["mixed", "1", "0", "ARM-2022/KAZ-2022; KAZ-2022/TJK-2021", ""]
    assert rows.loc["government_threat"].tolist() == ["mixed", "1", "0", "KAZ-2022/KGZ-2010", ""]


def test_three_of_sixteen_combinations_are_observed(table):
    findings = table("findings").set_index("finding")["value"]
    assert findings[["combinations.observed", "combinations.possible"]].tolist() == ["3", "16"]


def test_every_cell_has_evidence_and_the_study_has_a_hundred_pieces_or_more():
    evidence = raw("evidence")
    included = evidence[evidence["case"].isin(CASES)]
    assert len(included) >= 100
    assert included.groupby(["case", "factor"]).ngroups == 16


def test_every_passage_that_numbers_interviews_is_coded_with_all_of_them():
    """The interviews that the text numbers, passage by passage, ranges and exceptions written out."""
    printed = {
        "2.4 ¶2": "13567", "2.4 ¶3": "156", "2.4 ¶4": "2356", "2.4 ¶5": "1234567", "4.5 ¶2": "13567", "4.5 ¶7": "356",
        "4.5 ¶8": "23", "4.5 ¶9": "1234567", "4.5 ¶11": "23456", "4.5 ¶12": "56", "4.6 ¶1": "7", "4.6 ¶3": "27", "4.6 ¶4": "7",
        "4.6 ¶5": "27", "4.6 ¶7": "123457", "4.6 ¶8": "6", "4.7 ¶3": "7", "4.7 ¶10": "7", "4.7 ¶11": "57", "4.7 ¶13": "7",
    }  # fmt: skip
    coded = raw("mentions").groupby("locator")["interview"].agg(lambda interviews: "".join(sorted(set(interviews))))
    assert coded.to_dict() == printed


def test_the_codebook_has_the_four_factors_and_the_further_ideas_of_the_text():
    assert set(FIGURE_4) <= set(raw("factors").query("scope == 'case'")["factor"])
    assert len(raw("factors")) + len(raw("themes")) >= 25


def test_no_confidential_interview_is_named():
    interviews = raw("interviews")
    assert (interviews.loc[interviews["consent"] == "confidential", "identity"] == "").all()
    assert interviews.loc[interviews["consent"] == "public", "interview"].tolist() == ["2", "5", "7"]
