"""The check of an archive: whatever it is given, it gives a verdict, in bounded time and memory, and trusts no name."""

import json
import os
import pty
import resource
import socket
import struct
import subprocess
import sys
import zipfile
from contextlib import chdir
from pathlib import Path

import pytest
from conftest import ROOT, contents
from forging import SOUND, bag_of, described, manifest_of, with_tag_manifests, zip_of
from hypothesis import given, settings
from hypothesis import strategies as st

from mssd.verify import (
    MOST_FILES,
    fault_of_name,
    faults_of_archive,
    shown,
)

VERIFY = ROOT / "workflow/mssd/verify.py"
WHOLE = "Whole: every file is as it was archived.\n"
MOST_LINES_OF_ALL = 50
MEMORY = 2**28
LONG = "n" * 256
NAMES = {
    "upwards": "../x",
    "upwards from below": "raw/../../x",
    "far upwards": "../../../../tmp/x",
    "upwards at the end": "raw/..",
    "upwards and back": "raw/../raw/x",
    "here": "./x",
    "here within": "raw/./x",
    "an empty part": "raw//x",
    "rooted": "/etc/x",
    "twice rooted": "//host/x",
    "a backslash": "raw\\x",
    "upwards as Windows has it": "..\\..\\x",
    "rooted as Windows has it": "\\x",
    "a drive": "C:/x",
    "a drive, here": "C:x",
    "a stream": "README.txt:hidden",
    "an ending slash": "raw/",
    "a NUL": "raw/a\0b",
    "a line feed": "raw/a\nb",
    "a carriage return": "raw/a\rb",
    "an escape sequence": "raw/\x1b[2Jx",
    "a bell": "raw/\x07",
    "a delete": "raw/\x7fx",
    "a control beyond ASCII": "raw/\x9bx",
    "a next line": "raw/a\x85b",
    "right to left": "raw/\u202ecod.exe",
    "an isolate": "raw/\u2066x",
    "a zero-width blank": "raw/a\u200bb",
    "a tag character": "raw/a\U000e0041",
    "a line separator": "raw/a\u2028b",
    "a private character": "raw/\ue000",
    "a device": "CON",
    "a device in small letters": "raw/nul",
    "a device with an extension": "raw/Aux.csv",
    "a device with two": "raw/com1.tar.gz",
    "a device as a folder": "lpt9/x.csv",
    "a device with a raised number": "raw/COM².txt",
    "a device before a blank": "raw/PRN .txt",
    "the console": "CONIN$",
    "a full stop at the end": "raw./x",
    "a blank at the end": "raw/x ",
    "a wide blank at the end": "raw/x\u3000",
    "a blank before": "raw/ x",
    "three full stops": "raw/.../x",
    "a long part": f"raw/{LONG}",
    "a long part in bytes": f"raw/{'ä' * 128}",
    "a long path": "/".join(["n" * 250] * 5),
    "a deep path": "/".join(["n"] * 40),
    "hidden": "raw/.x",
    "a hidden folder": ".snakemake/x",
    "what Python compiled": "workflow/__pycache__/x.cpython-311.pyc",
    "what Python compiled, elsewhere": "workflow/__PyCache__/x.pyc",
    "a wildcard": "raw/*",
    "a question": "raw/what?",
    "an arrow": "raw/<x>",
    "a pipe": "raw/a|b",
    "a quotation": 'raw/"x"',
}
PAIRS = {
    "capitals": ("raw/A.csv", "raw/a.csv"),
    "capitals of a folder": ("Workflow/y.py", "workflow/x.py"),
    "capitals beyond ASCII": ("raw/É.csv", "raw/é.csv"),
    "accents": ("raw/e\u0301.csv", "raw/\u00e9.csv"),
    "accents and capitals": ("raw/E\u0301.csv", "raw/\u00e9.csv"),
    "a sharp s": ("raw/STRASSE", "raw/straße"),
    "the sign of a unit": ("raw/K", "raw/\u212a"),
    "a file and a folder": ("x", "x/y"),
    "a file and a folder far below": ("x", "x/y/z"),
    "a file and a folder but for capitals": ("x", "X/y"),
    "a name of the root": ("README.TXT", "README.txt"),
}
NOT_IN_A_FOLDER = {"a NUL", "a long part", "a long part in bytes", "an ending slash"}


def check(*arguments: str | Path, memory: int = 0, **how) -> subprocess.CompletedProcess:
    """The check as a stranger calls it: Python alone, isolated; with no more memory than is given."""
    limit = (lambda: resource.setrlimit(resource.RLIMIT_AS, (memory, memory))) if memory else None
    command = [sys.executable, "-I", "-S", str(VERIFY), *map(str, arguments)]
    how = {"stdin": subprocess.DEVNULL, "text": True, "timeout": 10} | how
    return subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, preexec_fn=limit, **how
    )


def not_whole(content: bytes, folder: Path, name: str = "a-1.zip") -> list[str]:
    """What the check says of a zip that isn't whole, after what holds of all that it says: a verdict, in few plain lines."""
    file = folder / name
    file.write_bytes(content)
    return verdict_on(file)


def verdict_on(archive: Path) -> list[str]:
    run = check(archive, memory=MEMORY)
    lines = run.stdout.split("\n")
    assert run.returncode == 1, run.stdout
    assert "Traceback" not in run.stdout
    assert len(lines) <= MOST_LINES_OF_ALL and lines[-2].startswith("Not whole (")
    assert all(line.isprintable() for line in lines)
    return lines[:-2]


def written(bag: dict[str, bytes], folder: Path) -> Path:
    """A bag as a folder."""
    for name, content in bag.items():
        file = Path(f"{folder}/{name}")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return folder


def test_what_is_forged_here_is_whole_but_for_what_is_forged(tmp_path):
    """In the zip and in the folder, so that a fault found in what follows is the one that was put there."""
    (tmp_path / "a-1.zip").write_bytes(zip_of(bag_of(SOUND)))
    assert check(tmp_path / "a-1.zip", memory=MEMORY).stdout == WHOLE
    assert check(written(bag_of(SOUND), tmp_path / "bag")).stdout == WHOLE


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_name_that_is_not_plain_is_a_fault_however_consistent_the_archive_is(tmp_path, name):
    """Manifests, crate and zip agree on the name, so that nothing but the check of names can find it."""
    told = not_whole(zip_of(bag_of(SOUND | {name: b"x"})), tmp_path)
    assert any("its name has " in line for line in told), told
    assert [file.name for file in tmp_path.iterdir()] == ["a-1.zip"]


@pytest.mark.parametrize("case", [case for case in NAMES if case not in NOT_IN_A_FOLDER])
def test_so_it_is_in_a_folder_where_hidden_files_are_not_looked_at(tmp_path, case):
    """A path that leads elsewhere isn't one that a folder has: there it is but a line of a manifest, of a missing file."""
    name, folder = NAMES[case], tmp_path / "deep" / "er" / "still" / "bag"
    inside = not any(part in ("", ".", "..") for part in name.split("/"))
    bag = bag_of(SOUND | {name: b"x"})
    written(bag if inside else {place: bag[place] for place in bag if place != f"data/{name}"}, folder)
    told = verdict_on(folder)
    hidden = any(part.startswith(".") or part == "__pycache__" for part in name.split("/"))
    assert any(("missing" if hidden or not inside else "its name has ") in line for line in told), told


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS.keys())
def test_two_names_that_are_one_on_another_system_are_a_fault(tmp_path, pair):
    told = not_whole(zip_of(bag_of(SOUND | dict.fromkeys(pair, b"x"))), tmp_path)
    assert len(told) == 1 and "is the same on some systems" in told[0], told


@pytest.mark.parametrize("pair", [("A", "a"), ("e\u0301", "\u00e9"), ("B/x", "b/y")])
def test_so_are_two_in_a_folder(tmp_path, pair):
    told = verdict_on(written(bag_of(SOUND | dict.fromkeys(pair, b"x")), tmp_path / "bag"))
    assert len(told) == 1 and "is the same on some systems" in told[0], told


@pytest.mark.parametrize(
    "name", ["raw/Ärger.csv", "raw/漢字.csv", "raw/a b.csv", "raw/a.b.c", "raw/console", "raw/[x] (1)", "%2e%2e/x"]
)
def test_an_unusual_name_is_no_fault(tmp_path, name):
    (tmp_path / "a-1.zip").write_bytes(zip_of(bag_of(SOUND | {name: b"x"})))
    assert faults_of_archive(tmp_path / "a-1.zip") == []
    assert faults_of_archive(written(bag_of(SOUND | {name: b"x"}), tmp_path / "bag")) == []


PARTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)


@settings(max_examples=200, deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=5))
def test_a_path_that_is_trusted_lies_below_every_folder_that_it_is_put_into(parts):
    name = "/".join(parts)
    if fault_of_name(name) is None:
        assert os.path.normpath(f"/a/b/{name}") == f"/a/b/{name}"
        assert not set(name) & set("\\:\0\n\x1b\u202e")


@pytest.mark.parametrize("root", ["..", ".", "", "/", "C:", "a\\b", "\x1b[2J", "NUL", "a ", "..\\.."])
def test_the_one_folder_of_a_zip_has_a_plain_name_as_well(tmp_path, root):
    assert not_whole(zip_of(bag_of(SOUND), root=root), tmp_path)


def spoilt(**values):
    """Changes what a zip says of one of its files."""

    def spoil(entry: zipfile.ZipInfo) -> None:
        if entry.filename.endswith("cases.csv"):
            for name, value in values.items():
                setattr(entry, name, value)

    return spoil


HEADS = {
    "deflated": {"compress_type": zipfile.ZIP_DEFLATED},
    "in bzip2": {"compress_type": zipfile.ZIP_BZIP2},
    "in LZMA": {"compress_type": zipfile.ZIP_LZMA},
    "a link": {"external_attr": 0o120777 << 16},
    "a folder": {"external_attr": 0o040755 << 16 | 0x10},
    "a folder of DOS": {"external_attr": 0o100644 << 16 | 0x10},
    "a device": {"external_attr": 0o020666 << 16},
    "a FIFO": {"external_attr": 0o010644 << 16},
    "set user": {"external_attr": 0o104755 << 16},
    "from DOS": {"create_system": 0},
    "an extra field": {"extra": struct.pack("<2H4s", 0x7075, 4, b"abcd")},
    "a comment": {"comment": b"x"},
    "another time": {"date_time": (2026, 11, 23, 12, 0, 2)},
    "no month": {"date_time": (2026, 0, 0, 31, 63, 62)},
    "a later version": {"extract_version": 63},
}


@pytest.mark.parametrize("values", HEADS.values(), ids=HEADS.keys())
def test_what_a_zip_says_of_a_file_is_one_thing_only(tmp_path, values):
    told = not_whole(zip_of(bag_of(SOUND), spoil=spoilt(**values)), tmp_path)
    assert any("raw/cases.csv" in line for line in told), told


def patched(content: bytes, at: int, new: bytes) -> bytes:
    return content[:at] + new + content[at + len(new) :]


def place_of_list(content: bytes) -> int:
    return struct.unpack("<L", content[-6:-2])[0]


def bomb() -> bytes:
    """A zip whose list says that 40 files lie in the same place."""
    bag = bag_of({f"raw/{number:02}.csv": b"0" * 1000 for number in range(40)})
    content = zip_of(bag)
    at, first = place_of_list(content), None
    while content[at : at + 4] == b"PK\1\2":
        first = first or content[at + 42 : at + 46]
        content = patched(content, at + 42, first)
        at += 46 + int.from_bytes(content[at + 28 : at + 30], "little")
    return content


def of_zip64(content: bytes) -> bytes:
    """A zip that says at its end that its list is very long, as one of more than 32 bits may."""
    at = place_of_list(content)
    end = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 2**40, 2**40, 2**50, at)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, len(content) - 22, 1)
    return content[:-22] + end + locator + b"PK\5\6\0\0\0\0" + b"\xff" * 12 + b"\0\0"


def with_more(content: bytes, behind_the_list: bool) -> bytes:
    """A zip with a byte between its files and their list, or behind the list, and an end that agrees with it."""
    at, length = place_of_list(content), int.from_bytes(content[-10:-6], "little")
    before, listed = content[:at], content[at : at + length]
    if behind_the_list:
        return before + listed + b"x" + content[-22:-10] + struct.pack("<2L", length + 1, at) + b"\0\0"
    return before + b"x" + listed + content[-22:-10] + struct.pack("<2L", length, at + 1) + b"\0\0"


def with_another_checksum(content: bytes) -> bytes:
    """A zip that says another checksum of its first file, before the file and in the list."""
    return in_its_list(patched(content, 14, b"\0\0\0\0"), 16, b"\0\0\0\0")


def in_its_list(content: bytes, at: int, new: bytes) -> bytes:
    return patched(content, place_of_list(content) + at, new)


ZIP = zip_of(bag_of(SOUND))
ZIPS = {
    "nothing": b"",
    "a text": b"no zip",
    "an empty zip": b"PK\5\6" + bytes(18),
    "the end of a zip": ZIP[-22:],
    "half an end": ZIP[-11:],
    "cut off": ZIP[:-1],
    "cut in half": ZIP[: len(ZIP) // 2],
    "without its beginning": ZIP[100:],
    "a program before it": b"#!/bin/sh\n" + ZIP,
    "something behind it": ZIP + b"x",
    "another zip behind it": ZIP + ZIP,
    "a comment": ZIP[:-2] + b"\1\0x",
    "a comment that isn't there": ZIP[:-2] + b"\1\0",
    "more files than there are": patched(ZIP, len(ZIP) - 14, b"\xff\xff\xff\xff"),
    "fewer files than there are": patched(ZIP, len(ZIP) - 14, b"\1\0\1\0"),
    "other numbers of files": patched(ZIP, len(ZIP) - 14, b"\1\0"),
    "another disk": patched(ZIP, len(ZIP) - 18, b"\1\0"),
    "a long list": patched(ZIP, len(ZIP) - 10, b"\xff\xff\xff\x7f"),
    "a list elsewhere": patched(ZIP, len(ZIP) - 6, b"\0\0\0\0"),
    "a list that holds the files": patched(ZIP, len(ZIP) - 10, struct.pack("<2L", len(ZIP) - 22, 0)),
    "more than 32 bits": of_zip64(ZIP),
    "a size of all ones": in_its_list(ZIP, 20, b"\xff" * 8),
    "another size": in_its_list(ZIP, 24, b"\xff\xff\xff\x7f"),
    "another checksum": in_its_list(ZIP, 16, b"\0\0\0\0"),
    "another place": in_its_list(ZIP, 42, b"\1\0\0\0"),
    "a place beyond": in_its_list(ZIP, 42, b"\xff\xff\xff\xff"),
    "encrypted": in_its_list(ZIP, 8, b"\1\0"),
    "strongly encrypted": in_its_list(ZIP, 8, b"\x41\0"),
    "sizes behind the files": in_its_list(ZIP, 8, b"\x08\0"),
    "an unknown method": in_its_list(ZIP, 10, b"\x63\0"),
    "a long name": in_its_list(ZIP, 28, b"\xff\xff"),
    "no name": in_its_list(ZIP, 28, b"\0\0"),
    "an unknown extra field": in_its_list(ZIP, 30, b"\xff\xff"),
    "no list": in_its_list(ZIP, 0, b"XXXX"),
    "many files in one place": bomb(),
    "a byte before the list": with_more(ZIP, behind_the_list=False),
    "a byte behind the list": with_more(ZIP, behind_the_list=True),
    "another checksum in both places": with_another_checksum(ZIP),
    "another name before the file": ZIP.replace(b"a-1/data/raw/cases.csv", b"a-1/data/raw/basis.csv", 1),
    "a name that isn't UTF-8": zip_of(bag_of(SOUND | {"raw/\xe4\xf6": b""})).replace("ä".encode(), b"\xff\xfe"),
    "a surrogate in a name": zip_of(bag_of(SOUND | {"raw/\u0904": b""})).replace("\u0904".encode(), b"\xed\xa0\x80"),
    "two folders": zip_of(bag_of(SOUND), root=""),
    "another order": zip_of(bag_of(SOUND), order=lambda bag: sorted(bag, reverse=True)),
    "a file twice": zip_of(bag_of(SOUND), order=lambda bag: sorted([*bag, "data/README.txt"])),
    "a folder beside its files": zip_of(bag_of(SOUND) | {"data/raw/": b""}),
}


@pytest.mark.parametrize("content", ZIPS.values(), ids=ZIPS.keys())
def test_a_zip_that_is_not_as_ours_are_gets_a_verdict_and_is_not_read_further(tmp_path, content):
    assert not_whole(content, tmp_path)


@pytest.mark.parametrize("at", range(0, len(ZIP), 7))
def test_no_byte_of_a_zip_can_be_another(tmp_path, at):
    (tmp_path / "a-1.zip").write_bytes(patched(ZIP, at, bytes([ZIP[at] ^ 1 << at % 8])))
    assert faults_of_archive(tmp_path / "a-1.zip")


@pytest.mark.parametrize("length", range(0, len(ZIP), 31))
def test_nor_can_it_end_before_its_end(tmp_path, length):
    (tmp_path / "a-1.zip").write_bytes(ZIP[:length])
    assert faults_of_archive(tmp_path / "a-1.zip")


def crate_of(text: str) -> bytes:
    return text.encode()


FILES = json.loads(described(SOUND))["@graph"]
DEEP = 100_000
CRATES = {
    "nothing": b"",
    "no JSON": b"{",
    "deep lists": b"[" * DEEP + b"]" * DEEP,
    "deep objects": b'{"@graph":' * DEEP + b"1" + b"}" * DEEP,
    "a deep thing": b'{"@graph": [{"@id": "x", "@type": ' + b"[" * 5000 + b"]" * 5000 + b"}]}",
    "a number": b"1",
    "a list": json.dumps(FILES).encode(),
    "no graph": b"{}",
    "a graph that is an object": json.dumps({"@graph": {"@id": "x", "@type": "File"}}).encode(),
    "a graph that is a text": b'{"@graph": "@id"}',
    "a graph that is nothing": b'{"@graph": null}',
    "things that are texts": json.dumps({"@graph": [*FILES, "x"]}).encode(),
    "things that are lists": json.dumps({"@graph": [*FILES, ["@id"]]}).encode(),
    "a thing without a name": json.dumps({"@graph": [*FILES, {"@type": "File"}]}).encode(),
    "a thing without a kind": json.dumps({"@graph": [*FILES, {"@id": "x"}]}).encode(),
    "a name that is a number": json.dumps({"@graph": [*FILES, {"@id": 1, "@type": "File"}]}).encode(),
    "a name that is a list": json.dumps({"@graph": [*FILES, {"@id": ["x"], "@type": "File"}]}).encode(),
    "a kind that is nothing": json.dumps({"@graph": [*FILES, {"@id": "x", "@type": None}]}).encode(),
    "two things of one name": json.dumps({"@graph": [*FILES, FILES[-1]]}).encode(),
    "a file under two names": json.dumps({"@graph": [*FILES, {"@id": "%52EADME.txt", "@type": "File"}]}).encode(),
    "a file that isn't there": json.dumps({"@graph": [*FILES, {"@id": "x", "@type": "File"}]}).encode(),
    "a file elsewhere": json.dumps({"@graph": [*FILES, {"@id": "../../etc/passwd", "@type": "File"}]}).encode(),
    "a file elsewhere, disguised": json.dumps({"@graph": [*FILES, {"@id": "%2e%2e/x", "@type": ["File"]}]}).encode(),
    "a file by its address": json.dumps({"@graph": [*FILES, {"@id": "file:///etc/passwd", "@type": "File"}]}).encode(),
    "a file among its kinds": json.dumps({"@graph": [*FILES, {"@id": "x", "@type": {"File": 1}}]}).encode(),
    "a surrogate": json.dumps({"@graph": [*FILES, {"@id": "\ud800", "@type": "File"}]}).encode(),
    "an escape sequence": json.dumps({"@graph": [*FILES, {"@id": "\x1b[2J\u202e", "@type": "File"}]}).encode(),
    "no number": json.dumps({"@graph": FILES, "x": float("nan")}).encode(),
    "a number without end": json.dumps({"@graph": FILES, "x": float("inf")}).encode(),
    "a number of many digits": json.dumps({"@graph": FILES}).encode()[:-1] + b', "x": ' + b"9" * 10_000 + b"}",
    "a key twice": json.dumps({"@graph": FILES}).encode()[:-1] + b', "@graph": []}',
    "not UTF-8": json.dumps({"@graph": FILES, "x": "?"}).encode().replace(b"?", b"\xff"),
    "UTF-16": json.dumps({"@graph": FILES}).encode("utf-16"),
    "a mark of order": b"\xef\xbb\xbf" + json.dumps({"@graph": FILES}).encode(),
    "a file left out": json.dumps({"@graph": FILES[:-1]}).encode(),
    "many lists": b"[" + b"[]," * 4_000_000 + b"[]]",
    "larger than any": b" " * (2**24 + 1),
}


@pytest.mark.parametrize("crate", CRATES.values(), ids=CRATES.keys())
def test_metadata_that_is_odd_gets_a_verdict(tmp_path, crate):
    assert not_whole(zip_of(bag_of(SOUND, crate)), tmp_path)


@pytest.mark.parametrize("kind", ["File", ["File"], ["File", "SoftwareSourceCode"]])
def test_a_kind_may_be_one_or_several(tmp_path, kind):
    crate = json.dumps({"@graph": [thing | ({"@type": kind} if thing["@type"] == "File" else {}) for thing in FILES]})
    (tmp_path / "a-1.zip").write_bytes(zip_of(bag_of(SOUND, crate.encode())))
    assert faults_of_archive(tmp_path / "a-1.zip") == []


INFOS = {
    "nothing": "",
    "no day": "Payload-Oxum: {total}.{count}\n",
    "no total": "Bagging-Date: {day}\n",
    "another total": "Bagging-Date: {day}\nPayload-Oxum: 1.1\n",
    "a day before any zip": "Bagging-Date: 1979-12-31\nPayload-Oxum: {total}.{count}\n",
    "a day after any zip": "Bagging-Date: 2108-01-01\nPayload-Oxum: {total}.{count}\n",
    "another day": "Bagging-Date: 2026-11-24\nPayload-Oxum: {total}.{count}\n",
    "no such day": "Bagging-Date: 2026-02-30\nPayload-Oxum: {total}.{count}\n",
    "a day in another form": "Bagging-Date: 20261123\nPayload-Oxum: {total}.{count}\n",
    "no day but a text": "Bagging-Date: \x1b[2J\nPayload-Oxum: {total}.{count}\n",
    "the day twice": "Bagging-Date: {day}\nBagging-Date: {day}\nPayload-Oxum: {total}.{count}\n",
    "the total twice": "Bagging-Date: {day}\nPayload-Oxum: 1.1\nPayload-Oxum: {total}.{count}\n",
}


@pytest.mark.parametrize("info", INFOS.values(), ids=INFOS.keys())
def test_what_a_bag_says_of_itself_must_hold(tmp_path, info):
    assert not_whole(zip_of(bag_of(SOUND, info=info)), tmp_path)


MANIFESTS = {
    "upwards": b"0  data/../../x\n",
    "rooted": b"0  /etc/passwd\n",
    "an escape sequence": b"0  data/\x1b]0;x\x07\n",
    "not UTF-8": b"0  data/\xff\xfe\n",
    "no name": b"0\n",
    "many names": b"".join(b"0 data/%d\n" % number for number in range(60_000)),
    "too many names": b"0 x\n" * (MOST_FILES + 1),
    "a long line": b"0 " + b"x" * 2**20,
    "larger than any": b"\n" * (2**24 + 1),
    "a file twice": manifest_of({"data/README.txt": b"another"}, "sha256", "  "),
}


@pytest.mark.parametrize("more", MANIFESTS.values(), ids=MANIFESTS.keys())
def test_a_manifest_can_name_whatever_it_likes(tmp_path, more):
    """The tag manifests agree with it; what it names beside the files of the archive is missing, and is not looked for."""
    bag = bag_of(SOUND)
    bag["manifest-sha256.txt"] = more + bag["manifest-sha256.txt"]
    assert not_whole(zip_of(with_tag_manifests(bag)), tmp_path)


def test_beside_the_data_lies_nothing_that_other_tools_would_follow(tmp_path):
    bag = with_tag_manifests(bag_of(SOUND) | {"fetch.txt": b"http://127.0.0.1:9/x 1 data/x\n"})
    assert not_whole(zip_of(bag), tmp_path) == ["fetch.txt: not in the archive when it was made"]


def test_a_large_file_is_read_in_parts(tmp_path):
    """More than the memory that the check has, in a folder and in a zip, in files that lie on the disk as holes."""
    folder = written({}, tmp_path / "bag")
    folder.mkdir()
    with (folder / "bagit.txt").open("wb") as large:
        large.truncate(MEMORY + 1)
    assert verdict_on(folder) == ["bagit.txt: larger than 65536 bytes"]
    (folder / "data").mkdir()
    (folder / "bagit.txt").rename(folder / "data" / "x")
    (folder / "bagit.txt").touch()
    assert "data/x: not in the archive when it was made" in verdict_on(folder)
    with (folder / "data" / "x").open("wb") as larger:
        larger.truncate(2**40)
    assert verdict_on(folder) == ["bag: holds more than 2147483647 bytes"]
    (folder / "data" / "x").rename(tmp_path / "x.zip")
    assert verdict_on(tmp_path / "x.zip") == ["x.zip: not a zip that can be opened"]


def other_things(folder: Path) -> dict[str, Path]:
    """What may be given as an archive and is none."""
    os.mkfifo(folder / "fifo")
    (folder / "empty").mkdir()
    (folder / "link").symlink_to(folder / "fifo")
    with socket.socket(socket.AF_UNIX) as made, chdir(folder):
        made.bind("socket")
    (folder / "\x1b[31mred\u202e.zip").write_bytes(b"x")
    there = {path.name: path for path in folder.iterdir()}
    return there | {
        "null": Path("/dev/null"),
        "zero": Path("/dev/zero"),
        "root": Path("/"),
        "processes": Path("/proc/self"),
    }


def test_whatever_is_given_gets_a_verdict(tmp_path):
    for path in other_things(tmp_path).values():
        assert verdict_on(path), path


@pytest.mark.parametrize(
    "given", [[], [""], ["nowhere.zip"], [".", ".."], [".", "--rebiuld"], ["--rebuild"], ["n" * 5000]]
)
def test_who_asks_in_a_wrong_way_is_told_how(given):
    run = check(*given)
    assert (run.returncode, run.stdout[:14]) == (2, "Which archive?")


def test_in_a_folder_what_is_no_file_is_a_fault_and_is_never_opened(tmp_path):
    """The link leads to a file that a manifest vouches for, and to a folder; a FIFO would hold up whoever opens it."""
    folder, outside = written(bag_of(SOUND), tmp_path / "bag"), tmp_path / "outside"
    (folder / "data/README.txt").rename(outside)
    (folder / "data/README.txt").symlink_to(outside)
    assert verdict_on(folder) == ["data/README.txt: a symbolic link; expected a file"]
    (folder / "data/README.txt").unlink()
    outside.rename(folder / "data/README.txt")
    (folder / "data/raw").rename(tmp_path / "raw")
    (folder / "data/raw").symlink_to(tmp_path / "raw")
    os.mkfifo(folder / "data/fifo")
    assert sorted(verdict_on(folder)) == [
        "data/fifo: neither a file nor a folder; expected a file",
        "data/raw: a symbolic link; expected a file",
    ]


def test_a_hidden_link_in_a_folder_is_passed_over_like_all_that_make_leaves_there(tmp_path):
    folder = written(bag_of(SOUND), tmp_path / "bag")
    (folder / "data/.venv").symlink_to("/")
    assert check(folder).stdout == WHOLE


def test_at_most_fifty_lines_are_printed_and_the_rest_is_counted(tmp_path):
    folder = written(bag_of(SOUND | {f"raw/{number}": b"" for number in range(500)}), tmp_path / "bag")
    for number in range(500):
        (folder / f"data/raw/{number}").unlink()
    lines = check(folder).stdout.splitlines()
    assert len(lines) <= MOST_LINES_OF_ALL
    assert lines[-2:] == ["and 960 more", "Not whole (1000)"]


def test_what_a_terminal_would_obey_is_spelt_out():
    assert shown("a\x1b[2J\r\n\u202e\x9b\ud800ä") == "a\\x1b[2J\\r\\n\\u202e\\x9b\\ud800ä"
    assert len(shown("x" * 10**6)) < 500


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_every_terminal_gets_what_it_can_write(tmp_path, encoding):
    bag = bag_of(SOUND | {"raw/漢.csv": b""})
    del bag["data/raw/漢.csv"]
    (tmp_path / "a-1.zip").write_bytes(zip_of(bag))
    command = [sys.executable, str(VERIFY), str(tmp_path / "a-1.zip")]
    run = subprocess.run(command, capture_output=True, env=os.environ | {"PYTHONIOENCODING": encoding}, check=False)
    assert (run.returncode, run.stderr) == (1, b"")
    assert ("漢" if encoding == "utf-8" else "\\u6f22").encode() in run.stdout


def test_a_check_writes_nothing_and_unpacks_nothing(tmp_path):
    (tmp_path / "a-1.zip").write_bytes(ZIP)
    before = contents(tmp_path)
    nowhere = {"TMPDIR": "/nowhere", "PATH": "/nowhere"}
    assert check(tmp_path / "a-1.zip", cwd=tmp_path, env=nowhere).stdout == WHOLE
    assert contents(tmp_path) == before


SNAKEMAKE = """
import os, sys
os.chdir(sys.argv[sys.argv.index("--directory") + 1])
exec(open(sys.argv[sys.argv.index("--snakefile") + 1]).read())
"""
SNAKEFILE = """
from pathlib import Path
import forging
Path("results/archive").mkdir(parents=True, exist_ok=True)
Path("results/x.csv").write_text("x")
names = [path for path in Path().rglob("*") if path.is_file() and path.name != "ro-crate-metadata.json"]
bag = forging.bag_of({path.as_posix(): path.read_bytes() for path in names})
Path("results/archive/a-1.zip").write_bytes(forging.zip_of(bag))
"""
RUNS = "\nopen(Path(os.environ['SEEN']), 'w').write('ran')\n"
AGAIN = SOUND | {"Snakefile": (SNAKEFILE + RUNS).encode(), "results/x.csv": b"x"}


@pytest.fixture
def rebuild(tmp_path):
    """Makes an archive's results anew with what stands for Snakemake here: it runs a Snakefile as it is, at once."""
    package, seen = tmp_path / "packages" / "snakemake", tmp_path / "seen"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(SNAKEMAKE)
    (tmp_path / "temporary").mkdir()
    paths = os.pathsep.join([str(package.parent), str(ROOT / "tests")])
    env = os.environ | {"PYTHONPATH": paths, "SEEN": str(seen), "TMPDIR": str(tmp_path / "temporary")}

    def asked(archive: dict[str, bytes] | Path, *options: str, **how) -> tuple[int, list[str], bool]:
        """The exit code, what was printed, and whether the code ran."""
        file = archive if isinstance(archive, Path) else tmp_path / "a-1.zip"
        if file != archive:
            file.write_bytes(zip_of(archive))
        command = [sys.executable, str(VERIFY), str(file), "--rebuild", *options]
        how = {"stdin": subprocess.DEVNULL, "env": env} | how
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **how)
        assert not list((tmp_path / "temporary").iterdir())
        assert "Traceback" not in run.stdout
        return run.returncode, run.stdout.splitlines(), seen.exists()

    return asked


SAME = "Rebuilt: every result is the same, byte for byte."


def test_with_the_flag_an_archive_is_rebuilt_and_compared(rebuild, tmp_path):
    assert rebuild(bag_of(AGAIN), "--run-its-code") == (0, [WHOLE.strip(), SAME], True)
    folder = written(bag_of(AGAIN), tmp_path / "bag")
    assert rebuild(folder, "--run-its-code") == (0, [WHOLE.strip(), SAME], True)
    assert not (folder / "data/results/archive").exists()


def test_without_a_terminal_and_without_the_flag_nothing_is_run(rebuild):
    code, told, ran = rebuild(bag_of(AGAIN))
    assert (code, ran) == (2, False)
    assert "the code in this archive is run" in told[1] and "--run-its-code" in told[-1] and "TRUST=yes" in told[-1]


@pytest.mark.parametrize("answer", ["y\n", "Yes\n", "n\n", "\n", "yours\n", "\x04"])
def test_at_a_terminal_it_is_asked_and_only_a_yes_is_one(rebuild, answer):
    ours, theirs = pty.openpty()
    os.write(ours, answer.encode())
    code, told, ran = rebuild(bag_of(AGAIN), stdin=theirs)
    os.close(ours)
    os.close(theirs)
    agreed = answer.strip().lower() in ("y", "yes")
    assert (code, ran) == ((0, True) if agreed else (2, False))
    assert any("Go on? [y/N]" in line for line in told)


def test_what_is_not_whole_is_never_run_whatever_the_flag_says(rebuild):
    for name in ("../x", "Results/x.csv", ".snakemake/x"):
        code, _, ran = rebuild(bag_of(AGAIN | {name: b""}), "--run-its-code")
        assert (code, ran) == (1, False)


def test_a_module_beside_the_snakefile_takes_no_other_module_s_place(rebuild):
    """Python would look for `snakemake` and `json` in the folder that it is run in, which is the archive's."""
    thief = {f"{name}.py": b"raise SystemExit('stolen')" for name in ("snakemake", "json", "forging", "pathlib")}
    assert rebuild(bag_of(AGAIN | thief), "--run-its-code") == (0, [WHOLE.strip(), SAME], True)


HOSTILE = {
    "a link to a file": ("os.remove('results/x.csv'); os.symlink('/etc/passwd', 'results/x.csv')", "a symbolic link"),
    "a link to a folder": ("os.symlink('/', 'results/y')", "data/results/y: a symbolic link"[5:]),
    "a FIFO": ("os.mkfifo('results/y')", "results/y: neither a file nor a folder"),
    "a FIFO as the archive": (
        "os.remove('results/archive/a-1.zip'); os.mkfifo('results/archive/a-1.zip')",
        "made anew",
    ),
    "results that are a link": ("os.rename('results', 'y'); os.symlink('y', 'results')", "results: a symbolic link"),
    "another result": ("open('results/x.csv', 'w').write('y')", "results/x.csv: differs"),
    "one more": ("open('results/y.csv', 'w').write('y')", "results/y.csv: made anew, and not in the archive"),
    "one less": ("os.remove('results/x.csv')", "results/x.csv: not made anew"),
    "no archive": ("os.remove('results/archive/a-1.zip')", "a-1.zip: the archive made anew differs"),
    "two archives": ("open('results/archive/b.zip', 'w')", "a-1.zip: the archive made anew differs"),
    "a broken archive": ("open('results/archive/a-1.zip', 'a').write('x')", "a-1.zip: the archive made anew differs"),
    "an escape sequence in a name": ("open('results/\\x1b[2J', 'w')", "results/\\x1b[2J: "),
    "a failure": ("print('\\x1b[2J' * 10**5 + 'at the end'); sys.exit(1)", "at the end"),
}


@pytest.mark.parametrize("case", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_the_code_of_an_archive_leaves_is_not_trusted_either(rebuild, case):
    code, expected = case
    bag = bag_of(AGAIN | {"Snakefile": AGAIN["Snakefile"] + f"import sys\n{code}\n".encode()})
    ended, told, _ = rebuild(bag, "--run-its-code")
    assert ended == 1
    assert any(expected in line for line in told), told
    assert all(line.isprintable() for line in told) and len(told) <= MOST_LINES_OF_ALL


def test_an_archive_of_before_whose_tag_manifests_are_in_no_order_is_whole_and_the_same_when_rebuilt(rebuild):
    """bagit listed the files beside data/ as the file system does, so that the same files made another zip elsewhere."""
    bag = bag_of(AGAIN)
    for algorithm in ("sha256", "sha512"):
        lines = bag[f"tagmanifest-{algorithm}.txt"].splitlines(keepends=True)
        bag[f"tagmanifest-{algorithm}.txt"] = b"".join(reversed(lines))
    assert rebuild(bag, "--run-its-code") == (0, [WHOLE.strip(), SAME], True)
