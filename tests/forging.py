"""Forgery: archives that are consistent to the last checksum, made by hand, with names and heads that no archive of ours has."""

import io
import json
import warnings
import zipfile
from collections.abc import Callable, Mapping
from hashlib import new
from urllib.parse import quote

ROOT_OF_BAG = "a-1"
DAY = "2026-11-23"
NOON = (2026, 11, 23, 12, 0, 0)
PLAIN = 0o100644 << 16
INFO = "Bagging-Date: {day}\nPayload-Oxum: {total}.{count}\n"
SOUND = {"README.txt": b"Read me.\n", "raw/cases.csv": b"case\nA\n", "workflow/x.py": b"print(1)\n"}


def described(payload: Mapping[str, bytes]) -> bytes:
    """The metadata of a research object that describes each file of the payload."""
    files = [{"@id": quote(name, errors="surrogatepass"), "@type": "File"} for name in sorted(payload)]
    return json.dumps({"@graph": [{"@id": "./", "@type": "Dataset"}, *files]}).encode()


def bag_of(
    payload: Mapping[str, bytes], crate: bytes | None = None, info: str = INFO, day: str = DAY
) -> dict[str, bytes]:
    """A bag of files, by place: manifests and metadata agree with them, whatever they are called."""
    data = {f"data/{name}": content for name, content in payload.items()}
    data["data/ro-crate-metadata.json"] = described(payload) if crate is None else crate
    total = sum(map(len, data.values()))
    tags = {"bagit.txt": b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"}
    tags["bag-info.txt"] = info.format(day=day, total=total, count=len(data)).encode()
    return with_tag_manifests(
        data | tags | {f"manifest-{a}.txt": manifest_of(data, a, "  ") for a in ("sha256", "sha512")}
    )


def manifest_of(files: Mapping[str, bytes], algorithm: str, between: str) -> bytes:
    lines = [f"{new(algorithm, files[name]).hexdigest()}{between}{name}\n" for name in sorted(files)]
    return "".join(lines).encode("utf-8", "surrogatepass")


def with_tag_manifests(bag: Mapping[str, bytes]) -> dict[str, bytes]:
    """A bag with tag manifests over all that lies beside its data."""
    kept = {name: content for name, content in bag.items() if not name.startswith("tagmanifest-")}
    tags = {name: content for name, content in kept.items() if not name.startswith("data/")}
    return kept | {f"tagmanifest-{a}.txt": manifest_of(tags, a, " ") for a in ("sha256", "sha512")}


def zip_of(
    bag: Mapping[str, bytes],
    root: str = ROOT_OF_BAG,
    spoil: Callable[[zipfile.ZipInfo], None] = lambda entry: None,
    order: Callable = sorted,
) -> bytes:
    """A bag as a zip in the form of ours. spoil: changes what the zip says of each file."""
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w") as written:
        warnings.simplefilter("ignore")
        for name in order(bag):
            entry = zipfile.ZipInfo("x", NOON)
            entry.filename = f"{root}/{name}" if root else name
            entry.create_system, entry.external_attr = 3, PLAIN
            spoil(entry)
            written.writestr(entry, bag[name])
    return made.getvalue()
