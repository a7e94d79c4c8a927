"""
Verification: whether an archive is whole, and whether its results can be made again from its own contents.

    python3 -I verify.py ARCHIVE                             checks every byte; Python alone will do
    python3 -I verify.py ARCHIVE --rebuild                   asks, then makes the results anew; needs the packages of the pipeline
    python3 -I verify.py ARCHIVE --rebuild --run-its-code    does so without asking

ARCHIVE is the zip, or the folder that it was unpacked to. A check runs nothing that is in the archive, unpacks nothing and
writes nothing; a rebuild runs the archive's own code. Ends with 0 where nothing differs, with 1 and a line for each
difference, and with 2 where it was called in a wrong way or nobody agreed to run the code. This file stands alone, so that it
works where nothing of the pipeline is installed (BagIt: RFC 8493).
"""

import json
import os
import stat
import struct
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from hashlib import new
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import BinaryIO, NamedTuple
from unicodedata import category, normalize
from urllib.parse import unquote
from zlib import crc32

ALGORITHMS = ["sha256", "sha512"]
INFO = ["bagit.txt", "bag-info.txt"]
BESIDE_DATA = [*INFO, *(f"{kind}manifest-{a}.txt" for kind in ("", "tag") for a in ALGORITHMS)]
CRATE = "data/ro-crate-metadata.json"
STUDY_APART = "data/study/config.yaml"
MADE_WHERE_IT_RUNS = ("trail/machine.json", "archive/")

# What an archive of ours may measure. More is a fault, and is not read.
MOST_FILES = 65_535
MOST_BYTES = 2**31 - 1
MOST_BYTES_OF_A_LIST = 2**23
MOST_BYTES_OF_METADATA = 2**24
MOST_BYTES_OF_INFO = 2**16
MOST_PARTS_OF_A_CRATE = 1_000_000
MOST_BYTES_OF_A_PART = 255
MOST_BYTES_OF_A_PATH = 1000
MOST_PARTS_OF_A_PATH = 32
CHUNK = 2**20

# What is printed of what was found.
MOST_LINES = 40
LONGEST_LINE = 400
TAIL_OF_A_LINE = 120
MOST_LINES_OF_A_RUN = 20
MOST_BYTES_OF_A_RUN = 2**14

NOT_IN_EVERY_NAME = frozenset('\\:<>"|?*')
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
DEVICES = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"}
DEVICES |= {f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"}

# The zip as bag.py writes it: each file as it is, a plain one of Unix, without a password, a comment or anything more.
PLAIN_FILE = 0o100644 << 16
ON_UNIX = 3
VERSION = 20
NAME_IN_UTF_8 = 0x800
NOON = 12 << 11
FIRST_YEAR, LAST_YEAR = 1980, 2107
FILE, LISTED, LAST = b"PK\3\4", b"PK\1\2", b"PK\5\6"
HEAD = struct.Struct("<2B4H3L2H")
REST_OF_ENTRY = struct.Struct("<3H2L")
ENTRY = struct.Struct("<4s2B 2B4H3L2H 3H2L")
END = struct.Struct("<4s4H2LH")
CHANGED_IN_ZIP = "changed, by the zip's own checksum or head"

Checksums = dict[str, dict[str, str]]

THE_CODE_RUNS = """To make the results anew, the code in this archive is run: it can read, change and send whatever you can.
Go on only if you trust whoever made the archive, or have read that code."""
NOTHING_WAS_RUN = "Nothing was run. To agree beforehand, add --run-its-code (with `make verify`: TRUST=yes)."
NO_PACKAGES = "To make the results anew, type `make verify` in the folder data/ of the unpacked archive."
USAGE = """Which archive? Expected one zip, or the folder that it was unpacked to;
and, if you like, --rebuild, with --run-its-code to be asked nothing."""


class Archive:
    """An archive: its files by their place in the bag, with their sizes, and whatever forbids to trust even these."""

    def __init__(self, path: Path, fault: str = ""):
        self.path = path
        self.name = path.name if path.name.strip(".") else path.resolve().name
        self.root, self.when = "", None
        self.sizes: dict[str, int] = {}
        self.faults = [f"{self.name}: {fault}"] if fault else []

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a file, some at a time. Raises OSError where they are not what the archive says."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of what is open."""

    def read(self, name: str) -> bytes:
        """All bytes of a file of metadata, whose size was found to be within bounds; none where it is missing."""
        return b"".join(self.chunks(name)) if name in self.sizes else b""

    def checksums(self, name: str) -> dict[str, str]:
        """The checksums of a file, by algorithm."""
        made = {algorithm: new(algorithm) for algorithm in ALGORITHMS}
        for chunk in self.chunks(name):
            for one in made.values():
                one.update(chunk)
        return {algorithm: one.hexdigest() for algorithm, one in made.items()}


class Folder(Archive):
    """A bag that was unpacked, but for what `make` leaves in it: hidden files, and what Python compiled. No link is followed."""

    def __init__(self, path: Path):
        super().__init__(path)
        waiting = [""]
        while waiting and len(waiting) + len(self.sizes) + len(self.faults) <= MOST_FILES:
            waiting += self.look_into(waiting.pop())
        self.faults += [f"{self.name}: holds more than {MOST_FILES} files"] if waiting else []
        self.faults += faults_of_names(self.sizes)

    def look_into(self, folder: str) -> list[str]:
        """Note the files in a folder, and give the folders in it that are to be looked into."""
        below = []
        try:
            with os.scandir(self.path / folder) as found:
                for entry in found:
                    if not entry.name.startswith(".") and entry.name != "__pycache__":
                        below += self.note(f"{folder}{entry.name}", entry)
                    if len(below) + len(self.sizes) + len(self.faults) > MOST_FILES:
                        break
        except OSError:
            self.faults.append(f"{folder or self.name}: can't be read")
        return below

    def note(self, name: str, entry: os.DirEntry) -> list[str]:
        """Note a file, or that something is none; gives the folder that is to be looked into, if it is one."""
        if entry.is_dir(follow_symlinks=False):
            faults = faults_of_names([name])
            self.faults += faults
            return [] if faults else [f"{name}/"]
        if entry.is_file(follow_symlinks=False):
            self.sizes[name] = entry.stat(follow_symlinks=False).st_size
        else:
            kind = "a symbolic link" if entry.is_symlink() else "neither a file nor a folder"
            self.faults.append(f"{name}: {kind}; expected a file")
        return []

    def chunks(self, name: str) -> Iterator[bytes]:
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with os.fdopen(os.open(self.path / name, flags), "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode) or found.st_size != self.sizes[name]:
                raise OSError("not the file that it was")
            yield from some_at_a_time(file, self.sizes[name])


class Entry(NamedTuple):
    """A file in a zip: where it begins, the head that must stand there, its size and its checksum."""

    place: int
    head: bytes
    size: int
    checksum: int


class Zip(Archive):
    """
    A bag in a zip, read where it lies; no file in it is looked at before the whole list of them is found in order.

    A zip of ours is the head and the content of each file, then the list of them, and an end. Each byte of heads, list and end
    follows from the names, sizes, checksums and the day of the study. Any other byte is a fault, and so is by that alone
    whatever is compressed, encrypted, a link or a folder, or lies before, between, behind or upon other files.
    """

    def __init__(self, path: Path):
        super().__init__(path)
        self.file, self.entries = path.open("rb"), {}
        try:
            self.read_list(*self.place_of_list())
        except (OSError, struct.error):
            self.faults.append(f"{self.name}: not a zip that can be opened")
        except ValueError as error:
            self.faults.append(f"{self.name}: {error}")

    def place_of_list(self) -> tuple[int, int, int]:
        """How many files there are, how long the list of them is, and where it begins, as the end of the zip says."""
        size = self.file.seek(0, os.SEEK_END)
        self.file.seek(max(0, size - END.size))
        sign, disk, first_disk, here, count, length, start, comment = END.unpack(self.file.read(END.size))
        if sign != LAST:
            raise OSError("not the end of a zip")
        if size > MOST_BYTES or length > MOST_BYTES_OF_A_LIST:
            raise ValueError(f"larger than {MOST_BYTES} bytes, or the list of its files than {MOST_BYTES_OF_A_LIST}")
        if (disk, first_disk, comment) != (0, 0, 0) or here != count or start + length + END.size != size:
            raise ValueError("holds something before or behind its files, or is cut off")
        return count, length, start

    def read_list(self, count: int, length: int, start: int) -> None:
        """Read the list of files, and note each; it must be the list that their names, sizes, checksums and day make."""
        self.file.seek(start)
        listed, at, place, names = self.file.read(length), 0, 0, []
        for _ in range(count):
            fields = ENTRY.unpack_from(listed, at)
            sign, method, checksum, size, length_of_name = (fields[number] for number in (0, 6, 9, 11, 12))
            if sign != LISTED:
                raise ValueError("the list of its files is broken")
            self.when = self.when or fields[7:9]
            name = listed[at + ENTRY.size : at + ENTRY.size + length_of_name]
            head = head_of(name, size, checksum, self.when)
            expected = LISTED + bytes([VERSION, ON_UNIX]) + head + REST_OF_ENTRY.pack(0, 0, 0, PLAIN_FILE, place) + name
            names.append(name.decode("utf-8", "surrogateescape"))
            if listed[at : at + len(expected)] != expected:
                fault = "compressed, and so not read" if method else CHANGED_IN_ZIP
                self.faults.append(f"{names[-1].partition('/')[2]}: {fault}")
            self.entries[names[-1]] = Entry(place, FILE + head + name, size, checksum)
            at, place = at + len(expected), place + len(FILE + head + name) + size
        if (at, place) != (length, start):
            self.faults.append(f"{self.name}: holds something between its files, or two of them in one place")
        self.take_out_of_root(names)

    def take_out_of_root(self, names: list[str]) -> None:
        """Note the sizes of the files by their place in the one folder that all lie in, and what is wrong in their names."""
        roots = {name.partition("/")[0] for name in names}
        self.faults += [f"{name}: twice in the zip" for name, times in Counter(names).items() if times > 1]
        self.faults += [] if len(roots) == 1 else [f"{self.name}: expected one folder in the zip, got {len(roots)}"]
        self.faults += [] if names == sorted(names) else [f"{self.name}: its files are not in the order of their names"]
        self.faults += faults_of_names(names)
        self.root = "".join(roots) if len(roots) == 1 else ""
        self.entries = {name.partition("/")[2]: entry for name, entry in self.entries.items()}
        self.sizes = {name: entry.size for name, entry in self.entries.items()}

    def chunks(self, name: str) -> Iterator[bytes]:
        entry, checksum = self.entries[name], 0
        self.file.seek(entry.place)
        if self.file.read(len(entry.head)) != entry.head:
            raise OSError("not the head that the list says")
        for chunk in some_at_a_time(self.file, entry.size):
            checksum = crc32(chunk, checksum)
            yield chunk
        if checksum != entry.checksum:
            raise OSError("not the content that the list says")

    def close(self) -> None:
        self.file.close()


def opened(path: Path) -> Archive:
    """The archive at a place, whatever lies there."""
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            return Folder(path)
        return Zip(path) if stat.S_ISREG(kind) else Archive(path, "neither a zip nor a folder")
    except OSError:
        return Archive(path, "can't be read")


def some_at_a_time(file: BinaryIO, size: int) -> Iterator[bytes]:
    """So many bytes of a file, from where it stands. Raises OSError where it ends before."""
    while size:
        chunk = file.read(min(CHUNK, size))
        if not chunk:
            raise OSError("cut off")
        size -= len(chunk)
        yield chunk


def head_of(name: bytes, size: int, checksum: int, when: tuple[int, int]) -> bytes:
    """What a zip of ours says of a file, both before the file and in the list."""
    flags = 0 if name.isascii() else NAME_IN_UTF_8
    return HEAD.pack(VERSION, 0, flags, 0, *when, checksum, size, size, len(name), 0)


def noon_of(day: str) -> tuple[int, int]:
    """The noon of a day (such as 2026-11-23) as a zip writes it. Raises ValueError where it is none that a zip can hold."""
    found = date.fromisoformat(day)
    if found.isoformat() != day or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError("no day that a zip can hold")
    return NOON, (found.year - FIRST_YEAR) << 9 | found.month << 5 | found.day


def faults_of_names(names: Iterable[str]) -> list[str]:
    """A line for each name that could lead elsewhere, deceive, or be taken for another one, on any system."""
    names = sorted(names)
    faults = [f"{name}: its name has {fault}" for name in names if (fault := fault_of_name(name))]
    return faults or list(clashes(names))


def fault_of_name(name: str) -> str | None:
    """What makes a path one that isn't trusted; nothing for a relative path that is the same on every system."""
    parts = name.split("/")
    if len(bytes_of(name)) > MOST_BYTES_OF_A_PATH or len(parts) > MOST_PARTS_OF_A_PATH:
        return f"more than {MOST_BYTES_OF_A_PATH} bytes or {MOST_PARTS_OF_A_PATH} parts"
    return next(filter(None, map(fault_of_part, parts)), None)


def fault_of_part(part: str) -> str | None:
    """What makes the name of a file or a folder one that isn't trusted."""
    faults = {
        "an empty part": not part,
        "a part that leads elsewhere": part in (".", ".."),
        "a character that isn't seen, or isn't UTF-8": any(category(sign) in UNSEEN for sign in part),
        "a character that not every system has in names": not NOT_IN_EVERY_NAME.isdisjoint(part),
        "a part that is hidden": part.startswith(".") or part.casefold() == "__pycache__",
        "a part with a blank or a full stop at its end": part != part.strip() or part.endswith("."),
        "a part that is a device on Windows": part.partition(".")[0].strip().upper() in DEVICES,
        f"a part of more than {MOST_BYTES_OF_A_PART} bytes": len(bytes_of(part)) > MOST_BYTES_OF_A_PART,
    }
    return next((fault for fault, found in faults.items() if found), None)


def bytes_of(name: str) -> bytes:
    """A name as a file system holds it."""
    return name.encode("utf-8", "surrogatepass")


def clashes(names: Iterable[str]) -> Iterator[str]:
    """A line for each file or folder that, where capitals and accents aren't told apart, is another one as well."""
    seen: dict[tuple[int, str], tuple[str, str, int]] = {}
    for name in names:
        folder, parts = 0, name.split("/")
        for depth, part in enumerate(parts, 1):
            kind = "file" if depth == len(parts) else "folder"
            key = folder, normalize("NFC", normalize("NFD", part).casefold())
            known, before, folder = seen.setdefault(key, (part, kind, len(seen) + 1))
            if (known, before) != (part, kind):
                place, other = "/".join(parts[:depth]), "/".join([*parts[: depth - 1], known])
                yield f"{place}: a {kind}, and the {before} {other} is the same on some systems"
                break


def manifest(name: str, text: bytes) -> tuple[dict[str, str], list[str]]:
    """The checksums of a manifest, by file, and what is wrong in it; a line that is no checksum with a name names no file."""
    if text.count(b"\n") > MOST_FILES:
        return {}, [f"{name}: more than {MOST_FILES} lines"]
    lines = [line.split(maxsplit=1) for line in text.decode("utf-8", errors="replace").split("\n") if line.strip()]
    pairs = [(line[-1].rstrip("\r"), line[0]) for line in lines]
    twice = [listed for listed, times in Counter(listed for listed, _ in pairs).items() if times > 1]
    return dict(pairs), [f"{name}: names {listed} twice" for listed in twice]


def faults_of_manifests(archive: Archive, found: Checksums, kind: str, covered: list[str]) -> Iterator[str]:
    """
    What differs between files and the manifests of a kind (manifest or tagmanifest). found: the checksums of all files.

    A file whose checksums all differ has changed. Where only one of them does, it is that manifest that has changed.
    What a manifest names is looked for among the files that were found, and nowhere else.
    """
    manifests = {}
    for algorithm in ALGORITHMS:
        name = f"{kind}-{algorithm}.txt"
        manifests[algorithm], faults = manifest(name, archive.read(name))
        yield from faults
    for name in sorted({*covered, *(name for listed in manifests.values() for name in listed)}):
        if name not in archive.sizes:
            yield f"{name}: missing"
        elif not any(name in listed for listed in manifests.values()):
            yield f"{name}: not in the archive when it was made"
        else:
            fits = [listed.get(name) == found[name][algorithm] for algorithm, listed in manifests.items()]
            if not any(fits):
                yield f"{name}: changed"
            elif not all(fits):
                yield f"{kind}-{ALGORITHMS[fits.index(False)]}.txt: changed, in what it says of {name}"


def faults_of_bag(archive: Archive, found: Checksums) -> list[str]:
    """What differs from the bag that was made: files changed, missing or added, and what they add up to."""
    payload = [name for name in archive.sizes if name.startswith("data/")]
    tags = [name for name in archive.sizes if name in BESIDE_DATA and not name.startswith("tagmanifest-")]
    others = sorted(archive.sizes.keys() - {*payload, *BESIDE_DATA})
    faults = [f"{name}: missing" for name in BESIDE_DATA if name not in archive.sizes]
    faults += [f"{name}: not in the archive when it was made" for name in others]
    faults += faults_of_manifests(archive, found, "tagmanifest", tags)
    faults += faults_of_manifests(archive, found, "manifest", payload)
    return list(dict.fromkeys(faults)) or faults_of_info(archive, payload)


def faults_of_info(archive: Archive, payload: list[str]) -> list[str]:
    """What is wrong in what the bag says of itself: it must say what its files add up to, and the day of the study."""
    said = bag_info(archive.read("bag-info.txt"))
    size = f"{sum(archive.sizes[name] for name in payload)}.{len(payload)}"
    total, day = said.get("Payload-Oxum"), said.get("Bagging-Date")
    faults = [] if total == size else [f"bag-info.txt: Payload-Oxum is {total}; expected {size}"]
    try:
        if archive.when not in (None, noon_of(day or "")):
            faults.append(f"{archive.name}: its files are not of the day {day}")
    except ValueError:
        days = f"a day from {FIRST_YEAR} to {LAST_YEAR}, such as 2026-11-23"
        faults.append(f"bag-info.txt: Bagging-Date is {day}; expected {days}")
    return faults


def bag_info(text: bytes) -> dict[str, str]:
    """What the bag says of itself. What it says twice it doesn't say clearly, and that is left out."""
    pairs = [line.split(": ", 1) for line in text.decode("utf-8", errors="replace").splitlines() if ": " in line]
    times = Counter(key for key, _ in pairs)
    return {key: value for key, value in pairs if times[key] == 1}


def faults_of_crate(archive: Archive) -> list[str]:
    """What differs between the files and the metadata: each file is described, and each that is described is there."""
    try:
        described = files_described(archive.read(CRATE))
    except (ValueError, KeyError, TypeError, RecursionError):
        return [f"{CRATE}: not the metadata of a research object"]
    there = {name for name in archive.sizes if name.startswith("data/")} - {CRATE}
    faults = [f"{name}: described in {CRATE}, and missing" for name in sorted(described.keys() - there)]
    faults += [f"{name}: described twice in {CRATE}" for name, times in sorted(described.items()) if times > 1]
    return faults + [f"{name}: not described in {CRATE}" for name in sorted(there - described.keys())]


def files_described(text: bytes) -> Counter[str]:
    """How often a crate describes each file, by place in the bag. Raises ValueError, KeyError, TypeError, RecursionError."""
    if sum(map(text.count, (b",", b"[", b"{"))) > MOST_PARTS_OF_A_CRATE:
        raise ValueError("more parts than a crate has")
    graph = json.loads(text.decode("utf-8"), object_pairs_hook=said_once, parse_constant=said_once)["@graph"]
    names = [entity["@id"] for entity in graph]
    if not isinstance(graph, list) or not all(isinstance(name, str) for name in names) or len({*names}) < len(names):
        raise ValueError("not a list of things, each with a name of its own")
    if any(len(name) > 3 * MOST_BYTES_OF_A_PATH for name in names):
        raise ValueError("a name longer than a path in codes can be")
    kinds = [[entity["@type"]] if isinstance(entity["@type"], str) else list(entity["@type"]) for entity in graph]
    return Counter(f"data/{unquote(name)}" for name, kind in zip(names, kinds, strict=True) if "File" in kind)


def said_once(pairs: list[tuple[str, object]] | str) -> dict:
    """An object of JSON. Raises ValueError where a key stands twice in it, and for NaN, which is no JSON."""
    if isinstance(pairs, str) or len(dict(pairs)) < len(pairs):
        raise ValueError("not as JSON should be")
    return dict(pairs)


def faults_of_archive(path: Path) -> list[str]:
    """Every difference from the archive that was made, a line each."""
    with closing(opened(path)) as archive:
        return faults_of(archive)


def faults_of(archive: Archive) -> list[str]:
    """Every difference of an archive from the one that was made, a line each. Its names and sizes come before its contents."""
    if archive.faults:
        return archive.faults
    if not archive.sizes.keys() & {*BESIDE_DATA}:
        return [f"{name}: missing" for name in BESIDE_DATA]
    if sum(archive.sizes.values()) > MOST_BYTES:
        return [f"{archive.name}: holds more than {MOST_BYTES} bytes"]
    most = dict.fromkeys([*BESIDE_DATA, CRATE], MOST_BYTES_OF_METADATA) | dict.fromkeys(INFO, MOST_BYTES_OF_INFO)
    large = [f"{name}: larger than {most[name]} bytes" for name in most if archive.sizes.get(name, 0) > most[name]]
    if large:
        return large
    found, faults = {}, []
    for name in archive.sizes:
        try:
            found[name] = archive.checksums(name)
        except OSError:
            faults.append(f"{name}: {CHANGED_IN_ZIP if isinstance(archive, Zip) else 'can not be read'}")
    try:
        return faults or faults_of_bag(archive, found) + faults_of_crate(archive)
    except OSError:
        return [f"{archive.name}: changed while it was read"]


def faults_of_rebuild(archive: Archive) -> list[str]:
    """
    Every difference between the results in an archive and those made anew from its data and its code, in an empty folder.

    The archive was found whole before, so that its names lead nowhere else, and no file is written twice.
    """
    study = "study" if STUDY_APART in archive.sizes else ""
    with TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place).resolve()
        results = f"data/{study}/results/" if study else "data/results/"
        try:
            unpack(archive, folder)
            return run(folder / "data", study or ".") or differences(archive, folder, results)
        except OSError as error:
            return [f"{archive.name}: could not be unpacked, run or compared: {error.strerror or error}"]


def unpack(archive: Archive, folder: Path) -> None:
    """Write the payload of an archive to an empty folder."""
    for name in archive.sizes:
        if name.startswith("data/"):
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as written:
                written.writelines(archive.chunks(name))


def run(folder: Path, study: str) -> list[str]:
    """
    Make the results of a study anew by the code in a folder; where that fails, the last lines that were printed.

    What Python itself or Snakemake imports is looked for where they are installed, and not among the files of the archive.
    """
    command = [sys.executable, "-m", "snakemake", "--snakefile", str(folder / "Snakefile"), "--directory", study]
    safe = os.environ | {"PYTHONSAFEPATH": "1"}
    with TemporaryFile() as told:
        ended = subprocess.run(
            command, cwd=folder, env=safe, stdin=subprocess.DEVNULL, stdout=told, stderr=told, check=False
        )
        if not ended.returncode:
            return []
        told.seek(max(0, told.seek(0, os.SEEK_END) - MOST_BYTES_OF_A_RUN))
        lines = told.read().decode("utf-8", errors="replace").splitlines()[-MOST_LINES_OF_A_RUN:]
        return ["The results could not be made anew:", *lines]


def differences(archive: Archive, folder: Path, results: str) -> list[str]:
    """
    The results in a folder that are not those of the archive, but for what tells of the machine; and the archive made of them.

    What was made is not trusted more than an archive: no link in it is followed.
    """
    made = Folder(folder)
    told = results.removeprefix("data/")
    before = {name.removeprefix(results) for name in archive.sizes if name.startswith(results)}
    there = {name.removeprefix(results) for name in made.sizes if name.startswith(results)}
    after = {name for name in there if not name.startswith(MADE_WHERE_IT_RUNS)}
    faults = [fault.removeprefix("data/") for fault in made.faults]
    faults += [f"{told}{name}: not made anew" for name in sorted(before - after)]
    faults += [f"{told}{name}: made anew, and not in the archive" for name in sorted(after - before)]
    both = [results + name for name in sorted(before & after)]
    faults += [f"{name.removeprefix('data/')}: differs" for name in both if not same(archive, made, name)]
    zips = [name for name in there if name.startswith("archive/") and name.endswith(".zip")]
    if len(zips) != 1 or not same_archive(archive, folder / results / zips[0]):
        faults.append(f"{archive.name}: the archive made anew differs")
    return faults


def same(one: Archive, other: Archive, name: str) -> bool:
    """Whether a file is the same in two archives; in which order a manifest of the tags has its lines doesn't matter."""
    if one.sizes[name] != other.sizes[name]:
        return False
    if name.startswith("tagmanifest-"):
        return sorted(one.read(name).splitlines()) == sorted(other.read(name).splitlines())
    return one.checksums(name) == other.checksums(name)


def same_archive(archive: Archive, path: Path) -> bool:
    """
    Whether a zip that was made anew is whole and holds the same.

    A zip follows from what it holds, so its bytes aren't compared. Before 2026-12 the lines of its tag manifests were in the
    order in which a file system lists a folder, which is another one elsewhere, and means nothing.
    """
    with closing(opened(path)) as other:
        return (
            not faults_of(other)
            and archive.root in ("", other.root)
            and archive.sizes.keys() == other.sizes.keys()
            and all(same(archive, other, name) for name in archive.sizes)
        )


def shown(line: str) -> str:
    """A line as a terminal may show it: cut, and what would do anything there but be seen is spelt out."""
    if len(line) > LONGEST_LINE:
        line = f"{line[: LONGEST_LINE - TAIL_OF_A_LINE]} ... {line[-TAIL_OF_A_LINE:]}"
    spelt = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in line)
    code = sys.stdout.encoding or "ascii"
    return spelt.encode(code, "backslashreplace").decode(code)


def verdict(faults: list[str], good: str, bad: str) -> int:
    """Print the faults, or that there are none; gives the exit code."""
    more = [f"and {len(faults) - MOST_LINES} more"] if len(faults) > MOST_LINES else []
    print(
        "\n".join(map(shown, [*faults[:MOST_LINES], *more, f"{bad} ({len(faults)})"] if faults else [good])), flush=True
    )
    return int(bool(faults))


def agreed(given: list[str]) -> bool:
    """Whether the code in the archive may be run: said beforehand, or asked at the terminal."""
    if "--run-its-code" in given:
        return True
    print(THE_CODE_RUNS)
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    try:
        return input("Go on? [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:
        return False


def main(given: list[str]) -> int:
    """Check an archive as the command line asks."""
    places = [Path(name) for name in given if name and not name.startswith("-")]
    options = {name for name in given if name.startswith("-")}
    if len(places) != 1 or not options <= {"--rebuild", "--run-its-code"} or not os.path.lexists(places[0]):
        print(USAGE)
        return 2
    with closing(opened(places[0])) as archive:
        code = verdict(faults_of(archive), "Whole: every file is as it was archived.", "Not whole")
        if code or "--rebuild" not in options:
            return code
        if not find_spec("snakemake"):
            print(NO_PACKAGES)
            return 2
        if not agreed(given):
            print(NOTHING_WAS_RUN)
            return 2
        return verdict(faults_of_rebuild(archive), "Rebuilt: every result is the same, byte for byte.", "Not the same")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (KeyboardInterrupt, BrokenPipeError):
        os._exit(2)
