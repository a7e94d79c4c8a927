"""
Folder: whether what lies in a study's folder is what it seems, before anything in it is opened.

A study comes from somebody else: a link in it may lead to any file of the reader's, a pipe never ends, and a file under a name
that is nearly right is read by nobody.
"""

import os
import stat
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from mssd.complaints import Complaint
from mssd.files import BIBLIOGRAPHY, KINDS_OF_FONTS, PRIVATE, PRIVATE_NAMES, RAW, SUMMARIES, hidden

READ, RESULTS, NOTES = ["config.yaml", "raw", "fonts"], "results", ".snakemake"
FOLDERS = {"raw", "fonts", f"raw/{SUMMARIES}", RESULTS, NOTES}
FOLDERS |= {f"{RESULTS}/{name}" for name in ("tables", "drawings", "figures", "trail", "audit", "archive")}
FOLDERS |= {
    f"{NOTES}/{name}" for name in ("runs", "metadata", "incomplete", "auxiliary", "locks", "scripts", "log", "iocache")
}
FILES = {".yaml", ".csv", ".bib", ".html", ".pdf", ".json", ".svg", ".png", ".zip", ".txt", ".lock"}
OF_IDS = f"{RESULTS}/audit/"
TEXTS = {".txt", ".md", ".html", ".pdf", ""}
TABLES_OF_OTHERS = {".csv", ".tsv", ".xls", ".xlsx", ".ods", ".numbers"}
A_LINK = "a link to another place; expected the file or the folder itself"
NO_FILE = "a pipe, a socket or a device; expected a file"
NOT_TO_BE_READ = "you may not read it; expected a file or a folder that you may"
NO_LIST = "can't be read (is a stick not plugged in?); expected the list of the names that must not be published"
READ_BY_NOBODY = "read by nobody; expected {expected}"
NAMES = PRIVATE_NAMES.rpartition("/")[2]
IN_RAW = {name: f"raw/{name}" for name in (*(f"{noun}.csv" for noun in RAW), BIBLIOGRAPHY, SUMMARIES)}
BESIDE_RAW = IN_RAW | {NAMES: f"raw/{PRIVATE_NAMES}", "config.yaml": "config.yaml", "config.yml": "config.yaml"}
BESIDE_RAW |= {"raw": "raw", "fonts": "fonts", "font": "fonts"}


def misplaced(study: Path = Path()) -> list[Complaint]:
    """
    A complaint for each thing in a study's folder that is no file or folder of its own, can't be opened, or is read by nobody.

    What lies in raw/private/ is never told by its name. Hidden files are passed over, but for those that Snakemake notes.
    """
    found = [complaint for name in [*READ, RESULTS, NOTES] for complaint in strange(study, name)]
    if stat.S_ISDIR(kind_of(study / "raw")):
        found += [*unread_summaries(study), *unread_lists(study)]
    return [*found, *unread_beside_raw(study), *unread_fonts(study)]


def strange(study: Path, name: str) -> Iterator[Complaint]:
    """
    A complaint for each link, pipe or closed door at a place in a study and below it.

    Below the copies of a run, which are in a folder of its notes, nothing is looked at.
    """
    kind = kind_of(study / name)
    if not kind or name == f"raw/{PRIVATE}":
        return
    if fault := fault_of(study / name, kind, name):
        yield Complaint(name, None, None, fault)
    elif stat.S_ISDIR(kind) and not name.startswith(f"{NOTES}/runs/"):
        for entry in listed(study / name, also_hidden=name.startswith(NOTES)):
            yield from strange(study, f"{name}/{entry}")


def fault_of(place: Path, kind: int, name: str) -> str:
    """What is wrong with what lies at a place, and nothing where it is a file or a folder that can be read."""
    if not stat.S_ISDIR(kind) and not stat.S_ISREG(kind):
        return A_LINK if stat.S_ISLNK(kind) else NO_FILE
    if not os.access(place, os.R_OK | (os.X_OK if stat.S_ISDIR(kind) else 0)):
        return NOT_TO_BE_READ
    if stat.S_ISREG(kind):
        return "a file; expected a folder" if name in FOLDERS else ""
    return "a folder; expected a file" if place.suffix in FILES and not name.startswith(OF_IDS) else ""


def kind_of(place: Path) -> int:
    """What lies at a place, as the system tells it, a link for itself; 0 where nothing does."""
    try:
        return place.lstat().st_mode
    except OSError:
        return 0


def listed(folder: Path, also_hidden: bool = False) -> list[str]:
    """The names in a folder; none where it isn't a folder that can be read."""
    try:
        return sorted(entry.name for entry in folder.iterdir() if also_hidden or not hidden(entry.name))
    except OSError:
        return []


def unread_summaries(study: Path) -> Iterator[Complaint]:
    """A complaint for each thing among the summaries that isn't one."""
    folder = study / "raw" / SUMMARIES
    for name in listed(folder) if stat.S_ISDIR(kind_of(folder)) else []:
        if not name.endswith(".md") or stat.S_ISDIR(kind_of(folder / name)):
            problem = READ_BY_NOBODY.format(expected=f"raw/{SUMMARIES}/, the interview, and .md, as in 1.md")
            yield Complaint(f"raw/{SUMMARIES}/{name}", None, None, problem)


def unread_lists(study: Path) -> Iterator[Complaint]:
    """A complaint where a study has private things and no list of names that can be read, or another list beside it."""
    private, known = study / "raw" / PRIVATE, f"raw/{PRIVATE_NAMES}"
    if os.path.lexists(private) and not is_readable_file(private / NAMES):
        yield Complaint(known, None, None, NO_LIST)
    others = (Path(folder) / file for folder, _, files in os.walk(private) for file in files if not hidden(file))
    if any(like_a_list(file.name) for file in others if file != private / NAMES):
        problem = f"another table or list than {NAMES} is {READ_BY_NOBODY.format(expected=f'one list, {known}')}"
        yield Complaint(f"raw/{PRIVATE}", None, None, problem)


def is_readable_file(place: Path) -> bool:
    """Whether a file is at a place, or at the end of the link there, that may be read."""
    return os.path.isfile(place) and os.access(place, os.R_OK)  # noqa: PTH113, for Path.is_file raises where one may not look


def like_a_list(name: str) -> bool:
    """Whether a private file may be meant as the list of names: a table, or one that is nearly called so, such as names.txt."""
    stem, suffix = name.lower().partition(".")[0], Path(name).suffix.lower()
    near = stem.startswith("name") or get_close_matches(stem, [Path(NAMES).stem], cutoff=0.75)
    return suffix in TABLES_OF_OTHERS or bool(near)


def unread_beside_raw(study: Path) -> Iterator[Complaint]:
    """A complaint for each file of a study that lies beside raw/ instead of in it, or is nearly called as it should be."""
    for name in listed(study):
        place = BESIDE_RAW.get(name.lower())
        if place and place != name:
            yield Complaint(name, None, None, READ_BY_NOBODY.format(expected=place))
    for name in listed(study / PRIVATE):
        if name.lower() == NAMES:
            yield Complaint(f"{PRIVATE}/{name}", None, None, READ_BY_NOBODY.format(expected=f"raw/{PRIVATE_NAMES}"))


def unread_fonts(study: Path) -> Iterator[Complaint]:
    """A complaint for each file beside the fonts that is neither a font that can be set nor a text, such as its licence."""
    folder = study / "fonts"
    for name in listed(folder) if stat.S_ISDIR(kind_of(folder)) else []:
        if Path(name).suffix.lower() not in {*KINDS_OF_FONTS, *TEXTS}:
            expected = f"a font as {', '.join(sorted(KINDS_OF_FONTS))}"
            yield Complaint(f"fonts/{name}", None, None, READ_BY_NOBODY.format(expected=expected))
