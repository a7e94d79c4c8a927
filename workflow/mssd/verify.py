"""
Verification: whether an archive is whole, and whether its results can be made again from its own contents.

    python3 verify.py ARCHIVE              checks every byte; Python alone will do
    python3 verify.py ARCHIVE --rebuild    then makes the results anew in an empty folder; needs the packages of the pipeline

ARCHIVE is the zip, or the folder that it was unpacked to. Ends with 0 where nothing differs, and else with 1 and a line for
each difference. This file stands alone, so that it works where nothing of the pipeline is installed (BagIt: RFC 8493).
"""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from hashlib import new
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

ALGORITHMS = ["sha256", "sha512"]
CRATE = "data/ro-crate-metadata.json"
STUDY_APART = "data/study/config.yaml"
MADE_WHERE_IT_RUNS = ["trail/machine.json", "archive/"]
UNREADABLE = (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError)
Contents = dict[str, bytes]


def members(archive: Path) -> tuple[Contents, list[str]]:
    """The files of an archive by their place in the bag, and a line for each that can't be read."""
    return members_of_folder(archive) if archive.is_dir() else members_of_zip(archive)


def members_of_folder(folder: Path) -> tuple[Contents, list[str]]:
    """The files of a bag that was unpacked, but for what `make` leaves beside them: hidden files, and what Python compiled."""
    found = {}
    for file in sorted(folder.rglob("*")):
        parts = file.relative_to(folder).parts
        if file.is_file() and not any(part[0] == "." or part == "__pycache__" for part in parts):
            found["/".join(parts)] = file.read_bytes()
    return found, []


def members_of_zip(archive: Path) -> tuple[Contents, list[str]]:
    """The files of a bag in a zip; each is checked against the zip's own checksum as it is read."""
    found: Contents = {}
    try:
        with zipfile.ZipFile(archive) as opened:
            names = opened.namelist()
            faults = [f"{name}: twice in the zip" for name in sorted({name for name in names if names.count(name) > 1})]
            roots = {name.partition("/")[0] for name in names}
            faults += [] if len(roots) == 1 else [f"{archive.name}: expected one folder in the zip, got {len(roots)}"]
            for name in names:
                try:
                    found[name.partition("/")[2]] = opened.read(name)
                except UNREADABLE:
                    faults.append(f"{name.partition('/')[2]}: changed, by the zip's own checksum or head")
    except UNREADABLE:
        return found, [f"{archive.name}: not a zip that can be opened"]
    return found, faults


def manifest(text: bytes) -> dict[str, str]:
    """The checksums of a manifest, by file; a line that isn't a checksum and a name is one of a file that isn't there."""
    lines = [line.split(maxsplit=1) for line in text.decode("utf-8", errors="replace").splitlines() if line.strip()]
    return {(line[1] if line[1:] else line[0]): line[0] for line in lines}


def faults_of_manifests(found: Contents, kind: str, covered: list[str]) -> Iterator[str]:
    """
    What differs between files and the manifests of a kind (manifest or tagmanifest).

    A file whose checksums all differ has changed. Where only one of them does, it is that manifest that has changed.
    """
    manifests = {algorithm: manifest(found.get(f"{kind}-{algorithm}.txt", b"")) for algorithm in ALGORITHMS}
    for name in sorted({*covered, *(name for listed in manifests.values() for name in listed)}):
        if name not in found:
            yield f"{name}: missing"
        elif not any(name in listed for listed in manifests.values()):
            yield f"{name}: not in the archive when it was made"
        else:
            fits = [
                listed.get(name) == new(algorithm, found[name]).hexdigest() for algorithm, listed in manifests.items()
            ]
            if not any(fits):
                yield f"{name}: changed"
            elif not all(fits):
                yield f"{kind}-{ALGORITHMS[fits.index(False)]}.txt: changed, in what it says of {name}"


def faults_of_bag(found: Contents) -> list[str]:
    """What differs from the bag that was made: files changed, missing or added, and what they add up to."""
    payload = [name for name in found if name.startswith("data/")]
    tags = [name for name in found if name not in payload and not name.startswith("tagmanifest-")]
    expected = ["bagit.txt", "bag-info.txt", *(f"{kind}manifest-{a}.txt" for kind in ("", "tag") for a in ALGORITHMS)]
    faults = [f"{name}: missing" for name in expected if name not in found]
    faults += [*faults_of_manifests(found, "tagmanifest", tags), *faults_of_manifests(found, "manifest", payload)]
    size = f"{sum(len(found[name]) for name in payload)}.{len(payload)}"
    if not faults and bag_info(found).get("Payload-Oxum") != size:
        faults.append(f"bag-info.txt: Payload-Oxum is {bag_info(found).get('Payload-Oxum')}; expected {size}")
    return faults


def bag_info(found: Contents) -> dict[str, str]:
    """What the bag says of itself."""
    lines = found.get("bag-info.txt", b"").decode("utf-8", errors="replace").splitlines()
    return dict(line.split(": ", 1) for line in lines if ": " in line)


def faults_of_crate(found: Contents) -> list[str]:
    """What differs between the files and the metadata: each file is described, and each that is described is there."""
    try:
        graph = json.loads(found.get(CRATE, b"{}"))["@graph"]
        kinds = {entity["@id"]: entity["@type"] for entity in graph}
    except (ValueError, KeyError, TypeError):
        return [f"{CRATE}: not the metadata of a research object"]
    described = {f"data/{unquote(name)}" for name, kind in kinds.items() if "File" in kind and "://" not in name}
    there = {name for name in found if name.startswith("data/")} - {CRATE}
    faults = [f"{name}: described in {CRATE}, and missing" for name in sorted(described - there)]
    return faults + [f"{name}: not described in {CRATE}" for name in sorted(there - described)]


def write_zip(found: Contents, root: str, day: str, path: Path) -> None:
    """
    The files as a zip in which nothing depends on the clock, the machine or the version of a compressor.

    They are stored as they are, in the order of their names, with the day of the study (such as 2026-11-23) as their time.
    """
    noon = (*date.fromisoformat(day).timetuple()[:3], 12, 0, 0)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as made:
        for name in sorted(found):
            entry = zipfile.ZipInfo(f"{root}/{name}", noon)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            made.writestr(entry, found[name])


def faults_of_zip(archive: Path, found: Contents) -> list[str]:
    """Where the zip differs from the one that its contents make: in a name, a time, or anything between the files."""
    with TemporaryDirectory() as folder:
        again = Path(folder) / archive.name
        try:
            with zipfile.ZipFile(archive) as opened:
                root = opened.namelist()[0].partition("/")[0]
            write_zip(found, root, bag_info(found)["Bagging-Date"], again)
        except (KeyError, IndexError, *UNREADABLE):
            return [f"{archive.name}: not a zip as it was made"]
        one, other = archive.read_bytes(), again.read_bytes()
    if one == other:
        return []
    place = next(
        (n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )
    return [f"{archive.name}: changed between the files, at byte {place}"]


def faults_of_archive(archive: Path) -> list[str]:
    """Every difference from the archive that was made, a line each."""
    found, faults = members(archive)
    faults = faults or faults_of_bag(found) + faults_of_crate(found)
    return faults or ([] if archive.is_dir() else faults_of_zip(archive, found))


def faults_of_rebuild(archive: Path) -> list[str]:
    """Every difference between the results in an archive and those made anew from its data and its code, in an empty folder."""
    found, _ = members(archive)
    study = "study/" if STUDY_APART in found else ""
    kept = {name.removeprefix("data/"): content for name, content in found.items() if name.startswith("data/")}
    with TemporaryDirectory() as place:
        folder = Path(place).resolve()
        for name, content in kept.items():
            if not name.startswith(f"{study}results/"):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(content)
        command = [
            sys.executable,
            "-m",
            "snakemake",
            "--snakefile",
            str(folder / "Snakefile"),
            "--directory",
            study or ".",
        ]
        run = subprocess.run(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        if run.returncode:
            return ["The results could not be made anew:", *run.stdout.splitlines()[-20:]]
        made, _ = members_of_folder(folder / study / "results")
        return differences(kept, made, f"{study}results/") + differing_zip(archive, folder / study)


def differences(kept: Contents, made: Contents, results: str) -> list[str]:
    """The results that are not the same anew, but for what tells of the machine."""
    before = {name.removeprefix(results): content for name, content in kept.items() if name.startswith(results)}
    after = {name: content for name, content in made.items() if not name.startswith(tuple(MADE_WHERE_IT_RUNS))}
    faults = [f"{results}{name}: not made anew" for name in sorted(before.keys() - after)]
    faults += [f"{results}{name}: made anew, and not in the archive" for name in sorted(after.keys() - before)]
    return faults + [
        f"{results}{name}: differs" for name in sorted(before.keys() & after) if before[name] != after[name]
    ]


def differing_zip(archive: Path, study: Path) -> list[str]:
    """Whether the archive of what was made anew is another one; a folder is not compared."""
    made = sorted((study / "results" / "archive").glob("*.zip"))
    if archive.is_dir() or [file.read_bytes() for file in made] == [archive.read_bytes()]:
        return []
    return [f"{archive.name}: the archive made anew differs"]


def verdict(faults: list[str], good: str, bad: str) -> int:
    """Print the faults, or that there are none; gives the exit code."""
    print("\n".join([*faults, f"{bad} ({len(faults)})"] if faults else [good]))
    return int(bool(faults))


def main(given: list[str]) -> int:
    """Check an archive as the command line asks."""
    places = [Path(name) for name in given if not name.startswith("-")]
    if len(places) != 1 or not places[0].exists():
        print("Which archive? Expected one zip, or the folder that it was unpacked to.")
        return 2
    (archive,) = places
    code = verdict(faults_of_archive(archive), "Whole: every file is as it was archived.", "Not whole")
    if code or "--rebuild" not in given:
        return code
    if not find_spec("snakemake"):
        print("To make the results anew, type `make verify` in the folder data/ of the unpacked archive.")
        return 2
    return verdict(faults_of_rebuild(archive), "Rebuilt: every result is the same, byte for byte.", "Not the same")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
