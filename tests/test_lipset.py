"""A study given as a ready data matrix: Lipset's eighteen states, as coded by Rihoux and De Meur (2009)."""

from conftest import derived, printed


def test_the_matrix_is_carried_through_as_it_stands(lipset_run):
    table = derived(lipset_run, "truth_table").set_index("case")
    assert table.shape == (18, 6)
    assert table.loc["FIN"].to_dict() == {"DEV": "1", "IND": "0", "LIT": "1", "STB": "1", "URB": "0", "outcome": "1"}
    assert (table["outcome"] == "1").sum() == 8


def test_no_factor_survives_alone_and_development_literacy_and_stability_are_necessary(lipset_run):
    """DEV, LIT and STB are 1 in all eight survivors; AUS and GER have DEV and LIT, EST, ITA and ROM have STB, and broke down."""
    table = derived(lipset_run, "covariation").set_index("factor")
    assert set(table["pattern"]) == {"mixed"}
    assert table.index[table["necessary"] == "1"].tolist() == ["DEV", "LIT", "STB"]
    assert set(table["sufficient"]) == {"0"}


def test_a_matrix_study_has_no_selection_and_no_interviews(lipset_run):
    made = {file.stem for file in (lipset_run / "results" / "tables").glob("*.csv")}
    assert {"presence", "truth_table", "covariation", "solutions", "pairs", "robustness"} <= made
    assert made.isdisjoint({"small_cells", "case_selection", "selection"})
    assert set(derived(lipset_run, "presence")["decided_by"]) == {"matrix"}


def test_the_report_calls_the_states_by_their_names_and_the_tables_by_their_short_ones(lipset_run):
    """The column `label` of the matrix is no factor; the states stand in the order of the matrix, that of their names."""
    text = " ".join(" ".join(printed(lipset_run)).split())
    assert "Without Estonia, the explanations that fit are not the same." in text
    assert "Belgium, Czechoslovakia, Netherlands and United Kingdom" in text
    assert " EST " not in text
    assert derived(lipset_run, "presence")["factor"].unique().tolist() == ["DEV", "IND", "LIT", "STB", "URB"]
    figure = (lipset_run / "results" / "drawings" / "comparison.svg").read_text(encoding="utf-8")
    assert ">Czechoslovakia<" in figure and ">CZE<" not in figure
