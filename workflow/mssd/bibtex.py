"""BibTeX: the entries of a file as they are typed, with @string put in, and what is wrong with its form."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from mssd.complaints import nearest

LONGEST_FILE = 10_000_000
LONGEST_ENTRY = 200_000
LONGEST_VALUE = 20_000
LONGEST_KEY = 100
LONGEST_BIBLIOGRAPHY = 3_000_000
DEEPEST_BRACES = 20
MOST_ENTRIES = 5_000
MOST_BLOCKS = 4 * MOST_ENTRIES
MOST_MARKS = 2_000_000
MOST_ANCESTORS = 10
UNREADABLE = "the entry can't be read"
FORM = "@type{key, field = {value}, ...} with every brace closed"
EXPECTED = f"BibTeX or biblatex, as Zotero exports it: {FORM}"
BLOCK = re.compile(r"@\w*[ \t]*[{(]")
COMMENT_LINE = re.compile(r"(?m)^[ \t]*%.*$")
COMMENTED_ENTRY = re.compile(r"[ \t]*%+[ \t]*@\w+[ \t]*[{(][^\s,{}()]+,")
# What opens or closes an entry or a value, and the lines that a % begins.
MARK = re.compile(r"(?m)(?P<comment>^[ \t]*%)|(?P<start>^[ \t]*@\w+[ \t]*[{(])|@\w*[ \t]*[{(]|\\.|[{}\")]")
LIKE_AN_ENTRY = re.compile(r"@\s*\w+\s*[{(]|\b\w{2,30}\s*[{(]\s*[^\s,{}()=]+\s*,\s*\w+\s*=|\b\w{2,30}\s*=\s*[{\"]")
NOT_IN_A_KEY = re.compile(r"[^\w.:+/&*!?\[\]$<>|^'`-]")
FIELD_NAME = re.compile(r"[A-Za-z][\w:+-]*")
BARE_WORD = re.compile(r"[^\s#{}\",=()]+")
INHERITING = ("crossref", "xdata")
UNPRINTED = {
    *("abstract", "annotation", "annote", "file", "comment", "groups", "mendeley-tags", "owner", "review", "timestamp"),
}
WITHOUT_COMMANDS = {"url", "doi", "eprint"}
COMMAND = re.compile(r"\\([A-Za-z]+)(?:\{\}|\s+)?|\\.", re.DOTALL)
SIGN_OF_TEXT = re.compile(r"\{?\\((?:text|guil|quote|cyr|CYR)[A-Za-z]+|DH|dh|DJ|dj|IJ|ij|NG|ng|TH|th)\}?(?: |\{\})?")
LEFT_TO_PANDOC = {"textasciitilde", "textasciicircum", "textbackslash"}
MORE_SIGNS = {
    **{"textunderscore": r"\_", "textbar": "|", "textasciigrave": "`", "textminus": "−", "textpm": "±"},
    **{"slash": "/", "ldots": "…", "dots": "…"},
}
DOTLESS = re.compile(
    r"""(\\(?:[`'^"~=.]|[uvHrckdb](?![A-Za-z]))\s*)(?:\{\s*\\([ij])\s*\}|\\([ij])(?![A-Za-z])(?:\{\}|\s+)?)"""
)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
PROGRAMS = [
    *("newcommand", "renewcommand", "providecommand", "DeclareMathOperator", "newenvironment", "def", "edef"),
    *("gdef", "xdef", "let", "futurelet", "input", "include", "includeonly", "includegraphics", "lstinputlisting"),
    *("verbatiminput", "openin", "openout", "read", "write", "immediate", "special", "directlua", "luaexec"),
    *("csname", "catcode", "loop", "usepackage", "RequirePackage", "documentclass", "begin", "end", "iffalse"),
    *("iftrue", "today", "char", "symbol", "expandafter", "aftergroup", "everypar", "newif", "newcounter", "newtoks"),
]
PROGRAM = re.compile(rf"\\(?:{'|'.join(PROGRAMS)})(?![A-Za-z])")
KINDS = [
    *("article", "book", "booklet", "bookinbook", "collection", "conference", "data", "dataset", "electronic"),
    *("inbook", "incollection", "inproceedings", "inreference", "manual", "mastersthesis", "misc", "mvbook"),
    *("mvcollection", "mvproceedings", "mvreference", "online", "patent", "periodical", "phdthesis", "proceedings"),
    *("reference", "report", "software", "suppbook", "suppcollection", "suppperiodical", "techreport", "thesis"),
    *("unpublished", "www", "xdata", "artwork", "audio", "commentary", "image", "jurisdiction", "legal"),
    *("legislation", "letter", "movie", "music", "performance", "review", "standard", "video"),
]
OTHER_FORMATS = {
    r"TY  - ": "RIS",
    r"[\[{]": "JSON",
    r"<": "XML or a web page",
    r"%[0A-Z] ": "EndNote's own format",
    r"PMID- ": "PubMed's own format",
    r"(---\s*\n)?references:": "YAML",
    r"FN |PT [JBC]\b": "Web of Science's own format",
    r"[^\n={}]*[,;\t][^\n={}]*[,;\t][^\n={}]*(\n|$)": "a table",
}


class Fault(NamedTuple):
    """One problem in a bibliography: the line of its entry, the key, what is wrong and what was expected."""

    line: int
    key: str
    problem: str
    expected: str


class Entry(NamedTuple):
    """One source as it is typed: its key, type and line, and each field with its value and its line, names in small letters."""

    key: str
    kind: str
    line: int
    fields: dict[str, str]
    lines: dict[str, int]

    def fault(self, problem: str, expected: str, field: str = "") -> Fault:
        """A problem of the entry, at the line of one of its fields, or at its own."""
        return Fault(self.lines.get(field, self.line), self.key, problem, expected)


def plain(text: str) -> str:
    """The text of a file without byte order marks and lines commented out by %, every line ending in a newline alone."""
    text = text.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n")
    return without_comments(text) if COMMENT_LINE.search(text) and not larger_than_any(text) else text


def without_comments(text: str) -> str:
    """A text without the lines that a % begins outside of entries or between fields; within a value they are text."""
    kept, end, within = [], 0, ""
    for mark in MARK.finditer(text):
        if mark.start() < end:
            continue
        if mark.lastgroup != "comment":
            within = mark[0][-1] if mark.lastgroup == "start" else after_mark(within, mark[0])
        elif len(within) < 2 or COMMENTED_ENTRY.match(text, mark.start()):
            kept.append(text[end : mark.start()])
            line_end = text.find("\n", mark.start())
            end = line_end if line_end >= 0 else len(text)
    return "".join([*kept, text[end:]])


def after_mark(within: str, mark: str) -> str:
    """
    What is open behind a mark: the brace or parenthesis of an entry, then the quote or the braces of a value.

    The start of an entry on a line of its own is one wherever it stands, so that one that doesn't close takes no other with
    it. What is deeper than any value may be is not counted.
    """
    if not within:
        return mark[-1] if mark[0] == "@" else ""
    if mark[0] == "\\":
        return within
    if mark[-1] == "{":
        return within + "{" if len(within) <= DEEPEST_BRACES + 1 else within
    if mark == '"':
        return {"": within + mark, mark: within[0]}.get(within[1:], within)
    opening = "{" if mark == "}" else "("
    return within[:-1] if within[-1] == opening else within


@lru_cache(maxsize=8)
def read_entries(text: str) -> tuple[tuple[Entry, ...], tuple[Fault, ...]]:
    """The entries of a BibTeX or biblatex file that are sound in form, and a fault for each that isn't, in order of lines."""
    whole, text = text, plain(text)
    faults = too_much(text)
    if faults:
        return (), (faults,)
    library = parsed(text)
    strings, found = strings_of(library.strings)
    found += [fault_of(block) for block in library.failed_blocks if not fields_twice(block)]
    blocks = [*library.entries, *(block.ignore_error_block for block in library.failed_blocks if fields_twice(block))]
    entries = []
    for block in sorted(blocks, key=lambda block: block.start_line):
        entry, of_entry = read_entry(block, strings)
        entries += [entry] if entry else []
        found += of_entry
    found += faults_of_keys(blocks) or too_long(entries)
    found += (
        another_format(whole, bool(blocks or found)) or stray_text(library.comments) or nothing_in(text, bool(blocks))
    )
    return tuple(entries), tuple(sorted(set(found)))


def parsed(text: str) -> Any:
    """A file as bibtexparser takes it apart, its values untouched."""
    import logging

    import bibtexparser

    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    return bibtexparser.parse_string(text, parse_stack=[])


def too_much(text: str) -> Fault | None:
    """The fault of a file that is larger than any bibliography of a study, or has more entries."""
    if larger := larger_than_any(text):
        return larger
    blocks = sum(1 for _ in BLOCK.finditer(text))
    return too_many(blocks) if blocks > MOST_BLOCKS else None


def larger_than_any(text: str) -> Fault | None:
    """The fault of a file that has more characters, or more braces and quotes, than any bibliography of a study."""
    marks = sum(map(text.count, '{}"'))
    if len(text) > LONGEST_FILE:
        return Fault(1, "?", f"the file has {len(text):,} characters", f"at most {LONGEST_FILE:,}")
    said = f"the file has {marks:,} braces and quotes"
    return Fault(1, "?", said, f"at most {MOST_MARKS:,}") if marks > MOST_MARKS else None


def too_many(entries: int) -> Fault:
    return Fault(1, "?", f"the file has {entries:,} entries", f"at most {MOST_ENTRIES}, the sources of the study alone")


def another_format(text: str, has_entries: bool) -> list[Fault]:
    """The fault of a file without entries that is of a known other format."""
    start = text.replace("\ufeff", "").strip()[:1000]
    formats = [] if has_entries else [name for form, name in OTHER_FORMATS.items() if re.match(form, start)]
    return [Fault(1, "?", f"the file is {formats[0]} and no BibTeX", EXPECTED)] if formats else []


def nothing_in(text: str, has_entries: bool) -> list[Fault]:
    """The fault of a file that has a text and no entry."""
    return [Fault(1, "?", "the file has no entry", EXPECTED)] if text.strip() and not has_entries else []


def fault_of(block: Any) -> Fault:
    """What is wrong with a block that bibtexparser couldn't take apart."""
    from bibtexparser.model import DuplicateBlockKeyBlock

    line, key = block.start_line + 1, key_in(block.raw or "")
    if isinstance(block, DuplicateBlockKeyBlock):
        return Fault(line, key, f"the key '{key}' is there twice", "each key once")
    return Fault(line, key, UNREADABLE, FORM)


def fields_twice(block: Any) -> bool:
    """Whether the only fault of a block is a field that it has twice, which is told with its line (see read_field)."""
    from bibtexparser.model import DuplicateFieldKeyBlock

    return isinstance(block, DuplicateFieldKeyBlock)


def key_in(raw: str) -> str:
    """The key of an entry that couldn't be read, as far as it can be made out."""
    inside = re.split("[{(]", raw[:400], maxsplit=1)
    return "".join(c for c in inside[-1].partition(",")[0].strip()[:40] if c.isprintable()) or "?"


def stray_text(comments: Iterable[Any]) -> list[Fault]:
    """A fault for each text outside of the entries that looks like one; other texts there are no part of a bibliography."""
    found = []
    for comment in comments:
        if like := LIKE_AN_ENTRY.search(comment.comment):
            line = comment.start_line + 1 + comment.comment[: like.start()].count("\n")
            said = " ".join(like[0].split())[:40]
            found.append(Fault(line, "?", f"'{said}' stands outside of the entries and is read by nobody", FORM))
    return found


def strings_of(blocks: Iterable[Any]) -> tuple[dict[str, str], list[Fault]]:
    """What each @string stands for, by its name in small letters; one may use those before it, and none may grow without end."""
    known, faults = dict(zip(MONTHS, MONTHS, strict=True)), []
    for block in blocks:
        value, problem = value_of(block.value, known)
        if problem:
            faults.append(Fault(block.start_line + 1, str(block.key)[:40], *problem))
        known[block.key.strip().lower()] = value
    return known, faults


def read_entry(block: Any, strings: Mapping[str, str]) -> tuple[Entry | None, list[Fault]]:
    """An entry with its values put together, and every fault of its form; no entry where its key can't be used."""
    line, key, kind = block.start_line + 1, block.key.strip(), block.entry_type.strip().lower()
    if len(block.raw) > LONGEST_ENTRY:
        said = f"the entry has {len(block.raw):,} characters"
        return None, [Fault(line, key_in(block.raw), said, f"at most {LONGEST_ENTRY:,}")]
    if problem := key_problem(key):
        return None, [Fault(line, key_in(block.raw), *problem)]
    entry, faults = Entry(key, kind, line, {}, {}), []
    if kind not in KINDS:
        expected = (
            f"a type of biblatex such as article, incollection, online, thesis or misc{nearest(kind[:40], KINDS)}"
        )
        faults.append(entry.fault(f"'@{kind[:40]}' is no type of entry", expected))
    for field in block.fields:
        faults += read_field(entry, field, strings)
    return entry, faults


def key_problem(key: str) -> tuple[str, str] | None:
    """What is wrong with a key, and what was expected."""
    if len(key) > LONGEST_KEY:
        return f"the key has {len(key)} characters", f"at most {LONGEST_KEY}"
    if not key or NOT_IN_A_KEY.search(key) or not key[0].isalnum():
        said = "".join(c if c.isprintable() else "?" for c in key)
        return (
            f"'{said}' is no key",
            "letters, digits, '_', '-', '.' and ':' without blanks, the first a letter or digit",
        )
    return None


def read_field(entry: Entry, field: Any, strings: Mapping[str, str]) -> list[Fault]:
    """Puts a field into its entry, but for one that is empty or never printed; the faults of its form."""
    name, line = field.key.strip().lower(), field.start_line + 1
    if not FIELD_NAME.fullmatch(name):
        said = " ".join(name.split())[:40]
        return [Fault(line, entry.key, f"'{said}' is no name of a field", FORM)]
    if name in entry.lines:
        return [Fault(line, entry.key, f"the field '{name}' is there twice", "each field once")]
    entry.lines[name] = line
    if name in UNPRINTED:
        return []
    value, problem = value_of(field.value, strings)
    value = value if name in WITHOUT_COMMANDS else with_signs(value)
    if problem:
        return [Fault(line, entry.key, f"field {name}: {problem[0]}", problem[1])]
    if value.strip("{} "):
        entry.fields[name] = PROGRAM.sub(lambda command: command[0][1:], value)
    if program := PROGRAM.search(value):
        return [
            Fault(line, entry.key, f"field {name}: the command {program[0]} is not carried out", "text, not commands")
        ]
    return []


def with_signs(value: str) -> str:
    """A value with the sign for each command that stands for one, such as – for textendash, and no accent on a dotless i."""
    value = DOTLESS.sub(lambda found: f"{found[1]}{{{found[2] or found[3]}}}", value)
    return COMMAND.sub(lambda found: signs_of_latex().get(found[1], found[0]), value) if "\\" in value else value


@cache
def signs_of_latex() -> dict[str, str]:
    """The sign of each command of LaTeX for text that takes nothing; those for mathematics and accents are pandoc's."""
    from pylatexenc.latexencode import get_builtin_uni2latex_dict

    signs = dict(MORE_SIGNS)
    for code, latex in get_builtin_uni2latex_dict().items():
        if (found := SIGN_OF_TEXT.fullmatch(latex)) and found[1] not in LEFT_TO_PANDOC:
            signs.setdefault(found[1], chr(code))
    return signs


def value_of(typed: str, strings: Mapping[str, str]) -> tuple[str, tuple[str, str] | None]:
    """A value with its parts joined and each @string put in, and what is wrong with it and what was expected."""
    made, rest = "", typed.strip()
    while rest:
        part, rest, problem = first_part(rest, strings)
        made += part
        if problem:
            return "", problem
        if len(made) > LONGEST_VALUE:
            return "", ("the value grows too long", f"at most {LONGEST_VALUE:,} characters, each @string put in")
        if rest and not rest.startswith("#"):
            return "", (f"'{shown(rest)}' follows a value", "a comma, or # between the parts of a value")
        rest = rest[1:].lstrip()
    return re.sub(r"[ \t\n]+", " ", made).strip(), None


def first_part(typed: str, strings: Mapping[str, str]) -> tuple[str, str, tuple[str, str] | None]:
    """The first part of a value, what follows it, and what is wrong with it: a text in braces or quotes, a number, an @string."""
    if typed[0] in '{"':
        end = end_of_text(typed)
        if end < 0:
            return (
                "",
                "",
                ("its braces or quotes don't close, or are too deep", f"at most {DEEPEST_BRACES}, all closed"),
            )
        return typed[1:end], typed[end + 1 :].lstrip(), None
    word = BARE_WORD.match(typed)
    if word is None:
        return "", "", (f"'{shown(typed)}' is no value", "a text in braces or quotes, or a number")
    rest = typed[word.end() :].lstrip()
    if re.fullmatch("[0-9]+", word[0]):
        return word[0], rest, None
    if word[0].lower() in strings:
        return strings[word[0].lower()], rest, None
    return "", rest, (f"'{shown(word[0])}' is no @string above it", "a text in braces or quotes, or a number")


def end_of_text(typed: str) -> int:
    """Where a text in braces or quotes ends; -1 where it doesn't, or where its braces are too deep."""
    depth, quoted = 0, typed[0] == '"'
    for mark in re.finditer(r'\\.|[{}"]', typed, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if depth > DEEPEST_BRACES or depth < 0:
            return -1
        if depth == 0 and mark.start() > 0 and mark[0] == ('"' if quoted else "}"):
            return mark.start()
    return -1


def shown(typed: str) -> str:
    """The beginning of a text, for a complaint."""
    return " ".join("".join(c if c.isprintable() else " " for c in typed[:40]).split())


def faults_of_keys(blocks: list[Any]) -> list[Fault]:
    """Faults of keys that only together are wrong: too many, or two that differ by capitals only, which BibTeX takes for one."""
    if len(blocks) > MOST_ENTRIES:
        return [too_many(len(blocks))]
    first: dict[str, str] = {}
    faults = []
    for block in blocks:
        key = block.key.strip()
        other = first.setdefault(key.lower(), key)
        if other != key:
            said = f"the keys '{shown(other)}' and '{shown(key)}' differ by capitals only"
            faults.append(Fault(block.start_line + 1, shown(key), said, "one key a source"))
    return faults


def too_long(entries: Iterable[Entry]) -> list[Fault]:
    """The fault of entries that are together longer than any bibliography of a study; what is never printed doesn't count."""
    length = sum(len(value) for entry in entries for value in entry.fields.values())
    said = f"the entries have {length:,} characters, each @string put in"
    return [Fault(1, "?", said, f"at most {LONGEST_BIBLIOGRAPHY:,}")] if length > LONGEST_BIBLIOGRAPHY else []


def with_parents(entries: Iterable[Entry]) -> tuple[dict[str, dict[str, str]], list[Fault]]:
    """For each key the fields of its entry and of those it refers to (crossref, xdata), and a fault for each that isn't there."""
    known = {entry.key: entry for entry in entries}
    fields, faults = {}, []
    for entry in known.values():
        inherited, seen, waiting = dict(entry.fields), {entry.key}, parents(entry)
        while waiting:
            field, name = waiting.pop(0)
            if name in seen or name not in known or len(seen) > MOST_ANCESTORS:
                faults.append(no_parent(entry, field, name, known))
                break
            seen.add(name)
            inherited = known[name].fields | inherited
            waiting += [(field, further) for _, further in parents(known[name])]
        fields[entry.key] = inherited
    return fields, faults


def no_parent(entry: Entry, field: str, name: str, known: Iterable[str]) -> Fault:
    """The fault of an entry that refers to none of the file, to itself, or to too many."""
    problem = "refers back, or to too many others" if name in known else "is no entry of the file that can be read"
    expected = "a key of the file" + nearest(name, [key for key in known if key != entry.key])
    return entry.fault(f"field {field}: '{shown(name)}' {problem}", expected, field)


def parents(entry: Entry) -> list[tuple[str, str]]:
    """The keys of the entries that an entry takes fields from, each after the field that names it."""
    named = [(field, key.strip()) for field in INHERITING for key in entry.fields.get(field, "").split(",")]
    return [(field, key) for field, key in named if key]
