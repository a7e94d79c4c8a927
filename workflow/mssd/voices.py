"""Voices: who speaks in the sources, so that sources of the same author can count as one."""

import unicodedata
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from mssd.bibliography import authors_in, entries_in
from mssd.tables import natural

MATCHES = ["any_author", "first_author"]
NOBODY = ["others", "et al.", "et al"]


class Author(NamedTuple):
    """A person or an institution: the words of the family name and of the given names, without case and accents."""

    family: tuple[str, ...]
    given: tuple[str, ...]


def words(name: str) -> tuple[str, ...]:
    """The words of a name, without case, accents, dots and hyphens."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return tuple("".join(c if c.isalnum() else " " for c in plain).split())


def authors_of_sources(bibliography: str) -> dict[str, list[Author]]:
    """The authors of each source of a bibliography, in order; `and others` is nobody."""
    return {
        entry["id"]: [author(person) for person in authors_in(entry) if person.get("literal") not in NOBODY]
        for entry in entries_in(bibliography)
    }


def author(person: dict[str, str]) -> Author:
    """A name as the bibliography parts it into family and given names; an institution has no given name."""
    family = [person.get("non-dropping-particle", ""), person.get("family", ""), person.get("literal", "")]
    given = [person.get("given", ""), person.get("dropping-particle", "")]
    return Author(words(" ".join(family)), words(" ".join(given)))


def interviewee(identity: str, known: set[tuple[str, ...]]) -> Author:
    """
    The person interviewed; which words are the family name, the bibliography knows, whether it is written first or last.

    known: the family names in the bibliography. A name that isn't among them is kept whole, and is no author.
    """
    if "," in identity:
        family, _, given = identity.partition(",")
        return Author(words(family), words(given))
    name = words(identity)
    family_last = [Author(name[place:], name[:place]) for place in range(1, len(name))]
    family_first = [Author(name[:place], name[place:]) for place in range(len(name) - 1, 0, -1)]
    return next((a for a in family_last + family_first if a.family in known), Author(name, ()))


def alike(a: Author, b: Author) -> bool:
    """
    Whether two names can be the same person's: the same family name, and given names that agree as far as both go.

    An initial agrees with any name that it begins. A name without given names is alike only to another one without.
    """
    if a.family != b.family or bool(a.given) != bool(b.given):
        return False
    return all(x == y or (1 in (len(x), len(y)) and x[0] == y[0]) for x, y in zip(a.given, b.given, strict=False))


def same_people(names: Iterable[Author]) -> dict[Author, Author]:
    """
    Each name with one name for the person; an initial that fits two different people stands for neither.

    J. Smith is John Smith where there is no Jane Smith too.
    """
    names = sorted(set(names))
    near = {name: [other for other in names if alike(name, other)] for name in names}
    clear = [name for name in names if all(alike(a, b) for a, b in combinations(near[name], 2))]
    return joined(names, [(a, b) for a, b in combinations(clear, 2) if alike(a, b)])


def joined(members: list, links: list[tuple]) -> dict:
    """Each member with the first member of its group, where links join members, and what they are linked to, into groups."""
    first = {member: member for member in members}
    for a, b in links:
        one, other = sorted((first[a], first[b]), key=members.index)
        first = {member: one if head == other else head for member, head in first.items()}
    return first


def voices(
    evidence: pd.DataFrame, interviews: pd.DataFrame, authors: dict[str, list[Author]], match: str
) -> pd.DataFrame:
    """
    The evidence with every source replaced by the voice that speaks in it, so that a count of sources counts voices.

    any_author: sources that share any author are one voice, and so are those that a third one links. first_author: sources
    with the same first author. An interview is a source of its interviewee, where the identity is public.
    authors: those of each source (see authors_of_sources); a source without an author is a voice of its own.
    """
    speakers = speakers_of(evidence, interviews, authors, match)
    sources = sorted(speakers, key=natural)
    voice = joined(sources, [(a, b) for a, b in combinations(sources, 2) if speakers[a] & speakers[b]])
    return evidence.assign(kind="document", source=[voice[source] for source in sources_of(evidence)])


def speakers_of(
    evidence: pd.DataFrame, interviews: pd.DataFrame, authors: dict[str, list[Author]], match: str
) -> dict[str, set[Author]]:
    """The people who speak in each source of the evidence: all of its authors, or the first alone."""
    families = {name.family for names in authors.values() for name in names}
    public = interviews.dropna(subset=["identity"])[["interview", "identity"]].itertuples(index=False, name=None)
    names = authors | {f"interview {interview}": [interviewee(who, families)] for interview, who in public}
    person = same_people(name for found in names.values() for name in found)
    kept = 1 if match == "first_author" else None
    return {source: {person[name] for name in names.get(source, [])[:kept]} for source in sources_of(evidence)}


def sources_of(evidence: pd.DataFrame) -> list[str]:
    """The source of each statement; an interview is told from a document of the same name."""
    return [
        f"interview {source}" if kind == "interview" else source
        for kind, source in evidence[["kind", "source"]].itertuples(index=False, name=None)
    ]
