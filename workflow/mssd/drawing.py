"""Drawing: the one visual language of the figures, as SVG text that is the same for the same data."""

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from itertools import accumulate, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "report" / "fonts"
FAMILY = "Source Sans 3"
FACES = {400: "SourceSans3-Regular", 600: "SourceSans3-Semibold"}

MILLIMETRE = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 160 * MILLIMETRE, 215 * MILLIMETRE
MARGIN = 1.5

INK, MUTED, RULE, PALE, WHITE = "#1d2126", "#5a6068", "#c3c9d0", "#f3f4f6", "#ffffff"
ACCENT, TINT = "#1f4e79", "#e3edf6"

BLANKS = re.compile("[ \t\n\r\x85\u2028\u2029]+")
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Look(NamedTuple):
    """How words are set: the size in points, the weight of the face, the colour."""

    size: float
    weight: int = 400
    colour: str = INK

    @property
    def leading(self) -> float:
        """The height of a line."""
        return 1.2 * self.size


class Stroke(NamedTuple):
    """How a line is drawn: its colour and its thickness in points."""

    colour: str
    thickness: float


NAME, PLAIN = Look(8.5, 600), Look(8.5)
STRESS, SMALL, NOTE, HEADING = Look(7.5, 600), Look(7.5), Look(7.5, colour=MUTED), Look(7.5, 600, MUTED)
OUTLINE = Stroke(ACCENT, 1.1)
FAINT, LINK, FIRM, HEAVY = Stroke(RULE, 0.5), Stroke(MUTED, 0.9), Stroke(INK, 0.9), Stroke(INK, 1.8)


@cache
def face(weight: int) -> "TTFont":
    """The face of a weight, read from our fonts."""
    from fontTools.ttLib import TTFont

    return TTFont(FONTS / f"{FACES[weight]}.ttf.woff")


@cache
def advances(weight: int) -> dict[int, float]:
    """How far each character of a face moves the pen, as a share of the font size."""
    font = face(weight)
    widths, em = font["hmtx"].metrics, font["head"].unitsPerEm
    return {character: widths[glyph][0] / em for character, glyph in font.getBestCmap().items()}


def text_width(words: str, look: Look) -> float:
    """The width of a line of text in points; a character that the face doesn't have counts as a full square."""
    known = advances(look.weight)
    return look.size * sum(known.get(ord(character), 1.0) for character in words)


def printable(words: object) -> str:
    """A text as one line with printed apostrophes, without the characters that no XML may hold; hard spaces stay."""
    return " ".join(filter(None, BLANKS.split(UNPRINTABLE.sub("", str(words)).replace("'", "’"))))


def wrapped(words: object, width: float, look: Look) -> list[str]:
    """The lines of a text that is no wider than `width`: as full as they go; only a word wider than that is broken."""
    lines: list[str] = []
    for word in printable(words).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, look) <= width:
            lines[-1] = longer
        else:
            lines += broken(word, width, look)
    return lines


def broken(word: str, width: float, look: Look) -> list[str]:
    """A word in pieces no wider than `width`: cut after `-`, `/` or `_` where it can be, else with a hyphen."""
    pieces, hyphen = [], text_width("-", look)
    while text_width(word, look) > width and len(word) > 1:
        pens = accumulate(text_width(character, look) for character in word)
        end = max(1, sum(1 for _ in takewhile(lambda pen: pen <= width - hyphen, pens)))
        joint = word.rfind("/", 0, end) + 1 or max(word.rfind(sign, 0, end) for sign in "-_") + 1
        pieces.append(word[:joint] if joint else word[:end] + "-")
        word = word[joint or end :]
    return [*pieces, word]


def balanced(words: object, width: float, look: Look) -> list[str]:
    """The lines of a text, as few as `width` allows, and about equally long without breaking further words."""
    lines = narrower = wrapped(words, width, look)
    longest = max(text_width(word, look) for word in printable(words).split(" "))
    while len(narrower) == len(lines) > 1 and width > longest:
        lines, width = narrower, width - 1
        narrower = wrapped(words, max(width, longest), look)
    return lines


def number(value: float) -> str:
    """A coordinate with two decimals at most, so that equal drawings are equal text."""
    digits = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def element(tag: str, content: str = "", **attributes: object) -> str:
    """One SVG element; an attribute of None is left out, and `stroke_width` is written stroke-width."""
    given = {name.replace("_", "-"): value for name, value in attributes.items() if value is not None}
    written = [f'{name}="{escape(v if isinstance(v, str) else number(v))}"' for name, v in given.items()]
    return f"<{' '.join([tag, *written])}{f'>{escape(content, quote=False)}</{tag}>' if content else '/>'}"


def through(points: Iterable[tuple[float, float]]) -> str:
    """The path of straight lines through the points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


class Drawing:
    """
    A figure in the making, in points from its top left corner; what is added later is painted over what was there.

    It grows downwards with what is drawn, and is printed 160 mm wide. One that had to be wider than that, or is taller
    than 215 mm, is printed smaller as a whole, so that nothing is ever cut off.
    """

    def __init__(self, width: float = PAGE_WIDTH):
        self.width, self.height = width, 0.0
        self.shapes: list[str] = []

    def add(self, tag: str, bottom: float, content: str = "", under: bool = False, **attributes: object) -> None:
        """Add a shape that reaches down to `bottom`; `under` puts it behind all that is there."""
        self.height = max(self.height, bottom)
        self.shapes.insert(0 if under else len(self.shapes), element(tag, content, **attributes))

    def text(
        self, x: float, y: float, words: object, look: Look = PLAIN, anchor: str | None = None, upright: bool = False
    ) -> None:
        """
        A line of text of which the capitals' middle is at y, and the start, middle or end (anchor) at x.

        upright: it reads from bottom to top, starts at y and has its capitals' middle at x.
        """
        baseline = look.size / 3
        x, y = (x + baseline, y) if upright else (x, y + baseline)
        turn = f"rotate(-90 {number(x)} {number(y)})" if upright else None
        set_in = {"font_size": look.size, "font_weight": str(look.weight), "fill": look.colour, "text_anchor": anchor}
        self.add("text", y + 0.3 * look.size, printable(words), x=x, y=y, **set_in, transform=turn)

    def lines(self, x: float, y: float, lines: list[str], look: Look = PLAIN, anchor: str | None = None) -> float:
        """Lines of text from y downwards; gives the bottom of the last."""
        for words in lines:
            self.text(x, y + look.leading / 2, words, look, anchor)
            y += look.leading
        return y

    def line(self, *points: tuple[float, float], stroke: Stroke = FAINT) -> None:
        """A line through the points, with square corners."""
        look = {"fill": "none", "stroke": stroke.colour, "stroke_width": stroke.thickness}
        self.add("path", max(y for _, y in points) + stroke.thickness / 2, d=through(points), **look)

    def box(
        self, x: float, y: float, width: float, height: float, stroke: Stroke | None = None, **look: object
    ) -> None:
        """A rectangle, white unless `fill` says otherwise."""
        edge = {"stroke": stroke.colour, "stroke_width": stroke.thickness} if stroke else {}
        bottom = y + height + (stroke.thickness / 2 if stroke else 0)
        self.add("rect", bottom, x=x, y=y, width=width, height=height, **{"fill": WHITE, **edge, **look})

    def disc(self, x: float, y: float, radius: float, fill: str = ACCENT, stroke: Stroke = OUTLINE) -> None:
        """A disc around x, y."""
        edge = {"stroke": stroke.colour, "stroke_width": stroke.thickness}
        self.add("circle", y + radius + stroke.thickness / 2, cx=x, cy=y, r=radius, fill=fill, **edge)

    def ring(self, x: float, y: float, radius: float) -> None:
        """A thin ring around a mark."""
        self.disc(x, y, radius, fill="none", stroke=Stroke(INK, 0.8))

    def half_disc(self, x: float, y: float, radius: float) -> None:
        """A disc of which the left half is filled."""
        self.disc(x, y, radius, fill=WHITE)
        r, top, bottom = number(radius), f"{number(x)} {number(y - radius)}", f"{number(x)} {number(y + radius)}"
        self.add("path", y + radius, d=f"M{top}A{r} {r} 0 0 0 {bottom}Z", fill=ACCENT)

    def cross(self, x: float, y: float, radius: float, colour: str = INK) -> None:
        """A cross of two strokes."""
        for rise in (radius, -radius):
            self.line((x - radius, y - rise), (x + radius, y + rise), stroke=Stroke(colour, 1.2))

    def diamond(self, x: float, y: float, radius: float, fill: str = INK) -> None:
        """A small square on its corner."""
        corners = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
        self.add("path", y + radius + 0.5, d=f"{through(corners)}Z", fill=fill, stroke=INK, stroke_width=0.7)

    def mark(self, x: float, y: float, value: str, radius: float) -> None:
        """The mark of a value: a filled disc for 1, an open one for 0, a question mark for anything else."""
        if value in ("0", "1"):
            self.disc(x, y, radius, fill=ACCENT if value == "1" else WHITE)
        else:
            self.text(x, y, "?", Look(max(7.5, 2 * radius), 600), anchor="middle")

    def sign(self, x: float, y: float, width: float, height: float, result: str) -> None:
        """The box of an outcome: filled where it occurred, open where it didn't."""
        self.box(x, y, width, height, fill=ACCENT if result == "1" else WHITE, stroke=OUTLINE)

    def legend(self, y: float, entries: list[tuple]) -> None:
        """
        Marks with what they mean, from y downwards, side by side on as many lines as it takes.

        entries: a function that draws the mark around x, y (None for none), the words, and how wide a place the mark has.
        """
        x = 0.0
        for mark, words, *place in entries:
            room = place[0] if place else 16 if mark else 0
            if x and x + room + text_width(words, NOTE) > self.width:
                x, y = 0.0, y + 14
            if mark:
                mark(x + (room - 4) / 2, y + 7)
            lines = wrapped(words, self.width - room, NOTE)
            y = self.lines(x + room, y + 7 - NOTE.leading / 2, lines, NOTE) - 7 - NOTE.leading / 2
            x += room + text_width(lines[-1], NOTE) + 14

    def svg(self, title: str, description: str) -> str:
        """The drawing as SVG text, with its title and what it shows, told for those who can't see it."""
        width, height = self.width, self.height + MARGIN
        scale = min(1, PAGE_WIDTH / width, PAGE_HEIGHT / height)
        size = f'width="{number(scale * width)}pt" height="{number(scale * height)}pt"'
        frame = f'viewBox="0 0 {number(width)} {number(height)}" role="img" font-family="\'{FAMILY}\', sans-serif"'
        plain = 'style="font-kerning: none; font-variant-ligatures: none"'
        told = [element("title", printable(title)), element("desc", printable(description))]
        return "\n".join(
            [f'<svg xmlns="http://www.w3.org/2000/svg" {size} {frame} {plain}>', *told, *self.shapes, "</svg>", ""]
        )


def first_that_fits(drawings: Iterable[Drawing]) -> Drawing:
    """The first drawing that is no taller than the page allows, or else the last."""
    for drawing in drawings:
        if drawing.height + MARGIN <= PAGE_HEIGHT:
            break
    return drawing
