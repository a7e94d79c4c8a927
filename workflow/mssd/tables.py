"""Tables: read and checked, joined, laid out as grids, and written so that equal tables are equal bytes."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

import schemas
from mssd.complaints import Complaint, Refused, nearest
from mssd.files import read_text
from schemas.base import UNKNOWN, columns_of

SEPARATOR = "; "
BAD_CELL = "bad cell"


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


def inspect_table(
    path: str | Path, schema: pa.DataFrameSchema, name: str | None = None
) -> tuple[pd.DataFrame, list[Complaint]]:
    """As much of a table as can be read, and every complaint about it; `name` is how complaints call the file."""
    name = name or str(path)
    text, complaints = read_text(path, name)
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
    table, unreadable = as_declared(table, known, name)
    blamed = {(c.line, c.column) for c in unreadable}
    complaints += unreadable
    complaints += [c for c in broken_rules(table, schema, name) if (c.line, c.column) not in blamed]
    return table, complaints


def read_records(text: str, name: str) -> tuple[list[str], dict[int, list[str]], list[Complaint]]:
    """
    The header and the rows of a CSV text by the line on which a spreadsheet shows them (the header is line 1).

    Rows of blank cells are passed over. A row with more or fewer cells than the header gets a complaint and is left out.
    """
    header: list[str] = []
    rows: dict[int, list[str]] = {}
    complaints: list[Complaint] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 0
    try:
        for line, cells in enumerate(reader, 1):
            if not header:
                header = [cell.strip() for cell in cells]
                complaints += delimiter_complaints(header, name)
            elif any(cell.strip() for cell in cells):
                if len(cells) == len(header):
                    rows[line] = cells
                else:
                    problem = f"{len(cells)} cells; expected {len(header)}, as in the header (is a comma not in quotes?)"
                    complaints.append(Complaint(name, line, None, problem))
    except csv.Error as error:
        problem = f"broken CSV ({error}); is a quotation mark not closed, or not doubled inside quotes?"
        complaints.append(Complaint(name, line + 1, None, problem))
    return header, rows, complaints


def delimiter_complaints(header: list[str], name: str) -> list[Complaint]:
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        return [Complaint(name, 1, None, "the cells are not separated by commas; save the file as 'CSV UTF-8' with commas")]
    return []


def header_complaints(header: list[str], schema: pa.DataFrameSchema, name: str) -> list[Complaint]:
    """A complaint for each column that is missing, unknown or there twice."""
    known = columns_of(schema, header)
    named = [column for column, rule in schema.columns.items() if not rule.regex]
    complaints = [
        Complaint(name, 1, column, f"the column is missing; expected {', '.join(named)}{nearest(column, set(header) - set(known))}")
        for column in named
        if column not in header
    ]
    complaints += [
        Complaint(name, 1, column, f"not a column of this table; expected {', '.join(named)}{nearest(column, set(named) - set(header))}")
        for column in header
        if column not in known
    ]
    complaints += [
        Complaint(name, 1, column, "the column is there twice") for column in set(header) if header.count(column) > 1
    ]
    if any(rule.regex and rule.required for rule in schema.columns.values()) and set(known) <= set(named):
        complaints.append(Complaint(name, 1, None, f"no column beside {', '.join(named)}; expected one for each factor"))
    return complaints


def as_declared(
    table: pd.DataFrame, known: dict[str, pa.Column], name: str
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
                complaints.append(Complaint(name, line, column, f"'{cells[line]}'; expected {rule.metadata['expected']}"))
            declared[column] = whole.where(whole != BAD_CELL, None).astype("Int64")
        else:
            declared[column] = cells.astype("str")
    return pd.DataFrame(declared, index=table.index), complaints


def whole_number(cell: str | None) -> int | str | None:
    """The whole number that a cell holds, None for an empty cell, BAD_CELL for anything else."""
    if cell is None or pd.isna(cell):
        return None
    digits = cell.strip()
    return int(digits) if digits.lstrip("-").isdecimal() and digits.isascii() else BAD_CELL


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
            complaints |= duplicates(table, list(schema.unique), name)
        elif check == "field_uniqueness":
            complaints |= duplicates(table, [failure.column], name)
        elif failure.schema_context == "Column" and failure.column in known:
            value = "an empty cell" if check == "not_nullable" else f"'{failure.failure_case}'"
            expected = known[failure.column].metadata["expected"]
            complaints.add(Complaint(name, line, failure.column, f"{value}; expected {expected}"))
        else:
            column, _, problem = check.partition(": ")
            complaints.add(Complaint(name, line, column, problem or check))
    return list(complaints)


def duplicates(table: pd.DataFrame, key: list[str], name: str) -> set[Complaint]:
    """A complaint for each row that repeats the key of an earlier one."""
    rows = table.dropna(subset=key)
    first = {values: line for line, *values in reversed(list(rows[key].itertuples())) for values in [tuple(values)]}
    return {
        Complaint(name, line, key[-1], f"'{' '.join(map(str, values))}' is there already, on line {first[tuple(values)]}; expected each once")
        for line, *values in rows[key].itertuples()
        if first[tuple(values)] != line
    }


def empty_table(schema: pa.DataFrameSchema) -> pd.DataFrame:
    """A table with the schema's named columns and no row."""
    return pd.DataFrame({column: pd.Series(dtype=str(schema.columns[column].dtype)) for column in named_columns(schema)})


def write_table(table: pd.DataFrame, path: str | Path, schema: pa.DataFrameSchema) -> None:
    """
    Check a derived table against its schema and write it: the schema's columns first to last, a header, LF line ends.

    Equal tables make equal bytes. A table that breaks its schema is a fault of the pipeline: Refused is raised, nothing is written.
    """
    ordered = table[ordered_columns(table, schema)].reset_index(drop=True)
    complaints = broken_rules(ordered.set_axis(range(2, len(ordered) + 2)), schema, str(path))
    if complaints:
        raise Refused(complaints)
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    ordered.to_csv(path, index=False, lineterminator="\n", encoding="utf-8", quoting=csv.QUOTE_MINIMAL)


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


def listed(members: Iterable[str]) -> str | None:
    """The members of a set as one cell, in natural order and each once; a missing cell for the empty set."""
    return SEPARATOR.join(sorted(set(map(str, members)), key=natural)) or None


def members(cell: object) -> list[str]:
    """The members that a cell lists; none for an empty cell."""
    return [] if pd.isna(cell) else [member.strip() for member in str(cell).split(";") if member.strip()]


def natural(name: str) -> list[str | tuple[int, str]]:
    """The order in which people count: 2 before 10, and e2 before e10."""
    parts = re.split(r"(\d+)", name)
    return [(int(part), part) if place % 2 else part for place, part in enumerate(parts)]
