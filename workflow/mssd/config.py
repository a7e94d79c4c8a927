"""The researcher's choices: config.yaml, checked against its schema before anything runs."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from mssd.citation_styles import FALLBACK, kinds_taken, nearest_usable, unusable
from mssd.complaints import Complaint, nearest
from mssd.files import read_text

SCHEMA = Path(__file__).parents[2] / "schemas" / "config.schema.yaml"


def config_schema() -> dict:
    """The JSON schema of config.yaml: each key with its type, its bounds and what it means."""
    return yaml.safe_load(SCHEMA.read_text(encoding="utf-8"))


def unreadable(path: str | Path) -> list[Complaint]:
    """Every complaint about a config file as a text: missing, not UTF-8, not YAML, a key there twice."""
    name = str(path)
    text, complaints = read_text(path, name)
    if complaints:
        return complaints
    try:
        _, twice = key_lines(text)
        config = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = (
            f"not YAML ({getattr(error, 'problem', None) or 'unreadable'}); check the indentation, colons and quotes"
        )
        return [Complaint(name, mark.line + 1 if mark else None, None, problem)]
    if not isinstance(config, dict):
        return [Complaint(name, 1, None, "expected a list of `key: value` lines")]
    return [Complaint(name, line, key, "the key is there twice") for key, line in twice]


def broken_choices(config: dict, path: str | Path) -> list[Complaint]:
    """
    A complaint for each key of a config that breaks the schema, with its line in the config file.

    The config may hold choices from the command line besides; they have no line.
    """
    import jsonschema

    validator = jsonschema.Draft202012Validator
    lines, _ = key_lines(Path(path).read_text(encoding="utf-8-sig"))
    complaints = []
    for error in validator(config_schema(), format_checker=validator.FORMAT_CHECKER).iter_errors(config):
        around = ".".join(map(str, error.absolute_path))
        for key, problem in worded(error):
            full = f"{around}.{key}".strip(".") if key else around
            complaints.append(Complaint(str(path), line_of(full, lines), full or None, problem))
    return complaints


def missing_choices(config: dict, is_matrix: bool, name: str = "config.yaml") -> list[Complaint]:
    """A complaint for each choice that a study with interviews must make; a ready data matrix needs none of them."""
    needed = [] if is_matrix else ["citation_threshold", "criteria", "presence_rule"]
    problem = "the key is missing; a study with interviews needs it"
    return [Complaint(name, None, key, problem) for key in needed if key not in config]


def unknown_style(config: dict, name: str = "config.yaml") -> list[Complaint]:
    """A complaint when the config gives no name of a CSL style, or of one that the report can't carry out."""
    style = str(config.get("csl_style"))
    reason = unusable(style)
    if reason is None:
        return []
    problem = f"'{style[:100]}' is {reason}; expected {kinds_taken()}, such as {FALLBACK}{nearest_usable(style)}"
    return [Complaint(name, None, "csl_style", problem)]


def worded(error: Any) -> list[tuple[str, str]]:
    """The keys that an error of the JSON schema is about, each with the problem in words."""
    allowed = error.schema.get("properties", {})
    if error.validator == "additionalProperties":
        unknown = sorted(set(error.instance) - set(allowed))
        return [
            (key, f"not a key of the config; expected {', '.join(allowed)}{nearest(key, allowed)}") for key in unknown
        ]
    if error.validator == "required":
        return [(key, "the key is missing") for key in error.validator_value if key not in error.instance]
    shown = "nothing" if error.instance is None else repr(error.instance)
    shown = f"'{error.instance}'" if isinstance(error.instance, date) else shown
    return [("", f"{shown}; expected {expected(error)}")]


def expected(error: Any) -> str:
    """What the JSON schema asks for, in words."""
    rule = error.validator_value
    words = {
        "type": {
            "string": "text (in quotes where it looks like a number or a date)",
            "integer": "a whole number",
            "number": "a number",
            "array": "a list, each member on a line of its own after '- '",
            "object": "a block of `key: value` lines",
        },
        "enum": f"one of {', '.join(map(str, rule))}" if isinstance(rule, list) else "",
        "minimum": f"{rule} or more",
        "maximum": f"{rule} or less",
        "exclusiveMinimum": f"more than {rule}",
        "format": 'a day of the calendar, in quotes, such as "2026-11-23"',
        "minLength": "some text",
        "minItems": "at least one",
        "minProperties": "at least one",
    }.get(error.validator, f"{error.schema.get('description', error.message)}")
    return words[rule] if isinstance(words, dict) else words


def line_of(path: str, lines: dict[str, int]) -> int | None:
    """The line of a key, or of the nearest key around it."""
    while path and path not in lines:
        path = path.rpartition(".")[0]
    return lines.get(path)


def key_lines(text: str) -> tuple[dict[str, int], list[tuple[str, int]]]:
    """The line of each key of a YAML text, by its path, and the keys that are there twice."""
    lines: dict[str, int] = {}
    twice: list[tuple[str, int]] = []

    def walk(node: yaml.Node, path: str) -> None:
        if not isinstance(node, yaml.MappingNode):
            return
        for key, value in node.value:
            full = f"{path}.{key.value}".strip(".")
            if full in lines:
                twice.append((full, key.start_mark.line + 1))
            lines[full] = key.start_mark.line + 1
            walk(value, full)

    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is not None:
        walk(root, "")
    return lines, twice
