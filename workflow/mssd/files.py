"""Which files a study has, and the text in them."""

import json
import os
from hashlib import sha256
from pathlib import Path

from mssd.complaints import Complaint

OF_INTERVIEWS = ["interviews", "factors", "mentions", "cases", "evidence"]
OF_A_MATRIX = ["data_matrix"]
OPTIONAL = ["guide", "coreq", "themes", "adjudications", "background", "published", "claims", "organs", "forces"]
RAW = [*OF_INTERVIEWS, *OF_A_MATRIX, *OPTIONAL]
PIPELINE = Path(__file__).parents[2]
BIBLIOGRAPHY = "sources.bib"
SUMMARIES, PRIVATE = "summaries", "private"
PRIVATE_NAMES = f"{PRIVATE}/names.csv"
KINDS_OF_FONTS = {".ttf", ".otf", ".woff", ".woff2"}
BESIDE_THE_TABLES = [BIBLIOGRAPHY, SUMMARIES, PRIVATE]


def is_there(raw: str | Path, name: str) -> bool:
    """Whether raw/ has something of that name; not where it may not be looked into."""
    return os.path.exists(Path(raw) / name)  # noqa: PTH110, for Path.exists raises where one may not look


def is_matrix(raw: str | Path) -> bool:
    """Whether the study gives its cases ready coded, in data_matrix.csv, instead of interviews."""
    return is_there(raw, "data_matrix.csv")


def tables_of(raw: str | Path) -> list[str]:
    """The nouns of the tables that the study has, or must have."""
    required = OF_A_MATRIX if is_matrix(raw) else OF_INTERVIEWS
    return [noun for noun in RAW if noun in required or is_there(raw, f"{noun}.csv")]


def has_bibliography(raw: str | Path) -> bool:
    return is_there(raw, BIBLIOGRAPHY)


def raw_files(raw: str | Path) -> list[str]:
    """
    The files of a study that results are made of, as paths; a required one is named even where it is missing.

    Nothing in raw/private/ is one of them: it is never listed, and no result is made of it.
    """
    files = [f"{raw}/{noun}.csv" for noun in tables_of(raw)]
    if has_bibliography(raw) or not is_matrix(raw):
        files.append(f"{raw}/{BIBLIOGRAPHY}")
    return files + [f"{raw}/{SUMMARIES}/{file.name}" for file in summaries(raw)]


def summaries(raw: str | Path) -> list[Path]:
    """The summaries of interviews, a Markdown file each, named after the interview."""
    return sorted(file for file in Path(raw).glob(f"{SUMMARIES}/*.md") if not hidden(file.name))


def hidden(name: str) -> bool:
    """Whether a file is one that programs hide beside those that people make, such as the marks of an open file."""
    return name.startswith((".", "~"))


def private_files(raw: str | Path) -> list[str]:
    """The file of private names, where the study has one: it is checked, and archives are searched for what it lists."""
    return [f"{raw}/{PRIVATE_NAMES}"] if is_there(raw, PRIVATE_NAMES) else []


def checksum(file: str | Path) -> str:
    """The SHA-256 of a file's bytes."""
    return sha256(Path(file).read_bytes()).hexdigest()


def checksum_if_there(file: str | Path) -> str:
    """The checksum of a file, and nothing where it can't be read."""
    try:
        return checksum(file)
    except OSError:
        return ""


def fingerprint(*told: object) -> str:
    """One checksum over names, values and checksums: it changes when any of them does."""
    return sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def read_text(path: str | Path, name: str, private: bool = False) -> tuple[str, list[Complaint]]:
    """
    The text of a UTF-8 file; where it isn't UTF-8, a complaint, and the text as Windows would read it.

    private: whether the complaint may repeat nothing of the file.
    """
    try:
        content = Path(path).read_bytes() if Path(path).is_file() else None
    except OSError:
        content = None
    if content is None:
        return "", [Complaint(name, None, None, "the file is missing or can't be opened")]
    if not content.strip():
        return "", [Complaint(name, None, None, "the file is empty; expected at least a header line")]
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        byte = "a byte" if private else f"byte 0x{content[error.start]:02X}"
        problem = f"{byte} is not UTF-8; save the file as UTF-8 (a table: 'CSV UTF-8')"
        return content.decode("cp1252", errors="replace"), [Complaint(name, line, None, problem)]
