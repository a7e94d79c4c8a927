"""Disclosure: whether anything that would be published holds a string that raw/private/names.csv lists."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

import schemas
from mssd.complaints import Complaint, Refused, in_order
from mssd.files import PRIVATE_NAMES, private_files
from mssd.inspection import NOT_REPEATED
from mssd.layers import MEMBER, Layer, Unsearchable, layers, named
from mssd.spellings import LONG, Spelling, lines_found, spelling
from mssd.tables import read_table

IN_ITS_PLACE = "*"
LONGEST_NAME = 200
NOT_IN_A_NAME = set("\\{}<>;|\t\n\r\ufffd")
AS_IT_IS_FOUND = f"expected one name, up to {LONGEST_NAME} plain letters, no codes, and no ; | < > {{ }} or backslash"


def private_names(raw: str | Path) -> dict[int, str]:
    """
    The strings that must not be published, by their line in the file of private names; none where there is no such file.

    Raises Refused with every complaint about the file.
    """
    tables = {file: read_table(file, schemas.schema("private_names")) for file in private_files(raw)}
    if useless := [complaint for file, table in tables.items() for complaint in never_found(file, table)]:
        raise Refused(useless)
    return {line: name for table in tables.values() for line, name in table["name"].items()}


def never_found(file: str | Path, table: pd.DataFrame) -> list[Complaint]:
    """
    What makes a file of private names useless, though it keeps its schema; no complaint repeats a name.

    It lists none, or one that can't be found as it is written: with the codes of LaTeX, HTML or JSON, with several names in a
    cell, or longer than any name.
    """
    if table.empty:
        return [Complaint(str(file), 2, None, "no name below the header; expected at least one")]
    names = table["name"].dropna().items() if "name" in table else []
    unlike = [line for line, name in names if len(name) > LONGEST_NAME or NOT_IN_A_NAME & set(name)]
    return [Complaint(str(file), line, "name", f"{NOT_REPEATED}; {AS_IT_IS_FOUND}") for line in unlike]


def disclosures(files: Iterable[Path], root: Path, names: dict[int, str]) -> list[Complaint]:
    """
    A complaint for each place in the files, and in their names below a root, where a private string stands.

    names: the strings by their line in the file of private names. A complaint tells that line and never the string, also
    where the string stands in the name of a file. A file that can't be searched is complained of as well.
    """
    known = {line: spelling(name) for line, name in names.items()}
    return in_order(complaint for file in sorted(files) for complaint in in_file(file, root, known)) if known else []


def untold(complaints: Iterable[Complaint], names: dict[int, str]) -> list[Complaint]:
    """The complaints, and for one that would repeat a private string, its file and line and which string that is."""
    known = {line: spelling(name) for line, name in names.items()}
    told = []
    for complaint in complaints:
        repeated = {key for part in complaint._replace(line=None) for key, _ in lines_found(named(part or ""), known)}
        if repeated:
            problem = f"what is wrong is not repeated, because {said('it', min(repeated))}"
            complaint = Complaint(masked(complaint.file, known), complaint.line, None, problem)
        told.append(complaint)
    return told


def in_file(file: Path, root: Path, known: dict[int, Spelling]) -> Iterator[Complaint]:
    """What is private in a file and in its name."""
    name = file.relative_to(root).as_posix()
    shown = masked(name, known)
    for key in sorted({key for key, _ in lines_found(named(name), known)}):
        yield Complaint(shown, None, None, said("the name of the file", key))
    try:
        for layer in layers(file.read_bytes()):
            yield from in_layer(layer, shown, known)
    except Unsearchable as unsearchable:
        problem = f"{unsearchable}, so that it can't be searched for what raw/{PRIVATE_NAMES} lists"
        yield Complaint(shown, None, None, problem)


def in_layer(layer: Layer, shown: str, known: dict[int, Spelling]) -> Iterator[Complaint]:
    """What is private in one text of a file."""
    searched = {key: one for key, one in known.items() if len(one.letters) >= LONG} if layer.must_be_long else known
    told = {key for side in layer.sides for key, _ in lines_found(side, searched)}
    for key, line in sorted(found for found in lines_found(layer.text, searched) if found[0] not in told):
        if layer.in_lines and not layer.place:
            yield Complaint(shown, line, None, said("the line", key))
        else:
            place = [masked(step, known) for step in layer.place] + ([f"line {line}"] if layer.in_lines else [])
            yield Complaint(shown, None, None, said(", ".join(place), key))


def masked(path: str, known: dict[int, Spelling]) -> str:
    """A path as a complaint may tell it: without each folder or file whose name holds a private string."""
    what, member, path = path.rpartition(MEMBER)
    parts = [IN_ITS_PLACE if lines_found(part, known) else part for part in path.split("/")]
    shown = what + member + "/".join(parts)
    return IN_ITS_PLACE if lines_found(named(shown), known) else shown


def said(place: str, key: int) -> str:
    """What is wrong with a place that holds the string on a line of the file of private names."""
    return f"{place} holds what line {key} of raw/{PRIVATE_NAMES} says must not be published"
