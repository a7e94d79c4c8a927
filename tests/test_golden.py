"""
The golden study: made up, and worked by hand.

Six towns; a candidate is compared when it has a mill and was asked. E was not asked: left out. Whether F has a mill is
unknown: undetermined. So A, B (strike) and C, D (none) are compared.

Citations, threshold 2: union 1 and 2 (1 twice, counts once); low_pay 1, 2, 3; rain 2 and 3 (3 qualifies it); shared_faith 1 and
3, but common; rumour 4 only, since 2 denies it; comet nobody. Selected: union, low_pay, rain, shared_faith.

Cells, sources for : against.
                A           B           C                      D
    union       2:1 -> 1    1:0 -> 1    0:1 -> 0               0:0 -> ?
    low_pay     1:0 -> 1    1:0 -> 1    1:1 -> ?, decided 0    0:1 -> 0
    rain        1:0 -> 1    0:1 -> 0    1:0 -> 1               1:0 -> 1, decided 0 against the evidence
    strike      1           1           0                      0

(B has two statements of a union by one newspaper: one source.) low_pay covaries. rain is mixed: A and C have it,
with and without a strike; B and D lack it, with and without. union is 1 1 0 ?: with D 0 it covaries, with D 1 it is mixed; it
is necessary either way, and sufficient only if D is 0. No pair with known cells contradicts it. shared_faith is constant.
"""

import pytest
from conftest import derived


@pytest.fixture(scope="module")
def table(golden_run):
    return lambda noun: derived(golden_run, noun).set_index(derived(golden_run, noun).columns[0])


def test_the_candidates_are_included_left_out_and_undetermined_as_worked(table):
    assert table("case_selection")["included"].tolist() == ["1", "1", "1", "1", "0", "?"]


def test_the_citations_are_as_worked(table):
    found = table("selection")
    assert found["citations"].to_dict() == {
        "comet": "0", "low_pay": "3", "rain": "2", "rumour": "1", "shared_faith": "2", "union": "2",
    }  # fmt: skip
    assert found.index[found["selected"] == "1"].tolist() == ["low_pay", "rain", "shared_faith", "union"]


def test_the_truth_table_is_as_worked(table):
    assert table("truth_table").to_csv() == (
        "case,low_pay,rain,union,outcome\nTOWN-A,1,1,1,1\nTOWN-B,1,0,1,1\nTOWN-C,0,1,0,0\nTOWN-D,0,0,?,0\n"
    )


def test_the_decisions_are_as_worked(golden_run):
    cells = derived(golden_run, "presence").set_index(["case", "factor"])
    decided = cells[cells["decided_by"] == "adjudication"]
    assert decided["against_evidence"].to_dict() == {("TOWN-C", "low_pay"): "0", ("TOWN-D", "rain"): "1"}
    assert cells.loc[("TOWN-B", "union"), ["for", "agrees"]].tolist() == ["1", "0"]


def test_the_covariation_is_as_worked(table):
    assert table("covariation").to_csv() == (
        "factor,pattern,necessary,sufficient,contradicted_by,inseparable_from\n"
        "low_pay,covaries,1,1,,\n"
        "rain,mixed,0,0,TOWN-A/TOWN-C; TOWN-B/TOWN-D,\n"
        "shared_faith,constant,,,,\n"
        "union,covaries|mixed,1,?,,\n"
    )


def test_the_open_factor_is_neither_a_survivor_nor_ruled_out(table):
    findings = table("findings")["value"]
    assert findings[["survivors", "ruled_out", "open", "constant"]].tolist() == [
        "low_pay",
        "rain",
        "union",
        "shared_faith",
    ]
