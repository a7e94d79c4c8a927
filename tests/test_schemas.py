"""The schemas as the single source: each table has one, every column says what it is, and every reference has a target."""

import csv
import re
import subprocess
import sys
from calendar import isleap
from datetime import date, timedelta
from itertools import product

import pandera.pandas as pa
import pytest
from conftest import GOLDEN, LIPSET, ROOT, SYNTHETIC

import schemas
from mssd.files import RAW
from schemas.base import DIGITS, EDTF_DATE, ID, LOCATOR, RATIO, problem_of_place, whole

NOUNS = sorted(file.stem for file in (ROOT / "schemas").glob("*.py") if file.stem not in ("__init__", "base"))


@pytest.mark.parametrize("noun", NOUNS)
def test_a_table_says_what_a_row_is_and_what_each_column_is(noun):
    model = schemas.model(noun)
    assert model.__doc__.startswith("One row is ")
    for name, column in schemas.schema(noun).columns.items():
        assert column.description, name
        assert column.metadata["expected"], name


@pytest.mark.parametrize("noun", NOUNS)
def test_a_table_has_exactly_the_columns_that_its_schema_names(noun):
    assert schemas.schema(noun).strict is True


@pytest.mark.parametrize("noun", NOUNS)
def test_every_reference_has_a_target(noun):
    for column in schemas.schema(noun).columns.values():
        refers_to = column.metadata["refers_to"] or {}
        targets = [refers_to] if isinstance(refers_to, str) else [t for by in refers_to.values() for t in by.values()]
        for target in targets:
            table, name = target.partition(" or ")[0].split(".")
            assert target.startswith("sources.source") or name in schemas.schema(table).columns


def test_every_raw_table_has_a_schema():
    assert set(RAW) <= set(NOUNS)


def test_cases_has_a_column_for_each_criterion_of_the_config():
    schema = schemas.schema("cases", {"criteria": {"asked": "Was asked."}})
    assert isinstance(schema.columns["asked"], pa.Column)


STUDIES = [ROOT, GOLDEN, LIPSET, SYNTHETIC]
TRIED = """
import signal, sys
sys.path[:0] = sys.argv[1:]
from patterns import every_pattern, hostile

def too_slow(*_):
    raise TimeoutError

signal.signal(signal.SIGALRM, too_slow)
patterns = every_pattern()
assert len(patterns) > 40, len(patterns)
for pattern, where in patterns.items():
    for text in hostile(pattern):
        for tried in (pattern.match, pattern.fullmatch, pattern.search):
            signal.setitimer(signal.ITIMER_REAL, 4)
            try:
                tried(text)
            except TimeoutError:
                print(where, pattern.pattern, repr(text[:60]), len(text))
            signal.setitimer(signal.ITIMER_REAL, 0)
"""


@pytest.mark.parametrize("noun", NOUNS)
def test_a_pattern_is_that_of_the_whole_cell_and_knows_no_digits_but_0_to_9(noun):
    for name, column in schemas.schema(noun).columns.items():
        asked = [check.statistics["pattern"] for check in column.checks if check.name == "str_matches"]
        assert asked == [whole(pattern) for pattern in [column.metadata["pattern"]] if pattern], name
        assert not any(r"\d" in pattern or "$" in pattern for pattern in [*asked, str(column.name)]), name


@pytest.mark.parametrize(
    "pattern, text",
    [(ID, "A1"), (LOCATOR, "4.5 ¶7"), (EDTF_DATE, "2021-02-28"), (RATIO, "0.25"), (DIGITS, "12")],
)
@pytest.mark.parametrize("slip", ["{}\n", "{}\r\n", "\n{}", " {}", "{}\u2028", "{}٣", "{}３", ""])
def test_a_pattern_lets_nothing_stand_beside_the_text(pattern, text, slip):
    assert re.match(whole(pattern), text)
    assert not re.match(whole(pattern), slip.format(text))


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.name)
def test_the_locators_of_our_studies_are_places(study):
    columns = {"locator", "against"}
    for file in (study / "raw").glob("*.csv"):
        for row in csv.DictReader(file.open(encoding="utf-8-sig")):
            cells = [row[column] for column in columns & set(row) if row[column]]
            assert all(re.match(whole(LOCATOR), cell) for cell in cells), (file, cells)
            assert not any(problem_of_place(place) for cell in cells for place in cell.split(";")), (file, cells)


@pytest.mark.parametrize(
    "place",
    [
        *["4 ¶1", "4.5 ¶7-9", "4.5 ¶7–9; 4.6 ¶1", "Figure 4; p. 12", "pp. 3-4", "References (Abbot and Snyder 2019)"],
        *["Appendix 1 Q2", "summary ¶2", "Table of dichotomised data", "Figure 2 ¶1; Figure 2 ¶2"],
    ],
)
def test_a_place_is_a_paragraph_or_a_named_part(place):
    assert re.match(whole(LOCATOR), place)


@pytest.mark.parametrize(
    "place", ["4 ¶1;5 ¶2", "4 ¶1 ; 5 ¶2", "4 ¶1;  5 ¶2", "4 ¶1; ", "Figure 3;5 ¶2", "; 4 ¶1", "4 ¶1 ", "¶1"]
)
def test_several_places_are_parted_by_a_semicolon_and_one_blank(place):
    assert not re.match(whole(LOCATOR), place)


@pytest.mark.parametrize(
    "place",
    [
        *["4 ¶1, 5 ¶2", "4 ¶1 ¶2", "4 ¶1 and 5 ¶2", "Figure 2 ¶1, Figure 2 ¶2", "4 ¶2-1", "4 ¶10–9", "4 ¶007-6"],
        *[
            "p.",
            "pp.",
            "Figure",
            "Table",
            "Tables",
            "Figure .",
            "pp. -",
            "pp. 12-10",
            "p. 9-3",
            "Figures 5-3",
            "Figure 4 ¶3-2",
        ],
    ],
)
def test_what_is_more_or_less_than_one_place_is_none(place):
    for text in (place, f" {place} "):
        assert problem_of_place(text).startswith(("expected ", "the range runs backwards"))


@pytest.mark.parametrize(
    "place",
    [
        *["Abstract", "Contents", "References", "Appendix", "Figure 1", "p. iv", "Table of cases", "4 ¶2-2", "4 ¶9-10"],
        *["4 ¶99–100", "pp. 112-5", "pp. 9-12", "Figure 4-2", "Figure A", "p.3", "Tables 2-3", "4-2 ¶1", "2021-10 ¶1"],
        f"4 ¶{'1' * 5000}-{'2' * 5000}",
    ],
)
def test_a_part_named_by_one_word_and_a_range_that_runs_forwards_are_places(place):
    assert problem_of_place(place) is None


@pytest.mark.parametrize("slip", [";5 ¶2", "; !", "\n", "; ", "; somewhere"])
@pytest.mark.parametrize("place", ["4 ¶1", "Figure 4 ¶1", "a ¶1 ¶1-2"])
def test_forty_places_or_forty_thousand_with_a_slip_are_read_at_once(place, slip):
    text = "; ".join([place] * 40_000) + slip
    asked = [sys.executable, "-c", "import re, sys; print(re.match(*map(str, sys.stdin.read().split(chr(0)))))"]
    given = f"{whole(LOCATOR)}\0{text}"
    assert subprocess.run(asked, input=given, capture_output=True, text=True, timeout=20, check=True).stdout == "None\n"


def days(year: int) -> set[str]:
    """The days of a year as the calendar has them; the year 0, which Python doesn't know, is as long as 2000."""
    first = date(year or 2000, 1, 1)
    found = (first + timedelta(days=day) for day in range(365 + isleap(year)))
    return {f"{year:04}-{day:%m-%d}" for day in found}


@pytest.mark.parametrize("year", [0, 4, 1900, 2000, 2020, 2021, 2100, 9999])
def test_a_date_is_a_day_of_the_calendar(year):
    typed = {f"{year:04}-{month:02}-{day:02}" for month in range(15) for day in range(34)}
    assert {text for text in typed if re.match(whole(EDTF_DATE), text)} == days(year)


@pytest.mark.parametrize("year", [1900, 2020, 2021])
def test_a_date_with_unknown_digits_is_one_that_some_day_fits(year):
    known = {"".join(sign) for day in days(year) for sign in product(*({digit, "X"} for digit in day[5:]))}
    typed = {"".join(signs) for signs in product("01239X", "0123456789X", "-", "01234X", "0123456789X")}
    assert {text for text in typed if re.match(whole(EDTF_DATE), f"{year}-{text}")} == known & typed


@pytest.mark.parametrize(
    "text",
    [
        "2021",
        "XXXX",
        "2021-10",
        "2021-XX",
        "XXXX-10-13",
        "202X-02-29",
        "XXXX-02-29",
        "2021-XX-31",
        "2021-10-13?",
        "19XX~",
    ],
)
def test_a_date_may_be_as_short_and_as_unsure_as_the_text_gives_it(text):
    assert re.match(whole(EDTF_DATE), text)


@pytest.mark.parametrize(
    "text",
    [
        *["2021-02-29", "1900-02-29", "XX01-02-29", "19X1-02-29", "2021-XX-32", "2021-02-3X", "2021-99-XX", "2021-13"],
        *["2021-00-01", "21-01-01", "2021-1-1", "2021-10-13??", "20211013", "2021-04-31", "٢٠٢١-١٠-١٣", "2021/10/13"],
        *["-2021", "X"],
    ],
)
def test_what_no_day_fits_is_no_date(text):
    assert not re.match(whole(EDTF_DATE), text)


def test_no_pattern_takes_long_over_a_text_made_to_be_slow():
    """Each pattern of the schemas, the config and the code, on repetitions of what its parts accept, with a slip at the end."""
    asked = [sys.executable, "-c", TRIED, str(ROOT / "tests"), str(ROOT / "workflow"), str(ROOT)]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert (done.stdout, done.returncode) == ("", 0), done.stdout + done.stderr
