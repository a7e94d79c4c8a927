"""The making of a report: what it was made of, on which versions, and how anyone makes and checks it again."""

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from mssd.files import PIPELINE, checksum

OF_THE_TESTS = "# For the tests"
OF_THE_CODE = ["Snakefile", "requirements.txt", "schemas", "workflow"]
COMMANDS = [
    ("make", "sets up the environment and makes all results of the study in the root of the repository"),
    ("make STUDY=FOLDER", "does the same for a study in another folder"),
    ("snakemake --dry-run", "says what is out of date, and makes nothing"),
    ("sha256sum config.yaml raw/*.*", "prints the checksums of the choices and the data"),
    (f"git ls-files {' '.join(OF_THE_CODE)} | xargs sha256sum | sha256sum", "prints the checksum of the code"),
]


def code_files(pipeline: Path = PIPELINE) -> list[str]:
    """
    The files that are the code of the pipeline, named from its folder: rules, scripts, schemas, templates, fonts, pins.

    What Python or an editor leaves beside them is no code.
    """
    found = [pipeline / name for name in OF_THE_CODE]
    files = [file for place in found for file in ([place] if place.is_file() else place.rglob("*"))]
    names = sorted(file.relative_to(pipeline).as_posix() for file in files if file.is_file())
    return [name for name in names if not re.search(r"(^|/)(\.|__pycache__/)|~$", name)]


def checksum_of_all(files: Iterable[str], folder: Path = PIPELINE) -> str:
    """
    One SHA-256 for many files: that of the list which `sha256sum` prints of them, in the order of their names.

    So `git ls-files ... | xargs sha256sum | sha256sum` gives the same, without any code of ours.
    """
    listing = "".join(f"{checksum(folder / name)}  {name}\n" for name in sorted(files))
    return sha256(listing.encode()).hexdigest()


def pinned(asked: str, pins: str) -> list[dict[str, str]]:
    """
    The packages that the pipeline runs on, as `requirements.in` asks for them, with the versions that `requirements.txt` pins.

    What only the tests need is left out. The pins are told, not what happens to be installed: the same sources make the
    same report on every machine.
    """
    versions = dict(line.split(";")[0].rstrip(" \\").split("==") for line in pins.splitlines() if "==" in line)
    lines = asked.partition(OF_THE_TESTS)[0].splitlines()
    names = [line.partition(">")[0].partition("[")[0].strip() for line in lines if line.strip() and line[0] != "#"]
    return [{"name": name, "version": versions[name]} for name in names]


def making(files: Iterable[str], choices: str | Path, asked: str, pins: str, version: str) -> dict:
    """What the report says of its making. files: the code. choices: the config of the study. version: that of the pipeline."""
    return {
        "pipeline_version": version,
        "code_files": sorted(files),
        "checksum_of_code": checksum_of_all(files),
        "checksum_of_choices": checksum(choices),
        "packages": pinned(asked, pins),
        "commands": COMMANDS,
    }
