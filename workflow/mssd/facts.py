"""
Facts: values of any table, named as a claim asks for them.

    forces[force=crrf].founded                            the year in that row
    mentions[locator^=4.6][factor=shared_norms].interview the interviews in the rows of section 4.6 on shared norms
    evidence[case=KAZ-2022].source.count                  how many sources speak of that case

A name is a table, conditions on its rows (`=` equals, `^=` begins with), and a column: its distinct values in those rows.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from mssd.complaints import nearest
from mssd.tables import listed

NAME = re.compile(r"(?P<noun>\w+)(?P<conditions>(?:\[[^\]]*\])*)\.(?P<column>\w+?)(?P<count>\.count)?")
CONDITION = re.compile(r"\[(?P<column>\w+)(?P<relation>\^?=)(?P<value>[^\]]*)\]")


class Fact(NamedTuple):
    """A table, the conditions on its rows as (column, relation, value), a column, and whether its values are counted."""

    noun: str
    conditions: tuple[tuple[str, str, str], ...]
    column: str
    counted: bool

    @property
    def columns(self) -> set[str]:
        """The columns that the table must have; a factor that isn't compared has none in the truth table."""
        return {self.column, *(column for column, *_ in self.conditions)}


def fact_named(name: str) -> Fact | None:
    """The fact that a name asks for; None where it isn't such a name."""
    found = NAME.fullmatch(name)
    conditions = tuple(CONDITION.findall(found["conditions"])) if found else ()
    if not found or "".join(f"[{c}{r}{v}]" for c, r, v in conditions) != found["conditions"]:
        return None
    return Fact(found["noun"], conditions, found["column"], bool(found["count"]))


def rows_of(fact: Fact, table: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table that meet every condition of a fact; an unknown cell meets none."""
    for column, relation, value in fact.conditions:
        cells = table[column].astype("str").where(table[column].notna(), "")
        table = table[cells == value if relation == "=" else cells.str.startswith(value)]
    return table


def value_of(fact: Fact, table: pd.DataFrame) -> str | None:
    """The distinct values of the column in the rows of a fact, or their number; None for the empty set, ? for an unknown cell."""
    cells = rows_of(fact, table)[fact.column]
    values = cells.astype("str").where(cells.notna(), "?")
    return str(values.nunique()) if fact.counted else listed(values)


def origin_of(fact: Fact, file: str) -> str:
    """The table and the rows that a fact comes from, in words."""
    words = {"=": "", "^=": "beginning with "}
    rows = " and ".join(f"{column} {words[relation]}{value}" for column, relation, value in fact.conditions)
    return ", ".join([file, *([f"rows with {rows}"] if rows else []), f"column {fact.column}"])


def unknown_in(
    name: str, columns: dict[str, list[str]], known: Iterable[str], ids: dict[str, list[str]] | None = None
) -> str | None:
    """
    What is wrong with the name of a finding: a table, a column or a row that there isn't; None where it is in order.

    columns: the columns of each table that facts may ask. known: the names of other findings. ids: the names that a study
    has in the columns that name something, such as its cases in `case`.
    """
    fact, known = fact_named(name), list(known)
    if name in known:
        return None
    if fact is None or (fact.noun not in columns and not fact.conditions):
        return f"'{name}' is not a finding{nearest(name, known)}"
    if fact.noun not in columns:
        return f"'{fact.noun}' in '{name}' is not a table{nearest(fact.noun, columns)}"
    for column in [*(column for column, *_ in fact.conditions), fact.column]:
        if column not in columns[fact.noun]:
            return f"'{column}' in '{name}' is not a column of {fact.noun}{nearest(column, columns[fact.noun])}"
    for column, relation, value in fact.conditions:
        if relation == "=" and value not in (ids or {}).get(column, [value]):
            return f"'{value}' in '{name}' is not a {column} of this study{nearest(value, ids[column])}"
    return None
