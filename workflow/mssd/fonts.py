"""Fonts: the faces that the documents are set in, which characters they have, and only what a document needs of them."""

import re
from base64 import b64encode
from functools import cache
from io import BytesIO
from pathlib import Path
from string import printable
from typing import NamedTuple
from unicodedata import category, name

from mssd.complaints import Complaint
from mssd.files import KINDS_OF_FONTS, hidden
from mssd.verify import clashes, fault_of_part

FONTS = Path(__file__).parents[1] / "report" / "fonts"
OF_THE_STUDY = Path("fonts")
NAME_OF_A_FONT = re.compile(r"[A-Za-z0-9_()-][A-Za-z0-9 ._()-]{0,79}")
UNFIT_NAME = "expected a name of at most 80 letters from a to z, digits, blanks, '_', '-', '.', '(' and ')', no device of Windows"
LARGEST, FEW = 64_000_000, 50
SHAPING = ["ccmp", "kern", "liga", "lnum", "locl", "mark", "mkmk", "tnum"]
UNSEEN = {"Cc", "Cf", "Zl", "Zp"}
ADDED_IN_SETTING = "-‐–—•…‘’“”?"


class Face(NamedTuple):
    """One face of a family: its weight, its style, and the file that it lies in."""

    family: str
    weight: int
    style: str
    file: Path


FACES = [
    Face("Source Serif 4", 400, "normal", FONTS / "SourceSerif4-Regular.ttf.woff"),
    Face("Source Serif 4", 400, "italic", FONTS / "SourceSerif4-It.ttf.woff"),
    Face("Source Serif 4", 600, "normal", FONTS / "SourceSerif4-Semibold.ttf.woff"),
    Face("Source Sans 3", 400, "normal", FONTS / "SourceSans3-Regular.ttf.woff"),
    Face("Source Sans 3", 400, "italic", FONTS / "SourceSans3-It.ttf.woff"),
    Face("Source Sans 3", 600, "normal", FONTS / "SourceSans3-Semibold.ttf.woff"),
]


def fonts_of_study(folder: Path = OF_THE_STUDY) -> list[Path]:
    """The font files that a study brings for letters that ours lack, such as Georgian or Chinese ones; most bring none."""
    return sorted(file for file in folder.glob("*") if file.suffix.lower() in KINDS_OF_FONTS and not hidden(file.name))


def broken_fonts(by_setting: bool = False) -> list[Complaint]:
    """
    A complaint for each font file of the study that can't be read, or has a name that not every system takes.

    by_setting: whether letters are taken from each, as setting does, which takes seconds where a font is large.
    """
    files = fonts_of_study()
    faults = [(str(file), fault_of(file, by_setting)) for file in files]
    faults += [
        (str(OF_THE_STUDY), f"{clash}; expected names that every system tells apart")
        for clash in clashes(f.name for f in files)
    ]
    return [Complaint(place, None, None, fault) for place, fault in faults if fault]


def fault_of(file: Path, by_setting: bool) -> str:
    """What is wrong with a font file, and nothing where it has glyphs that can be set."""
    if not NAME_OF_A_FONT.fullmatch(file.name) or fault_of_part(file.name):
        return UNFIT_NAME
    if file.stat().st_size > LARGEST:
        return f"larger than {LARGEST:,} bytes; expected a smaller font file"
    try:
        weight_of(file)
        some = sorted(characters_of(file))[:FEW]
        if by_setting:
            part_of(file, "".join(map(chr, some)))
    except Exception:  # a broken file makes the library raise nearly anything
        return "no font that can be set; expected a TrueType or OpenType font, or such a font as WOFF"
    return "" if some else "a font without letters; expected one with those that ours lack"


def all_faces() -> list[Face]:
    """Our faces, and those of the study, which are asked where ours have no glyph."""
    own = (file for file in fonts_of_study())
    return [*FACES, *(Face("Fonts of the study", weight_of(file), "normal", file) for file in own)]


@cache
def weight_of(file: Path) -> int:
    """How heavy a font file says that it is, from 100 to 900."""
    from fontTools.ttLib import TTFont

    with TTFont(file, lazy=True) as font:
        return font["OS/2"].usWeightClass


@cache
def characters_of(file: Path) -> frozenset[int]:
    """The code points that a font file has a glyph for."""
    from fontTools.ttLib import TTFont

    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())


def without_glyph(text: str) -> list[str]:
    """The characters of a text that no face has, in order, but for those that are never drawn, such as a soft hyphen."""
    known = frozenset.union(*(characters_of(face.file) for face in all_faces()))
    return sorted(sign for sign in set(text) if ord(sign) not in known and category(sign) not in UNSEEN)


def named(sign: str) -> str:
    """A character as a complaint shows it: `漢 (U+6F22, CJK UNIFIED IDEOGRAPH-6F22)`."""
    return f"{sign} (U+{ord(sign):04X}, {name(sign, 'without a name')})"


def font_faces(text: str) -> str:
    """The `@font-face` rules of a document that embeds what its text needs of each face, and nothing else."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f"src: url(data:font/woff;base64,{b64encode(part_of(face.file, text)).decode()}) }}"
        for face in all_faces()
    )


def part_of(file: Path, text: str) -> bytes:
    """A face with the glyphs of a text, and of what setting adds to it such as bullets, and the features it is set with."""
    import logging

    from fontTools import subset

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    choices = subset.Options(flavor="woff", hinting=False, notdef_outline=True, layout_features=SHAPING, name_IDs=["*"])
    font = subset.load_font(file, choices)
    subsetter = subset.Subsetter(choices)
    subsetter.populate(unicodes=sorted(map(ord, {*text, *ADDED_IN_SETTING, *printable})))
    subsetter.subset(font)
    written = BytesIO()
    subset.save_font(font, written, choices)
    return written.getvalue()
