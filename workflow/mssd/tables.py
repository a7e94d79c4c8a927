"""Tables: read, joined, laid out as grids, and written so that equal tables are equal bytes."""

import csv
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from numbers import Integral
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

import schemas
from mssd.complaints import Complaint, Refused
from mssd.inspection import broken_rules, empty_table, inspect_table
from schemas.base import columns_of

SEPARATOR = "; "


def read(noun: str, path: str | Path | None, config: dict | None = None) -> pd.DataFrame:
    """
    The table of that noun, checked against its schema; an optional table that the study doesn't have is empty.

    `cases` needs the config, which names its criteria. Raises Refused with every complaint about the file.
    """
    schema = schemas.schema(noun, config)
    return read_table(path, schema) if path else empty_table(schema)


def write(noun: str, table: pd.DataFrame, path: str | Path) -> None:
    """Check the table of that noun against its schema and write it, so that equal tables are equal bytes."""
    write_table(table, path, schemas.schema(noun))


def read_table(path: str | Path, schema: pa.DataFrameSchema, name: str | None = None) -> pd.DataFrame:
    """
    The table in a CSV file, checked against its schema.

    Text columns hold str, whole-number columns Int64; an empty cell is missing (<NA> or NaN).
    Raises Refused with every complaint about the file.
    """
    table, complaints = inspect_table(path, schema, name)
    if complaints:
        raise Refused(complaints)
    return table


def write_table(table: pd.DataFrame, path: str | Path, schema: pa.DataFrameSchema) -> None:
    """
    Check a derived table against its schema and write it: the schema's columns first to last, a header, LF line ends.

    Equal tables make equal bytes. A table that breaks its schema is a fault of the pipeline: raises Refused, writes nothing.
    """
    ordered = as_declared(table[ordered_columns(table, schema)].reset_index(drop=True), schema)
    complaints = broken_rules(ordered.set_axis(range(2, len(ordered) + 2)), schema, str(path))
    if complaints:
        raise Refused(complaints)
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    ordered.to_csv(path, index=False, lineterminator="\n", encoding="utf-8", quoting=csv.QUOTE_MINIMAL)


def as_declared(table: pd.DataFrame, schema: pa.DataFrameSchema) -> pd.DataFrame:
    """The table with each column as its schema declares it, text or whole numbers, also where it holds nothing at all."""
    fitting = {}
    for column, rule in columns_of(schema, list(table.columns)).items():
        fits, dtype = (is_whole, "Int64") if str(rule.dtype) == "Int64" else (is_text, "str")
        if all(map(fits, table[column].dropna())):
            fitting[column] = dtype
    return table.astype(fitting)


def is_whole(cell: object) -> bool:
    """Whether a cell is a whole number; beside missing cells pandas keeps these as 3.0."""
    return isinstance(cell, Integral) or (isinstance(cell, float) and cell.is_integer())


def is_text(cell: object) -> bool:
    return isinstance(cell, str)


def ordered_columns(table: pd.DataFrame, schema: pa.DataFrameSchema) -> list[str]:
    """The columns of a table in the order of its schema; those of a pattern column stand in its place, in their own order."""
    known = columns_of(schema, list(table.columns))
    place = {id(rule): position for position, rule in enumerate(schema.columns.values())}
    strangers = [column for column in table.columns if column not in known]
    if strangers:
        raise Refused([Complaint("table", 1, column, "not a column of the schema") for column in strangers])
    return sorted(known, key=lambda column: place[id(known[column])])


def grid(**axes: Sequence[str]) -> pd.DataFrame:
    """Every combination of the given values, a row each: built from the axes, never from what happens to be mentioned."""
    return pd.MultiIndex.from_product(axes.values(), names=axes.keys()).to_frame(index=False)


def join(left: pd.DataFrame, right: pd.DataFrame, on: str | list[str]) -> pd.DataFrame:
    """
    The left table with the columns of the right one, each of its rows matched with exactly one row there.

    Raises KeyError naming the strangers and the known names when a row finds no partner.
    """
    keys = [on] if isinstance(on, str) else list(on)
    joined = left.merge(right, on=keys, how="left", validate="many_to_one", indicator="found")
    strangers = joined.loc[joined["found"] != "both", keys].drop_duplicates().itertuples(index=False, name=None)
    lost = [" ".join(map(str, key)) for key in strangers]
    if lost:
        known = right[keys].astype(str).agg(" ".join, axis=1).tolist()
        raise KeyError(f"no {' and '.join(keys)} {', '.join(lost)}; known: {', '.join(known)}")
    return joined.drop(columns="found")


def decimal(share: float) -> str:
    """A share or a probability as text: decimals with six digits that count, the same on every machine."""
    return f"{Decimal(f'{float(share):.6g}'):f}"


def listed(members: Iterable[str]) -> str | None:
    """The members of a set as one cell, in natural order and each once; a missing cell for the empty set."""
    return SEPARATOR.join(sorted(set(map(str, members)), key=natural)) or None


def members(cell: object) -> list[str]:
    """The members that a cell lists; none for an empty cell."""
    return [] if pd.isna(cell) else [member.strip() for member in str(cell).split(";") if member.strip()]


def natural(name: str) -> list[str | tuple[int, str, str]]:
    """The order in which people count: 2 before 10, and e2 before e10, however many digits a number has."""
    parts = re.split("([0-9]+)", name)
    return [(len(part.lstrip("0")), part.lstrip("0"), part) if place % 2 else part for place, part in enumerate(parts)]
