"""One pandera model for each table of a study: what a row is, and the columns with their types, rules and references."""

from importlib import import_module

import pandera.pandas as pa


def model(noun: str) -> type[pa.DataFrameModel]:
    """The pandera model of a table, by the table's noun: `truth_table` has the model `TruthTable`."""
    return getattr(import_module(f"schemas.{noun}"), noun.title().replace("_", ""))


def schema(noun: str, config: dict | None = None) -> pa.DataFrameSchema:
    """The schema of a table; `cases` also has a column for each criterion of selection in the config."""
    if noun == "cases" and config is not None:
        return model(noun).with_criteria(config.get("criteria", {}))
    return model(noun).to_schema()
