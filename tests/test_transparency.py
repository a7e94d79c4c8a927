"""What is told of the data and what is not: the overview, and the checklist with the answers of the data and of the author."""

import pandas as pd
import pytest
from conftest import GOLDEN, ROOT, config_of, copy_study, derived, printed, rows

import schemas
from mssd.chapters import Finding
from mssd.complaints import Refused
from mssd.coreq import CHECKLIST
from mssd.study import check_study
from mssd.tables import read
from mssd.tracing import plain
from mssd.transparency import checklist, checklist_counted, holdings
from schemas.coreq import ITEMS
from schemas.transparency import DOMAINS
from scripts.transparency import agreement, duration, recording, transparency

OF_THE_STUDY = ["interviews", "guide", "factors", "themes", "mentions", "coreq"]


def answered(folder) -> dict[str, list[int]]:
    """The items of a rebuilt study by who answers them, and those of which the data leave something open."""
    table = derived(folder, "transparency")
    by = {who: table.loc[table["answered_by"] == who, "item"].astype(int).tolist() for who in table["answered_by"]}
    return by | {"in part": table.loc[table["remains"] != "", "item"].astype(int).tolist()}


def answer_to(item: int, folder) -> str:
    return derived(folder, "transparency").set_index("item").loc[str(item), "data"]


def interviews(text: str) -> pd.DataFrame:
    """Interviews from lines of `recording minutes`."""
    table = rows("recording minutes\n" + text)
    return table.astype({"minutes": "Int64"})


def test_the_checklist_has_32_items_in_three_domains():
    """Tong, Sainsbury and Craig (2007): 8 items on the team, 15 on the design, 9 on analysis and findings."""
    assert [item.number for item in CHECKLIST] == list(ITEMS) == list(range(1, 33))
    assert [[item.domain for item in CHECKLIST].count(domain) for domain in DOMAINS] == [8, 15, 9]
    assert all(item.asks.endswith("?") for item in CHECKLIST)


def test_the_items_of_the_golden_study_are_answered_as_worked(golden_run):
    """
    The golden study has no guide (17) and no answer of an author. Its tables answer ten items: how many interviews (12),
    recordings (19), lengths (21), codes (25, 26), software (27), paraphrases (29), cells (30), factors (31, 32).

    In part: 12, 26, 27 and 29 as always; 19, because the recording of interview 3 is unknown; 21, because its length is.
    """
    data = [12, 19, 21, 25, 26, 27, 29, 30, 31, 32]
    left = [item for item in ITEMS if item not in data]
    assert answered(golden_run) == {"data": data, "nobody": left, "in part": [12, 19, 21, 26, 27, 29]}


def test_the_answers_of_the_golden_study_are_as_worked(golden_run):
    """
    Recordings: 1 and 4 in sound, 2 none, 3 unknown. Minutes: 30, 40, 20. Union and low_pay have a question.

    Of the twelve cells the count of sources alone settles ten; one of these (D, rain) a person decided otherwise, and it
    leaves open D, union and C, low_pay. Rumour and comet are below the threshold; m12 denies the rumour.
    """
    assert answer_to(19, golden_run) == "Two in sound and one not recorded."
    assert answer_to(21, golden_run) == "20 to 40 minutes, 90 in all."
    assert answer_to(26, golden_run).startswith("Of six factors, two have a question of the guide that asks for them.")
    assert answer_to(30, golden_run) == (
        "The count of sources alone gives the value used in nine of twelve cells, no value in two, and another value in one."
    )
    assert answer_to(32, golden_run) == "Two factors below the threshold, and one mention that denies a factor."


def test_the_items_of_the_csto_study_are_answered_as_worked(csto_run):
    """
    The tables of the thesis also have a guide (17), and every length (21). The thesis prints an answer to fifteen items, to
    five of which the tables have one too.
    """
    assert answered(csto_run) == {
        "data": [21, 25, 27, 30, 31, 32],
        "both": [12, 17, 19, 26, 29],
        "author": [1, 2, 3, 5, 7, 9, 10, 11, 13, 16],
        "nobody": [4, 6, 8, 14, 15, 18, 20, 22, 23, 24, 28],
        "in part": [12, 17, 19, 26, 27, 29],
    }
    assert answer_to(21, csto_run) == "25 to 57 minutes, 285 in all."
    assert answer_to(12, csto_run) == "Seven interviews."


def test_an_answer_of_the_author_stands_beside_that_of_the_data_and_replaces_none_of_it(csto_run):
    row = derived(csto_run, "transparency").set_index("item").loc["12"]
    assert row[["data", "author", "locator"]].tolist() == [
        "Seven interviews.",
        "Seven experts, and no policy-maker.",
        "2.2 ¶1; 2.2 ¶2",
    ]


def test_every_answer_of_the_author_comes_with_its_place_in_the_thesis_and_names_no_interviewee():
    answers = read("coreq", ROOT / "raw" / "coreq.csv")
    assert answers["locator"].notna().all()
    names = read("interviews", ROOT / "raw" / "interviews.csv")["identity"].dropna().str.split().str[-1]
    assert not any(name in answer for name in names for answer in answers["answer"])


def test_an_author_who_answers_all_leaves_no_item_open():
    tables = {noun: read(noun, ROOT / "raw" / f"{noun}.csv") for noun in OF_THE_STUDY}
    tables |= {"presence": pd.DataFrame(columns=["by_evidence", "present"])}
    tables |= {"selection": pd.DataFrame({"threshold": [3], "selected": [1]})}
    tables["coreq"] = pd.DataFrame({"item": list(ITEMS), "answer": "It is told.", "locator": None})
    found = transparency(tables).set_index("item")["answered_by"]
    assert set(found) == {"author", "both"}
    assert found[30] == "author", "without a cell the data say nothing of agreement"


@pytest.mark.parametrize(
    "recordings, data, remains",
    [
        ("audio 9\naudio_and_video 9", "One in sound and one in sound and picture.", None),
        ("audio_at_least 9", "One at least in sound.", "Of one whether pictures were recorded."),
        ("none 9\n? 9", "One not recorded.", "Of one whether anything was recorded."),
    ],
)
def test_what_is_unknown_of_recordings_remains_to_be_said(recordings, data, remains):
    found = recording(interviews(recordings))
    assert (found.data, found.remains) == (data, remains)


def test_recordings_and_lengths_that_are_all_unknown_are_no_answer():
    unknown = interviews("? -\n? -")
    assert recording(unknown) is None and duration(unknown) is None


@pytest.mark.parametrize(
    "minutes, data, remains",
    [
        ("audio 40", "40 minutes.", None),
        ("audio 40\naudio 40", "40 minutes, 80 in all.", None),
        ("audio 40\naudio -", "40 minutes.", "How long one further interview was."),
    ],
)
def test_the_lengths_read_well_for_one_and_many(minutes, data, remains):
    found = duration(interviews(minutes))
    assert (found.data, found.remains) == (data, remains)


def test_cells_that_the_sources_all_settle_are_said_in_one_clause():
    found = agreement(rows("by_evidence present\n1 1\n0 0\n1 1"))
    assert found.data == "The count of sources alone gives the value used in all three cells."


def found(**items: str) -> dict[str, Finding]:
    """Findings on the checklist from the items of each: `data="12; 17"`."""
    names = ["coreq", "coreq.data", "coreq.data.in_part", "coreq.author", "coreq.both", "coreq.open"]
    given = {"coreq": "; ".join(map(str, ITEMS))} | {f"coreq.{name}": value for name, value in items.items()}
    return {name: Finding(name, given.get(name.replace("data.in_part", "in_part"), "")) for name in names}


@pytest.mark.parametrize(
    "items, sentence",
    [
        ({}, "the data answer none; the author answers none; none is left for the author to answer."),
        (
            {"data": "12", "in_part": "12", "author": "12", "both": "12", "open": "1"},
            "the data answer one, in part; the author answers one, together with the data; one is left for the author to answer.",
        ),
        (
            {"data": "12; 17; 19", "in_part": "12; 17; 19", "author": "1; 12", "both": "12", "open": "2; 3"},
            "the data answer three, all of them in part; the author answers two, one of them together with the data; two are "
            "left for the author to answer.",
        ),
    ],
)
def test_the_sentence_on_the_checklist_reads_well_for_none_one_and_many(items, sentence):
    assert plain(checklist_counted(found(**items))) == f"Of the 32 items, {sentence}"


def test_the_report_says_how_many_items_are_answered(csto_run, golden_run):
    csto, golden = (" ".join(printed(run)) for run in (csto_run, golden_run))
    assert (
        "Of the 32 items, the data answer eleven, six of them in part; the author answers fifteen, five of them together with "
        "the data; eleven are left for the author to answer." in csto
    )
    assert "the data answer ten, six of them in part; the author answers none; 22 are left" in golden
    assert "Four interviews are confidential" in csto and "Three interviews are confidential" in golden


def test_a_matrix_study_has_the_overview_and_says_what_is_not_known_from_it_but_no_checklist(lipset_run):
    text = " ".join(printed(lipset_run))
    assert "It gives the values and nothing beside them" in text
    assert "asks nothing of a data matrix" in text
    assert "What it asks" not in text
    assert not (lipset_run / "results" / "tables" / "transparency.csv").exists()


def test_the_overview_counts_statements_by_kind_of_source_and_leaves_out_what_a_study_lacks():
    """Two statements by one document, one by an interview, none by the author."""
    tables = {noun: read(noun, None) for noun in ["data_matrix", *OF_THE_STUDY]}
    tables["evidence"] = rows("kind source\ndocument a\ndocument a\ninterview 1")
    tables["collection"] = pd.DataFrame({"file": ["raw/evidence.csv", "raw/sources.bib"], "rows": [3, 1]})
    evidence, sources = holdings(tables, ["guide", "evidence"])
    assert evidence["much"] == "three statements"
    assert evidence["gives"] == "two from one document and one from one interview; paraphrased"
    assert (sources["much"], sources["file"]) == ("one source", "raw/sources.bib")


def test_the_label_of_a_case_is_no_factor_of_a_matrix():
    tables = {noun: read(noun, None) for noun in OF_THE_STUDY}
    tables["data_matrix"] = rows("case label rain outcome\nA Town 1 0")
    tables |= {"evidence": read("evidence", None), "collection": read("collection", None)}
    assert [row["gives"] for row in holdings(tables, ["data_matrix"])] == ["one factor and the outcome, coded"]


def test_an_answer_of_the_data_is_shown_with_the_section_that_shows_it_and_others_with_none():
    table = rows("item domain data from\n12 d Seven raw/interviews.csv\n1 d - -").astype({"item": "Int64"})
    first, second = checklist(table)[0]["items"]
    assert (first["place"], first["files"]) == ("interviews-section", ["raw/interviews.csv"])
    assert (second["place"], second["files"]) == (None, [])


WRONG = {
    "33,It is told.,": "line 2, column item: '33'; expected a whole number from 1 to 32",
    "one,It is told.,": "line 2, column item: 'one'; expected a whole number from 1 to 32",
    "1,It is told.,\n1,It is told again.,": "line 3, column item: '1' is there already, on line 2; expected each once",
    "1,,": "line 2, column answer: an empty cell; expected text",
    "1,It is told.,somewhere": "line 2, column locator: 'somewhere'; expected a place such as 4.5 ¶7, Figure 4, p. 12 or "
    "summary ¶2 (several: separated by '; ')",
}


@pytest.mark.parametrize("line", WRONG)
def test_an_answer_to_an_unknown_item_a_second_answer_or_none_is_refused_with_its_line(line, golden):
    file = golden / "raw" / "coreq.csv"
    file.write_text(f"item,answer,locator\n{line}\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        check_study(golden / "raw", config_of(golden))
    assert [str(c).replace(f"{golden}/", "") for c in refused.value.complaints] == [f"raw/coreq.csv, {WRONG[line]}"]


def test_a_study_may_do_without_answers_or_give_one_without_a_place(tmp_path):
    study = copy_study(GOLDEN, tmp_path / "study")
    (study / "raw" / "coreq.csv").write_text("item,answer,locator\n4,A woman.,\n", encoding="utf-8")
    assert check_study(study / "raw", config_of(study))[f"{study}/raw/coreq.csv"] == 1
    assert schemas.schema("coreq").columns["locator"].nullable
