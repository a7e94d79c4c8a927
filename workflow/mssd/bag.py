"""Bag: a folder of files as a BagIt bag (RFC 8493) in a zip, of which equal files make equal bytes."""

from pathlib import Path

from mssd.verify import ALGORITHMS, members_of_folder, write_zip


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
    found, _ = members_of_folder(folder)
    write_zip(found, root, info["Bagging-Date"], Path(path))
