"""The bibliography: sources.bib checked entry by entry, and its sources cited and listed in a CSL style by pandoc."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import Any
from xml.etree import ElementTree

import pandas as pd
from markupsafe import Markup, escape

from mssd.bibtex import INHERITING, KINDS, UNREADABLE, Entry, Fault, read_entries, with_parents
from mssd.characters import strange_characters, strange_said
from mssd.citation_styles import cites_by_order, style_file
from mssd.citation_styles import known_styles as known_styles
from mssd.complaints import Complaint, Refused
from mssd.letters import letters_lacking
from mssd.letters import said as said_of_letters
from mssd.pandoc import SECONDS_OF_A_LIST, Stopped, pandoc
from mssd.source_dates import OTHER_DATES, When, bare, read_date, when

FILE = "raw/sources.bib"
WHO = ["author", "editor", "organization", "institution"]
WHEN = ["year", "date"]
OF_A_SOURCE = ["source", "authors", "year", "type", "keywords"]
KEPT = {"i", "em", "b", "strong", "sup", "sub"}
PLACEHOLDER = "source"
VERBATIM = {"url", "doi", "eprint", *OTHER_DATES, "date"}
NOT_FOR_PANDOC = {"year", "month", "day", "date", *OTHER_DATES}
LISTS = {"publisher", "institution", "organization", "school", "location", "address", "origlocation"}
READ_IN_FULL = {"title", "subtitle", "journal", "journaltitle", "publisher", "author", "editor"}
PARTS_OF_A_BOOK = {"inbook", "incollection", "inproceedings", "inreference", "bookinbook", "suppbook", "suppcollection"}
IN_ANY_CASE = {"title": "title", "author": "author", "journal": "container-title", "journaltitle": "container-title"}
WITHOUT_WORDS = re.compile(r"\\foreignlanguage\{\w+\}|\\([A-Za-z]+\*?|.)")
OF_NAMES = {"and", "others", "family", "given", "prefix", "suffix", "useprefix", "true", "false"}
CARRIED = {
    *("Str", "Space", "SoftBreak", "LineBreak", "Emph", "Strong", "Superscript", "Subscript", "SmallCaps", "Underline"),
    *("Strikeout", "Quoted", "SingleQuote", "DoubleQuote", "Span", "Link", "Math", "InlineMath", "DisplayMath", "Code"),
    *("MetaString", "MetaInlines", "MetaMap", "MetaList", "MetaBool"),
}
PARENTHETICAL, NARRATIVE = "NormalCitation", "AuthorInText"
SECONDS_TO_SEARCH = 3.0
SECONDS_A_PART = 1.0
Reference = dict[str, str]


def read_bibliography(text: str) -> tuple[list[str], list[Fault]]:
    """
    The keys of a BibTeX or biblatex file, as Zotero exports it, and every fault in it.

    A fault is an entry that can't be read, a key there twice, an entry that doesn't say who, what or when, a date that is
    none, and whatever of an entry would be lost between the file and the page.
    """
    entries, of_form = read_entries(text)
    inherited, of_parents = with_parents(entries)
    faults = [*of_form, *of_parents]
    for entry in sources_among(entries):
        faults += unsaid(entry, inherited[entry.key]) + faults_of_dates(entry)
    keys = [entry.key for entry in sources_among(entries)]
    return keys, sorted(set(faults)) or (faults_of_reading(text) if keys else [])


def sources_among(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that are sources, and not a store of fields for others."""
    return [entry for entry in entries if entry.kind != "xdata"]


def unsaid(entry: Entry, fields: Mapping[str, str]) -> list[Fault]:
    """What an entry doesn't say of who, what and when, also through the entries that it refers to."""
    missing = [needed for needed in (WHO, ["title"], WHEN) if not set(fields) & set(needed)]
    return [entry.fault(f"no {needed[0]}", " or ".join(needed)) for needed in missing]


def faults_of_dates(entry: Entry) -> list[Fault]:
    """The dates of an entry that are neither of the calendar nor words."""
    found = when(entry.fields) if set(entry.fields) & set(WHEN) else When()
    faults = [entry.fault(found.problem, found.expected, typed_in(entry.fields))] if found.problem else []
    for field in set(OTHER_DATES) & set(entry.fields):
        other = read_date(bare(entry.fields[field]))
        faults += [entry.fault(f"{field}: {other.problem}", other.expected, field)] if other.problem else []
    return faults


def typed_in(fields: Mapping[str, str]) -> str:
    """The field in which a date is typed."""
    return "date" if "date" in fields else "year"


def faults_of_reading(text: str) -> list[Fault]:
    """What pandoc can't read of a file that seems in order, or would drop of it without a word."""
    entries, _ = read_entries(text)
    try:
        understood = items(text)
    except Stopped as stopped:
        return stopping(entries, str(stopped))
    faults = []
    for entry in sources_among(entries):
        if entry.key not in understood:
            faults.append(entry.fault(UNREADABLE, "an entry of BibTeX or biblatex"))
        else:
            faults += lost_in(entry, understood[entry.key])
    return faults


def stopping(entries: Iterable[Entry], why: str) -> list[Fault]:
    """The first entry at which pandoc stops, found by halves; where it isn't found in time, the file."""
    suspects, until = list(entries), monotonic() + SECONDS_TO_SEARCH
    while len(suspects) > 1 and monotonic() < until:
        half = suspects[: len(suspects) // 2]
        suspects = half if stops(half) else suspects[len(half) :]
    if len(suspects) == 1 and stops(suspects):
        return [suspects[0].fault(f"{UNREADABLE}: {why}", "text with few commands and braces")]
    return [
        Fault(1, "?", f"the file can't be used: {why}", "BibTeX or biblatex; leave out half of it to find the entry")
    ]


def stops(entries: list[Entry]) -> bool:
    try:
        pandoc(retyped(entries), "biblatex", "json", seconds=SECONDS_A_PART)
    except Stopped:
        return True
    return False


def lost_in(entry: Entry, item: Mapping[str, Any]) -> list[Fault]:
    """What of an entry isn't in what pandoc makes of it: commands, pictures and notes, words, characters of no page."""
    nodes = [node for value in item.values() for node in nodes_in(value)]
    if dropped := next((node for node in nodes if not is_carried(node)), None):
        problem = f"'{excerpt(dropped)}' is not carried out and would be lost"
        return [entry.fault(problem, "text, accents, emphasis and links to https:// alone")]
    if found := strange_characters("".join(map(text_of, item.values()))):
        return [entry.fault(f"what is read has {strange_said(found)}", "letters, digits and signs")]
    understood = folded(" ".join(map(text_of, item.values())))
    in_full = READ_IN_FULL | ({"booktitle"} if entry.kind in PARTS_OF_A_BOOK else set())
    lost = {field: lost_words(field, entry.fields[field], understood) for field in sorted(in_full & set(entry.fields))}
    lost |= {
        field: [field] for field in IN_ANY_CASE if field in entry.fields and not has_words(item, IN_ANY_CASE[field])
    }
    expected = "text without commands, $ and \\ but for accents and emphasis"
    return [
        entry.fault(f"'{words[0][:40]}' in the field {field} is lost in reading", expected, field)
        for field, words in lost.items()
        if words
    ]


def is_carried(node: Mapping[str, Any]) -> bool:
    """Whether the report prints what is in a node of pandoc's."""
    if node["t"] == "Link":
        return node["c"][2][0].startswith(("https://", "http://"))
    return node["t"] in CARRIED


def has_words(item: Mapping[str, Any], variable: str) -> bool:
    """Whether a CSL variable has any letter or digit."""
    return any(c.isalnum() for c in text_of(item.get(variable, "")))


def lost_words(field: str, typed: str, understood: str) -> list[str]:
    """The words of a field, commands apart, that are not in a text."""
    names = OF_NAMES if field in WHO else set()
    names = {"and"} if field in LISTS and not is_one_with_and(typed) else names
    words = re.findall(r"[^\W_]+", folded(WITHOUT_WORDS.sub(" ", typed)))
    return [word for word in words if word not in understood and word not in names]


def folded(text: str) -> str:
    """A text in small letters without accents, for comparison."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def strange_fields(file: str, text: str) -> list[Complaint]:
    """A complaint for each key and each field that may be printed with a character that no font has, at its line."""
    places = [place for entry in read_entries(text)[0] for place in [("", entry.key, entry), *fields_of(entry)]]
    lacking = letters_lacking("".join(value for _, value, _ in places))
    return [
        Complaint(file, entry.lines.get(field, entry.line), entry.key, said_of_letters(sorted(strange)))
        for field, value, entry in places
        if (strange := lacking.intersection(value))
    ]


def fields_of(entry: Entry) -> list[tuple[str, str, Entry]]:
    """The fields of an entry that may be printed, as (name, value, entry)."""
    return [(field, value, entry) for field, value in entry.fields.items()]


def nodes_in(value: Any) -> Iterator[dict]:
    """Every node in a value of pandoc's."""
    if isinstance(value, dict):
        if isinstance(value.get("t"), str):
            yield value
        for inner in value.values():
            yield from nodes_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes_in(inner)


def text_of(value: Any) -> str:
    """The text in a value of pandoc's, with the targets of its links."""
    said = []
    for node in nodes_in(value):
        content = node.get("c", " ")
        if node["t"] in ("Str", "MetaString"):
            said.append(content)
        elif node["t"] in ("Math", "Code"):
            said.append(content[1])
        elif node["t"] == "Link":
            said.append(f" {content[2][0]} ")
        elif node["t"] in ("Space", "SoftBreak", "LineBreak"):
            said.append(" ")
    return "".join(said)


def excerpt(node: dict) -> str:
    """What was typed where pandoc can't carry something out."""
    content = node.get("c")
    said = content[1] if node["t"].startswith("Raw") else text_of(node) or node["t"]
    return " ".join(said.split())[:40]


def retyped(entries: Iterable[Entry]) -> str:
    """
    Entries as BibTeX that pandoc and BibTeX read alike: keys of letters and digits, every @string put in, dates of the calendar.

    Words in place of a date are put in behind pandoc (see when_of), which knows none.
    """
    entries = list(entries)
    place = {entry.key: f"{PLACEHOLDER}{number:05}" for number, entry in enumerate(entries)}
    return "\n".join(retyped_entry(entry, place) for entry in entries)


def retyped_entry(entry: Entry, place: Mapping[str, str]) -> str:
    fields = {name: value for name, value in entry.fields.items() if name not in NOT_FOR_PANDOC}
    for name in set(INHERITING) & set(fields):
        fields[name] = ",".join(place.get(key.strip(), "none") for key in fields[name].split(","))
    fields |= {field: found.calendar for field, found in when_of(entry.fields).items() if found.calendar}
    fields |= {name: f"{{{fields[name]}}}" for name in LISTS & set(fields) if is_one_with_and(fields[name])}
    typed = [f"  {name} = {{{value if name in VERBATIM else with_percent(value)}}}" for name, value in fields.items()]
    return "@" + ",\n".join([f"{entry.kind if entry.kind in KINDS else 'misc'}{{{place[entry.key]}", *typed]) + "\n}\n"


def is_one_with_and(value: str) -> bool:
    """Whether a value is one name that has an "and", as in Simon and Schuster; names that are several are each in braces."""
    parts = outside_braces(value).split(" and ")
    return len(parts) > 1 and any(part.strip() != "{}" for part in parts)


def outside_braces(value: str) -> str:
    """What of a value stands in no braces, each pair of them empty."""
    depth, kept = 0, []
    for part in re.findall(r"\\.|[{}]|[^\\{}]+|\\", value, re.DOTALL):
        depth -= part == "}"
        kept += [part] if depth == 0 else []
        depth += part == "{"
    return "".join(kept)


def with_percent(value: str) -> str:
    """A value in which a % is the sign that was typed, and no comment."""
    return re.sub(r"\\.|%", lambda found: r"\%" if found[0] == "%" else found[0], value)


def when_of(fields: Mapping[str, str]) -> dict[str, When]:
    """The dates of an entry by their field: the calendar's or words."""
    found = {"date": when(fields)} if set(fields) & set(WHEN) else {}
    return found | {field: read_date(bare(fields[field])) for field in OTHER_DATES if field in fields}


def dates_in_words(text: str) -> dict[str, dict[str, str]]:
    """For each key its dates that are words, by the name that CSL has for them."""
    names = {"date": "issued", **OTHER_DATES}
    inherited, _ = with_parents(read_entries(text)[0])
    found = {key: {names[field]: said.words for field, said in when_of(f).items()} for key, f in inherited.items()}
    return {key: {name: words for name, words in dates.items() if words} for key, dates in found.items()}


@lru_cache(maxsize=8)
def turned(text: str, target: str) -> str:
    """The sound entries of a bibliography as pandoc turns them into another format. Raises Stopped."""
    return pandoc(retyped(read_entries(text)[0]), "biblatex", target)


def keys_by_place(text: str) -> dict[str, str]:
    """The key of each entry by the name under which pandoc knows it."""
    return {f"{PLACEHOLDER}{number:05}": entry.key for number, entry in enumerate(read_entries(text)[0])}


def items(text: str) -> dict[str, dict[str, Any]]:
    """What pandoc makes of each entry, by its key: each CSL variable as a value of pandoc's, as it is. Raises Stopped."""
    if not read_entries(text)[0]:
        return {}
    keys, words = keys_by_place(text), dates_in_words(text)
    listed = json.loads(turned(text, "json"))["meta"].get("references", {"c": []})["c"]
    made = {}
    for item in (reference["c"] for reference in listed):
        key = keys[item.pop("id")["c"]]
        literal = {name: {"t": "MetaMap", "c": {"literal": string(said)}} for name, said in words[key].items()}
        made[key] = item | literal
    return made


def string(text: str) -> dict:
    return {"t": "MetaString", "c": text}


def entries_in(text: str) -> list[dict]:
    """
    The entries of a bibliography as pandoc understands them: CSL items, with the parts of each name told apart.

    Raises Refused where pandoc can't read them; read_bibliography says why.
    """
    if not read_entries(text)[0]:
        return []
    keys, words = keys_by_place(text), dates_in_words(text)
    try:
        made = json.loads(turned(text, "csljson"))
    except Stopped as stopped:
        raise refused(stopped) from None
    for item in made:
        item["id"] = keys[item["id"]]
        item |= {name: {"literal": said} for name, said in words[item["id"]].items()}
    return cleaned(made)


def cleaned(value: Any) -> Any:
    """A value of JSON without the characters that no page may have; a file with any is a complaint, so that none is missed."""
    if isinstance(value, dict):
        return {key: cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [cleaned(inner) for inner in value]
    return value.translate(dict.fromkeys(map(ord, strange_characters(value)))) if isinstance(value, str) else value


def refused(stopped: Stopped) -> Refused:
    return Refused([Complaint(FILE, None, None, f"the file can't be used: {stopped}")])


def sources_table(text: str) -> pd.DataFrame:
    """
    The sources of a bibliography as a table: `source` (the key), `authors` (surnames, in order), `year`, `type`, `keywords`.

    Several authors or keywords are separated by `; `; what an entry doesn't say is missing. `year` is the year, or, where
    several years or words are typed, what is typed.
    """
    rows = [
        {
            "source": entry["id"],
            "authors": "; ".join(map(surname, authors_in(entry))) or None,
            "year": year_of(entry.get("issued", {})),
            "type": entry["type"],
            "keywords": entry.get("keyword"),
        }
        for entry in entries_in(text)
    ]
    return pd.DataFrame(rows, columns=OF_A_SOURCE, dtype="str").sort_values("source", ignore_index=True)


def year_of(issued: Mapping[str, Any]) -> str | None:
    """The year of a CSL date: one, the first and the last of several, or the words in its place."""
    years = [str(parts[0]) if parts and parts[0] else "" for parts in issued.get("date-parts", [])]
    return issued.get("literal") or "–".join(dict.fromkeys(years)) or None


def authors_in(entry: dict) -> list[dict[str, str]]:
    """The names of those who wrote a source; of those who edited it where nobody is said to have written it."""
    return entry.get("author", entry.get("editor", []))


def surname(person: dict[str, str]) -> str:
    """The name by which an author is cited: the surname with its particle, or the whole name of an institution."""
    particles = [person.get("non-dropping-particle", ""), person.get("family", "")]
    return " ".join(part for part in particles if part) or person.get("literal", "")


def format_references(text: str, cited: Iterable[str], style: str) -> dict[str, Reference]:
    """
    The cited sources in the order of the style's list: `html` of the reference, `parenthetical` and `narrative` citation, and
    the CSL `type`, such as thesis or book.

    text: the bibliography. cited: keys in it. Everything but the reference's own italics and web links is escaped text.
    Raises Refused where a cited source of the file isn't listed. Source of the rules: the CSL style, as carried out by
    pandoc's citeproc.
    """
    keys = sorted(set(cited))
    if not keys:
        return {}
    try:
        understood = cleaned(items(text))
        known = [key for key in keys if key in understood]
        pages = [page_of(understood, known, style, kinds) for kinds in kinds_of_a_page(style)]
    except Stopped as stopped:
        raise refused(stopped) from None
    divisions = [{element.get("id", ""): element for element in page.iter("div")} for page in pages]
    listed = [known[int(name.removeprefix("ref-"))] for name in divisions[0] if name.startswith("ref-")]
    html = {key: as_html(divisions[0][f"ref-{known.index(key)}"]).strip() for key in listed}
    cites = {key: [said(p) for of in divisions for p in of[f"of-{place}"].iter("p")] for place, key in enumerate(known)}
    refuse_unlisted(keys, [key for key in listed if all([html[key], *cites[key]])], style)
    return {
        key: {
            "html": html[key],
            "parenthetical": cites[key][0],
            "narrative": cites[key][1],
            "type": text_of(understood[key].get("type", "")),
        }
        for key in listed
    }


def kinds_of_a_page(style: str) -> list[tuple[str, ...]]:
    """The kinds of citations to ask for at once: each by itself where a style cites a source otherwise the second time."""
    return [(PARENTHETICAL,), (NARRATIVE,)] if cites_by_order(style) else [(PARENTHETICAL, NARRATIVE)]


def said(paragraph: ElementTree.Element) -> str:
    return "".join(paragraph.itertext()).strip()


def refuse_unlisted(keys: Iterable[str], listed: Iterable[str], style: str) -> None:
    """Raises Refused for each cited source that the file lacks, or for which the style has no citation or no reference."""
    lost = sorted(set(keys) - set(listed))
    problem = (
        f"the style '{style}' cites or lists nothing for it; expected a source of the file, and a style for its type"
    )
    if lost:
        raise Refused(Complaint(FILE, None, key, problem) for key in lost)


def page_of(
    understood: Mapping[str, Mapping[str, Any]], keys: list[str], style: str, kinds: Iterable[str]
) -> ElementTree.Element:
    """The citations of sources, of some kinds, and their list, as HTML of pandoc; a source is called by its place in `keys`."""
    references = [
        {"t": "MetaMap", "c": {**understood[key], "id": string(str(place))}} for place, key in enumerate(keys)
    ]
    cited = [
        {"t": "Div", "c": [[f"of-{place}", [], []], [citation(place, kind) for kind in kinds]]}
        for place in range(len(keys))
    ]
    page = {
        "pandoc-api-version": [1, 23, 1],
        "meta": {"references": {"t": "MetaList", "c": references}, "lang": string("en-GB")},
        "blocks": cited,
    }
    options = ["--citeproc", f"--csl={style_file(style)}", "--wrap=none"]
    html = pandoc(json.dumps(page), "json", "html", *options, seconds=SECONDS_OF_A_LIST)
    return ElementTree.fromstring(f"<page>{html}</page>")


def citation(place: int, kind: str) -> dict:
    """A paragraph with one citation, in brackets or with its author in the sentence."""
    cited = {"citationId": str(place), "citationPrefix": [], "citationSuffix": [], "citationMode": {"t": kind}}
    cited |= {"citationNoteNum": 0, "citationHash": 0}
    return {"t": "Para", "c": [{"t": "Cite", "c": [[cited], [{"t": "Str", "c": "?"}]]}]}


def linked(references: dict[str, Reference]) -> dict[str, Reference]:
    """References with their citations as links to where the list has them, `ref-` and the key."""
    link = Markup('<a class="cite" href="#ref-{}">{}</a>')
    return {
        key: reference | {kind: link.format(key, reference[kind]) for kind in ("parenthetical", "narrative")}
        for key, reference in references.items()
    }


def as_html(element: ElementTree.Element) -> str:
    """The inside of an element with its emphasis and web links, and nothing else, as safe HTML."""
    inside = str(escape(element.text or ""))
    for child in element:
        kept, link = as_html(child), child.get("href", "")
        if child.tag == "a" and link.startswith(("https://", "http://")):
            kept = f'<a href="{escape(link)}">{kept}</a>'
        elif child.tag in KEPT:
            kept = f"<{child.tag}>{kept}</{child.tag}>"
        inside += kept + str(escape(child.tail or ""))
    return inside


def told_in(file: Path, key: str | None) -> dict[str, str] | None:
    """The type of a source, who wrote it, its title and its year, without braces; nothing where the bibliography lacks it."""
    entries, _ = read_entries(file.read_text(encoding="utf-8-sig") if file.exists() else "")
    entry = next((entry for entry in sources_among(entries) if entry.key == key), None)
    if entry is None:
        return None
    inherited, _ = with_parents(entries)
    told = {name: re.sub("[{}]", "", value) for name, value in inherited[entry.key].items()}
    who = told.get("author") or told.get("editor") or ""
    return {
        "type": entry.kind,
        "author": who.replace(" and ", "; "),
        "title": told.get("title", ""),
        "year": told.get("year") or told.get("date", "")[:4],
    }
