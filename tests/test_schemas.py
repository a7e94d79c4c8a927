"""The schemas as the single source: each table has one, every column says what it is, and every reference has a target."""

import pandera.pandas as pa
import pytest
from conftest import ROOT

import schemas
from mssd.files import RAW

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
