"""Trail: for each step what it took in, what it gave, its choices, its code and its packages, for machines to read."""

import json
import platform
from collections.abc import Iterable
from pathlib import Path

from mssd.files import PIPELINE, checksum
from mssd.packages import versions_of

Step = dict[str, object]


def trail(steps: dict[str, Step], version: str) -> dict[str, Step]:
    """
    A record of each step: `says` what it does, `inputs`, `outputs` and `code` with the SHA-256 of each file, `params`,
    `packages` with their versions, and the `version` of the pipeline.

    steps: as the workflow tells them. Files of the study are named from its folder, those of the pipeline from its own.
    Equal sources and packages make equal records.
    """
    return {
        name: {
            "step": name,
            "says": step["says"],
            "inputs": checksums(step["inputs"]),
            "outputs": checksums(step["outputs"]),
            "params": step["params"],
            "code": {place(file): digest for file, digest in checksums(step["code"]).items()},
            "packages": versions_of(map(Path, step["code"])),
            "version": version,
        }
        for name, step in steps.items()
    }


def checksums(files: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of each file, by its name."""
    return {file: checksum(file) for file in files}


def place(file: str) -> str:
    """A file of the pipeline, named from the pipeline's folder."""
    return Path(file).relative_to(PIPELINE).as_posix()


def machine() -> dict[str, str]:
    """What ran, and may differ from one machine to another while the results don't: Python, the system, and Pango."""
    import weasyprint.text.ffi

    pango = weasyprint.text.ffi.pango.pango_version()
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "machine": platform.machine(),
        "pango": f"{pango // 10000}.{pango // 100 % 100}.{pango % 100}",
    }


def as_json(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    import yaml

    choice = snakemake.params
    version = yaml.safe_load(Path(snakemake.input.version).read_text(encoding="utf-8"))["version"]
    records = trail(steps=choice.steps, version=str(version))
    for name, record in (records | {"machine": machine()}).items():
        Path(snakemake.output[name]).write_text(as_json(record), encoding="utf-8", newline="\n")
