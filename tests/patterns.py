"""Every pattern of the pipeline, and texts made to be slow for it."""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from re import _constants as is_a
from re import _parser

import schemas
from mssd.config import config_schema
from schemas.base import whole

SLIPS = ["", "!", "\0", ";", "\n"]
LONG = 4000


def every_pattern() -> dict[re.Pattern, str]:
    """The patterns of the schemas, of the config and of the modules, each with where it stands."""
    found: dict[re.Pattern, str] = {}
    for module in pkgutil.iter_modules(schemas.__path__):
        if module.name != "base":
            for name, column in schemas.schema(module.name).columns.items():
                asked = [whole(column.metadata["pattern"])] if column.metadata["pattern"] else []
                for pattern in [*asked, *([name] if column.regex else [])]:
                    found.setdefault(re.compile(pattern), f"schemas/{module.name}.py, {name}")
    found |= {re.compile(pattern): "schemas/config.schema.yaml" for pattern in patterns_in(config_schema())}
    for package in ("mssd", "scripts"):
        for module in pkgutil.iter_modules(import_module(package).__path__):
            for name, value in vars(import_module(f"{package}.{module.name}")).items():
                if isinstance(value, re.Pattern):
                    found.setdefault(value, f"{package}/{module.name}.py, {name}")
    return found


def patterns_in(rules: object) -> Iterator[str]:
    """The patterns in a JSON schema, at any depth."""
    inside = rules.values() if isinstance(rules, dict) else rules if isinstance(rules, list) else []
    if isinstance(rules, dict) and isinstance(rules.get("pattern"), str):
        yield rules["pattern"]
    for member in inside:
        yield from patterns_in(member)


def hostile(pattern: re.Pattern) -> Iterator[str | bytes]:
    """Long texts of what repeated parts of a pattern accept, behind what comes before them, with a slip at the end."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = _parser.parse(text, pattern.flags & ~re.UNICODE)
    pieces = {*repeated(tree), ("", example(tree))}
    pieces |= {("", one + other) for _, one in pieces for _, other in pieces}
    for before, piece in sorted(pieces):
        for slip in SLIPS if piece else []:
            made = before + piece * (LONG // len(piece)) + slip
            yield made if isinstance(pattern.pattern, str) else made.encode("latin-1", "replace")


def repeated(tree: _parser.SubPattern, before: str = "") -> Iterator[tuple[str, str]]:
    """For each part of a pattern that may repeat: an example of what comes before it, and one of the part."""
    for kind, value in tree:
        if kind in (is_a.MAX_REPEAT, is_a.MIN_REPEAT, is_a.POSSESSIVE_REPEAT):
            if value[1] > 1:
                yield before, example(value[2])
            yield from repeated(value[2], before)
        elif kind is is_a.SUBPATTERN:
            yield from repeated(value[3], before)
        elif kind is is_a.BRANCH:
            for branch in value[1]:
                yield from repeated(branch, before)
        before += example([(kind, value)])


def example(tree: _parser.SubPattern | list) -> str:
    """A text that a pattern accepts, as far as its looks ahead and behind allow."""
    made = ""
    for kind, value in tree:
        if kind is is_a.LITERAL:
            made += chr(value)
        elif kind is is_a.NOT_LITERAL:
            made += "a" if chr(value) != "a" else "b"
        elif kind is is_a.ANY:
            made += "a"
        elif kind is is_a.IN:
            made += member(value)
        elif kind is is_a.BRANCH:
            made += example(value[1][0])
        elif kind is is_a.SUBPATTERN:
            made += example(value[3])
        elif kind in (is_a.MAX_REPEAT, is_a.MIN_REPEAT, is_a.POSSESSIVE_REPEAT):
            made += example(value[2]) * max(1, value[0])
    return made


def member(choices: list) -> str:
    """A character of a class; of one that excludes characters, a blank, a letter or a digit that it allows."""
    classes = re.compile("[" + "".join(map(as_written, choices)) + "]")
    return next(sign for sign in [*" a0_-;", *map(chr, range(0x10000))] if classes.match(sign))


def as_written(choice: tuple) -> str:
    """A member of a class as a pattern writes it."""
    kind, value = choice
    written = {
        is_a.CATEGORY_DIGIT: r"\d",
        is_a.CATEGORY_NOT_DIGIT: r"\D",
        is_a.CATEGORY_SPACE: r"\s",
        is_a.CATEGORY_NOT_SPACE: r"\S",
        is_a.CATEGORY_WORD: r"\w",
        is_a.CATEGORY_NOT_WORD: r"\W",
    }
    if kind is is_a.NEGATE:
        return "^"
    if kind is is_a.CATEGORY:
        return written[value]
    ends = [value] if kind is is_a.LITERAL else list(value)
    return "-".join(re.escape(chr(end)) for end in ends)
