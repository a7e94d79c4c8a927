"""The base of every table's schema, and the columns that many tables have."""

import re
from typing import Any

import pandas as pd
import pandera.pandas as pa

WHOLE = pd.Int64Dtype
UNKNOWN = "?"
RESERVED = ["case", "label", "outcome", "n", "cases", "consistency", "output", "output_of_absence"]
NOT_RESERVED = rf"(?!(?:{'|'.join(RESERVED)})\Z)"
PRESENCE = ["0", "1", UNKNOWN]
ID = r"[A-Za-z0-9][A-Za-z0-9_.-]*"
NAMED_PLACE = r"(?:Figure|Table|Appendix|Abstract|Contents|References|pp?\.)"
PLACE = rf"(?:{NAMED_PLACE}(?:[^;\r\n]*[^;\s])?|(?!{NAMED_PLACE})[^;\s][^;\r\n]* ¶[0-9]+(?:[-–][0-9]+)?)"
LOCATOR = rf"{PLACE}(?:; {PLACE})*"
RATIO = r"(?:0|1|0\.[0-9]+)"
DIGITS = "[0-9]+"
# The digits of a date, each of which may be an X for unknown: a date matches where some day of the calendar fits it.
ANY_MONTH, ANY_DAY = "(?:[0X][1-9X]|[1X][0-2X])", "(?:[0X][1-9X]|[1X][0-9X]|[2X][0-8X])"
OF_THIRTY_DAYS, OF_THIRTY_ONE = "(?:[0X][13-9X]|[1X][0-2X])", "(?:[0X][13578X]|[1X][02X])"
LEAP_YEAR = "(?:[0-9X]{2}(?:[02468X][48X]|[2468X]0|[13579X][26X])|(?:[02468X][048X]|[13579X][26X])00)"
DAY_OF_MONTH = f"(?:{ANY_MONTH}(?:-{ANY_DAY})?|{OF_THIRTY_DAYS}-(?:29|3[0X])|{OF_THIRTY_ONE}-31)"
EDTF_DATE = f"(?:[0-9X]{{4}}(?:-{DAY_OF_MONTH})?|{LEAP_YEAR}-02-29)[?~%]?"
NINE_DIGITS = 999_999_999
A_LOCATOR = "a place such as 4.5 ¶7, Figure 4, p. 12 or summary ¶2 (several: separated by '; ')"


MORE_THAN_A_NAME = re.compile(r"(?:Figures?|Tables?|pp?\.)[\W_]*")
RANGE = re.compile(r"(¶|pp?\. ?|Figures |Tables )([0-9]+)[-–]([0-9]+)")


class Table(pa.DataFrameModel):
    """A table with exactly the columns that its schema names."""

    class Config:
        strict = True
        coerce = False


def column(
    description: str,
    expected: str | None = None,
    refers_to: str | dict | None = None,
    several: bool = False,
    optional: bool = False,
    private: bool = False,
    pattern: str | None = None,
    at_most: int | None = None,
    is_name: bool = False,
    stands_in: str | None = None,
    **rules: Any,
):
    """
    A column of a table.

    description: what a cell says. expected: the rule in words, as a complaint prints it. refers_to: `table.column` whose
    values a cell must be one of, or {other column: {its value: table.column}} where the other column decides.
    several: whether a cell may list several of them, separated by `; `. optional: whether a cell may be empty or ?, both of
    which say that it is unknown. private: whether no complaint may repeat a cell. pattern: what the whole of a cell must match.
    at_most: the largest number that may be typed. is_name: whether pages and anchors are named after the cells.
    stands_in: of a name that is printed, the column that is printed where the cell is empty; no two rows may read alike. The
    other keywords are pandera's checks.
    """
    metadata = {
        "expected": expected or in_words(rules, pattern),
        "refers_to": refers_to,
        "several": several,
        "private": private,
        "unknown_is_missing": optional and UNKNOWN not in rules.get("isin", []),
        "pattern": pattern,
        "at_most": at_most,
        "is_name": is_name,
        "stands_in": stands_in,
    }
    rules |= {"str_matches": whole(pattern)} if pattern else {}
    return pa.Field(description=description, metadata=metadata, nullable=optional, **rules)


def whole(pattern: str) -> str:
    r"""A pattern for the whole of a text: `$` would let a line end stand behind it, `\Z` doesn't."""
    return rf"(?:{pattern})\Z"


def in_words(rules: dict[str, Any], pattern: str | None = None) -> str:
    """The rule of a column as a complaint prints it."""
    if "isin" in rules:
        allowed = [str(v) for v in rules["isin"]]
        return " or ".join([", ".join(allowed[:-1]), allowed[-1]] if len(allowed) > 1 else allowed)
    if pattern == ID:
        return "a short name of letters, digits, '_', '-' and '.', without spaces"
    if pattern == LOCATOR:
        return A_LOCATOR
    if "ge" in rules:
        return f"a whole number, {rules['ge']} or more"
    return "text"


def identifier(description: str, **rules: Any):
    """A column of short readable names: the key of a table, or a reference to one."""
    return column(description, pattern=ID, is_name=bool(rules.get("unique")), **rules)


def presence_value(description: str, **rules: Any):
    """A column of 1 (present), 0 (absent) and ? (unknown)."""
    return column(description, isin=PRESENCE, **rules)


def ratio(description: str, **rules: Any):
    """A column of shares and probabilities from 0 to 1, in decimals with six digits that count."""
    return column(description, expected="a number from 0 to 1", pattern=RATIO, **rules)


def locator(description: str = "Where the published text, or the summary of the interview, says it.", **rules: Any):
    """A column of places in the published text, or in a summary."""
    return column(description, pattern=LOCATOR, **rules)


def problem_of_place(place: str) -> str | None:
    """
    What is wrong with a place that the pattern lets pass, if anything is.

    A range of pages may leave out digits that its first page has (pp. 112-5), so only one of as many digits can be backwards.
    """
    place = place.strip()
    if place.count("¶") > 1:
        return f"expected one place between semicolons: {A_LOCATOR}"
    if MORE_THAN_A_NAME.fullmatch(place):
        return f"expected a number or a name behind '{place.rstrip()}'"
    for kind, first, last in RANGE.findall(place):
        first, last = first.lstrip("0"), last.lstrip("0")
        if (len(last), last) < (len(first), first) and (kind == "¶" or len(first) == len(last)):
            return "the range runs backwards; expected the lower number first"
    return None


def has_private(schema: pa.DataFrameSchema) -> bool:
    """Whether a table has a column that no complaint may repeat."""
    return any(column.metadata.get("private") for column in schema.columns.values())


def columns_of(schema: pa.DataFrameSchema, header: list[str]) -> dict[str, pa.Column]:
    """The schema's column for each name of a header that it knows; a pattern column stands for every name it matches."""
    exact = {name: known for name, known in schema.columns.items() if not known.regex}
    patterns = [known for known in schema.columns.values() if known.regex]
    known_names = {name: next((p for p in patterns if re.match(p.name, name)), None) for name in header} | exact
    return {name: known_names[name] for name in header if known_names.get(name) is not None}
