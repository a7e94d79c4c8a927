"""
Every variation of the analysis. The golden study is worked by hand here, the values of the CSTO study in the design (section 4).

Golden study (see test_golden.py), threshold 2: low_pay 1 1 0 0 covaries, rain 1 0 1 0 is mixed, union 1 1 0 ? is open.

Thresholds. 1: rumour (interview 4) comes in, with no evidence: unknown in all four towns, open. 3: low_pay alone. 4: nothing.
Interviews. Citations: union 1, 2; low_pay 1, 2, 3; rain 2, 3. Without 1: union falls to one citation. Without 2: union and
rain do. Without 3: rain does. Without 4: nothing changes. Without two of 1, 2, 3: low_pay falls too, and nothing is left.
Without 1 and 4: low_pay and rain; 2 and 4: low_pay; 3 and 4: low_pay and union.
Cases. Without A, B or C the same; without D union is wholly known, 1 1 0 as the strikes, and joins.
Cells. Any of low_pay takes it out. Any of rain leaves it mixed: two cells are wrong, and one is mended. Any known cell of
union makes it mixed. Outcomes. A: 0 1 0 0, B: 1 0 0 0, C: 1 1 1 0, which no factor has. D: 1 1 0 1, union if its cell is 1: open.
Voices. The newspapers have an author each; weaver2019 and interview 1, both Ada Weaver, never speak of the same cell.
"""

import pandas as pd
import pytest
import yaml
from conftest import GOLDEN, ROOT, derived

import scripts.robustness as module
from mssd.models import Cutoffs
from mssd.tables import members, read
from mssd.variations import Study, every_threshold, one_voice_per_author, without_interviews
from mssd.voices import authors_of_sources
from scripts.case_selection import case_selection
from scripts.robustness import compared_factors, derived_table, derived_tables, robustness

CSTO = {"common_threat": "0010", "external_actor": "0111", "government_threat": "1010", "russian_interest": "0010"}
BOTH = "common_threat; russian_interest"


def table_of(columns: dict[str, str], outcome: str, cases: str = "ABCD") -> pd.DataFrame:
    """A truth table whose columns are strings of one character a case."""
    table = pd.DataFrame({"case": list(cases[: len(outcome)])} | {f: list(v) for f, v in columns.items()})
    return table.assign(outcome=[int(value) for value in outcome])


def varied(columns: dict[str, str], outcome: str, cases: str = "ABCD") -> pd.DataFrame:
    """The variations of a truth table that comes from a data matrix, by test and variant; an empty cell is the empty text."""
    return by_variant(
        robustness(truth_table=table_of(columns, outcome, cases), study=None, plausible=[], cutoffs=Cutoffs())
    )


def by_variant(table: pd.DataFrame) -> pd.DataFrame:
    texts = ["selected", "survivors", "open", "solutions"]
    return table.assign(**{name: table[name].fillna("") for name in texts}).set_index(["test", "variant"]).sort_index()


def study_in(folder) -> Study:
    """An interview study as its raw files and its config give it."""
    raw, config = folder / "raw", yaml.safe_load((folder / "config.yaml").read_text(encoding="utf-8"))
    cases = read("cases", raw / "cases.csv", config)
    chosen = case_selection(cases=cases, criteria=list(config["criteria"]))
    return Study(
        **{noun: read(noun, raw / f"{noun}.csv") for noun in ["interviews", "factors", "mentions", "evidence"]},
        adjudications=read("adjudications", raw / "adjudications.csv"),
        outcomes=cases[cases["case"].isin(chosen.loc[chosen["included"] == "1", "case"])].reset_index(drop=True),
        authors=authors_of_sources((raw / "sources.bib").read_text(encoding="utf-8")),
        threshold=config["citation_threshold"],
        rule=config["presence_rule"],
    )


def of_study(study: Study) -> pd.DataFrame:
    """All variations of an interview study, by test and variant."""
    own = derived_table(study, compared_factors(study))
    return by_variant(robustness(truth_table=own, study=study, plausible=[], cutoffs=Cutoffs()))


@pytest.fixture(scope="module")
def csto() -> pd.DataFrame:
    return of_study(study_in(ROOT))


@pytest.fixture(scope="module")
def made(golden_run, lipset_run) -> dict:
    """The three tables of the golden and of the Lipset study, as the rule writes them."""
    runs = {"golden": golden_run, "lipset": lipset_run}
    nouns = ("robustness", "codings", "chance")
    return {name: {noun: derived(folder, noun) for noun in nouns} for name, folder in runs.items()}


@pytest.fixture(scope="module")
def golden_variations(made) -> pd.DataFrame:
    return made["golden"]["robustness"].set_index(["test", "variant"])


def test_the_variations_of_the_golden_study_are_counted_as_worked(golden_variations):
    """4 thresholds, 4 interviews, 6 pairs, 4 cases, 11 known cells, 4 outcomes, 2 ways of matching authors."""
    assert golden_variations.groupby("test").size().to_dict() == {
        "threshold": 4, "without_interview": 4, "without_two_interviews": 6, "without_case": 4, "flipped_cell": 11,
        "flipped_outcome": 4, "one_voice_per_author": 2, "plausible_coding": 6,
    }  # fmt: skip


def test_the_golden_thresholds_are_as_worked(golden_variations):
    rows = golden_variations.loc["threshold"]
    assert rows["selected"].to_dict() == {
        "1": "low_pay; rain; rumour; union", "2": "low_pay; rain; union", "3": "low_pay", "4": "",
    }  # fmt: skip
    assert rows["open"].tolist() == ["rumour; union", "union", "", ""]
    assert rows["survivors"].tolist() == ["low_pay", "low_pay", "low_pay", ""]
    assert rows["changed"].tolist() == ["0", "0", "0", "1"]


def test_the_golden_interviews_left_out_are_as_worked(golden_variations):
    assert golden_variations.loc["without_interview", "selected"].tolist() == [
        "low_pay; rain", "low_pay", "low_pay; union", "low_pay; rain; union",
    ]  # fmt: skip
    assert golden_variations.loc["without_two_interviews", "selected"].to_dict() == {
        "1; 2": "", "1; 3": "", "1; 4": "low_pay; rain", "2; 3": "", "2; 4": "low_pay", "3; 4": "low_pay; union",
    }  # fmt: skip


def test_the_golden_cases_left_out_are_as_worked(golden_variations):
    assert golden_variations.loc["without_case", "survivors"].tolist() == ["low_pay"] * 3 + ["low_pay; union"]
    assert golden_variations.loc["without_case", "open"].tolist() == ["union"] * 3 + [""]


def test_the_golden_flips_are_as_worked(golden_variations):
    cells = golden_variations.loc["flipped_cell"]
    assert cells.index[cells["survivors"] == ""].tolist() == [f"TOWN-{town}/low_pay" for town in "ABCD"]
    assert cells.index[cells["open"] == ""].tolist() == [f"TOWN-{town}/union" for town in "ABC"]
    outcomes = golden_variations.loc["flipped_outcome"]
    assert outcomes["survivors"].tolist() == [""] * 4
    assert outcomes["open"].tolist() == ["", "", "", "union"]


def test_the_golden_codings_are_those_of_three_doubtful_cells(made):
    """A/union 2 : 1 and C/low_pay 1 : 1 are contested, D/union is unknown. low_pay needs one of them, union two."""
    found = made["golden"]["codings"].set_index(["kind", "name"])
    assert found["possible"].unique().tolist() == ["8"]
    assert found.loc["survivor", "share"].to_dict() == {"low_pay": "0.5", "rain": "0", "union": "0.25"}
    assert found.loc[("none", "survivors"), "share"] == "0.375"


def test_the_frequencies_of_the_results_add_up_to_the_codings(made):
    for study, codings in (("golden", 8), ("lipset", 1)):
        table = made[study]["robustness"]
        assert table.loc[table["test"] == "plausible_coding", "times"].astype(int).sum() == codings


def test_a_matrix_has_no_sources_to_vary_and_a_single_coding(made):
    table = made["lipset"]["robustness"]
    assert table["test"].unique().tolist() == ["without_case", "flipped_cell", "flipped_outcome", "plausible_coding"]
    assert len(table) == 18 + 18 * 5 + 18 + 1
    assert set(made["lipset"]["codings"]["possible"]) == {"1"}


def test_no_single_case_changes_what_survives_of_lipset_and_one_changes_the_model(made):
    """Without Estonia, the only literate and stable breakdown of an undeveloped state, literacy does as well as development."""
    table = made["lipset"]["robustness"].query("test == 'without_case'").set_index("variant")
    assert set(table["changed"]) == {"0"}
    assert table.index[table["solutions_changed"] == "1"].tolist() == ["EST"]
    assert table.loc["EST", "solutions"] == "DEV*STB; LIT*STB"


def test_leaving_out_a_case_of_the_csto_study_changes_what_the_design_says(csto):
    survivors = csto.loc["without_case", "survivors"].to_dict()
    assert survivors == {
        "KGZ-2010": "common_threat; government_threat; russian_interest", "TJK-2021": BOTH, "ARM-2022": BOTH, "KAZ-2022": "",
    }  # fmt: skip
    assert csto.loc[("without_case", "KAZ-2022"), "solutions"] == ""


def test_nine_of_the_sixteen_single_flips_of_the_csto_study_change_the_survivors(csto):
    assert csto.loc["flipped_cell", "changed"].sum() == 9
    assert set(csto["open"]) == {""}
    assert len(csto.loc["flipped_cell"]) == 16


def test_the_survivors_of_the_csto_study_follow_the_citations_5_3_4_7(csto):
    assert csto.loc["threshold", "survivors"].tolist() == [BOTH] * 5 + ["russian_interest"] * 2
    assert csto.loc["threshold", "selected"].map(lambda cell: len(members(cell))).tolist() == [4, 4, 4, 3, 2, 1, 1]


def test_no_interview_and_no_pair_of_interviews_takes_a_survivor_of_the_csto_study_out(csto):
    assert csto.loc["without_interview", "changed"].sum() == 0
    assert csto.loc["without_two_interviews", "changed"].sum() == 0
    assert len(csto.loc["without_two_interviews"]) == 21


def test_an_outcome_of_the_csto_study_coded_otherwise_changes_the_survivors(csto):
    """1 0 1 0 is the column of government_threat; 0 1 1 0, 0 0 1 1 and 0 0 0 0 are nobody's."""
    assert csto.loc["flipped_outcome", "survivors"].to_dict() == {
        "KGZ-2010": "government_threat", "TJK-2021": "", "ARM-2022": "", "KAZ-2022": "",
    }  # fmt: skip


def test_the_threshold_of_the_study_is_a_variation_that_changes_nothing(csto):
    own = csto.loc[("threshold", "3")]
    assert (own["changed"], own["solutions_changed"]) == (0, 0)
    assert own["solutions"] == "common_threat; external_actor*government_threat; russian_interest"


def test_the_truth_table_of_a_variation_comes_from_the_steps_of_the_study(csto_run):
    """At the study's own threshold it is the truth table of the study."""
    tables = {variant: table for test, variant, table in derived_tables(study_in(ROOT)) if test == "threshold"}
    assert tables["3"].astype(str).to_dict("list") == derived(csto_run, "truth_table").to_dict("list")


def test_an_interview_left_out_neither_cites_nor_says_anything():
    study = study_in(GOLDEN)
    without = {variant: kept for _, variant, kept in without_interviews(study, "without_interview", 1)}
    assert "1" not in set(without["1"].mentions["interview"])
    assert study.evidence["evidence"].tolist() != without["1"].evidence["evidence"].tolist()
    assert set(study.evidence["evidence"]) - set(without["1"].evidence["evidence"]) == {"x2"}


def test_a_document_named_like_an_interview_stays_when_the_interview_is_left_out():
    study = study_in(GOLDEN)
    study = study._replace(evidence=study.evidence.replace({"source": {"guardian1890": "2"}}))
    without = {variant: kept for _, variant, kept in without_interviews(study, "without_interview", 1)}
    assert (without["2"].evidence["source"] == "2").any()


def test_an_interview_left_out_can_leave_a_cell_undetermined():
    """A/union is 2 : 1, one for being interview 1; at a threshold of one citation union stays selected without it."""
    study = study_in(GOLDEN)._replace(threshold=1)
    tables = {variant: table for test, variant, table in derived_tables(study) if test == "without_interview"}
    assert tables["1"].set_index("case").loc["TOWN-A", "union"] == "?"
    assert tables["2"].set_index("case").loc["TOWN-A", "union"] == "1"


def test_sources_of_one_author_can_leave_a_cell_undetermined():
    """
    A/union is 2 : 1, the Guardian and interview 1 for it. Had Ada Weaver, interview 1, written in the Guardian as second author,
    it would be 1 : 1 by any author, and stay 2 : 1 by the first.
    """
    study = study_in(GOLDEN)
    study = study._replace(
        authors=study.authors | {"guardian1890": study.authors["guardian1890"] + study.authors["weaver2019"]}
    )
    tables = {variant: table for test, variant, table in derived_tables(study) if test == "one_voice_per_author"}
    assert tables["any_author"].set_index("case").loc["TOWN-A", "union"] == "?"
    assert tables["first_author"].set_index("case").loc["TOWN-A", "union"] == "1"


def test_one_voice_per_author_changes_nothing_in_the_csto_study(csto):
    """
    The two documents of the CSTO and the two that Davidzon wrote, one with Libman, never speak of the same cell; Davidzon's
    interview, 7, speaks of no single cell.
    """
    assert csto.loc["one_voice_per_author", "changed"].tolist() == [0, 0]
    study = study_in(ROOT)
    cells = study.evidence.groupby(["case", "factor", "direction"])["source"].nunique()
    for _, _, varied_study in one_voice_per_author(study):
        assert varied_study.evidence["source"].nunique() < study.evidence["source"].nunique()
        voices = varied_study.evidence.groupby(["case", "factor", "direction"])["source"].nunique()
        assert voices.equals(cells)


def test_by_the_rule_of_interviews_the_threshold_decides_cells_too():
    """
    Were interview 1 alone to tie the union to A, and nobody to speak of a rumour, the same factors would be selected at the
    thresholds one and two, and A have a union at one only.
    """
    study = study_in(GOLDEN)
    mentions = study.mentions[study.mentions["factor"] != "rumour"]
    study = study._replace(
        rule="interviews", mentions=mentions.assign(case=mentions["case"].where(mentions["mention"] != "m3"))
    )
    tables = {(test, variant): table.set_index("case") for test, variant, table in derived_tables(study)}
    assert tables["threshold", "1"].columns.tolist() == tables["threshold", "2"].columns.tolist()
    assert tables["threshold", "1"].loc["TOWN-A", "union"] == "1"
    assert tables["threshold", "2"].loc["TOWN-A", "union"] == "0"


def test_there_is_a_threshold_for_each_number_of_interviews():
    assert [variant for _, variant, _ in every_threshold(study_in(GOLDEN))] == ["1", "2", "3", "4"]


def test_an_unknown_cell_has_no_flip_and_leaves_its_factor_open():
    found = varied({"a": "1?"}, "10", "AB")
    assert found.loc["flipped_cell"].index.tolist() == ["A/a"]
    assert found.loc[("flipped_cell", "A/a"), ["survivors", "open"]].tolist() == ["", ""]
    assert found.loc[("without_case", "B"), ["survivors", "open"]].tolist() == ["", ""]


def test_more_models_than_are_listed_are_told_by_a_question_mark_and_not_compared():
    unknown = varied({"a": "1" + "?" * 11}, "1" + "0" * 11, "ABCDEFGHIJKL")
    row = unknown.loc[("without_case", "A")]
    assert row["solutions"] == "?" and pd.isna(row["solutions_changed"])


def test_where_all_variations_are_too_much_to_minimise_no_models_are_sought(monkeypatch):
    """The table, 16 and 4 with a flip, of 16 cells each, and 4 without a case, of 12: 21 x 16 + 4 x 12 = 384."""
    monkeypatch.setattr(module, "MOST_WORK", 384)
    assert "?" not in set(varied(CSTO, "0010")["solutions"])
    monkeypatch.setattr(module, "MOST_WORK", 383)
    unknown = varied(CSTO, "0010")
    assert set(unknown["solutions"]) == {"?"} and unknown["solutions_changed"].isna().all()
    assert unknown.loc["flipped_cell", "changed"].sum() == 9


def test_the_work_of_minimising_doubles_with_each_unknown_cell_up_to_ten():
    """Four cells, with two unknown; twelve cells, all unknown: beyond ten none is minimised."""
    assert module.work(table_of({"a": "1?", "b": "?0"}, "10")) == 4 * 2**2
    assert module.work(table_of({"a": "????", "b": "????", "c": "????"}, "1000")) == 12 * 2**10


@pytest.mark.parametrize("columns, outcome", [({}, "0010"), ({}, "1"), (CSTO, "0000"), (CSTO, "1111")])
def test_where_nothing_varies_nothing_survives_and_no_model_fits(columns, outcome):
    found = varied(columns, outcome).drop("flipped_outcome")
    assert set(found["survivors"]) <= {""} and set(found["solutions"]) <= {""}
    assert set(found["changed"]) <= {0}


def test_one_case_can_be_flipped_and_not_left_out():
    found = varied({"a": "1"}, "1")
    assert found.index.tolist() == [("flipped_cell", "A/a"), ("flipped_outcome", "A")]
    assert found["survivors"].tolist() == ["", ""]


def test_of_two_cases_one_is_left_and_shows_nothing():
    assert varied({"a": "10"}, "10").loc["without_case", "survivors"].tolist() == ["", ""]
