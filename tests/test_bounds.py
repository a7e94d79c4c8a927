"""The bounds of a study: what is told of texts, names and numbers of cases and factors that no study can have."""

import time
from pathlib import Path

import pytest
from conftest import config_of, replace
from test_collection import complaints

from mssd.complaints import Refused
from mssd.study import MOST_CASES, check_study
from schemas.findings import names_of_findings


@pytest.mark.parametrize("text", ["A paragraph.\r\n\r\nB\u202e.\r\n", "A\n\n\u2028\ue000"])
def test_a_summary_with_a_character_that_nobody_sees_is_told_by_its_line(golden, text):
    (golden / "raw" / "summaries" / "2.md").write_text(text, encoding="utf-8", newline="")
    (line,) = complaints(golden)
    assert line.startswith("raw/summaries/2.md, line 3: U+20")


def test_a_bibliography_with_a_character_that_nobody_sees_is_told_by_its_line(golden):
    file = golden / "raw" / "sources.bib"
    file.write_text("% a comment \u2066\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert complaints(golden) == [
        "raw/sources.bib, line 1: U+2066 LEFT-TO-RIGHT ISOLATE, which can't be seen; delete it"
    ]


def test_a_private_name_with_such_a_character_is_told_by_its_line_alone(golden):
    (golden / "raw" / "private").mkdir()
    (golden / "raw" / "private" / "names.csv").write_text("name\nAda Lovelace\nBabbage\u202e\n", encoding="utf-8")
    (line,) = complaints(golden)
    assert line.startswith("raw/private/names.csv, line 3") and "U+" not in line and "abbage" not in line


def test_a_factor_whose_findings_would_have_the_names_of_others_is_told(golden):
    replace(golden / "raw" / "factors.csv", "comet,", "union.count,")
    (line,) = [line for line in complaints(golden) if "factors.csv, line" in line]
    assert line.endswith("'union.count' is the size of a finding of another factor; expected another name")


def test_a_factor_called_as_a_model_without_a_condition_is_told(golden):
    replace(golden / "raw" / "factors.csv", "comet,", "1,")
    (line,) = [line for line in complaints(golden) if "factors.csv, line" in line]
    assert line.endswith("'1' is how a model says that no condition is needed; expected another name")


@pytest.mark.parametrize("other", ["a.b", "count", "outcome.count", "a.counts"])
def test_no_other_factor_has_findings_of_the_same_name(other):
    names = names_of_findings(["a", "b", other])
    assert len(names) == len(set(names))


def matrix(folder: Path, factors: int, cases: int) -> Path:
    """A study of so many factors and cases."""
    (folder / "raw").mkdir()
    header = ",".join(["case", *(f"f{place}" for place in range(factors)), "outcome"])
    rows = [",".join([f"c{place}", *["1"] * factors, str(place % 2)]) for place in range(cases)]
    (folder / "raw" / "data_matrix.csv").write_text("\n".join([header, *rows]) + "\n")
    return folder


def told_of(folder: Path) -> list[str]:
    try:
        check_study(folder / "raw", {})
    except Refused as refused:
        return [complaint.problem for complaint in refused.complaints]
    return []


@pytest.mark.parametrize("factors, cases", [(1, 1), (65, 6), (100, 4), (3, MOST_CASES)])
def test_a_study_within_the_bounds_is_in_order(tmp_path, factors, cases):
    assert told_of(matrix(tmp_path, factors, cases)) == []


@pytest.mark.parametrize("factors", [101, 5_000])
def test_more_factors_than_can_be_compared_are_refused_in_seconds(tmp_path, factors):
    began = time.perf_counter()
    wanted = f"{factors} factors; expected 100 at most, so that they can all be compared"
    assert told_of(matrix(tmp_path, factors, 3)) == [wanted]
    assert time.perf_counter() - began < 20


def test_more_cases_than_can_be_compared_are_refused(tmp_path):
    assert told_of(matrix(tmp_path, 2, 1000)) == [f"1000 cases would be compared; expected {MOST_CASES} at most"]


def test_only_factors_that_enough_interviews_cite_are_counted(golden):
    """Of 200 factors in the codebook two are cited by an interview each: with a threshold of one all cited are compared."""
    factors, mentions = golden / "raw" / "factors.csv", golden / "raw" / "mentions.csv"
    added = range(200)
    factors.write_text(factors.read_text() + "".join(f"g{n},L{n},D,case,,1 ¶1\n" for n in added), encoding="utf-8")
    assert complaints(golden) == []
    cited = "".join(f"y{n},{i},g{n},,supports,,S,1 ¶1\n" for n in added for i in (1, 2)).replace("y", "y1", 1)
    cited = "\n".join(f"z{place}{line[line.index(',') :]}" for place, line in enumerate(cited.splitlines())) + "\n"
    mentions.write_text(mentions.read_text() + cited, encoding="utf-8")
    (line,) = complaints(golden)
    assert line.startswith("raw/factors.csv: 20") and line.endswith("factors would be compared; expected 100 at most")
    assert config_of(golden)["citation_threshold"] == 2


@pytest.mark.parametrize("factor", ["union", "unoin"])
def test_a_hundred_thousand_mentions_are_checked_in_seconds(golden, factor):
    file = golden / "raw" / "mentions.csv"
    added = "".join(f"z{n},1,{factor},,supports,,S,1 ¶1\n" for n in range(90_000))
    file.write_text(file.read_text(encoding="utf-8") + added, encoding="utf-8")
    began = time.perf_counter()
    assert len(complaints(golden)) == (0 if factor == "union" else 90_000)
    assert time.perf_counter() - began < 60, "it takes some seconds on a machine that does nothing else"


SUMMARY = "# Heading\n\nOne.\n\nTwo.\n\n## Another\n\nThree.\n"
OF_THE_SUMMARY = [
    *["summary ¶1", "summary ¶3", "summary ¶1; summary ¶2", "summary ¶1; 4 ¶2", "4 ¶2; summary ¶3", "summary ¶1-2"],
    *[
        "summary ¶1–3",
        "Summary ¶2",
        "SUMMARY  ¶2",
        "Figure 4; summary ¶1-1",
        "Summary of findings ¶9",
        "summaryx ¶9",
        "4 ¶9",
    ],
]
OF_NO_SUMMARY = [
    *["summary ¶4", "summary ¶0", "4 ¶1; summary ¶9", "Summary ¶9", "summary  ¶9", "SUMMARY ¶4; 4 ¶1", "summary ¶1-4"],
    *["summary ¶0-2", "summary ¶1; summary ¶2; summary ¶4", "the summary ¶9", "summary, ¶9", f"summary ¶{'9' * 5000}"],
]


def mentioned(folder: Path, locator: str) -> list[str]:
    """What is told of a study in which a mention of interview 1 has that place; the summary has three paragraphs."""
    (folder / "raw" / "summaries").mkdir(exist_ok=True)
    (folder / "raw" / "summaries" / "1.md").write_text(SUMMARY, encoding="utf-8")
    file = folder / "raw" / "mentions.csv"
    file.write_text(f'{file.read_text(encoding="utf-8")}z,1,union,,supports,,S,"{locator}"\n', encoding="utf-8")
    return complaints(folder)


@pytest.mark.parametrize("locator", OF_THE_SUMMARY)
def test_a_mention_may_stand_in_any_paragraphs_that_the_summary_has(golden, locator):
    assert mentioned(golden, locator) == []


@pytest.mark.parametrize("locator", OF_NO_SUMMARY)
def test_each_place_of_a_mention_that_speaks_of_the_summary_is_one_that_it_has(golden, locator):
    (line,) = mentioned(golden, locator)
    assert "column locator: 'summ" in line.replace("'4 ¶1; s", "'s").replace("the s", "s").lower()
    assert line.endswith("expected a paragraph of raw/summaries/1.md, which has 3")


@pytest.mark.parametrize(
    "locator", ["summary ¶1 ¶2", "summary ¶1, summary ¶2", "summary ¶2-1", "p.", "4 ¶1 and 5 ¶2", "Table"]
)
def test_a_mention_stands_in_one_place_between_two_semicolons(golden, locator):
    (line,) = mentioned(golden, locator)
    assert f"column locator: '{locator}'; " in line


def test_a_hundred_thousand_mentions_of_a_long_summary_are_checked_in_seconds(golden):
    file = golden / "raw" / "mentions.csv"
    added = "".join(f"z{n},1,union,,supports,,S,summary ¶{n % 4}\n" for n in range(90_000))
    file.write_text(file.read_text(encoding="utf-8") + added, encoding="utf-8")
    began = time.perf_counter()
    found = mentioned(golden, "summary ¶1; " * 10_000 + "summary ¶2")
    assert len(found) == 22_500 and all("'summary ¶0'" in line for line in found)
    assert time.perf_counter() - began < 60, "it takes some seconds on a machine that does nothing else"
