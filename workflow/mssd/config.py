"""The researcher's choices: config.yaml, checked against its schema before anything runs."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from math import isfinite
from pathlib import Path
from reprlib import Repr
from typing import Any

import yaml

from mssd.characters import as_read, is_blank, strange_characters, visible
from mssd.citation_styles import FALLBACK, kinds_taken, nearest_usable, unusable
from mssd.complaints import Complaint, nearest, shown
from mssd.files import read_text
from mssd.letters import strange_values

SCHEMA = Path(__file__).parents[2] / "schemas" / "config.schema.yaml"
LONGEST_CONFIG, DEEPEST = 100_000, 8
TEXT = "tag:yaml.org,2002:str"
FIRST_DAY, LAST_DAY = date(1980, 1, 1), date(2107, 12, 31)
MOST_VALUES = 10_000
MOST_LEVELS = 20
MOST_LETTERS = 1_000_000
MOST_BITS = 128
TOO_MUCH = (
    f"more than any study needs: blocks within blocks, or the same block again and again; expected {MOST_LEVELS} levels, "
    f"{MOST_VALUES} values and {MOST_LETTERS} letters at most"
)
A_DAY = 'a day of the calendar, in quotes, such as "2026-11-23"'
DAY_OF_A_ZIP = f"a day from {FIRST_DAY} to {LAST_DAY}, because the archive is a zip, which knows no other"
PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
NO_NUMBER = re.compile(r"[-+]?\.(?:nan|inf)", re.IGNORECASE)
NUMBERS = ["tag:yaml.org,2002:int", "tag:yaml.org,2002:float"]
ORCID = re.compile("(?:[0-9]{4}-){3}[0-9]{3}[0-9X]")
AN_ORCID = "an ORCID whose last digit fits the others; is one of them mistyped?"
SHOWN = Repr()
SHOWN.maxlevel, SHOWN.maxlist, SHOWN.maxdict = 2, 3, 3
SHOWN.maxstring = SHOWN.maxother = 80


def config_schema() -> dict:
    """The JSON schema of config.yaml: each key with its type, its bounds and what it means."""
    return yaml.safe_load(SCHEMA.read_text(encoding="utf-8"))


def unreadable(path: str | Path) -> list[Complaint]:
    """
    Every complaint about a config file as a text: missing, not UTF-8, not plain YAML, a key there twice or that is no text.

    Plain is YAML without aliases, anchors and tags: a few short lines with them can stand for more than any machine holds.
    """
    name = str(path)
    text, complaints = read_text(path, name)
    if complaints:
        return complaints
    if len(text) > LONGEST_CONFIG:
        return [Complaint(name, None, None, f"{len(text):,} characters; expected {LONGEST_CONFIG:,} at most")]
    if complaints := [Complaint(name, line, None, problem) for line, problem in not_plain(text)]:
        return complaints[:1]
    try:
        if complaints := list(keys_of_no_text(name, text)):
            return complaints
        choices = yaml.load(text, Loader=Plain)
    except yaml.YAMLError as error:
        return [Complaint(name, *said_of(error, text))]
    if not isinstance(choices, dict):
        return [Complaint(name, 1, None, "expected a list of `key: value` lines")]
    return [Complaint(name, line, key, "the key is there twice") for key, line in key_lines(text)[1]]


def choices_in(path: str | Path) -> dict:
    """The choices in a config file of which `unreadable` finds nothing: plain YAML, in which nothing is run or filled in."""
    return yaml.load(Path(path).read_text(encoding="utf-8-sig"), Loader=Plain)


class Plain(yaml.SafeLoader):
    """A loader of YAML that tells the line of what looks like a number or a date and can't be one."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> object:
        try:
            return super().construct_object(node, deep)
        except (ValueError, OverflowError) as error:
            problem = f"{shown(str(node.value), 80)} can't be read as it stands; put it in quotes"
            raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark) from error


def not_plain(text: str) -> Iterator[tuple[int, str]]:
    """What a config doesn't need and isn't given, with its line; what is no YAML at all is left to the loader."""
    depth = documents = 0
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            line = event.start_mark.line + 1
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            documents += isinstance(event, yaml.DocumentStartEvent)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                yield line, f"an alias or an anchor ({event.anchor}); expected each value written out, or in quotes"
            elif getattr(event, "tag", None):
                yield line, f"a tag ({event.tag}); expected a value without '!', or in quotes"
            elif documents > 1:
                yield line, "a second document after '---'; expected one"
            elif depth > DEEPEST:
                yield (
                    line,
                    f"more than {DEEPEST} blocks or brackets inside each other; check the indentation and brackets",
                )
                return


def said_of(error: yaml.YAMLError, text: str) -> tuple[int | None, None, str]:
    """The line of what is wrong in a text that is no YAML, and what it is."""
    if isinstance(error, yaml.reader.ReaderError):
        return text.count("\n", 0, error.position) + 1, None, f"U+{error.character:04X} is no character of a text"
    mark = getattr(error, "problem_mark", None)
    line, said = mark.line + 1 if mark else None, getattr(error, "problem", None) or "unreadable"
    if isinstance(error, yaml.constructor.ConstructorError):
        return line, None, said
    return line, None, f"not YAML ({said}); check the indentation, colons and quotes"


def keys_of_no_text(name: str, text: str) -> Iterator[Complaint]:
    """A complaint for each key that YAML reads as something else than a text, such as 1, yes or 2020-01-01."""
    for node in mappings_in(yaml.compose(text, Loader=yaml.SafeLoader)):
        for key, _ in node.value:
            if key.tag != TEXT:
                problem = f"{shown(in_short(key), 80)} is no word to YAML; expected the name of a choice, a word"
                yield Complaint(name, key.start_mark.line + 1, None, problem)


def in_short(node: yaml.Node) -> str:
    """A key as it stands in the text, where it is no block or list."""
    return f"'{node.value}'" if isinstance(node, yaml.ScalarNode) else "a block or a list"


def mappings_in(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    """Every block of keys in a YAML text."""
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from mappings_in(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from mappings_in(value)


def broken_choices(config: dict, path: str | Path) -> list[Complaint]:
    """
    A complaint for each key of a config that breaks the schema, with its line in the config file.

    The config may hold choices from the command line besides; they have no line.
    """
    text = Path(path).read_text(encoding="utf-8-sig")
    lines, _ = key_lines(text)
    values, endless = values_in(config)
    strange = endless or [*strange_values(values, text), *odd_numbers(text)]
    told = {key for key, _ in strange}
    broken = [] if endless else [*broken_rules(config), *told_apart(config)]
    found = strange + [(key, problem) for key, problem in broken if key not in told]
    return [Complaint(str(path), line_of(key, lines), visible(key) or None, problem) for key, problem in found]


def odd_numbers(text: str) -> Iterator[tuple[str, str]]:
    """
    The path of each number of a YAML text that isn't written in plain decimal digits, with what is wrong.

    To YAML 010 is eight, 1:0 sixty and 1_0 ten. What is no number, such as .nan, is left to the schema.
    """
    for path, node in values_at(text):
        if node.tag in NUMBERS and not (PLAIN_NUMBER.fullmatch(node.value) or NO_NUMBER.fullmatch(node.value)):
            wrong = f"{shown(node.value, 80)} is read by YAML as another number, or written otherwise than people do"
            yield path, f"{wrong}; expected plain decimal digits, such as 10 or 0.75, or quotes around what is text"


def told_apart(config: dict) -> Iterator[tuple[str, str]]:
    """The path of each person, ORCID or word of a config that is there already, or that only capitals tell from another."""
    people, authors = config.get("people"), config.get("authors")
    entries = dict(enumerate(people)) if isinstance(people, list) else {}
    listed = {
        ("people", key): {f"people.{n}.{key}": e.get(key) for n, e in entries.items() if isinstance(e, dict)}
        for key in ("name", "orcid")
    } | {("authors", ""): {f"authors.{n}": name for n, name in enumerate(authors)} if isinstance(authors, list) else {}}
    for values in listed.values():
        yield from there_already(values)
    yield from otherwise_as_author(listed["people", "name"], listed["authors", ""])
    outcome = config.get("outcome")
    words = [outcome.get(word) for word in ("occurred", "absent")] if isinstance(outcome, dict) else []
    if words and all(isinstance(word, str) for word in words) and len(set(map(folded, words))) == 1:
        yield "outcome.absent", f"{SHOWN.repr(words[1])} is the word for occurred too; expected two different words"


def there_already(values: dict[str, object]) -> Iterator[tuple[str, str]]:
    """The path of each text that is that of an earlier path, but for capitals and blanks, with what is wrong."""
    first: dict[str, object] = {}
    for path, text in values.items():
        if isinstance(text, str) and folded(text) and first.setdefault(folded(text), path) != path:
            yield path, f"{SHOWN.repr(text)} is there already, or differs by capitals only; expected one entry a person"


def otherwise_as_author(people: dict[str, object], authors: dict[str, object]) -> Iterator[tuple[str, str]]:
    """The path of each of the people whose name is that of an author but for capitals or blanks: they would be two."""
    known = {folded(name): name for name in authors.values() if isinstance(name, str)}
    for path, name in people.items():
        if isinstance(name, str) and known.get(folded(name), name) != name:
            yield (
                path,
                f"{SHOWN.repr(name)} stands in authors as {SHOWN.repr(known[folded(name)])}; expected one spelling",
            )


def folded(text: str) -> str:
    """A text without what tells it from others by capitals, blanks or what isn't seen only."""
    return as_read(text).casefold()


def broken_rules(config: dict) -> Iterator[tuple[str, str]]:
    """
    The path of each key of a config that breaks the schema, with the problem in words.

    A text with a character that may not stand anywhere is told for that alone.
    """
    for error in validator()(config_schema(), format_checker=calendar()).iter_errors(config):
        around = ".".join(map(str, error.absolute_path))
        for key, problem in worded(error):
            if not any(isinstance(text, str) and strange_characters(text) for text in (key, error.instance)):
                yield (f"{around}.{key}".strip(".") if key else around), problem


def validator() -> type:
    """
    The validator of JSON schemas, with bounds of ours.

    Patterns match whole texts, a text that must have a length has something that is seen, 3.0 is no whole number, and NaN is
    no number.
    """
    import jsonschema

    def matches(validator: Any, pattern: str, value: object, schema: dict) -> Iterator[jsonschema.ValidationError]:
        if isinstance(value, str) and not re.fullmatch(pattern, value):
            yield jsonschema.ValidationError(f"does not match {pattern}")

    def has_text(validator: Any, least: int, value: object, schema: dict) -> Iterator[jsonschema.ValidationError]:
        if isinstance(value, str) and is_blank(value):
            yield jsonschema.ValidationError("nothing that is seen")

    draft = jsonschema.Draft202012Validator
    types = draft.TYPE_CHECKER.redefine("integer", lambda _, value: type(value) is int)
    types = types.redefine("number", lambda _, value: type(value) is int or (type(value) is float and isfinite(value)))
    return jsonschema.validators.extend(draft, {"pattern": matches, "minLength": has_text}, type_checker=types)


def calendar() -> Any:
    """What checks that a text is a day that an archive can carry (a zip knows the years 1980 to 2107), or an ORCID."""
    import jsonschema

    def is_day(text: object) -> bool:
        return not isinstance(text, str) or ((day := day_of(text)) is not None and FIRST_DAY <= day <= LAST_DAY)

    checker = jsonschema.FormatChecker(formats=())
    checker.checks("date")(is_day)
    checker.checks("orcid")(
        lambda text: not (isinstance(text, str) and ORCID.fullmatch(text)) or has_its_check_digit(text)
    )
    return checker


def has_its_check_digit(orcid: str) -> bool:
    """Whether the last character of an ORCID is that which the others make (ISO 7064, MOD 11-2; X is ten)."""
    total = 0
    for digit in orcid.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    return orcid[-1] == "0123456789X"[(12 - total % 11) % 11]


def day_of(text: object) -> date | None:
    """The day that a text such as 2026-11-23 names; None where it names none."""
    try:
        return date.fromisoformat(text) if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except (TypeError, ValueError):
        return None


def values_in(config: dict) -> tuple[list[tuple[str, object]], list[tuple[str, str]]]:
    """
    Every key and value of a config with its path; and where there are more than any study needs, the path and what is wrong.

    YAML can say in a few lines what has no end: a block in itself, or blocks of blocks of the same block.
    """
    found: list[tuple[str, object]] = []
    waiting: list[tuple[str, object, int]] = [("", config, 0)]
    letters = 0
    while waiting:
        path, value, level = waiting.pop()
        found.append((path, value))
        letters += len(value) if isinstance(value, (str, bytes)) else 0
        if len(found) > MOST_VALUES or level > MOST_LEVELS or letters > MOST_LETTERS:
            return found, [(path.partition(".")[0], TOO_MUCH)]
        if isinstance(value, int) and value.bit_length() > MOST_BITS:
            return found, [(path, "a number of too many digits; expected one that can be counted to")]
        inside = value.items() if isinstance(value, dict) else ()
        inside = enumerate(value) if isinstance(value, (list, tuple, set)) else inside
        for key, member in inside:
            within = f"{path}.{key if isinstance(key, str) else SHOWN.repr(key)}".strip(".")
            waiting += [(within, member, level + 1)]
            if isinstance(value, dict):
                waiting += [(within, key, level + 1)]
    return found, []


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
        unknown = sorted(str(key) for key in error.instance if key not in allowed)
        return [
            (key, f"not a key of the config; expected {', '.join(allowed)}{nearest(key, allowed)}") for key in unknown
        ]
    if error.validator == "required":
        return [(key, "the key is missing") for key in error.validator_value if key not in error.instance]
    shown = "nothing" if error.instance is None else SHOWN.repr(error.instance)
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
            "boolean": "true or false",
        },
        "enum": f"one of {', '.join(map(str, rule))}" if isinstance(rule, list) else "",
        "minimum": f"{rule} or more",
        "maximum": f"{rule} or less",
        "exclusiveMinimum": f"more than {rule}",
        "format": {"date": A_DAY if day_of(error.instance) is None else DAY_OF_A_ZIP, "orcid": AN_ORCID},
        "maxLength": f"{rule} characters at most",
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


def values_at(text: str) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Each single value of a YAML text as it is written there, with the path of its key."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    waiting: list[tuple[str, yaml.Node]] = [("", root)] if root is not None else []
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, yaml.ScalarNode):
            yield path, node
        elif isinstance(node, yaml.MappingNode):
            waiting += [(f"{path}.{key.value}".strip("."), value) for key, value in node.value]
        else:
            waiting += [(f"{path}.{place}".strip("."), value) for place, value in enumerate(node.value)]


def key_lines(text: str) -> tuple[dict[str, int], list[tuple[str, int]]]:
    """The line of each key of a YAML text, by its path, and the keys that are there twice."""
    lines: dict[str, int] = {}
    twice: list[tuple[str, int]] = []

    def walk(node: yaml.Node, path: str) -> None:
        inside = node.value if isinstance(node, yaml.CollectionNode) else []
        if isinstance(node, yaml.SequenceNode):
            inside = [
                (yaml.ScalarNode(TEXT, str(place), value.start_mark), value) for place, value in enumerate(inside)
            ]
        for key, value in inside:
            full = f"{path}.{key.value}".strip(".")
            if full in lines:
                twice.append((full, key.start_mark.line + 1))
            lines[full] = key.start_mark.line + 1
            walk(value, full)

    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is not None:
        walk(root, "")
    return lines, twice
