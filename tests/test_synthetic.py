"""
The synthetic study: invented, and worked by hand. Six towns, four factors, threshold 3.

Citations: outside_money 1, 2, 4, 5, 6; recent_flood 1, 2, 3, 4; strong_mayor 2, 3 and 5, which qualifies it (4 denies it);
trade_ties 1, 3, 6; shared_river 1, 2, 4, but common; old_rivalry 3 and 6 (5 denies it): not selected. Gum fails a criterion;
whether Hazel meets one is unknown.

Cells, sources for : against; in brackets what a person decided.
                  Alder      Birch      Cedar      Dogwood      Elm          Fir
    outside_money 2:0 -> 1   2:1 -> 1   1:0 -> 1   1:1 -> [0]   1:2 -> 0     0:2 -> 0
    recent_flood  2:0 -> 1   0:1 -> 0   1:0 -> 1   1:0 -> 1     0:2 -> 0     0:0 -> ?
    strong_mayor  0:2 -> 0   1:0 -> 1   2:1 -> 1   0:1 -> 0     1:2 -> [1]   0:1 -> 0
    trade_ties    1:0 -> 1   1:2 -> 0   1:1 -> ?   2:0 -> 1     2:1 -> 1     0:1 -> 0
    a wall        1          1          1          0            0            0

outside_money covaries, whatever the two unknown cells are, and is the one parsimonious model: no other condition is common to
the three walls. Without a wall: ~outside_money. The complex models hang on the unknown cells.
Difference: Alder and Dogwood differ in outside_money alone; each other pair of different outcomes in two known factors or more.
Agreement: Alder and Birch share outside_money alone, and so do the three; Alder and Cedar share the flood as well, Birch and
Cedar the mayor. Joint: outside_money is all that the walls share, and no town without one has it.
One voice an author: almanac and history are by Anna Example, so Elm's trade is 1:1; interviewee 2 wrote the account of the river
trade, so Cedar's mayor is 1:1.
"""

import pytest
from conftest import SYNTHETIC, derived

from mssd.bibliography import entries_in
from mssd.tables import read
from mssd.voices import authors_of_sources, voices
from scripts.presence import count_of_sources


def test_the_citations_and_the_selection_are_as_worked(synthetic_run):
    found = derived(synthetic_run, "selection").set_index("factor")
    assert found["citations"].to_dict() == {
        "old_rivalry": "2", "outside_money": "5", "recent_flood": "4",
        "shared_river": "3", "strong_mayor": "3", "trade_ties": "3",
    }  # fmt: skip
    assert found.index[found["selected"] == "0"].tolist() == ["old_rivalry"]


def test_the_counts_of_sources_are_as_worked(synthetic_run):
    cells = derived(synthetic_run, "presence").set_index(["factor", "case"])
    tallies = (cells["for"] + ":" + cells["against"]).unstack().loc[:, ["ALD", "BIR", "CED", "DOG", "ELM", "FIR"]]
    assert tallies.apply(" ".join, axis=1).to_dict() == {
        "outside_money": "2:0 2:1 1:0 1:1 1:2 0:2",
        "recent_flood": "2:0 0:1 1:0 1:0 0:2 0:0",
        "strong_mayor": "0:2 1:0 2:1 0:1 1:2 0:1",
        "trade_ties": "1:0 1:2 1:1 2:0 2:1 0:1",
    }
    decided = cells[cells["decided_by"] == "adjudication"]
    assert decided["against_evidence"].to_dict() == {("outside_money", "DOG"): "0", ("strong_mayor", "ELM"): "1"}


def test_the_truth_table_keeps_the_undetermined_cells(synthetic_run):
    table = derived(synthetic_run, "truth_table").set_index("case").apply("".join, axis=1)
    assert table.to_dict() == {
        "ALD": "11011", "BIR": "10101", "CED": "111?1", "DOG": "01010", "ELM": "00110", "FIR": "0?000",
    }  # fmt: skip


def test_each_of_mills_methods_points_to_the_money(synthetic_run):
    mill = derived(synthetic_run, "mill")
    applied = mill[mill["applies"] == "1"]
    assert set(applied["shows"]) == {"outside_money"}
    assert applied[["method", "cases"]].values.tolist() == [
        ["agreement", "ALD; BIR"],
        ["agreement", "ALD; BIR; CED"],
        ["difference", "ALD; DOG"],
        ["joint", "ALD; BIR; CED; DOG; ELM; FIR"],
    ]
    assert "?" not in set(mill["applies"])


def test_the_parsimonious_model_holds_in_all_completions_and_the_complex_ones_do_not(synthetic_run):
    table = derived(synthetic_run, "solutions")
    models = table[["outcome", "kind", "model", "completions", "of"]].drop_duplicates()
    parsimonious = models[models["kind"] == "parsimonious"]
    assert parsimonious.values.tolist() == [
        ["1", "parsimonious", "outside_money", "4", "4"],
        ["0", "parsimonious", "~outside_money", "4", "4"],
    ]
    assert set(models.loc[models["kind"] == "complex", "completions"]) == {"2"}


def test_the_distances_are_as_worked(synthetic_run):
    """Differing of known factors: Alder to Birch, Cedar, Dogwood, Elm, Fir; Birch to Cedar and so on."""
    pairs = derived(synthetic_run, "pairs")
    assert (pairs["distance_factors"] + "/" + pairs["known_factors"]).tolist() == [
        *("3/4", "1/3", "1/4", "3/4", "2/3"), *("1/3", "4/4", "2/4", "2/3"), *("2/3", "2/3", "2/2"), *("2/4", "1/3"), "2/3",
    ]  # fmt: skip


def test_a_market_by_charter_is_as_good_a_rival_as_the_money(synthetic_run):
    table = derived(synthetic_run, "similarity").set_index("characteristic")["pattern"]
    assert table["Holds a market by charter"] == "covaries"
    assert table[["On the same bank", "Elects its council"]].tolist() == ["constant", "constant"]


def test_the_tests_of_the_evidence_confirm_and_rule_out_as_the_cells_are_coded(synthetic_run):
    weights = derived(synthetic_run, "weights").set_index(["case", "test"])["weight"].to_dict()
    assert weights == {
        ("ALD", "smoking_gun"): "confirmed",
        ("ALD", "straw_in_the_wind"): "strengthened",
        ("BIR", "doubly_decisive"): "confirmed",
        ("DOG", "hoop"): "eliminated",
        ("ELM", "hoop"): "eliminated",
        ("FIR", "hoop"): "eliminated",
    }


@pytest.mark.parametrize("case, factor", [("ELM", "trade_ties"), ("CED", "strong_mayor")])
def test_with_one_voice_for_each_author_a_cell_is_tied(case, factor):
    evidence, interviews = (read(noun, SYNTHETIC / "raw" / f"{noun}.csv") for noun in ("evidence", "interviews"))
    authors = authors_of_sources((SYNTHETIC / "raw" / "sources.bib").read_text(encoding="utf-8"))
    counted = voices(evidence, interviews, authors, "any_author")

    def of_cell(table):
        return table[(table["case"] == case) & (table["factor"] == factor)]

    assert count_of_sources(of_cell(evidence))["by_evidence"] == "1"
    assert count_of_sources(of_cell(counted))["by_evidence"] == "?"


def test_everything_in_it_says_that_it_is_invented():
    for noun in ("mentions", "evidence"):
        assert read(noun, SYNTHETIC / "raw" / f"{noun}.csv")["statement"].str.startswith("Invented: ").all()
    assert all(
        "invented" in entry["title"].lower() for entry in entries_in((SYNTHETIC / "raw" / "sources.bib").read_text())
    )
    assert "synthetic" in (SYNTHETIC / "config.yaml").read_text(encoding="utf-8")
