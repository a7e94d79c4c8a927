"""Drawing: the one visual language of the figures, as SVG text that is the same for the same data."""

import re
from collections.abc import Callable
from functools import cache
from html import escape
from itertools import takewhile
from pathlib import Path

FAMILY = "Source Sans 3"
FONTS = Path(__file__).parents[1] / "report" / "fonts"
REGULAR, SEMIBOLD, BOLD = 400, 600, 700
FACES = {REGULAR: "SourceSans3-Regular", SEMIBOLD: "SourceSans3-Semibold", BOLD: "SourceSans3-Bold"}

MILLIMETRE = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 160 * MILLIMETRE, 215 * MILLIMETRE
SMALL, BODY, HEAD = 7.5, 8.5, 9.5
LEADING = 1.2
MIDDLE = 0.33

INK, MUTED, RULE, PALE, WHITE = "#1d2126", "#5a6068", "#c3c9d0", "#f3f4f6", "#ffffff"
ACCENT, TINT = "#1f4e79", "#e3edf6"
HAIRLINE, THIN, STRONG = 0.5, 0.9, 1.8

PLAIN_OUTCOME = {"label": "The outcome", "occurred": "occurred", "absent": "did not occur"}
VALUES = {"1": "present", "0": "absent", "?": "undetermined"}
MARGIN = 1.5
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@cache
def advances(weight: int) -> dict[int, float]:
    """How far each character of a face moves the pen, as a share of the font size."""
    from fontTools.ttLib import TTFont

    font = TTFont(FONTS / f"{FACES[weight]}.ttf.woff2")
    widths, em = font["hmtx"].metrics, font["head"].unitsPerEm
    return {character: widths[glyph][0] / em for character, glyph in font.getBestCmap().items()}


def text_width(words: str, size: float, weight: int = REGULAR) -> float:
    """The width of a line of text in points; a character that the face doesn't have counts as a full square."""
    known = advances(weight)
    return size * sum(known.get(ord(character), 1.0) for character in words)


def printable(words: object) -> str:
    """A text as one line, without the characters that no XML may hold."""
    return " ".join(UNPRINTABLE.sub("", str(words)).split())


def wrapped(words: object, width: float, size: float = BODY, weight: int = REGULAR) -> list[str]:
    """The lines of a text that is no wider than `width`: as full as they go; only a word wider than that is broken."""
    lines: list[str] = []
    for word in printable(words).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines += broken(word, width, size, weight)
    return lines


def broken(word: str, width: float, size: float, weight: int) -> list[str]:
    """A word in pieces no wider than `width`: cut after `-`, `/` or `_` where it can be, else with a hyphen."""
    pieces = []
    while text_width(word, size, weight) > width and len(word) > 1:
        fits = takewhile(lambda end: text_width(word[:end] + "-", size, weight) <= width, range(1, len(word)))
        end = max(fits, default=1)
        joint = max(word.rfind(sign, 0, end) for sign in "-/_") + 1
        pieces.append(word[:joint] if joint else word[:end] + "-")
        word = word[joint or end :]
    return [*pieces, word]


def balanced(words: object, width: float, size: float = BODY, weight: int = REGULAR) -> list[str]:
    """The lines of a text, as few as `width` allows, and about equally long without breaking further words."""
    lines = narrower = wrapped(words, width, size, weight)
    longest = max(text_width(word, size, weight) for word in printable(words).split(" "))
    while len(narrower) == len(lines) > 1 and width > longest:
        lines, width = narrower, width - 1
        narrower = wrapped(words, max(width, longest), size, weight)
    return lines


def number(value: float) -> str:
    """A coordinate with two decimals at most, so that equal drawings are equal text."""
    digits = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def element(tag: str, content: str = "", **attributes: object) -> str:
    """One SVG element; an attribute of None is left out, and `stroke_width` is written stroke-width."""
    given = {name.replace("_", "-"): value for name, value in attributes.items() if value is not None}
    written = [f'{name}="{escape(value if isinstance(value, str) else number(value))}"' for name, value in given.items()]
    return f"<{' '.join([tag, *written])}{f'>{escape(content, quote=False)}</{tag}>' if content else '/>'}"


class Drawing:
    """
    A figure in the making, in points from its top left corner; what is added later is painted over what was there.

    It grows downwards with what is drawn, and is printed 160 mm wide. One that had to be wider than that, or is taller than
    215 mm, is printed smaller as a whole, so that nothing is ever cut off.
    """

    def __init__(self, width: float = PAGE_WIDTH):
        self.width, self.height = width, 0.0
        self.shapes: list[str] = []

    def add(self, tag: str, bottom: float, content: str = "", under: bool = False, **attributes: object) -> None:
        """Add a shape that reaches down to `bottom`; `under` puts it behind all that is there."""
        self.height = max(self.height, bottom)
        self.shapes.insert(0 if under else len(self.shapes), element(tag, content, **attributes))

    def text(
        self,
        x: float,
        y: float,
        words: object,
        size: float = BODY,
        weight: int = REGULAR,
        colour: str = INK,
        anchor: str | None = None,
        upright: bool = False,
    ) -> None:
        """A line of text with its baseline at y; anchor: start, middle or end at x; upright: read from bottom to top."""
        look = {"font_size": size, "font_weight": str(weight), "fill": colour, "text_anchor": anchor}
        turn = f"rotate(-90 {number(x)} {number(y)})" if upright else None
        self.add("text", y + 0.3 * size, printable(words), x=x, y=y, **look, transform=turn)

    def lines(self, x: float, y: float, lines: list[str], size: float = BODY, **look: object) -> float:
        """Lines of text below each other, the first with its baseline at y; gives the baseline after the last."""
        for words in lines:
            self.text(x, y, words, size, **look)
            y += LEADING * size
        return y

    def line(self, *points: tuple[float, float], colour: str = RULE, thickness: float = HAIRLINE) -> None:
        """A line through the points, with square corners."""
        path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
        self.add("path", max(y for _, y in points) + thickness, d=path, fill="none", stroke=colour, stroke_width=thickness)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str = "none",
        stroke: str | None = None,
        thickness: float = THIN,
        radius: float | None = None,
        dashes: str | None = None,
        under: bool = False,
    ) -> None:
        """A rectangle; radius rounds its corners."""
        outline = {"stroke": stroke, "stroke_width": thickness if stroke else None, "stroke_dasharray": dashes}
        place = {"x": x, "y": y, "width": width, "height": height, "rx": radius, "ry": radius}
        self.add("rect", y + height + thickness / 2, under=under, **place, fill=fill, **outline)

    def disc(self, x: float, y: float, radius: float, fill: str = ACCENT, stroke: str = ACCENT, **look: object) -> None:
        """A disc around x, y."""
        look = {"stroke_width": THIN} | look
        self.add("circle", y + radius + STRONG, cx=x, cy=y, r=radius, fill=fill, stroke=stroke, **look)

    def ring(self, x: float, y: float, radius: float) -> None:
        """A thin ring around a mark."""
        self.disc(x, y, radius, fill="none", stroke=INK, stroke_width=0.8)

    def half_disc(self, x: float, y: float, radius: float) -> None:
        """A disc of which the left half is filled."""
        self.disc(x, y, radius, fill=WHITE, stroke_width=THIN)
        half = f"M{number(x)} {number(y - radius)}A{number(radius)} {number(radius)} 0 0 0 {number(x)} {number(y + radius)}Z"
        self.add("path", y + radius, d=half, fill=ACCENT)

    def cross(self, x: float, y: float, radius: float, colour: str = INK) -> None:
        """A cross of two strokes."""
        for rise in (radius, -radius):
            self.line((x - radius, y - rise), (x + radius, y + rise), colour=colour, thickness=1.2)

    def diamond(self, x: float, y: float, radius: float, fill: str = INK) -> None:
        """A small square on its corner."""
        corners = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
        outline = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in corners) + "Z"
        self.add("path", y + radius + HAIRLINE, d=outline, fill=fill, stroke=INK, stroke_width=0.7)

    def mark(self, x: float, y: float, value: str, radius: float) -> None:
        """The mark of a value: a filled disc for 1, an open one for 0, a question mark in a broken ring for anything else."""
        if value in ("0", "1"):
            self.disc(x, y, radius, fill=ACCENT if value == "1" else WHITE, stroke_width=1.3)
            return
        self.disc(x, y, radius, fill=WHITE, stroke=MUTED, stroke_dasharray="1.6 1.6")
        size = max(SMALL, 1.7 * radius)
        self.text(x, y + MIDDLE * size, "?", size, weight=BOLD, anchor="middle")

    def legend(self, y: float, entries: list[tuple[Callable[[float, float], None] | None, str]]) -> float:
        """Marks with what they mean, side by side on as many lines as it takes; gives the baseline after the last."""
        x = 0.0
        for mark, words in entries:
            room = 16 if mark else 0
            if x and x + room + text_width(words, SMALL) > self.width:
                x, y = 0.0, y + 13
            if mark:
                mark(x + 6, y - MIDDLE * SMALL)
            y = self.lines(x + room, y, wrapped(words, self.width - x - room, SMALL), SMALL, colour=MUTED) - LEADING * SMALL
            x += room + text_width(words, SMALL) + 14
        return y + 13

    def svg(self, title: str, description: str) -> str:
        """The drawing as SVG text, with its title and what it shows, told for those who can't see it."""
        width, height = self.width, self.height + MARGIN
        scale = min(1, PAGE_WIDTH / width, PAGE_HEIGHT / height)
        size = f'width="{number(scale * width)}pt" height="{number(scale * height)}pt"'
        frame = f'viewBox="0 0 {number(width)} {number(height)}" role="img" font-family="\'{FAMILY}\', sans-serif"'
        plain = 'style="font-kerning: none; font-variant-ligatures: none"'
        told = [element("title", printable(title)), element("desc", printable(description))]
        return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" {size} {frame} {plain}>', *told, *self.shapes, "</svg>", ""])
