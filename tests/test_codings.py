"""Every coding of the contested and undetermined cells. The quick way is held against the plain one, coding by coding."""

from collections import Counter
from itertools import product
from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mssd import codings as module
from mssd.codings import codings, doubtful_cells, doubts, every_coding, survival
from mssd.models import Cutoffs, parsimonious_models
from scripts.changes import survivors

CSTO = {"common_threat": "0010", "external_actor": "0111", "government_threat": "1010", "russian_interest": "0010"}
CONTESTED = {"common_threat": "KTZA", "external_actor": "KTZ", "government_threat": "KTZ", "russian_interest": "TA"}


def table_of(columns: dict[str, str], outcome: str, cases: str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ") -> pd.DataFrame:
    """A truth table whose columns are strings of one character a case."""
    table = pd.DataFrame({"case": list(cases[: len(outcome)])} | {f: list(v) for f, v in columns.items()})
    return table.assign(outcome=[int(value) for value in outcome])


def of(table: pd.DataFrame, cells: list[tuple[str, str]]) -> pd.DataFrame:
    """The table of codings, by kind and name."""
    doubted = doubts(table, cells)
    return codings(doubted, survival(doubted, Cutoffs())).set_index(["kind", "name"])


def csto() -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    return table_of(CSTO, "0010", "KTZA"), [(case, factor) for factor, cases in CONTESTED.items() for case in cases]


def test_the_csto_study_has_4096_plausible_codings():
    """
    Twelve contested cells, as counted in presence.csv. common_threat: all four are in doubt, 1 of 16 ways is right.
    external_actor: Armenia has it for certain, without intervention: never. government_threat: Armenia doesn't, 1 of 8.
    russian_interest: Kyrgyzstan doesn't, Kazakhstan does: 1 of 4. None survives in 15/16 x 1 x 7/8 x 3/4 = 315/512.
    """
    found = of(*csto())
    assert set(found["possible"]) == {"4096"} and set(found["of"]) == {4096}
    assert found.loc["survivor", "codings"].to_dict() == {
        "common_threat": 256, "external_actor": 0, "government_threat": 512, "russian_interest": 1024,
    }  # fmt: skip
    assert found.loc["survivor", "standing"].to_dict() == {
        "common_threat": "some", "external_actor": "none", "government_threat": "some", "russian_interest": "some",
    }  # fmt: skip
    assert found.loc[("none", "survivors"), "codings"] == 4096 * 315 // 512
    assert found.loc[("survivor", "russian_interest"), "share"] == "0.25"
    assert found["error"].isna().all()


def test_a_survivor_is_a_model_in_as_many_codings():
    found = of(*csto())
    for factor in ("common_threat", "government_threat", "russian_interest"):
        assert found.loc[("model", factor), "codings"] == found.loc[("survivor", factor), "codings"]


def test_the_survivors_of_the_study_are_those_of_fifty_six_codings():
    """common_threat and russian_interest, not government_threat: 1/16 x 1/4 x 7/8 of 4096; none of them in 2520."""
    results = survival(doubts(*csto()), Cutoffs()).results
    assert sum(result.times for result in results if result.survivors == ("common_threat", "russian_interest")) == 56
    assert sum(result.times for result in results if not result.survivors) == 2520
    assert sum(result.times for result in results) == 4096


def test_the_fifty_most_frequent_results_come_first_and_the_rarer_ones_follow_by_survivors_alone():
    results = survival(doubts(*csto()), Cutoffs()).results
    times = [result.times for result in results[:50]]
    assert times == sorted(times, reverse=True)
    assert all(result.models is not None for result in results[:50])
    rarer = [result.survivors for result in results[50:]]
    assert all(result.models is None for result in results[50:]) and len(rarer) == len(set(rarer)) > 0


@pytest.mark.parametrize("most_work", [0, 250_000])
def test_the_study_and_no_survivor_are_listed_however_rare(monkeypatch, most_work):
    """Seven factors as the outcome, each with a doubtful cell: 128 sets of survivors, each of one coding; one is listed."""
    monkeypatch.setattr(module, "MOST_RESULTS", 1)
    monkeypatch.setattr(module, "MOST_WORK", most_work)
    table = table_of(dict.fromkeys("gfedcba", "10"), "10")
    monkeypatch.setattr(module, "SAMPLE_FOR_MODELS", 1)
    results = survival(doubts(table, [("A", factor) for factor in "abcdefg"]), Cutoffs()).results
    assert {(), tuple("abcdefg")} <= {result.survivors for result in results}
    assert sum(result.times for result in results if not result.survivors) == 1
    assert len(results) <= 4


@st.composite
def doubtful_tables(draw) -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    """A truth table of at most four cases and factors, with at most four doubtful cells."""
    cases, factors = draw(st.integers(1, 4)), draw(st.integers(0, 4))
    binary = lambda: draw(st.text("01", min_size=cases, max_size=cases))  # noqa: E731
    table = table_of({f"f{place}": binary() for place in range(factors)}, binary())
    cells = list(product(table["case"], table.columns.drop(["case", "outcome"])))
    return table, draw(st.lists(st.sampled_from(cells), unique=True, max_size=4)) if cells else []


def plainly(table: pd.DataFrame, cells: list[tuple[str, str]]) -> list[tuple[tuple, tuple]]:
    """Survivors and models of every coding, each through the steps of the study."""
    results = []
    for values in product("01", repeat=len(cells)):
        coded = table.set_index("case")
        for (case, factor), value in zip(cells, values, strict=True):
            coded.loc[case, factor] = value
        coded = coded.reset_index()
        results.append((tuple(survivors(coded)), tuple(parsimonious_models(coded, Cutoffs()))))
    return results


@settings(derandomize=True, deadline=None, max_examples=40)
@given(doubtful_tables())
def test_the_enumeration_gives_what_the_steps_of_the_study_give_coding_by_coding(drawn):
    table, cells = drawn
    plain = plainly(table, cells)
    found = survival(doubts(table, cells), Cutoffs())
    assert Counter({(r.survivors, r.models): r.times for r in found.results}) == Counter(plain)
    assert found.none == sum(not survived for survived, _ in plain)
    assert found.factors == {f: sum(f in s for s, _ in plain) for f in table.columns.drop(["case", "outcome"])}
    assert found.models == Counter(model for _, models in plain for model in models or [""])
    made = codings(doubts(table, cells), found)
    exact = (made["codings"] / made["of"] - made["share"].astype(float)).abs()
    assert (exact < 1e-6).all()


def test_an_undetermined_cell_and_a_contested_one_are_in_doubt():
    cells = pd.DataFrame(
        {
            "case": ["B", "A", "A", "C"],
            "factor": ["x", "y", "x", "x"],
            "contested": [1, 0, 0, 0],
            "present": ["1", "?", "1", "0"],
        }
    )
    assert doubtful_cells(cells) == [("A", "y"), ("B", "x")]


def test_with_nothing_in_doubt_there_is_one_coding():
    found = of(table_of({"a": "10", "b": "11"}, "10"), [])
    assert found["possible"].tolist() == ["1"] * len(found)
    assert found["standing"].to_dict() == {
        ("model", "a"): "all",
        ("none", "models"): "none",
        ("none", "survivors"): "none",
        ("survivor", "a"): "all",
        ("survivor", "b"): "none",
    }


def test_codings_of_three_cells_are_all_eight():
    assert sorted(map(tuple, every_coding(3).T.astype(int).tolist())) == list(product((0, 1), repeat=3))


def test_a_contradiction_under_every_coding_leaves_no_model():
    """A and B are alike in all but a doubtful cell of c: half of the codings set them apart."""
    found = of(table_of({"a": "11", "c": "00"}, "10"), [("A", "c")])
    assert found.loc[("none", "models"), "codings"] == 1
    assert found.loc[("model", "c"), "share"] == "0.5"


def test_beyond_twenty_cells_a_sample_is_gone_through_and_the_shares_of_factors_stay_exact():
    """
    22 cases, one positive; a has 21 doubtful cells, b one. The sample of 10,000 never sees a survive, though it can; b does in
    half of the codings, with a standard error of sqrt(1/2 x 1/2 / 10000) = 0.005.
    """
    outcome = "1" + "0" * 21
    table = table_of({"a": outcome, "b": outcome}, outcome)
    cells = [(case, "a") for case in table["case"][1:]] + [("A", "b")]
    found = of(table, cells)
    assert found["possible"].iloc[0] == str(2**22) and set(found["of"]) == {10_000}
    assert found.loc[("survivor", "b"), ["share", "standing"]].tolist() == ["0.5", "some"]
    assert found.loc[("survivor", "a"), ["codings", "standing"]].tolist() == [0, "some"]
    assert float(found.loc[("survivor", "a"), "share"]) == pytest.approx(2**-21)
    seen = found.loc[("model", "b")]
    assert abs(seen["codings"] / 10_000 - 0.5) < 4 * float(seen["error"])
    assert float(seen["error"]) == pytest.approx(0.005, abs=1e-4)
    assert found.loc[("none", "survivors"), "error"] is None or pd.isna(found.loc[("none", "survivors"), "error"])


def test_more_truth_tables_than_the_limit_leave_the_models_to_a_sample(monkeypatch):
    """
    The CSTO table, of sixteen cells, with a limit of 400 of its 2,768 different tables. russian_interest is a model in a quarter
    of 4096 codings; 400 are drawn. Results are told apart by survivors alone: 2520 codings without one are the most frequent.
    """
    monkeypatch.setattr(module, "MOST_WORK", 16 * 400)
    table, cells = csto()
    found = survival(doubts(table, cells), Cutoffs())
    assert found.results[0] == ((), None, 2520)
    assert sum(result.times for result in found.results) == found.codings == 4096
    made = codings(doubts(table, cells), found).set_index(["kind", "name"])
    row = made.loc[("model", "russian_interest")]
    assert row["of"] == 400
    assert abs(float(row["share"]) - 0.25) < 4 * float(row["error"])
    assert made.loc[("survivor", "russian_interest"), "codings"] == 1024


def test_more_factors_than_can_be_minimised_leave_survivors_alone():
    outcome = "10"
    table = table_of({f"f{place:02}": outcome for place in range(21)}, outcome)
    found = of(table, [("A", "f00")])
    assert "model" not in found.index.get_level_values("kind")
    assert found.loc[("survivor", "f00"), "share"] == "0.5" and found.loc[("survivor", "f20"), "share"] == "1"


def test_tables_that_differ_in_the_order_of_cases_with_the_same_outcome_are_solved_once():
    """Four cases, four factors, all in doubt, one positive: 16 rows for it, C(16 + 2, 3) sets with repeats for the others."""
    table = table_of(dict.fromkeys("abcd", "0000"), "1000")
    doubted = doubts(table, list(product("ABCD", "abcd")))
    first, counts = module.different_tables(every_coding(16), doubted)
    assert len(first) == 16 * comb(18, 3) and counts.sum() == 2**16


def test_columns_too_long_for_one_number_are_told_apart_exactly():
    """Seven rows of twenty bits; forty columns, of which the last two are the same."""
    rows = np.full((7, 40), 2**20 - 1, dtype=np.int32)
    rows[0] = [*range(39), 38]
    first, counts = module.different(rows, bits=20)
    assert sorted(first.tolist()) == list(range(39))
    assert sorted(counts.tolist()) == [1] * 38 + [2]
