"""The choices in config.yaml: complete, known, of the right kind, and complained of by line."""

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
