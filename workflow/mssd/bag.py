"""Bag: a folder of files as a BagIt bag (RFC 8493) in a zip, of which equal files make equal bytes."""

import zipfile
from datetime import date
from pathlib import Path

from mssd.verify import ALGORITHMS, ON_UNIX, PLAIN_FILE, Archive, Folder


def bag(folder: Path, info: dict[str, str], root: str, path: str | Path) -> None:
    """
    Make a bag of all files in a folder, and write it as a zip in which they lie in a folder named `root`.

    folder: becomes the bag; its files become the payload, in data/. info: what bag-info.txt says, with `Bagging-Date`, the day
    that stands as the time of every file.
    """
    import bagit

    bagit.make_bag(
        str(folder), bag_info={"Bag-Software-Agent": "mssd, by the library bagit", **info}, checksums=ALGORITHMS
    )
    for algorithm in ALGORITHMS:
        sort_lines(folder / f"tagmanifest-{algorithm}.txt")
    write_zip(Folder(folder), root, info["Bagging-Date"], path)


def sort_lines(manifest: Path) -> None:
    """Put a manifest in the order of names: bagit lists the files beside data/ in that of the file system."""
    lines = manifest.read_text(encoding="utf-8").splitlines(keepends=True)
    manifest.write_text("".join(sorted(lines, key=lambda line: line.split()[1])), encoding="utf-8", newline="\n")


def write_zip(archive: Archive, root: str, day: str, path: str | Path) -> None:
    """
    Write the files of an archive as a zip in which nothing depends on the clock, the machine or the version of a compressor.

    They are stored as they are, in the order of their names, with the day of the study (such as 2026-11-23) as their time.
    """
    noon = (*date.fromisoformat(day).timetuple()[:3], 12, 0, 0)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, allowZip64=False) as made:
        for name in sorted(archive.sizes):
            entry = zipfile.ZipInfo(f"{root}/{name}", noon)
            entry.create_system, entry.external_attr, entry.file_size = ON_UNIX, PLAIN_FILE, archive.sizes[name]
            with made.open(entry, "w") as file:
                for chunk in archive.chunks(name):
                    file.write(chunk)
