"""The smallest changes that alter the survivors. The tables are worked by eye, the CSTO counts by hand (design, section 4)."""

import pandas as pd
import pytest
from conftest import derived

from scripts.changes import changes, voices_to_turn

CELL = {"decided_by": "evidence", "for": 0, "against": 0, "attributed_by": None}


def found(columns: dict[str, str], outcome: str, margin: int = 0) -> pd.DataFrame:
    """The changes for factors given as strings of one character a case; every cell is decided by three sources against one."""
    cases = list("ABCDEFGH"[: len(outcome)])
    table = pd.DataFrame({"case": cases} | {factor: list(values) for factor, values in columns.items()})
    table["outcome"] = [int(value) for value in outcome]
    presence = pd.DataFrame(
        [CELL | {"case": case, "factor": factor, "for": 3, "against": 1} for factor in columns for case in cases]
    )
    selection = pd.DataFrame(
        [{"factor": factor, "cited_by": "1; 2; 3", "margin": margin, "threshold": 3} for factor in columns]
    )
    return changes(truth_table=table, presence=presence, selection=selection)


def of(table: pd.DataFrame, by: str) -> list[tuple]:
    return table.loc[table["by"] == by, ["what", "size"]].itertuples(index=False, name=None)


def test_any_cell_of_a_survivor_takes_it_out():
    assert list(of(found({"x": "10"}, "10"), "cells")) == [("A/x", 1), ("B/x", 1)]


def test_another_factor_joins_when_every_cell_changes_in_which_it_differs_from_the_outcome():
    """y is 0 1 1 against the outcome 1 0 1: A and B differ."""
    table = found({"x": "101", "y": "011"}, "101")
    joining = table[table["factor"] == "y"].iloc[0]
    assert (joining["what"], joining["size"], joining["survivors"]) == ("A/y; B/y", 2, "x; y")


def test_an_unknown_cell_must_be_settled_as_the_outcome_is():
    table = found({"x": "1?"}, "10")
    assert list(of(table, "cells")) == [("B/x", 1)]
    assert table.loc[table["by"] == "cells", "survivors"].tolist() == ["x"]


def test_an_outcome_is_listed_only_where_it_alters_the_survivors():
    """x and y, 1 0 and 0 0, outcome 1 0. A to 0: nothing varies, none survives. B to 1: none is present in both."""
    table = found({"x": "10", "y": "00"}, "10")
    assert list(of(table, "outcome")) == [("A", 1), ("B", 1)]
    assert list(of(found({"x": "01"}, "11"), "outcome")) == [("A", 1)]


@pytest.mark.parametrize("margin, size", [(0, 1), (2, 3)])
def test_a_survivor_falls_with_its_margin_and_one_more_interview(margin, size):
    assert [s for _, s in of(found({"x": "10"}, "10", margin), "citations")] == [size]


@pytest.mark.parametrize(
    "cell, voices",
    [
        ({"for": 3, "against": 1}, 3),
        ({"for": 1, "against": 3}, 3),
        ({"for": 2, "against": 2}, 1),
        ({"decided_by": "adjudication", "for": 5}, 0),
        ({"decided_by": "matrix"}, None),
        ({"decided_by": "interviews", "attributed_by": "1; 2; 4"}, 1),
        ({"decided_by": "interviews", "attributed_by": "1"}, 2),
    ],
)
def test_a_cell_turns_when_the_other_side_has_one_source_more(cell, voices):
    assert voices_to_turn(CELL | cell, threshold=3) == voices


def test_nine_of_the_sixteen_single_flips_change_the_survivors_of_the_csto_study(csto_run):
    table = derived(csto_run, "changes")
    single = table[(table["by"] == "cells") & (table["size"] == "1")]
    assert len(single) == 9
    turned = single.set_index("what")["survivors"]
    assert turned["KGZ-2010/government_threat"] == "common_threat; government_threat; russian_interest"
    assert turned["TJK-2021/common_threat"] == "russian_interest"


def test_a_matrix_has_changes_without_sources_or_citations(lipset_run):
    table = derived(lipset_run, "changes")
    assert set(table["by"]) <= {"cells", "outcome"} and set(table["sources"]) == {""}


def test_a_golden_survivor_and_the_open_factor_change_as_worked(golden_run):
    """low_pay 1 1 0 0 survives: any of its cells. union 1 1 0 ?: D settled as 0 joins it. rain 1 0 1 0 differs in B and C."""
    table = derived(golden_run, "changes")
    cells = table[table["by"] == "cells"]
    assert cells.loc[cells["factor"] == "low_pay", "what"].tolist() == [f"TOWN-{t}/low_pay" for t in "ABCD"]
    assert cells.set_index("what").loc["TOWN-D/union", "survivors"] == "low_pay; union"
    assert cells.loc[cells["factor"] == "rain", "what"].tolist() == ["TOWN-B/rain; TOWN-C/rain"]
