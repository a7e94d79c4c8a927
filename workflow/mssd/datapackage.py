"""Data package: the tables of a study as Frictionless Data describes them, with a table schema made from each schema here."""

import csv
import re
from collections.abc import Iterable
from pathlib import Path

import schemas
from mssd.files import RAW, checksum
from schemas.base import UNKNOWN, columns_of

Description = dict[str, object]


def data_package(config: dict, tables: Iterable[str], apart: str = "") -> Description:
    """
    The tables of a study as a Tabular Data Package (v1), a resource each.

    tables: files such as raw/cases.csv, named from the study's folder. apart: where this folder lies in the package.
    """
    described = {file: resource(file, config, apart) for file in tables}
    names = {entry["name"] for entry in described.values()}
    for entry in described.values():
        keys = entry["schema"].pop("foreignKeys")
        kept = [key for key in keys if key["reference"]["resource"] in names]
        entry["schema"] |= {"foreignKeys": kept} if kept else {}
    said = {"title": config["title"], "version": config["version"], "created": f"{config['date']}T12:00:00Z"}
    said |= {"licenses": [{"name": config["licence"]}]} if config.get("licence") else {}
    return {"profile": "tabular-data-package", "name": config["study"], **said, "resources": list(described.values())}


def resource(file: str, config: dict, apart: str) -> Description:
    """One table: where it lies, what a row is, its checksum, and its schema."""
    noun = noun_of(file)
    return {
        "profile": "tabular-data-resource",
        "name": re.sub(r"[^a-z0-9]+", "-", file.removesuffix(".csv").lower()),
        "path": apart + file,
        "description": schemas.model(noun).__doc__.strip(),
        "encoding": "utf-8",
        "bytes": Path(file).stat().st_size,
        "hash": f"sha256:{checksum(file)}",
        "schema": table_schema(noun, config, header(file)),
    }


def noun_of(file: str) -> str:
    """The noun by which the schema of a table is known: that of the claims with their verdicts is the ledger."""
    return "ledger" if file == "results/tables/claims.csv" else Path(file).stem


def header(file: str | Path) -> list[str]:
    """The names of a table's columns."""
    with Path(file).open(encoding="utf-8-sig", newline="") as opened:
        return next(csv.reader(opened))


def table_schema(noun: str, config: dict, names: list[str]) -> Description:
    """
    The table schema (v1) of a table with these columns, from its schema.

    An empty cell is missing, and so is `?` where the schema takes it for unknown. A key is a column of cells that differ.
    """
    rules = columns_of(schemas.schema(noun, config), names)
    fields = [field(name, rules[name]) for name in names]
    unknown = [UNKNOWN] if any(rule.metadata["unknown_is_missing"] for rule in rules.values()) else []
    keys = [name for name in names if rules[name].unique]
    return {
        "fields": [
            optional(entry) if unknown and UNKNOWN in entry["constraints"].get("enum", []) else entry
            for entry in fields
        ],
        "missingValues": ["", *unknown],
        **({"primaryKey": keys[0]} if keys else {}),
        "foreignKeys": [key for name in names if (key := foreign_key(name, rules[name].metadata))],
    }


def field(name: str, rule) -> Description:
    """A column: its type, what it is, and what a cell may be."""
    kind = "integer" if str(rule.dtype) == "Int64" else "string"
    constraints: Description = {} if rule.nullable else {"required": True}
    constraints |= {"unique": True} if rule.unique else {}
    for check in rule.checks:
        said = check.statistics
        if "allowed_values" in said:
            constraints["enum"] = list(said["allowed_values"])
        if check.name in ("greater_than_or_equal_to", "ge"):
            constraints["minimum"] = said["min_value"]
    if pattern := rule.metadata.get("pattern"):
        constraints["pattern"] = f"^{pattern}$"
    return {"name": name, "type": kind, "description": rule.description, "constraints": constraints}


def optional(entry: Description) -> Description:
    """A column of which `?` is a value, in a table in which it is taken for missing elsewhere: its cells may be missing."""
    kept = {name: rule for name, rule in entry["constraints"].items() if name != "required"}
    return entry | {"constraints": kept | {"enum": [value for value in kept["enum"] if value != UNKNOWN]}}


def foreign_key(name: str, said: dict) -> Description | None:
    """What a column refers to, where each cell names one row of one table of the study."""
    target = said.get("refers_to")
    if not isinstance(target, str) or said["several"] or " or " in target:
        return None
    noun, column = target.split(".")
    reference = {"resource": f"raw-{noun}", "fields": column}
    return {"fields": name, "reference": reference} if noun in RAW else None
