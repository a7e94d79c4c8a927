"""What a study that is not in order is told: one line for each problem, all of them at once."""

from pathlib import Path

import pytest
from conftest import GOLDEN, config_of

from mssd.complaints import Refused, told_once
from mssd.inspection import NOT_REPEATED
from mssd.study import check_study
from mssd.tables import read
from scripts.collection import collection


def complaints(study: Path) -> list[str]:
    try:
        check_study(study / "raw", config_of(study))
    except Refused as refused:
        return [str(complaint).replace(f"{study}/", "") for complaint in refused.complaints]
    return []


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} is not in {file}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_golden_study_is_in_order():
    assert complaints(GOLDEN) == []


SPOILT = {
    "a misspelt factor": (
        "mentions.csv",
        "m2,1,union",
        "m2,1,unoin",
        "raw/mentions.csv, line 3, column factor: 'unoin' is not a factor of raw/factors.csv; nearest known name: union",
    ),
    "a duplicate interview": (
        "interviews.csv",
        "2,2019-05-02",
        "1,2019-05-02",
        "raw/interviews.csv, line 3, column interview: '1' is there already, on line 2; expected each once",
    ),
    "a 2 in a 0/1 column": (
        "adjudications.csv",
        "TOWN-C,low_pay,0",
        "TOWN-C,low_pay,2",
        "raw/adjudications.csv, line 2, column present: '2'; expected 0 or 1",
    ),
    "a word in a 0/1 column": (
        "published.csv",
        "TOWN-B,union,0",
        "TOWN-B,union,no",
        "raw/published.csv, line 3, column present: 'no'; expected 0 or 1",
    ),
    "a value out of its set": (
        "mentions.csv",
        "m2,1,union,,supports",
        "m2,1,union,,suports",
        "raw/mentions.csv, line 3, column stance: 'suports'; expected supports, qualifies or denies",
    ),
    "a negative length": (
        "interviews.csv",
        "audio,30",
        "audio,-30",
        "raw/interviews.csv, line 2, column minutes: '-30'; expected a whole number, 1 or more",
    ),
    "a decimal in a whole-number column": (
        "interviews.csv",
        "audio,30",
        "audio,30.5",
        "raw/interviews.csv, line 2, column minutes: '30.5'; expected a whole number, 1 or more",
    ),
    "a number with two signs": (
        "interviews.csv",
        "audio,30",
        "audio,--30",
        "raw/interviews.csv, line 2, column minutes: '--30'; expected a whole number, 1 or more",
    ),
    "a number too long to be one": (
        "interviews.csv",
        "audio,30",
        "audio,99999999999999999999",
        f"raw/interviews.csv, line 2, column minutes: {NOT_REPEATED}; expected a whole number, 1 or more",
    ),
    "a factor with the name of a column": (
        "factors.csv",
        "comet,A comet",
        "outcome,A comet",
        "raw/factors.csv, line 7, column factor: 'outcome'; expected a short name without spaces, other than case, label, "
        "outcome, n, cases, consistency, output, output_of_absence",
    ),
    "an empty cell that must be filled": (
        "factors.csv",
        "rain,Rain,",
        "rain,,",
        "raw/factors.csv, line 4, column label: an empty cell; expected text",
    ),
    "a date that is none": (
        "interviews.csv",
        "XXXX-05-04",
        "4 May",
        f"raw/interviews.csv, line 5, column date: {NOT_REPEATED}; expected a date such as 2023-10-13, XXXX-10-13 or 2023",
    ),
    "a day and a month in the wrong order": (
        "interviews.csv",
        "2019-05-03",
        "2019-31-05",
        "raw/interviews.csv, line 4, column date: '2019-31-05'; expected a date such as 2023-10-13, XXXX-10-13 or 2023",
    ),
    "a day that no month has": (
        "interviews.csv",
        "2019-05-03",
        "2019-04-31",
        "raw/interviews.csv, line 4, column date: '2019-04-31'; expected a date such as 2023-10-13, XXXX-10-13 or 2023",
    ),
    "a place that is none": (
        "cases.csv",
        "guardian1890,3 ¶1",
        "guardian1890,somewhere",
        "raw/cases.csv, line 2, column locator: 'somewhere'; expected a place such as 4.5 ¶7, Figure 4, p. 12 or "
        "summary ¶2 (several: separated by '; ')",
    ),
    "a misspelt source": (
        "evidence.csv",
        "x1,TOWN-A,union,present,document,guardian1890",
        "x1,TOWN-A,union,present,document,gaurdian1890",
        "raw/evidence.csv, line 2, column source: 'gaurdian1890' is not a source of raw/sources.bib; nearest known name: "
        "guardian1890",
    ),
    "an interview as evidence that was never held": (
        "evidence.csv",
        "interview,1,",
        "interview,9,",
        "raw/evidence.csv, line 3, column source: '9' is not an interview of raw/interviews.csv",
    ),
    "a paragraph that a summary does not have": (
        "mentions.csv",
        "summary ¶2",
        "summary ¶3",
        "raw/mentions.csv, line 3, column locator: 'summary ¶3'; expected a paragraph of raw/summaries/1.md, which has 2",
    ),
    "a confidential interview with a name": (
        "interviews.csv",
        "2,2019-05-02,,",
        "2,2019-05-02,Bob Miller,",
        "raw/interviews.csv, line 3, column identity: must be empty, because the consent of this interview is confidential",
    ),
    "a cell decided twice": (
        "adjudications.csv",
        "TOWN-D,rain",
        "TOWN-C,low_pay",
        "raw/adjudications.csv, line 3, column factor: 'TOWN-C low_pay' is there already, on line 2; expected each once",
    ),
    "a comma not in quotes": (
        "factors.csv",
        "The town has a union.",
        "The town has, say, a union.",
        "raw/factors.csv, line 2: 8 cells; expected 6, as in the header (is a comma not in quotes?)",
    ),
    "a published cell of no factor": (
        "published.csv",
        "TOWN-A,outcome",
        "TOWN-A,outcom",
        "raw/published.csv, line 4, column factor: 'outcom' is not a factor of raw/factors.csv or 'outcome'; nearest known "
        "name: outcome",
    ),
    "an outcome out of its set": (
        "cases.csv",
        "Struck,1,",
        "Struck,7,",
        "raw/cases.csv, line 2, column outcome: '7'; expected 0 or 1",
    ),
    "a compared case without an outcome": (
        "cases.csv",
        "Struck,1,",
        "Struck,,",
        "raw/cases.csv, line 2, column outcome: an empty cell; expected 0 or 1, because the case meets every criterion",
    ),
    "a criterion out of its set": (
        "cases.csv",
        "1890-03,1,1",
        "1890-03,yes,1",
        "raw/cases.csv, line 2, column has_mill: 'yes'; expected 0, 1 or ?",
    ),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_bad_cell_gets_one_line_with_file_line_column_value_and_what_was_expected(golden, spoilt):
    file, old, new, expected = SPOILT[spoilt]
    replace(golden / "raw" / file, old, new)
    found = complaints(golden)
    assert expected in found
    assert len([line for line in found if line.startswith(f"raw/{file}")]) == 1


def test_a_row_that_cannot_be_read_is_not_blamed_on_those_that_refer_to_it(golden):
    replace(golden / "raw" / "factors.csv", "The town has a union.", "The town has, say, a union.")
    assert len(complaints(golden)) == 1


def test_all_problems_are_told_at_once(golden):
    """Apart from references to interviews: these are compared with a table that may hold private names once it is in order."""
    for file, old, new, _ in SPOILT.values():
        if file in ("mentions.csv", "evidence.csv", "interviews.csv") and "summary" not in old:
            replace(golden / "raw" / file, old, new) if old in (golden / "raw" / file).read_text() else None
    (golden / "raw" / "published.csv").write_text("case,factor,present\nTOWN-A,union,5\nTOWN-X,union,1\n")
    found = complaints(golden)
    assert len(found) >= 8
    assert found == sorted(found, key=lambda line: line.partition(",")[0])
    assert "raw/published.csv, line 2, column present: '5'; expected 0 or 1" in found
    assert any(line.startswith("raw/published.csv, line 3, column case: 'TOWN-X' is not a case") for line in found)


def test_one_unreadable_cell_blames_no_innocent_row(golden):
    replace(golden / "raw" / "cases.csv", "1890,1890-03", "eighteen-ninety,1890-03")
    assert complaints(golden) == [
        "raw/cases.csv, line 2, column year: 'eighteen-ninety'; expected a whole number, 0 or more"
    ]


def test_a_missing_column_is_named_with_the_nearest_header(golden):
    replace(golden / "raw" / "factors.csv", "definition", "defintion")
    expected = "expected factor, label, definition, scope, questions, locator, short; nearest known name:"
    assert complaints(golden) == [
        f"raw/factors.csv, line 1, column definition: the column is missing; {expected} defintion",
        f"raw/factors.csv, line 1, column defintion: not a column of this table; {expected} definition",
    ]


def test_an_extra_column_is_refused(golden):
    file = golden / "raw" / "published.csv"
    file.write_text("\n".join(line + ",x" for line in file.read_text().splitlines()) + "\n")
    assert (
        "raw/published.csv, line 1, column x: not a column of this table; expected case, factor, present"
        in complaints(golden)
    )


def test_a_column_there_twice_is_refused(golden):
    (golden / "raw" / "published.csv").write_text("case,factor,present,present\nTOWN-A,union,1,1\n")
    assert complaints(golden) == ["raw/published.csv, line 1, column present: the column is there twice"]


def test_a_quotation_mark_left_open_is_told_by_its_line(golden):
    replace(golden / "raw" / "evidence.csv", "A has no union.", '"A has no union.')
    assert any(line.startswith("raw/evidence.csv, line 4: broken CSV") for line in complaints(golden))


def test_latin_1_bytes_are_told_by_line_and_byte_and_the_rest_is_still_read(golden):
    file = golden / "raw" / "factors.csv"
    text = file.read_text(encoding="utf-8").replace("Rain", "Régen").replace("comet,A comet", "comet,")
    file.write_bytes(text.encode("latin-1"))
    found = complaints(golden)
    assert "raw/factors.csv, line 2: byte 0xB6 is not UTF-8; save the file as UTF-8 (a table: 'CSV UTF-8')" in found
    assert "raw/factors.csv, line 7, column label: an empty cell; expected text" in found


def test_a_byte_order_mark_as_excel_writes_it_is_no_problem(golden):
    file = golden / "raw" / "factors.csv"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert complaints(golden) == []


def test_line_ends_of_windows_are_no_problem(golden):
    file = golden / "raw" / "factors.csv"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert complaints(golden) == []


def test_semicolons_instead_of_commas_are_told_as_such(golden):
    (golden / "raw" / "published.csv").write_text("case;factor;present\nTOWN-A;union;1\n")
    assert any("the cells are not parted by commas" in line for line in complaints(golden))


def test_an_empty_file_is_told_as_such(golden):
    (golden / "raw" / "evidence.csv").write_bytes(b"")
    assert complaints(golden) == ["raw/evidence.csv: the file is empty; expected at least a header line"]


def test_a_table_without_rows_is_refused_where_one_is_needed(golden):
    header = (golden / "raw" / "interviews.csv").read_text().splitlines()[0]
    (golden / "raw" / "interviews.csv").write_text(header + "\n")
    assert "raw/interviews.csv, line 2: no row below the header; expected at least one" in complaints(golden)


def test_a_missing_file_is_told_as_such(golden):
    (golden / "raw" / "evidence.csv").unlink()
    assert complaints(golden) == ["raw/evidence.csv: the file is missing or can't be opened"]


def test_a_file_that_no_table_explains_is_not_passed_over(golden):
    (golden / "raw" / "adjudications.csv").rename(golden / "raw" / "adjudication.csv")
    (line,) = complaints(golden)
    assert line.startswith("raw/adjudication.csv: not a file of a study")
    assert line.endswith("nearest known name: adjudications.csv")


def test_interviews_and_a_data_matrix_together_are_refused(golden):
    (golden / "raw" / "data_matrix.csv").write_text("case,X,outcome\nA,1,1\n")
    assert any("a study has either interviews or data_matrix.csv" in line for line in complaints(golden))


def test_a_broken_bibliography_names_entry_and_line(golden):
    file = golden / "raw" / "sources.bib"
    file.write_text(
        file.read_text()
        + "@book{weaver2019, author = {A}, title = {T}, year = 2000}\n@book{x, title = {T}, year = 1}\n"
    )
    found = complaints(golden)
    assert (
        "raw/sources.bib, line 4, entry weaver2019: the key 'weaver2019' is there twice; expected each key once"
        in found
    )
    assert any(line.startswith("raw/sources.bib, line 5, entry x: no author") for line in found)


def test_a_blank_line_in_a_table_is_passed_over_and_lines_are_counted_with_it(golden):
    file = golden / "raw" / "published.csv"
    file.write_text("case,factor,present\n\n,,\nTOWN-A,union,3\n")
    assert complaints(golden) == ["raw/published.csv, line 4, column present: '3'; expected 0 or 1"]


def test_a_study_in_which_no_candidate_meets_the_criteria_has_nothing_to_compare(golden):
    file = golden / "raw" / "cases.csv"
    file.write_text(file.read_text().replace(",1,1,", ",1,0,"))
    assert complaints(golden) == ["raw/cases.csv: no candidate meets every criterion; expected at least one to compare"]


def test_a_summary_of_no_interview_is_told(golden):
    (golden / "raw" / "summaries" / "9.md").write_text("Text.\n")
    assert complaints(golden) == ["raw/summaries/9.md: '9' is not an interview of raw/interviews.csv"]


def test_a_summary_that_is_not_utf_8_is_told(golden):
    (golden / "raw" / "summaries" / "2.md").write_bytes(b"R\xe9sum\xe9\n")
    (line,) = complaints(golden)
    assert line == "raw/summaries/2.md, line 1: byte 0xE9 is not UTF-8; save the file as UTF-8 (a table: 'CSV UTF-8')"


def test_a_published_study_that_is_no_source_is_told(golden):
    replace(golden / "config.yaml", "study: golden", "study: golden\npublished_study: weaver")
    assert complaints(golden) == [
        "config.yaml, key published_study: 'weaver' is not a source of raw/sources.bib; nearest known name: weaver2019"
    ]


def test_the_same_problem_on_several_lines_is_told_once_with_all_of_them(golden):
    file = golden / "raw" / "mentions.csv"
    file.write_text(file.read_text().replace(",supports,,Faith", ",Supports,,Faith"))
    with pytest.raises(Refused) as refused:
        check_study(golden / "raw", config_of(golden))
    (line,) = told_once(refused.value.complaints)
    assert line.endswith(
        "raw/mentions.csv, lines 10, 11, column stance: 'Supports'; expected supports, qualifies or denies"
    )


def test_rows_are_counted_without_the_header_also_where_there_are_none(golden, monkeypatch):
    monkeypatch.chdir(golden)
    (golden / "raw" / "published.csv").write_text("case,factor,present\n")
    rows = collection("raw", config_of(golden)).set_index("file")["rows"]
    assert (rows["raw/published.csv"], rows["raw/interviews.csv"], rows["raw/summaries/1.md"]) == (0, 4, 1)


def test_a_theme_is_checked_where_the_study_has_a_list_of_themes(golden):
    replace(golden / "raw" / "mentions.csv", "m1,1,union,,", "m1,1,union,strnegth,")
    assert complaints(golden) == []
    (golden / "raw" / "themes.csv").write_text(
        "theme,factor,label,definition,locator\nstrength,union,Strength,It is strong.,1 ¶1\n"
    )
    assert complaints(golden) == [
        "raw/mentions.csv, line 2, column theme: 'strnegth' is not a theme of raw/themes.csv; nearest known name: strength"
    ]


def test_a_directional_expectation_of_an_unknown_factor_is_told_with_the_nearest_name(golden):
    with (golden / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("\ndirectional_expectations:\n  unoin: present\n")
    assert complaints(golden) == [
        "config.yaml, key directional_expectations: 'unoin' is not a factor of raw/factors.csv; nearest known name: union"
    ]


def test_a_column_that_may_be_left_out_is_read_as_empty(golden):
    """The golden study's evidence has no column `test`; with one, its values are checked."""
    file = golden / "raw" / "evidence.csv"
    assert "test" not in file.read_text(encoding="utf-8").splitlines()[0]
    assert read("evidence", file)["test"].isna().all()
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text(
        "\n".join([lines[0] + ",test", lines[1] + ",hoop", lines[2] + ",hop", *(f"{line}," for line in lines[3:])])
    )
    (problem,) = complaints(golden)
    assert problem == (
        "raw/evidence.csv, line 3, column test: 'hop'; expected straw_in_the_wind, hoop, smoking_gun or doubly_decisive"
    )
