"""Inspection: a CSV file read as far as it can be, with a complaint for every rule of its schema that it breaks."""

import csv
import io
import re
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from mssd.complaints import Complaint, nearest
from mssd.files import read_text
from schemas.base import UNKNOWN, columns_of, has_private

BAD_CELL = "bad cell"
NOT_REPEATED = "what stands there, which is not repeated here because it may tell who somebody is"
A_DATE_OR_A_NUMBER = re.compile(r"[\dX?~%.,:/ +-]{1,10}")
PARTED = (
    "the cells are not parted by commas; save the file as 'CSV UTF-8' with commas (LibreOffice asks for the separator, Excel "
    "takes the list separator of the system's regional settings)"
)
WHOLE_NUMBER = re.compile(r"-?[0-9]{1,15}")


def inspect_table(
    path: str | Path, schema: pa.DataFrameSchema, name: str | None = None
) -> tuple[pd.DataFrame, list[Complaint]]:
    """
    As much of a table as can be read, and every complaint about it; `name` is how complaints call the file.

    No complaint repeats a cell of a private column. Where a comma is missing, or the header, such a cell stands in another
    column: of a table with a private column, only what can be a date or a number is repeated, and no name of the header.
    """
    name = name or str(path)
    text, complaints = read_text(path, name, private=has_private(schema))
    header, rows, broken = read_records(text, name)
    complaints += broken
    if not header:
        return empty_table(schema), complaints
    complaints += header_complaints(header, schema, name)
    known = columns_of(schema, header)
    table = pd.DataFrame(
        {column: [row[header.index(column)] for row in rows.values()] for column in known},
        index=pd.Index(rows, name="line"),
        dtype=object,
    )
    table, unreadable = as_declared(table, known, schema, name)
    for column in left_out(header, schema):
        table[column] = pd.Series(index=table.index, dtype="str")
    blamed = {(c.line, c.column) for c in unreadable}
    complaints += unreadable
    complaints += [c for c in broken_rules(table, schema, name) if (c.line, c.column) not in blamed]
    return table, complaints


def read_records(text: str, name: str) -> tuple[list[str], dict[int, list[str]], list[Complaint]]:
    """
    The header and the rows of a CSV text by the line on which a spreadsheet shows them (the header is line 1).

    Rows of blank cells are passed over. A row with more or fewer cells than the header gets a complaint and is left out.
    """
    rows: dict[int, list[str]] = {}
    complaints: list[Complaint] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 0
    try:
        for line, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                rows[line] = cells
    except csv.Error as error:
        problem = f"broken CSV ({error}); is a quotation mark not closed, or not doubled inside quotes?"
        complaints.append(Complaint(name, line + 1, None, problem))
    header = [cell.strip() for cell in rows.pop(min(rows))] if rows else []
    ragged = {line: len(cells) for line, cells in rows.items() if len(cells) != len(header)}
    for line, count in ragged.items():
        problem = f"{count} cells; expected {len(header)}, as in the header (is a comma not in quotes?)"
        complaints.append(Complaint(name, line, None, problem))
    return header, {line: cells for line, cells in rows.items() if line not in ragged}, complaints


def header_complaints(header: list[str], schema: pa.DataFrameSchema, name: str) -> list[Complaint]:
    """A complaint for each column that is missing, unknown or there twice, or for a header that isn't parted by commas."""
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        return [Complaint(name, 1, None, PARTED)]
    known, named, private = columns_of(schema, header), named_columns(schema), has_private(schema)
    expected = f"expected {', '.join(named)}"
    called = {column: str(header.index(column) + 1) if private else column for column in header if column not in known}
    problems = [
        (column, f"the column is missing; {expected}{nearest(column, [] if private else called)}")
        for column in named
        if column not in header and schema.columns[column].required
    ]
    problems += [
        (place, f"not a column of this table; {expected}{nearest(column, set(named) - set(header))}")
        for column, place in called.items()
    ]
    twice = [column for column in set(header) if header.count(column) > 1]
    problems += [(called.get(column, column), "the column is there twice") for column in twice]
    if any(rule.regex and rule.required for rule in schema.columns.values()) and set(known) <= set(named):
        problems.append((None, f"no column beside {', '.join(named)}; expected one for each factor"))
    return [Complaint(name, 1, column, problem) for column, problem in problems]


def left_out(header: list[str], schema: pa.DataFrameSchema) -> list[str]:
    """The columns that a table may have and doesn't; they are read as empty."""
    return [column for column in named_columns(schema) if column not in header and not schema.columns[column].required]


def as_declared(
    table: pd.DataFrame, known: dict[str, pa.Column], schema: pa.DataFrameSchema, name: str
) -> tuple[pd.DataFrame, list[Complaint]]:
    """Each column in its declared type, with a complaint for each cell that can't be; an empty or unknown cell is missing."""
    complaints: list[Complaint] = []
    declared = {}
    for column, rule in known.items():
        missing = ["", UNKNOWN] if rule.metadata.get("unknown_is_missing") else [""]
        cells = table[column].where(~table[column].astype(str).str.strip().isin(missing), None)
        if str(rule.dtype).startswith("Int"):
            whole = cells.map(whole_number)
            for line in cells.index[whole == BAD_CELL]:
                problem = f"{repeated(cells[line], column, schema)}; expected {rule.metadata['expected']}"
                complaints.append(Complaint(name, line, column, problem))
            declared[column] = whole.where(whole != BAD_CELL, None).astype("Int64")
        else:
            declared[column] = cells.astype("str")
    return pd.DataFrame(declared, index=table.index), complaints


def repeated(cell: object, column: str, schema: pa.DataFrameSchema) -> str:
    """A cell as a complaint repeats it: in a table with a private column, only what can be a date or a number."""
    rule = schema.columns.get(column)
    private = rule is not None and rule.metadata.get("private")
    harmless = not has_private(schema) or (A_DATE_OR_A_NUMBER.fullmatch(str(cell)) and not private)
    return f"'{cell}'" if harmless else NOT_REPEATED


def whole_number(cell: str | None) -> int | str | None:
    """The whole number that a cell holds, None for an empty cell, BAD_CELL for anything else."""
    if cell is None or pd.isna(cell):
        return None
    return int(cell) if WHOLE_NUMBER.fullmatch(cell.strip()) else BAD_CELL


def broken_rules(table: pd.DataFrame, schema: pa.DataFrameSchema, name: str) -> list[Complaint]:
    """A complaint for each cell or row of a table that breaks a rule of its schema; the index of the table is the line."""
    present = schema.remove_columns([c for c, rule in schema.columns.items() if not rule.regex and c not in table])
    present.checks = [check for check in schema.checks if set(named_columns(schema)) <= set(table)]
    present.unique = schema.unique if schema.unique and set(schema.unique) <= set(table) else None
    try:
        present.validate(table, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return failures_as_complaints(errors.failure_cases, table, schema, name)
    return []


def named_columns(schema: pa.DataFrameSchema) -> list[str]:
    return [column for column, rule in schema.columns.items() if not rule.regex]


def failures_as_complaints(
    failures: pd.DataFrame, table: pd.DataFrame, schema: pa.DataFrameSchema, name: str
) -> list[Complaint]:
    """Pandera's failure cases, each a line that a researcher can act on."""
    known = columns_of(schema, list(table.columns))
    complaints = set()
    for failure in failures.itertuples():
        check, line = str(failure.check), failure.index
        if check == "multiple_fields_uniqueness":
            complaints |= duplicates(table, list(schema.unique), schema, name)
        elif check == "field_uniqueness":
            complaints |= duplicates(table, [failure.column], schema, name)
        elif failure.schema_context == "Column" and failure.column in known:
            empty = check == "not_nullable"
            value = "an empty cell" if empty else repeated(failure.failure_case, failure.column, schema)
            expected = known[failure.column].metadata["expected"]
            complaints.add(Complaint(name, line, failure.column, f"{value}; expected {expected}"))
        else:
            column, _, problem = check.partition(": ")
            complaints.add(Complaint(name, line, column, problem or check))
    return list(complaints)


def duplicates(table: pd.DataFrame, key: list[str], schema: pa.DataFrameSchema, name: str) -> set[Complaint]:
    """A complaint for each row that repeats the key of an earlier one."""
    first: dict[tuple, int] = {}
    complaints = set()
    for line, *values in table[key].dropna().itertuples():
        earlier = first.setdefault(tuple(values), line)
        if earlier != line:
            value = repeated(" ".join(map(str, values)), key[-1], schema)
            problem = f"{value} is there already, on line {earlier}; expected each once"
            complaints.add(Complaint(name, line, key[-1], problem))
    return complaints


def empty_table(schema: pa.DataFrameSchema) -> pd.DataFrame:
    """A table with the schema's named columns and no row."""
    return pd.DataFrame(
        {column: pd.Series(dtype=str(schema.columns[column].dtype)) for column in named_columns(schema)}
    )
