"""Transparency: ready lists of what data a study has and gives, and of what the data and the author answer to the checklist."""

import pandas as pd

from mssd.chapters import Finding, Row, rows
from mssd.tables import members
from mssd.words import counted, number, series, share, verb
from schemas.data_matrix import factors_of

SHOWN_IN = {
    **dict.fromkeys([12, 19, 21], "interviews-section"),
    **{17: "guide", 25: "codebook", 26: "factor-selection", 27: "files"},
    **{29: "mentions", 30: "cells", 31: "factor-selection", 32: "codebook"},
}
KINDS_OF_SOURCES = {"document": "documents", "interview": "interviews", "author": "the author"}


def transparency_appendix(tables: dict[str, pd.DataFrame], f: dict[str, Finding], nouns: dict[str, list[str]]) -> Row:
    """
    What the appendix on transparency prints.

    nouns: the tables that the study has, by the folder that they lie in.
    """
    interviews = tables["interviews"]
    return {
        "holdings": holdings(tables, nouns["raw"]),
        "confidential": int((interviews["consent"] == "confidential").sum()),
        "summaries": int(tables["collection"]["file"].str.startswith("raw/summaries/").sum()),
        "checklist": checklist(tables["transparency"]),
        "checklist_counted": checklist_counted(f) if "coreq.count" in f else "",
    }


def holdings(tables: dict[str, pd.DataFrame], has: list[str]) -> list[Row]:
    """
    What the study holds, kind by kind: how much of it there is, in which file, and what of it the file gives.

    has: the raw tables that the study has. A table without a row holds nothing.
    """
    matrix, collected = tables["data_matrix"], tables["collection"].set_index("file")["rows"]
    kinds = [
        ("data_matrix", "Data matrix", "case", f"{counted(len(factors_of(matrix)), 'factor')} and the outcome, coded"),
        ("interviews", "Interviews", "interview", given_of_interviews(tables["interviews"])),
        ("guide", "Interview guide", "question", "each question, paraphrased"),
        ("mentions", "Mentions", "mention", "what an interview says of a factor, paraphrased"),
        ("factors", "Codebook", "factor", "each factor with its definition"),
        ("themes", "Themes", "theme", "each theme with its definition"),
        ("cases", "Candidates", "candidate", "each criterion, the response and the outcome"),
        ("background", "Background", "value", "what makes the cases similar or not"),
        ("evidence", "Evidence", "statement", f"{voices(tables['evidence'])}; paraphrased"),
        ("adjudications", "Decisions", "cell", "the value that a person decided, with the reason"),
        ("published", "Published values", "value", "the values that the author published"),
        ("claims", "Claims", "claim", "what the text says, paraphrased"),
        ("organs", "Organs", "organ", "what each is and does"),
        ("forces", "Forces", "force", "what each is and does"),
        ("coreq", "Answers of the author", "answer", "in own words, with the place"),
    ]
    held = [
        {"what": what, "much": counted(len(tables[noun]), one), "file": f"raw/{noun}.csv", "gives": gives}
        for noun, what, one, gives in kinds
        if noun in has and len(tables[noun])
    ]
    if collected.get("raw/sources.bib"):
        much = counted(int(collected["raw/sources.bib"]), "source")
        held.append(
            {"what": "Sources", "much": much, "file": "raw/sources.bib", "gives": "where to find them, not their text"}
        )
    return held


def given_of_interviews(interviews: pd.DataFrame) -> str:
    """What the table of interviews gives of them, and how many it names."""
    named = int(interviews["identity"].notna().sum())
    return f"day, length, consent, kind of recording; {counted(named, 'name')}"


def voices(evidence: pd.DataFrame) -> str:
    """How many statements of evidence come from each kind of source, and from how many sources: 9 from three documents."""
    parts = []
    for kind, words in KINDS_OF_SOURCES.items():
        said = evidence[evidence["kind"] == kind]
        sources = counted(said["source"].nunique(), words.removesuffix("s")) if kind != "author" else words
        parts += [f"{number(len(said))} from {sources}"] * bool(len(said))
    return series(parts)


def checklist(transparency: pd.DataFrame) -> list[Row]:
    """The items of the checklist by domain, each with the files of its answer and the section that shows them."""
    domains: dict[str, list[Row]] = {}
    for row in rows(transparency):
        place = SHOWN_IN.get(row["item"]) if row["data"] else None
        domains.setdefault(row["domain"], []).append(row | {"files": members(row["from"]), "place": place})
    return [{"words": words, "items": items} for words, items in domains.items()]


def checklist_counted(f: dict[str, Finding]) -> str:
    """How many items the data answer, how many the author does, and how many are left, in a sentence."""
    data, author, left = (f[f"coreq.{who}"].count for who in ("data", "author", "open"))
    in_part = of_them(f["coreq.data.in_part"].count, data, "in part")
    both = of_them(f["coreq.both"].count, author, "together with the data")
    return (
        f"Of the {counted(f['coreq'].count, 'item')}, the data answer {share(data)}{in_part}; the author answers "
        f"{share(author)}{both}; {share(left)} {verb(left, 'is', 'are')} left for the author to answer."
    )


def of_them(count: int, whole: int, how: str) -> str:
    """How many of those just counted, as a clause: none, that one, all of them, or so many of them."""
    if not count:
        return ""
    if count == whole:
        return f", {how}" if whole == 1 else f", all of them {how}"
    return f", {number(count)} of them {how}"
