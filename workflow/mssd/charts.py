"""Charts: what several figures share: columns and the names above them, sources counted on two sides, the tables behind each."""

from typing import NamedTuple

from mssd import drawing as draw
from mssd.labels import BRACKETS, fitted

TABLES_BEHIND = {
    "organisation": ["organs"],
    "citations": ["selection", "mentions"],
    "timeline": ["case_selection", "cases"],
    "threshold_sweep": ["selection", "robustness"],
    "comparison": ["presence", "truth_table", "covariation"],
    "configuration_chart": ["configurations"],
    "model_chart": ["minimisations", "implicants", "solutions"],
    "distance_map": ["pairs"],
    "survival": ["robustness", "codings"],
}
TALLEST, MOST_LINES = 100.0, 5
BAR_OF_SOURCES, AXIS = 3.6, 8.0


class Columns(NamedTuple):
    """Columns of equal width, side by side from `left`."""

    left: float
    width: float
    number: int

    @property
    def right(self) -> float:
        """Where the last column ends."""
        return self.left + self.width * self.number

    def middle(self, position: float) -> float:
        """The middle of a column."""
        return self.left + self.width * (position + 0.5)


def heads(
    drawing: draw.Drawing,
    columns: Columns,
    names: dict[str, str],
    top: float = 0.0,
    least: float = 0.0,
    look: draw.Look = draw.STRESS,
) -> float:
    """
    The names above their columns, from `top` downwards and at least so high; gives the bottom of the names.

    They are turned where a word is too wide for its column, and the short names stand for all where one would be cut.
    """
    level = [draw.balanced(name, columns.width - 3, look) for name in names.values()]
    if any(lines[1:] for lines in level):
        level = [balanced_parts(name, columns.width - 3, look) for name in names.values()]
    whole = all(" ".join(lines) == draw.printable(name) for lines, name in zip(level, names.values(), strict=True))
    turned = not whole or any(len(lines) > MOST_LINES for lines in level)
    if turned:
        look = draw.STRESS
        level = turned_lines(columns, names, look)
    sizes = [
        max(draw.text_width(line, look) for line in lines) if turned else look.leading * len(lines) for lines in level
    ]
    bottom = top + 4 + max(least, *sizes, look.leading)
    for position, (lines, size) in enumerate(zip(level, sizes, strict=True)):
        middle = columns.middle(position)
        if not turned:
            drawing.lines(middle, bottom - size, lines, look, "middle")
        for number, words in enumerate(filter(None, lines if turned else [])):
            drawing.text(middle + (number - (len(lines) - 1) / 2) * look.leading, bottom, words, look, upright=True)
    return bottom


def balanced_parts(name: str, width: float, look: draw.Look) -> list[str]:
    """The balanced lines of a name; what stands in brackets at its end, as a year, has a line of its own."""
    return [line for part in BRACKETS.split(name) for line in draw.balanced(part, width, look)]


def turned_lines(columns: Columns, names: dict[str, str], look: draw.Look) -> list[list[str]]:
    """The lines of turned names: as many as the column is wide, and of short names where a long one would be cut."""
    most = max(1, int((columns.width - 1) / look.leading))
    fits = all(len(draw.balanced(name, TALLEST, look)) <= most for name in names.values())
    return [fitted(name, TALLEST, look, most) for name in (names.values() if fits else names)]


def sides(drawing: draw.Drawing, x: float, y: float, against: int, supporting: int, unit: float) -> None:
    """
    The sources of a cell on the two sides of an axis at x: those against on the left, open, those for on the right, filled.

    unit: the width of one source. The number of sources stands at the end of each bar, so that none needs to be measured.
    """
    edge = draw.Stroke(draw.ACCENT, 0.6)
    for count, direction, fill, anchor in ((against, -1, draw.WHITE, "end"), (supporting, 1, draw.ACCENT, "start")):
        length = count * unit
        if count:
            left = min(x, x + direction * length)
            drawing.box(left, y - BAR_OF_SOURCES / 2, length, BAR_OF_SOURCES, stroke=edge, fill=fill)
        drawing.text(x + direction * (length + 2.6), y, count, draw.NOTE, anchor)
    drawing.line((x, y - AXIS / 2), (x, y + AXIS / 2), stroke=draw.Stroke(draw.INK, 0.8))


def unit_of(width: float, counts: list[tuple[int, int]], widest: float = 3.2) -> float:
    """The width of one source, alike in all cells, so that the bars and numbers of each fit `width`; 0 where none can."""
    units = [widest]
    for count in {count for pair in counts for count in pair} - {0}:
        units.append((width / 2 - 3.2 - draw.text_width(str(count), draw.NOTE)) / count)
    return max(0.0, min(units))
