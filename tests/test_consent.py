"""Consent: who spoke in confidence is told by no complaint, and what raw/private/ holds gets into nothing."""

import json

import pytest
from conftest import GOLDEN, derived, replace
from test_collection import complaints
from test_whole_run import MARKS_OF_TIME, differing

from mssd.disclosure import disclosures
from mssd.files import raw_files
from mssd.inspection import NOT_REPEATED

NAME = "Zdenka Quorn"


def interviews(study, *lines: str, header: str = "interview,date,identity,consent,recording,minutes") -> list[str]:
    """The complaints about a study with these interviews."""
    (study / "raw" / "interviews.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return complaints(study)


def private_names(study, content: str | bytes) -> list[str]:
    """The complaints about a study with this file of private names."""
    (study / "raw" / "private").mkdir()
    content = content if isinstance(content, bytes) else content.encode()
    (study / "raw" / "private" / "names.csv").write_bytes(content)
    return complaints(study)


def test_a_withdrawn_consent_is_refused_with_what_must_be_taken_out(golden):
    replace(golden / "raw" / "interviews.csv", "2,2019-05-02,,confidential", f"2,2019-05-02,{NAME},withdrawn")
    assert complaints(golden) == [
        "raw/interviews.csv, line 3, column consent: withdrawn; this interview must be taken out, with its summary and every "
        "row of mentions.csv and evidence.csv that rests on it"
    ]


def test_once_a_withdrawn_interview_is_taken_out_every_row_that_rests_on_it_is_told(golden):
    file = golden / "raw" / "interviews.csv"
    file.write_text("".join(line for line in file.read_text().splitlines(keepends=True) if not line.startswith("1,")))
    found = complaints(golden)
    assert {line.partition(":")[0] for line in found} == {
        *(f"raw/mentions.csv, line {line}, column interview" for line in (2, 3, 5, 10)),
        "raw/evidence.csv, line 3, column source",
        "raw/summaries/1.md",
    }


def test_a_missing_consent_is_refused(golden):
    replace(golden / "raw" / "interviews.csv", "2,2019-05-02,,confidential", f"2,2019-05-02,{NAME},")
    (line,) = complaints(golden)
    assert line == "raw/interviews.csv, line 3, column consent: an empty cell; expected public or confidential"


DISPLACED = {
    "an identity in confidence": ["1,2019-05-01,@,confidential,audio,30"],
    "a cell left out": ["1,2019-05-01,@,confidential,audio,30", "2,@,confidential,audio,30,"],
    "a cell too many": ["1,2019-05-01,,@,confidential,30"],
    "a cell too many in the row": ["1,2019-05-01,,@,confidential,audio,30"],
    "the name where minutes stand": ["1,2019-05-01,,confidential,audio,@"],
    "the name as the number of the interview, twice": ["@,2019-05-01,,confidential,audio,30"] * 2,
    "one word of it as the number, twice": ["Zdenka,2019-05-01,,confidential,audio,30"] * 2,
    "another sign between the cells": ["1|2019-05-01|@|confidential|audio|30"],
    "a quotation mark": ['1,2019-05-01,"@" x,confidential,audio,30'],
}


@pytest.mark.parametrize("how", DISPLACED)
@pytest.mark.parametrize("headed", [True, False], ids=["header", "no header"])
def test_no_complaint_repeats_an_identity_wherever_it_stands_in_its_row(golden, how, headed):
    header, *lines = [
        line.replace("@", NAME) for line in (["interview,date,identity,consent,recording,minutes"] + DISPLACED[how])
    ]
    found = interviews(golden, *lines[not headed :], header=header if headed else lines[0])
    assert found and not [line for line in found if "zdenka" in line.lower() or "quorn" in line.lower()]


@pytest.mark.parametrize(
    "header",
    [
        f"interview,date,{NAME},consent,recording,minutes",
        f"interview,date,{NAME},{NAME},recording,minutes",
        f"interview;date;{NAME};consent",
        "identity,date,interview,consent,recording,minutes",
        "consent,date,minutes,interview,recording,identity",
    ],
)
def test_no_complaint_repeats_an_identity_where_the_header_is_broken(golden, header):
    row = f"1,2019-05-01,{NAME},confidential,audio,30"
    found = interviews(golden, row, row, header=header)
    assert found and not [line for line in found if "zdenka" in line.lower() or "quorn" in line.lower()]


def test_a_broken_header_is_told_by_its_place(golden):
    found = interviews(golden, header=f"interview,date,{NAME},consent,recording,minutes,consnt")
    expected = "expected interview, date, identity, consent, recording, minutes"
    assert f"raw/interviews.csv, line 1, column 3: not a column of this table; {expected}" in found
    assert f"raw/interviews.csv, line 1, column identity: the column is missing; {expected}" in found
    assert any(line.startswith("raw/interviews.csv, line 1, column 7: not a column") for line in found)


def test_a_letter_that_is_not_utf_8_is_not_repeated(golden):
    file = golden / "raw" / "interviews.csv"
    file.write_bytes(file.read_bytes().replace(b"2019-05-02,,conf", b"2019-05-02,Ren\xe9,conf"))
    found = complaints(golden)
    assert any("line 3: a byte is not UTF-8" in line for line in found)
    assert not [line for line in found if "Ren" in line or "E9" in line]


def test_a_letter_that_no_font_has_is_not_repeated_where_it_was_told_in_confidence(golden):
    replace(golden / "raw" / "interviews.csv", "2,2019-05-02,,", "2,2019-05-02,ქეთი,")
    assert not [line for line in complaints(golden) if "ქ" in line or "GEORGIAN" in line]


def test_a_file_of_private_names_is_no_stranger_and_needs_no_reason(golden):
    assert private_names(golden, f"name\n{NAME}\n\nJ. O.'B.\n") == []


def test_a_private_name_of_less_than_three_letters_is_refused_and_not_repeated(golden):
    assert private_names(golden, f"name,reason\n{NAME},source\nXq,\n\n,source\n{NAME},\n") == [
        f"raw/private/names.csv, line 3, column name: {NOT_REPEATED}; expected at least 3 letters or digits",
        "raw/private/names.csv, line 5, column name: an empty cell; expected at least 3 letters or digits",
        f"raw/private/names.csv, line 6, column name: {NOT_REPEATED} is there already, on line 2; expected each once",
    ]


@pytest.mark.parametrize(
    "content",
    [
        f"{NAME}\nother\n",
        f"name;reason\n{NAME};\n",
        f"name,{NAME}\nx\n",
        f'name,reason\n"{NAME},\n',
        b"name\nQuorn\xe9\n",
        b"",
    ],
)
def test_a_broken_file_of_private_names_is_told_and_not_repeated(golden, content):
    found = private_names(golden, content)
    assert found and all(line.startswith("raw/private/names.csv") for line in found)
    assert not [line for line in found if "quorn" in line.lower() or "0xE9" in line]


def test_no_complaint_on_any_file_repeats_a_listed_name(golden):
    replace(golden / "raw" / "mentions.csv", "m2,1,union", "m2,zdenka_quorn,union")
    (golden / "raw" / "summaries" / f"{NAME}.md").write_text("x")
    (golden / "raw" / f"{NAME}.docx").write_text("x")
    untold = "what is wrong is not repeated, because it holds what line 2 of raw/private/names.csv says must not be published"
    assert private_names(golden, f"name\n{NAME}\n") == [
        f"raw/*: {untold}",
        f"raw/mentions.csv, line 3: {untold}",
        f"raw/summaries/*: {untold}",
    ]


def test_nothing_in_the_folder_of_what_is_private_is_a_raw_file(golden):
    private_names(golden, f"name\n{NAME}\n")
    (golden / "raw" / "private" / f"{NAME}.md").write_text("x")
    assert complaints(golden) == []
    assert not [file for file in raw_files(golden / "raw") if "private" in file]


# Typed backwards, for the tests are archived with the study and searched as well.
LISTED = "".join(reversed("rehtaeflliuQ aknedZ"))


@pytest.mark.of(
    GOLDEN,
    ("raw/private/names.csv", "", f"name,reason\n{LISTED},source\n"),
    (f"raw/private/{LISTED}/consent.md", "", f"I am {LISTED}."),
    whole=True,
)
def test_a_study_with_private_files_has_the_same_results_as_without_them(golden_run, rebuilt):
    assert differing(golden_run, rebuilt) == MARKS_OF_TIME
    assert disclosures((rebuilt / "results").rglob("*.*"), rebuilt / "results", {2: LISTED}) == []
    records = [json.loads(file.read_text()) for file in (rebuilt / "results" / "trail").glob("*.json")]
    used = {file for record in records for kind in ("inputs", "outputs") for file in record.get(kind, {})}
    assert used and not [file for file in [*used, *derived(rebuilt, "collection")["file"]] if "private" in file]
