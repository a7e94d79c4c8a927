"""Inspection: a CSV file read as far as it can be, with a complaint for every rule of its schema that it breaks."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from unicodedata import normalize

import pandas as pd
import pandera.pandas as pa

from mssd.characters import as_read, hidden_in_lines, is_blank, strange_characters, strange_said, visible
from mssd.complaints import Complaint, nearest
from mssd.files import read_text
from schemas.base import LOCATOR, UNKNOWN, columns_of, has_private, problem_of_place

BAD_CELL = "bad cell"
NO_COLUMN_OF_A_PATTERN = "no_regex_column_match"  # as pandera calls it
NOT_REPEATED = "what stands there (not repeated here, because it may tell who somebody is)"
A_DATE_OR_A_NUMBER = re.compile(r"[0-9X?~%.,:/ +-]{1,10}")
PARTED = (
    "the cells are not parted by commas; save the file as 'CSV UTF-8' with commas (LibreOffice asks for the separator, Excel "
    "takes the list separator of the system's regional settings)"
)
WHOLE_NUMBER = re.compile(r"-?[0-9]{1,15}")
LONGEST_NAME = 64
DEVICE = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE | re.DOTALL)
EMPTY_SET = "none"
NAME_IT_OR_EMPTY_IT = "expected a name above its cells, or nothing in them"
MOST_STRANGERS = 50
MOST_ROWS = 100_000
MOST_FACTORS = 100
HIDDEN = "a character that can't be seen, or is none, and is not repeated here; delete it"


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
    header, rows, nameless = without_nameless(header, rows, name)
    strange = [] if complaints else strange_cells(text, schema, name)
    complaints += broken + nameless + strange
    if not header and not complaints:
        complaints = [Complaint(name, None, None, "nothing but blank cells; expected at least a header line")]
    if not header or strange_characters("".join(header)):
        return empty_table(schema), complaints
    of_the_header = header_complaints(header, schema, name)
    complaints += of_the_header
    known = columns_of(schema, header)
    if len(factors_in(known)) > MOST_FACTORS:
        problem = f"{len(factors_in(known))} factors; expected {MOST_FACTORS} at most, so that they can all be compared"
        return empty_table(schema), [*complaints, Complaint(name, 1, None, problem)]
    place = {column: header.index(column) for column in known}
    table = pd.DataFrame(
        {column: [row[place[column]] for row in rows.values()] for column in known},
        index=pd.Index(rows, name="line"),
        dtype=object,
    )
    table, unreadable = as_declared(table, known, schema, name)
    for column in left_out(header, schema):
        table[column] = pd.Series(index=table.index, dtype="str")
    blamed = {(c.line, c.column) for c in [*strange, *of_the_header]}
    checks = (broken_rules, unfit_names, unfit_places, read_alike)
    for found in (unreadable, *(check(table, schema, name) for check in checks)):
        complaints += [c for c in found if (c.line, c.column) not in blamed]
        blamed |= {(c.line, c.column) for c in found}
    return table, complaints


def strange_cells(text: str, schema: pa.DataFrameSchema, name: str) -> list[Complaint]:
    """
    A complaint for each cell with a character that may not stand in a text, also in rows and columns that are passed over.

    Where every column is private, as in the file of private names, none of its characters is told.
    """
    strange = set(strange_characters(text))
    if not strange:
        return []
    hidden = all(column.metadata.get("private") for column in schema.columns.values())
    try:
        found = {
            (line, column): here
            for line, header, cells in with_header(csv.reader(io.StringIO(text, newline="")))
            if strange.intersection("".join(cells))
            for column, here in strange_by_column(strange, header, cells, schema).items()
        }
    except csv.Error:
        lines = hidden_in_lines(name, text)
        return [c._replace(problem=HIDDEN) for c in lines] if hidden else lines
    return [Complaint(name, *place, HIDDEN if hidden else strange_said(here)) for place, here in found.items()]


def with_header(records: Iterable[list[str]]) -> Iterable[tuple[int, list[str], list[str]]]:
    """Each record with its line and the first one that isn't blank, which is the header."""
    header: list[str] = []
    for line, cells in enumerate(records, 1):
        header = header or [cell.strip() for cell in cells if "".join(cells).strip()]
        yield line, header, cells


def strange_by_column(
    strange: set[str], header: list[str], cells: list[str], schema: pa.DataFrameSchema
) -> dict[str | None, set[str]]:
    """The strange characters in the cells of a row by the column; by None in cells of no column that the table must have."""
    found: dict[str | None, set[str]] = {}
    for place, cell in enumerate(cells):
        if here := strange.intersection(cell):
            column = header[place] if len(cells) == len(header) and header[place] in schema.columns else None
            found.setdefault(column, set()).update(here)
    return found


def read_records(text: str, name: str) -> tuple[list[str], dict[int, list[str]], list[Complaint]]:
    """
    The header and the rows of a CSV text by the line on which a spreadsheet shows them (the header is line 1).

    Rows of blank cells are passed over. A row with more or fewer cells than the header gets a complaint and is left out; it
    may lack cells at its end that have no name in the header, as Excel leaves them out.
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
    if len(rows) > MOST_ROWS:
        complaints.append(Complaint(name, None, None, f"{len(rows)} rows; expected {MOST_ROWS} at most"))
        rows = {}
    least = max((place for place, column in enumerate(header, 1) if column), default=0)
    ragged = {line: len(cells) for line, cells in rows.items() if not least <= len(cells) <= len(header)}
    for line, count in ragged.items():
        problem = f"{count} cells; expected {len(header)}, as in the header (is a comma not in quotes?)"
        complaints.append(Complaint(name, line, None, problem))
    return header, {line: cells for line, cells in rows.items() if line not in ragged}, complaints


def without_nameless(
    header: list[str], rows: dict[int, list[str]], name: str
) -> tuple[list[str], dict[int, list[str]], list[Complaint]]:
    """
    A table without the columns that have no name in the header, and a complaint for each row with something in one of them.

    Spreadsheets write such columns where a cell was once filled and is no more.
    """
    named = [place for place, column in enumerate(header) if column]
    if len(named) == len(header):
        return header, rows, []
    filled = {
        line: next((p for p, cell in enumerate(cells, 1) if not (header[p - 1] or is_blank(cell))), None)
        for line, cells in rows.items()
    }
    complaints = [
        Complaint(name, line, str(place), f"column {place} has no name in the header; {NAME_IT_OR_EMPTY_IT}")
        for line, place in filled.items()
        if place is not None
    ]
    kept = {line: [cells[place] for place in named] for line, cells in rows.items()}
    return [header[place] for place in named], kept, complaints


def header_complaints(header: list[str], schema: pa.DataFrameSchema, name: str) -> list[Complaint]:
    """A complaint for each column that is missing, unknown or there twice, or for a header that isn't parted by commas."""
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        return [Complaint(name, 1, None, PARTED)]
    known, named, private = columns_of(schema, header), named_columns(schema), has_private(schema)
    expected = f"expected {', '.join(named)}"
    unknown = {column: place for place, column in reversed(list(enumerate(header, 1))) if column not in known}
    called = {column: str(place) if private else visible(column) for column, place in reversed(unknown.items())}
    if len(called) > MOST_STRANGERS:
        such_as = "" if private else f", such as '{next(iter(called))}'"
        problem = f"{len(header)} columns, {len(called)} of which are none of this table{such_as}; {expected}"
        return [Complaint(name, 1, None, problem)]
    problems = [
        (column, f"the column is missing; {expected}{nearest(column, [] if private else called)}")
        for column in named
        if column not in header and schema.columns[column].required
    ]
    problems += [
        (place, f"not a column of this table; {expected}{nearest(column, set(named) - set(header))}")
        for column, place in called.items()
    ]
    twice = [column for column, count in Counter(header).items() if count > 1]
    problems += [(called.get(column, column), "the column is there twice") for column in twice]
    if any(rule.regex and rule.required for rule in schema.columns.values()) and set(known) <= set(named):
        problems.append((None, no_factor(schema)))
    problems += [(column, problem) for column, problem in problems_of_names(factors_in(known)) if problem]
    return [Complaint(name, 1, column, problem) for column, problem in problems]


def no_factor(schema: pa.DataFrameSchema) -> str:
    """What is wrong with a table that has no column for a factor."""
    return f"no column beside {', '.join(named_columns(schema))}; expected one for each factor"


def factors_in(known: dict[str, pa.Column]) -> list[str]:
    """The columns of a data matrix that are factors, after which pages are named."""
    return [column for column, rule in known.items() if rule.regex and rule.metadata["is_name"]]


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
        blank = [is_blank(str(cell)) or str(cell).strip() in missing for cell in table[column]]
        cells = table[column].mask(pd.Series(blank, index=table.index, dtype=bool), None)
        if str(rule.dtype).startswith("Int"):
            whole = cells.map(whole_number)
            for line, number in whole.items():
                if expected := expected_instead(number, rule.metadata):
                    problem = f"{repeated(cells[line], column, schema)}; expected {expected}"
                    complaints.append(Complaint(name, line, column, problem))
            declared[column] = whole.where(whole != BAD_CELL, None).astype("Int64")
        else:
            declared[column] = cells.astype("str")
    return pd.DataFrame(declared, index=table.index), complaints


def expected_instead(number: int | str | None, said: dict) -> str | None:
    """What a column expects instead of a number that can't be read, or that is larger than any can be; None if in order."""
    if pd.isna(number):
        return None
    if number == BAD_CELL:
        return said["expected"]
    return f"{said['at_most']} or less" if said["at_most"] and number > said["at_most"] else None


def repeated(cell: object, column: str, schema: pa.DataFrameSchema) -> str:
    """A cell as a complaint repeats it: in a table with a private column, only what can be a date or a number."""
    rule = schema.columns.get(column)
    private = rule is not None and rule.metadata.get("private")
    harmless = not has_private(schema) or (A_DATE_OR_A_NUMBER.fullmatch(str(cell)) and not private)
    return f"'{visible(str(cell))}'" if harmless else NOT_REPEATED


def whole_number(cell: str | None) -> int | str | None:
    """The whole number that a cell holds, None for an empty cell, BAD_CELL for anything else."""
    if cell is None or pd.isna(cell):
        return None
    return int(cell) if WHOLE_NUMBER.fullmatch(cell.strip()) else BAD_CELL


def broken_rules(table: pd.DataFrame, schema: pa.DataFrameSchema, name: str) -> list[Complaint]:
    """A complaint for each cell or row of a table that breaks a rule of its schema; the index of the table is the line."""
    present = schema.remove_columns([c for c, rule in schema.columns.items() if not rule.regex and c not in table])
    present.checks = [check for check in schema.checks if set(named_columns(schema)) <= set(table)]
    keys = [[column] for column, rule in present.columns.items() if rule.unique and column in table]
    keys += [list(schema.unique)] if schema.unique and set(schema.unique) <= set(table) else []
    present.unique = None
    for rule in present.columns.values():
        rule.unique = False
    twice = [complaint for key in keys for complaint in duplicates(table, key, schema, name)]
    try:
        present.validate(table, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return twice + failures_as_complaints(errors.failure_cases, table, schema, name)
    return twice


def unfit_names(table: pd.DataFrame, schema: pa.DataFrameSchema, name: str) -> list[Complaint]:
    """A complaint for each name in a table that no page can be called by, or that some computers take for another name."""
    complaints = []
    for column in named_columns(schema):
        if column in table and schema.columns[column].metadata.get("is_name"):
            cells = table[column].dropna()
            for line, (cell, problem) in zip(cells.index, problems_of_names(cells, cells.index), strict=True):
                if problem:
                    shown = repeated(cell, column, schema)
                    complaints.append(Complaint(name, line, column, problem.replace(f"'{cell}'", shown, 1)))
    return complaints


def unfit_places(table: pd.DataFrame, schema: pa.DataFrameSchema, name: str) -> list[Complaint]:
    """A complaint for each cell of places in which one isn't a place, or is more than one."""
    columns = [c for c in named_columns(schema) if c in table and schema.columns[c].metadata.get("pattern") == LOCATOR]
    cells = ((column, line, cell) for column in columns for line, cell in table[column].dropna().items())
    found = ((*at, next(filter(None, map(problem_of_place, cell.split(";"))), None), cell) for *at, cell in cells)
    return [
        Complaint(name, line, column, f"{repeated(cell, column, schema)}; {problem}")
        for column, line, problem, cell in found
        if problem
    ]


def read_alike(table: pd.DataFrame, schema: pa.DataFrameSchema, name: str) -> list[Complaint]:
    """A complaint for each row whose name reads like that of an earlier row, so that no reader could tell the two apart."""
    complaints = []
    for column in named_columns(schema):
        key = schema.columns[column].metadata.get("stands_in")
        if not key or column not in table or key not in table:
            continue
        first: dict[str, tuple[int, str]] = {}
        for line, row, cell in table[[key, column]].itertuples(name=None):
            read = as_read(str(row if pd.isna(cell) else cell))
            earlier, other = first.setdefault(read, (line, row))
            if other != row and not (pd.isna(row) or pd.isna(other)):
                shown = repeated(read, column, schema)
                problem = f"{shown} is what line {earlier} is called too; expected names that a reader can tell apart"
                complaints.append(Complaint(name, line, column, problem))
    return complaints


def problems_of_names(names: Iterable[str], lines: Iterable[int] | None = None) -> list[tuple[str, str | None]]:
    """
    Each name with what is wrong with it as the name of a page, if anything is.

    Many computers don't tell capitals from small letters, or write accents otherwise: of two such names, the page of one would
    be written over that of the other. lines: where the names stand, if not all on one line.
    """
    names = list(names)
    first: dict[str, tuple[str, int | None]] = {}
    problems = []
    for name, line in zip(names, lines if lines is not None else [None] * len(names), strict=True):
        earlier, where = first.setdefault(normalize("NFC", normalize("NFC", name).casefold()), (name, line))
        problem = problem_of_name(name)
        if problem is None and earlier != name:
            place = "" if where is None else f" on line {where}"
            problem = f"'{name}' differs by capitals only from a name{place}; expected names that differ otherwise too"
        problems.append((name, problem))
    return problems


def problem_of_name(name: str) -> str | None:
    """What is wrong with a name as that of a page, which is a file on any computer; None where nothing is."""
    if len(name) > LONGEST_NAME:
        return f"'{name}' has {len(name)} characters; expected {LONGEST_NAME} at most, because pages are named after it"
    if DEVICE.fullmatch(name):
        return f"'{name}' is what Windows calls a device, and can't be the name of a page; expected another name"
    if name.endswith("."):
        return f"'{name}' ends in a full stop, which Windows drops from the name of a page; expected another name"
    if name == EMPTY_SET:
        return f"'{name}' stands for the empty set where claims are checked; expected another name"
    return None


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
        if failure.schema_context == "Column" and failure.column in known:
            empty = check == "not_nullable"
            value = "an empty cell" if empty else repeated(failure.failure_case, failure.column, schema)
            expected = known[failure.column].metadata["expected"]
            complaints.add(Complaint(name, line, failure.column, f"{value}; expected {expected}"))
        elif check.startswith(NO_COLUMN_OF_A_PATTERN):
            complaints.add(Complaint(name, 1, None, no_factor(schema)))
        else:
            column, _, problem = check.partition(": ")
            complaints.add(Complaint(name, line, column, problem or check))
    return list(complaints)


def duplicates(table: pd.DataFrame, key: list[str], schema: pa.DataFrameSchema, name: str) -> set[Complaint]:
    """A complaint for each row that repeats the key of an earlier one."""
    first: dict[tuple, int] = {}
    complaints = set()
    for line, *values in table.loc[table.duplicated(key, keep=False), key].dropna().itertuples():
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
