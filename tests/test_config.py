"""The choices in config.yaml: complete, known, of the right kind, and complained of by line."""

import time
from datetime import date
from pathlib import Path

import pytest
import yaml
from conftest import GOLDEN, LIPSET, ROOT, config_of

from mssd.config import broken_choices, config_schema, missing_choices, unknown_style, unreadable


def complaints(folder: Path, text: str) -> list[str]:
    file = folder / "config.yaml"
    file.write_text(text, encoding="utf-8")
    found = unreadable(file) or broken_choices(yaml.safe_load(text), file)
    return [str(complaint).replace(f"{folder}/", "") for complaint in found]


def golden() -> str:
    return (GOLDEN / "config.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("study", [ROOT, GOLDEN, LIPSET])
def test_the_configs_of_our_studies_are_in_order(study):
    assert unreadable(study / "config.yaml") == []
    assert broken_choices(config_of(study), study / "config.yaml") == []


WRONG = {
    "citation_threshold: two": "line 13, key citation_threshold: 'two'; expected a whole number",
    "citation_threshold: 0": "line 13, key citation_threshold: 0; expected 1 or more",
    "citation_threshold: 2.5": "line 13, key citation_threshold: 2.5; expected a whole number",
    "presence_rule: vote": "line 14, key presence_rule: 'vote'; expected one of evidence, interviews",
    "consistency_cutoff: 1.5": "line 15, key consistency_cutoff: 1.5; expected 1 or less",
    "consistency_cutoff: 0": "line 15, key consistency_cutoff: 0; expected more than 0",
    "version: 0.1": "line 4, key version: 0.1; expected text (in quotes where it looks like a number or a date)",
    "authors: Ada": "line 18, key authors: 'Ada'; expected a list, each member on a line of its own after '- '",
    "date: 2020-01-01": "line 5, key date: '2020-01-01'; expected text (in quotes where it looks like a number or a date)",
    'date: "2020-02-30"': "line 5, key date: '2020-02-30'; expected a day of the calendar, in quotes, such as "
    '"2026-11-23"',
}


@pytest.mark.parametrize("choice", WRONG)
def test_a_choice_of_the_wrong_kind_is_told_by_line_key_value_and_what_was_expected(tmp_path, choice):
    key = choice.partition(":")[0]
    text = "".join(f"{choice}\n" if line.startswith(f"{key}:") else line for line in golden().splitlines(keepends=True))
    text = text if choice in text else f"{text}{choice}\n"
    assert complaints(tmp_path, text) == [f"config.yaml, {WRONG[choice]}"]


@pytest.mark.parametrize("name", ["outcome", "included", "Has mill"])
def test_a_criterion_with_the_name_of_another_column_or_with_blanks_is_told(tmp_path, name):
    (line,) = complaints(tmp_path, golden().replace("has_mill:", f"{name}:"))
    wanted = "a name of small letters, digits and '_' that no other column of the case tables has"
    assert line == f"config.yaml, line 10, key criteria: {name!r}; expected {wanted}"


def test_a_missing_key_is_told(tmp_path):
    assert complaints(tmp_path, golden().replace("study: golden\n", "")) == [
        "config.yaml, key study: the key is missing"
    ]


def test_an_unknown_key_is_told_with_the_nearest_known_one(tmp_path):
    (line,) = complaints(tmp_path, golden() + "autors: [A]\n")
    assert line.startswith("config.yaml, line 18, key autors: not a key of the config; expected study, title")
    assert line.endswith("nearest known name: authors")


def test_a_key_there_twice_is_told(tmp_path):
    assert complaints(tmp_path, golden() + "study: other\n") == [
        "config.yaml, line 18, key study: the key is there twice"
    ]


def test_a_file_that_is_not_yaml_is_told_by_line(tmp_path):
    (line,) = complaints(tmp_path, "study: [golden\n")
    assert line.startswith("config.yaml, line 2: not YAML")


def test_a_missing_config_is_told(tmp_path):
    (complaint,) = unreadable(tmp_path / "config.yaml")
    assert complaint.problem == "the file is missing or can't be opened"


def test_a_study_with_interviews_needs_the_choices_that_a_matrix_does_not():
    lacking = {"study": "x"}
    assert [c.column for c in missing_choices(lacking, is_matrix=False)] == [
        "citation_threshold",
        "criteria",
        "presence_rule",
    ]
    assert missing_choices(lacking, is_matrix=True) == []


def test_an_unknown_citation_style_is_told_with_the_nearest_known_one():
    (complaint,) = unknown_style({"csl_style": "chicago-author-dat"})
    assert complaint.problem.endswith("nearest known name: chicago-author-date")
    assert unknown_style({"csl_style": "apa"}) == []


def test_the_schema_explains_every_key_and_allows_no_other():
    schema = config_schema()
    assert schema["additionalProperties"] is False
    assert all(rule["description"] for rule in schema["properties"].values())
    assert not any("default" in rule for rule in schema["properties"].values())


def told(folder: Path, **choices: object) -> list[str]:
    """What is wrong in the golden study's config with other choices, as YAML has read them; the file says none of them."""
    file = folder / "config.yaml"
    file.write_text(golden(), encoding="utf-8")
    began = time.perf_counter()
    found = broken_choices(yaml.safe_load(golden()) | choices, file)
    assert time.perf_counter() - began < 20
    return [str(complaint).replace(f"{folder}/", "") for complaint in found]


TYPED = {"study": "golden", "version": "1.0.0", "licence": "MIT", "csl_style": "apa", "date": "2020-01-01"}


@pytest.mark.parametrize("slip", ["{}\n", "\n{}", "{} ", "{}\x00", "{}٣"])
@pytest.mark.parametrize("key", TYPED)
def test_a_choice_is_the_whole_text(tmp_path, key, slip):
    assert told(tmp_path, **{key: TYPED[key]}) == []
    (line,) = told(tmp_path, **{key: slip.format(TYPED[key])})
    assert f"key {key}: " in line


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0097\n", "٠000-0002-1825-0097", "0000-0002-1825-009x"])
def test_an_orcid_is_of_the_digits_0_to_9(tmp_path, orcid):
    assert told(tmp_path, people=[{"name": "A", "orcid": "0000-0002-1825-0097"}]) == []
    assert "key people.0.orcid: " in told(tmp_path, people=[{"name": "A", "orcid": orcid}])[0]


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"])
def test_the_last_digit_of_an_orcid_fits_the_others(tmp_path, orcid):
    assert told(tmp_path, people=[{"name": "A", "orcid": orcid}]) == []
    for last in set("0123456789X") - {orcid[-1]}:
        (line,) = told(tmp_path, people=[{"name": "A", "orcid": orcid[:-1] + last}])
        assert "key people.0.orcid: " in line and line.endswith("is one of them mistyped?")


ORCIDS = ["0000-0002-1825-0097", "0000-0001-5109-3700"]
TWICE = {
    "a name with an ORCID and with a role": [{"name": "A B", "orcid": ORCIDS[0]}, {"name": "A B", "role": "Other"}],
    "a name with two roles": [{"name": "C D"}, {"name": "A", "role": "Editor"}, {"name": "A", "role": "Sponsor"}],
    "names that differ by capitals": [{"name": "Ada Byron"}, {"name": "ADA byron"}],
    "names that differ by blanks": [{"name": "Ada Byron"}, {"name": " Ada\u00a0 Byron\u200b"}],
    "names that differ by how accents are made": [{"name": "Zo\u00eb"}, {"name": "Zoe\u0308"}],
    "an ORCID": [{"name": "A", "orcid": ORCIDS[0]}, {"name": "B", "orcid": ORCIDS[0]}],
}


@pytest.mark.parametrize("people", TWICE)
def test_of_a_person_there_is_one_entry(tmp_path, people):
    (line,) = told(tmp_path, people=TWICE[people])
    place = f"people.{len(TWICE[people]) - 1}.{'orcid' if people == 'an ORCID' else 'name'}"
    assert f"key {place}: " in line and line.endswith("expected one entry a person")


def test_people_who_differ_otherwise_are_in_order(tmp_path):
    people = [
        {"name": "A B", "orcid": ORCIDS[0]},
        {"name": "A C", "orcid": ORCIDS[1]},
        {"name": "Zoë"},
        {"name": "Zoe"},
    ]
    assert told(tmp_path, people=people, authors=["A B", "A D"]) == []


def test_an_author_is_named_once_and_as_among_people(tmp_path):
    assert "key authors.1: 'ann Q' is there already" in told(tmp_path, authors=["Ann Q", "ann Q"])[0]
    (line,) = told(tmp_path, authors=["Ann Q"], people=[{"name": "ann q", "orcid": ORCIDS[0]}])
    assert line.endswith("key people.0.name: 'ann q' stands in authors as 'Ann Q'; expected one spelling")


@pytest.mark.parametrize("absent", ["Strike", "STRIKE", " strike\u200b"])
def test_the_two_words_for_the_outcome_are_two(tmp_path, absent):
    (line,) = told(tmp_path, outcome={"label": "A strike", "occurred": "Strike", "absent": absent})
    assert "key outcome.absent: " in line and line.endswith("expected two different words")


NOT_SEEN = ["", " ", "\t", "\u00a0", "\u3000", "\u200b", " \u200d\u00ad\u00a0", "\u3164", "\u2800", "\u0301"]


@pytest.mark.parametrize("text", NOT_SEEN, ids=ascii)
def test_a_text_has_something_that_is_seen(tmp_path, text):
    outcome = {"label": text, "occurred": "a", "absent": text}
    places = {
        **{f"key {key}": {key: text} for key in ("title", "subtitle", "question", "publisher", "published_study")},
        "key authors.0": {"authors": [text]},
        "key people.0.name": {"people": [{"name": text}]},
        "key people.0.affiliation": {"people": [{"name": "A", "affiliation": text}]},
        "key criteria.a": {"criteria": {"a": text}},
        "key outcome.label": {"outcome": outcome},
        "key outcome.absent": {"outcome": outcome},
    }
    for place, choices in places.items():
        found = told(tmp_path, **choices)
        assert any(
            f"{place}: " in line and (line.endswith("expected some text") or "has no letter for" in line)
            for line in found
        )


@pytest.mark.parametrize("text", ["x", "?", "7", "€", "\u200bΩ", "Я\u00a0"])
def test_a_letter_a_digit_or_a_sign_is_a_text(tmp_path, text):
    assert told(tmp_path, title=text, authors=[text], criteria={"a": text}) == []


ODD_NUMBERS = {
    **{"citation_threshold": ["010", "0x10", "1_0", "1:0", "0b11", "+3", "00", "1_000"]},
    **{"consistency_cutoff": ["1_0.5", "0.7_5", ".75", "1.", "0:0.75", "+0.75", "7.5e-1", "00.75"]},
    **{"title": ["1:30", "010"]},
}


@pytest.mark.parametrize("key, number", [(key, number) for key, all_of in ODD_NUMBERS.items() for number in all_of])
def test_a_number_is_written_in_plain_decimal_digits(tmp_path, key, number):
    text = "".join(line for line in golden().splitlines(keepends=True) if not line.startswith(f"{key}:"))
    (line,) = complaints(tmp_path, f"{text}{key}: {number}\n")
    assert f"line 17, key {key}: {number} is read by YAML as another number" in line
    quoted = complaints(tmp_path, f'{text}{key}: "{number}"\n')
    assert quoted == [] if key == "title" else "expected a" in quoted[0]


@pytest.mark.parametrize("number", ["0.75", "1", "1.0", "0.5  # half", "0.000001"])
def test_a_number_in_plain_decimal_digits_is_in_order(tmp_path, number):
    text = golden().replace("consistency_cutoff: 1.0", f"consistency_cutoff: {number}")
    assert number in text and complaints(tmp_path, text) == []


@pytest.mark.parametrize("place", ["authors: [A, 010]", "people: [{name: 1_0}]"])
def test_a_number_inside_a_list_or_block_is_told_at_its_place(tmp_path, place):
    (line,) = complaints(tmp_path, f"{golden()}{place}\n")
    assert "line 18, key " in line and "plain decimal digits" in line


@pytest.mark.parametrize("day", ["1980-01-01", "2000-02-29", "2107-12-31"])
def test_a_day_that_a_zip_can_hold_is_in_order(tmp_path, day):
    assert told(tmp_path, date=day) == []


@pytest.mark.parametrize("day", ["1979-12-31", "2108-01-01", "0001-01-01", "9999-12-31"])
def test_a_day_that_no_zip_can_hold_is_refused(tmp_path, day):
    wanted = "a day from 1980-01-01 to 2107-12-31, because the archive is a zip, which knows no other"
    assert told(tmp_path, date=day) == [f"config.yaml, line 5, key date: '{day}'; expected {wanted}"]


@pytest.mark.parametrize(
    "day", ["2021-02-29", "1900-02-29", "20200101", "2020-W01-1", "2020-1-1", "0000-01-01", "٢٠٢٠-٠١-٠١"]
)
def test_what_is_no_day_of_the_calendar_is_refused(tmp_path, day):
    assert any("key date: " in line for line in told(tmp_path, date=day))


@pytest.mark.parametrize("study", ["con", "prn", "aux", "nul", "com1", "lpt9"])
def test_a_study_is_not_called_as_windows_calls_a_device(tmp_path, study):
    (line,) = told(tmp_path, study=study)
    assert line.endswith("expected another name, because this is what Windows calls a device")
    assert told(tmp_path, study=f"{study}-x") == []


def test_names_of_files_have_a_length(tmp_path):
    assert told(tmp_path, study="a" * 64, version="1." + "0" * 28 + ".0") == []
    assert told(tmp_path, study="a" * 65)[0].endswith("expected 64 characters at most")
    assert told(tmp_path, version="1." + "0" * 40 + ".0")[0].endswith("expected 32 characters at most")


NUMBERS = [float("nan"), float("inf"), -float("inf"), 10**20, 10**400, 16**9000, True, False, 3.5, "3", None, [], {}]


@pytest.mark.parametrize("number", NUMBERS, ids=range(len(NUMBERS)))
@pytest.mark.parametrize("key", ["citation_threshold", "frequency_cutoff", "consistency_cutoff"])
def test_a_number_out_of_its_bounds_or_that_is_none_is_one_line(tmp_path, key, number):
    (line,) = told(tmp_path, **{key: number})
    assert f"key {key}: " in line and len(line) < 200


def test_a_whole_number_is_written_as_one(tmp_path):
    assert told(tmp_path, citation_threshold=9999, frequency_cutoff=9999, consistency_cutoff=1) == []
    assert told(tmp_path, citation_threshold=3.0)[0].endswith("3.0; expected a whole number")


def bomb(levels: int) -> list:
    made = ["x"]
    for _ in range(levels):
        made = [made] * 9
    return made


def in_itself() -> dict:
    made: dict = {"name": "A"}
    made["affiliation"] = made
    return made


ENDLESS = {
    **{f"blocks of blocks in {key}": {key: bomb(9)} for key in ("title", "authors", "people", "criteria", "unknown")},
    "a block in itself": {"people": [in_itself()]},
    "2,000 brackets": {"authors": yaml.safe_load("[" * 300 + "]" * 300)},
    "the same long text again and again": {"title": ["x" * 1_000_000] * 9_000},
    "a number without end": {"title": 16**9000},
}


@pytest.mark.parametrize("endless", ENDLESS)
def test_what_has_no_end_is_one_short_line(tmp_path, endless):
    (line,) = told(tmp_path, **ENDLESS[endless])
    assert len(line) < 250


@pytest.mark.parametrize(
    "choices",
    [
        {True: "a", None: "c", 2.5: "d", date(2020, 1, 1): "e", "zz": "f"},
        {"criteria": {1: "a", None: "b", date(2020, 1, 1): "d"}},
        {"criteria": {"a": 1, "b": None, "c": ["x"], "d": {}}},
        {"directional_expectations": {1: "present", "a": True}},
        {"people": [{1: 2, None: 3, "name": 4}, 5, None, [], "x"]},
        {"people": [{"name": "A", "organisation": "yes"}]},
        {"title": {1, 2}, "question": b"x", "outcome": date(2020, 1, 1), "authors": ()},
        {"title": "x" * 900_000, "presence_rule": "y" * 50_000},
    ],
    ids=range(8),
)
def test_whatever_yaml_can_hold_is_told_and_shown_shortly(tmp_path, choices):
    found = (
        told(tmp_path, **{str(k): v for k, v in choices.items()}) if all(isinstance(k, str) for k in choices) else []
    )
    file = tmp_path / "config.yaml"
    file.write_text(golden(), encoding="utf-8")
    found = found or [str(complaint) for complaint in broken_choices(yaml.safe_load(golden()) | choices, file)]
    assert found and all(len(line) < 700 for line in found)


ESCAPED = ["\\ue000", "\\u202e", "\\ud800", "\\0", "\\U000e0041", "\\ufeff", "\\u2028", "\\x85", "\\uffff"]


@pytest.mark.parametrize(
    "place", ["title: {}", "people: [{{name: {}}}]", "outcome: {{label: {}, occurred: a, absent: b}}"]
)
@pytest.mark.parametrize("sign", ESCAPED)
def test_what_yaml_escapes_is_told_by_its_key_and_never_as_it_is(tmp_path, place, sign):
    choice = place.format(f'"a{sign}b"')
    key = choice.partition(":")[0]
    text = "".join(line for line in golden().splitlines(keepends=True) if not line.startswith(key))
    text = (
        text.replace("  label: A strike\n  occurred: Strike\n  absent: No strike\n", "") if key == "outcome" else text
    )
    (line,) = complaints(tmp_path, f"{text}{choice}\n")
    assert f"key {key}" in line and "U+" in line and line.isprintable()


@pytest.mark.parametrize("block", ["criteria", "outcome", "people"])
def test_a_key_with_such_a_character_is_told_for_that_alone(tmp_path, block):
    value = {"a\u202e": "b"} | ({"label": "A", "occurred": "B", "absent": "C"} if block == "outcome" else {})
    (line,) = told(tmp_path, **{block: [value | {"name": "A"}] if block == "people" else value})
    assert f"key {block}" in line and "U+202E" in line and line.isprintable()


def test_a_letter_that_no_font_has_is_told_also_where_yaml_escapes_it(tmp_path):
    (line,) = complaints(tmp_path, golden() + 'subtitle: "\\u10d0"\n')
    assert "key subtitle: the report has no letter for" in line
