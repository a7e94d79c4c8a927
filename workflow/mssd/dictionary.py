"""The data dictionary: what a row and each column of a table is, said by its schema and nowhere else."""

import schemas
from schemas.base import columns_of

Entry = dict[str, str]


def dictionary(noun: str, config: dict, header: list[str] = ()) -> dict:
    """
    A table as its schema declares it: the `noun`, the sentence on what a `row` is, and its `columns` in their order.

    config: names the criteria of selection, each a column of `cases`. header: the columns that the study's table has, some of
    which a pattern may stand for: a column for each factor.
    """
    declared = schemas.schema(noun, config)
    meant = columns_of(declared, [name for name in header if name not in declared.columns])
    matched = {column.name: [name for name, rule in meant.items() if rule is column] for column in meant.values()}
    return {
        "noun": noun,
        "row": schemas.model(noun).__doc__,
        "columns": [
            entry(column, name_of(noun, name, matched.get(name, [])) if column.regex else name)
            for name, column in declared.columns.items()
        ],
    }


def entry(column, name: str) -> Entry:
    """A column: its `name`, what it `is`, its `type`, what a cell is `expected` to be, and whether it is `needed`."""
    said = column.metadata
    target = reference(said.get("refers_to"))
    return {
        "name": name,
        "is": column.description,
        "type": "number" if str(column.dtype) == "Int64" else "text",
        "expected": f"{'values' if said['several'] else 'a value'} of {target}" if target else said["expected"],
        "needed": needed(column),
    }


def name_of(noun: str, pattern: str, matched: list[str]) -> str:
    """What a pattern stands for, by the name of its field: `a column for each factor`, and those that a table has."""
    fields = {info.alias: info.original_name for _, info in schemas.model(noun).__fields__.values()}
    return f"a column for each {fields[pattern]}" + (f": {', '.join(matched)}" if matched else "")


def needed(column) -> str:
    """Whether each row needs a cell in the column, and one that no other row has; or whether the column may be left out."""
    if not column.required and not column.regex:
        return "may be left out"
    if column.nullable:
        return "may be empty"
    return "needed, each once" if column.unique else "needed"


def reference(refers_to: str | dict | None) -> str:
    """What the cells of a column refer to: a column of another table, which another cell of the row may decide."""
    if not isinstance(refers_to, dict):
        return refers_to or ""
    ((deciding, target),) = refers_to.items()
    return ", or ".join(f"{place} where {deciding} is {value}" for value, place in target.items())
