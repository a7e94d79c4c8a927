"""Outlines: the letters of a drawing as shapes, so that it looks the same where our fonts are not."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from mssd.drawing import element, face, number

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

MISSING = ".notdef"


def outlined(svg: str, further: tuple[Path, ...] = ()) -> str:
    """
    A drawing of `drawing.py` in which each line of text is a row of shapes; everything else, title and description too, stays.

    A letter is defined once and used wherever it stands. One that the face doesn't have is taken from the first of the `further`
    font files that has it, and else is the empty box of the face.
    """
    lines, glyphs = [], {}
    for line in svg.splitlines():
        lines.append(in_shapes(line, glyphs, further) if line.startswith("<text ") else line)
    shapes = "".join(element("path", id=name, d=path) for name, path in sorted(glyphs.items()))
    head = lines[0].replace("<svg ", '<svg xmlns:xlink="http://www.w3.org/1999/xlink" ', 1)
    told = next((n for n, line in enumerate(lines) if line.startswith("<desc>")), 0) + 1
    return "\n".join([head, *lines[1:told], f"<defs>{shapes}</defs>", *lines[told:], ""])


def in_shapes(line: str, glyphs: dict[str, str], further: tuple[Path, ...]) -> str:
    """A line of text as shapes, side by side from where it starts; adds those that it needs to `glyphs`."""
    text = ElementTree.fromstring(line)
    weight, size = int(text.get("font-weight")), float(text.get("font-size"))
    letters = [outline(weight, character, further) for character in text.text or ""]
    width = sum(advance for *_, advance in letters)
    pen = {"middle": -width / 2, "end": -width}.get(text.get("text-anchor"), 0.0)
    used = []
    for name, path, advance in letters:
        if path:
            glyphs[name] = path
            used.append(element("use", **{"xlink:href": f"#{name}"}, x=pen))
        pen += advance
    x, y = (float(text.get(axis)) for axis in "xy")
    scale = f"scale({size / units(weight):.6g} {-size / units(weight):.6g})"
    place = " ".join(filter(None, [text.get("transform"), f"translate({number(x)} {number(y)})", scale]))
    return f'<g transform="{place}" fill="{text.get("fill")}">{"".join(used)}</g>'


@cache
def outline(weight: int, character: str, further: tuple[Path, ...]) -> tuple[str, str, float]:
    """A letter: a name for its shape, the shape, and how far it moves the pen, in units of the face of that weight."""
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    fonts = [face(weight), *map(opened, further)]
    font = next((font for font in fonts if ord(character) in font.getBestCmap()), None)
    glyph = font.getBestCmap()[ord(character)] if font else MISSING
    name = f"w{weight}-{ord(character):x}" if font else f"w{weight}-missing"
    glyphs, scale = (font or fonts[0]).getGlyphSet(), units(weight) / (font or fonts[0])["head"].unitsPerEm
    pen = SVGPathPen(glyphs, number)
    glyphs[glyph].draw(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
    return name, pen.getCommands(), scale * glyphs[glyph].width if font else units(weight)


@cache
def opened(file: Path) -> "TTFont":
    """A font file that a study brings."""
    from fontTools.ttLib import TTFont

    return TTFont(file)


def units(weight: int) -> int:
    """How many units of a face are its size."""
    return face(weight)["head"].unitsPerEm
