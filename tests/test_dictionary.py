"""The data dictionary says what the schemas say."""

import pytest
from conftest import ROOT, config_of
from test_schemas import NOUNS

import schemas
from mssd.dictionary import dictionary


@pytest.mark.parametrize("noun", NOUNS)
def test_the_dictionary_says_every_column_of_a_table_and_nothing_else(noun):
    """A column whose name is a pattern has one entry, which names the columns that the study's table has for it."""
    config = config_of(ROOT)
    declared = schemas.schema(noun, config).columns
    said = dictionary(noun, config)["columns"]
    assert [column["is"] for column in said] == [column.description for column in declared.values()]
    plain = [name for name, column in declared.items() if not column.regex]
    assert [column["name"] for column in said if not column["name"].startswith("a column for each ")] == plain
    assert all(column["expected"] for column in said)


def test_a_pattern_is_told_by_the_columns_that_the_study_has_for_it():
    case, factors, outcome = dictionary("truth_table", {}, ["case", "weather", "union", "outcome"])["columns"]
    assert (case["name"], factors["name"]) == ("case", "a column for each factor: weather, union")
    assert outcome["needed"] == "needed"


def test_a_reference_names_the_column_that_a_value_must_be_in():
    said = {column["name"]: column for column in dictionary("factors", {})["columns"]}
    assert said["questions"]["expected"] == "values of guide.question"
    assert (said["questions"]["needed"], said["short"]["needed"]) == ("may be empty", "may be left out")
