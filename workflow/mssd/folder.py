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
from mssd.files import PRIVATE, PRIVATE_NAMES, SUMMARIES, hidden

READ, WRITTEN = ["config.yaml", "raw", "fonts"], ["results", ".snakemake"]
FOLDERS, SUFFIXES = {"raw", "fonts", f"raw/{SUMMARIES}"}, {".yaml", ".csv", ".bib"}
LEVELS_OF_NOTES = 2
A_LINK = "a link to another place; expected the file or the folder itself"
NO_FILE = "a pipe, a socket or a device; expected a file"
NOT_TO_BE_READ = "you may not read it; expected a file or a folder that you may"
NO_LIST = "can't be read (is a stick not plugged in?); expected the list of the names that must not be published"
READ_BY_NOBODY = "read by nobody; expected {expected}"
NAMES = PRIVATE_NAMES.rpartition("/")[2]


def misplaced(study: Path = Path()) -> list[Complaint]:
    """
    A complaint for each thing in a study's folder that is no file or folder of its own, can't be opened, or is read by nobody.

    What lies in raw/private/ is never told by its name. Hidden files are passed over.
    """
    read = [complaint for name in READ for complaint in strange(study, name)]
    written = [complaint for name in WRITTEN for complaint in links_in(study, name)]
    return read + written + [*unread_summaries(study), *unread_lists(study)]


def strange(study: Path, name: str) -> Iterator[Complaint]:
    """A complaint for each link, pipe or closed door at a place in a study and below it."""
    kind = kind_of(study / name)
    if not kind or name == f"raw/{PRIVATE}":
        return
    if fault := fault_of(study / name, kind, must_be_folder=name in FOLDERS):
        yield Complaint(name, None, None, fault)
    elif stat.S_ISDIR(kind):
        for entry in listed(study / name):
            yield from strange(study, f"{name}/{entry}")


def fault_of(place: Path, kind: int, must_be_folder: bool) -> str:
    """What is wrong with what lies at a place, and nothing where it is a file or a folder that can be read."""
    if not stat.S_ISDIR(kind) and not stat.S_ISREG(kind):
        return A_LINK if stat.S_ISLNK(kind) else NO_FILE
    if not os.access(place, os.R_OK | (os.X_OK if stat.S_ISDIR(kind) else 0)):
        return NOT_TO_BE_READ
    if stat.S_ISREG(kind):
        return "a file; expected a folder" if must_be_folder else ""
    return "a folder; expected a file" if place.suffix in SUFFIXES else ""


def kind_of(place: Path) -> int:
    """What lies at a place, as the system tells it, a link for itself; 0 where nothing does."""
    try:
        return place.lstat().st_mode
    except OSError:
        return 0


def listed(folder: Path) -> list[str]:
    """The names in a folder but for hidden ones; none where it isn't a folder that can be read."""
    try:
        return sorted(entry.name for entry in folder.iterdir() if not hidden(entry.name))
    except OSError:
        return []


def links_in(study: Path, name: str) -> Iterator[Complaint]:
    """A complaint for each link in a folder that is written to; of what Snakemake notes, the first levels are looked at."""
    if (study / name).is_symlink():
        yield Complaint(name, None, None, A_LINK)
        return
    for folder, folders, files in os.walk(study / name):
        inside = Path(folder).relative_to(study)
        for entry in sorted([*folders, *files]):
            if (study / inside / entry).is_symlink():
                yield Complaint(f"{inside.as_posix()}/{entry}", None, None, A_LINK)
        if name == WRITTEN[-1] and len(inside.parts) == LEVELS_OF_NOTES:
            folders.clear()


def unread_summaries(study: Path) -> Iterator[Complaint]:
    """A complaint for each thing among the summaries that isn't one."""
    for name in listed(study / "raw" / SUMMARIES):
        if not name.endswith(".md") or stat.S_ISDIR(kind_of(study / "raw" / SUMMARIES / name)):
            problem = READ_BY_NOBODY.format(expected=f"raw/{SUMMARIES}/, the interview, and .md, as in 1.md")
            yield Complaint(f"raw/{SUMMARIES}/{name}", None, None, problem)


def unread_lists(study: Path) -> Iterator[Complaint]:
    """A complaint where a study has private things and no list of names that can be read, or has such a list elsewhere."""
    private, known = study / "raw" / PRIVATE, f"raw/{PRIVATE_NAMES}"
    if os.path.lexists(private) and not ((private / NAMES).is_file() and os.access(private / NAMES, os.R_OK)):
        yield Complaint(known, None, None, NO_LIST)
    if [name for name in listed(private) if name != NAMES and like_the_list(name)]:
        problem = f"a list beside {NAMES} is {READ_BY_NOBODY.format(expected=f'one list, {known}')}"
        yield Complaint(f"raw/{PRIVATE}", None, None, problem)
    for place in ("", f"{PRIVATE}/"):
        for name in listed(study / place):
            if name.lower() == NAMES:
                yield Complaint(f"{place}{name}", None, None, READ_BY_NOBODY.format(expected=known))


def like_the_list(name: str) -> bool:
    """Whether a file's name is nearly that of the list of private names, whatever its kind: Names.csv, name.csv, names.xlsx."""
    stem = name.lower().partition(".")[0]
    return stem.startswith("name") or bool(get_close_matches(stem, [Path(NAMES).stem], cutoff=0.75))
