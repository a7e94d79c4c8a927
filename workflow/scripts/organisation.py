"""Organisation: the organs of the organisation and which of them is part of which, as a tree of boxes."""

from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from mssd import drawing as draw
from mssd.labels import in_brief
from mssd.words import series

KINDS = {
    "decides": {"fill": draw.TINT, "stroke": draw.HEAVY},
    "carries_out": {"stroke": draw.FIRM},
    "consults": {"stroke": draw.Stroke(draw.ACCENT, 0.9), "rx": 7},
    "supports": {"stroke": draw.LINK, "stroke_dasharray": "2.5 1.8"},
}
EDGE, GUTTER = 2.0, 12.0
NARROWEST = 62.0
GROUPED = 2


class Spacing(NamedTuple):
    """How far apart things stand: roomy where the page allows, close where the chart would grow too tall."""

    gap: float
    padding: float
    indent: float
    widest: float
    one_note: bool


ROOMY = Spacing(gap=8, padding=4.5, indent=13, widest=150, one_note=False)
CLOSE = Spacing(gap=4.5, padding=2.5, indent=9, widest=150, one_note=True)
TIGHT = Spacing(gap=2.5, padding=1.2, indent=9, widest=230, one_note=True)


class Organ(NamedTuple):
    """An organ with the organs that are part of it."""

    label: str
    kind: str
    composition: str
    parts: list["Organ"]

    @property
    def depth(self) -> int:
        """How many steps down the organs below it go."""
        return 1 + max((part.depth for part in self.parts), default=-1)


class Box(NamedTuple):
    """The text of an organ's box, wrapped to its width, and the height that it takes."""

    organ: Organ
    width: float
    name: list[str]
    notes: list[str]
    height: float


def organisation(organs: pd.DataFrame) -> str:
    """
    The organisation chart: each organ in a box, below the organ that it is part of.

    The organs next to the top stand side by side, in the order of the table, and their own parts hang below them. Two
    or more supporting organs without parts are one group. The border and a word tell the kind. Several tops stand below
    each other. Raises ValueError where organs are part of each other in a circle, so that none of them is at the top.
    """
    tops = forest(organs)
    drawing = draw.first_that_fits(chart(tops, space) for space in (ROOMY, CLOSE, TIGHT))
    return drawing.svg("Organisation chart", description(tops, len(organs)))


def forest(organs: pd.DataFrame) -> list[Organ]:
    """The organs at the top, each with its parts; an organ is at the top when no organ of the table is above it."""
    rows = organs.set_index("organ").astype(object)
    above = {organ: whole if whole in rows.index else None for organ, whole in rows["part_of"].items()}
    circle = [organ for organ in above if organ not in reached(above)]
    if circle:
        raise ValueError(f"{', '.join(circle)}: each is part of another in a circle; expected one organ at the top")

    def grown(organ: str) -> Organ:
        label, kind, composition = rows.loc[organ, ["label", "kind", "composition"]]
        parts = [grown(part) for part, whole in above.items() if whole == organ]
        return Organ(label, kind, "" if pd.isna(composition) else composition, parts)

    return [grown(organ) for organ, whole in above.items() if whole is None]


def reached(above: dict[str, str | None]) -> list[str]:
    """The organs that are found going down from the top."""
    found = [organ for organ, whole in above.items() if whole is None]
    for organ in found:
        found += [part for part, whole in above.items() if whole == organ]
    return found


def chart(tops: list[Organ], space: Spacing) -> draw.Drawing:
    """Every tree below the one before it; tops without parts stand side by side at the end."""
    drawing, y = draw.Drawing(), EDGE
    for top in tops:
        if top.parts:
            y = tree(drawing, top, y, space) + 2 * space.gap
    for row in rows_of([top for top in tops if not top.parts], space):
        y = columns(drawing, row, y, space)[1] + space.gap
    return drawing


def tree(drawing: draw.Drawing, top: Organ, y: float, space: Spacing) -> float:
    """The top organ, the rows of organs below it and the group of supporting ones; gives the bottom."""
    natural = (
        max(draw.text_width(top.label, draw.NAME), draw.text_width(top.composition, draw.NOTE)) + 4 * space.padding
    )
    head = box_of(top, min(max(natural, NARROWEST), 1.5 * space.widest), space)
    paint(drawing, head, (drawing.width - head.width) / 2, y, head.height, space)
    if len(top.parts) == 1 and len(top.parts[0].parts) > 1:
        below = y + head.height + 2 * space.gap
        drawing.line((drawing.width / 2, y + head.height), (drawing.width / 2, below), stroke=draw.LINK)
        return tree(drawing, top.parts[0], below, space)
    supporting = [part for part in top.parts if part.kind == "supports" and not part.parts]
    grouped = supporting if len(supporting) >= GROUPED else []
    bottom, buses = y + head.height, []
    for row in rows_of([part for part in top.parts if part not in grouped], space):
        bus = bottom + space.gap
        entries, bottom = columns(drawing, row, bus + space.gap, space)
        buses.append((bus, entries))
    if not grouped:
        connect(drawing, y + head.height, buses, space)
        return bottom
    field = bottom + 2 * space.gap
    bottom = group(drawing, grouped, field, space)
    connect(drawing, y + head.height, buses, space, (field, bottom))
    return bottom


def rows_of(organs: list[Organ], space: Spacing) -> list[list[Organ]]:
    """The organs in rows of about equal number, as many in a row as leaves the deepest box wide enough to read."""
    if not organs:
        return []
    needed = NARROWEST + space.indent * max(organ.depth for organ in organs) + space.gap
    most = max(1, int((draw.Drawing().width - 2 * GUTTER + space.gap) // needed))
    count = -(-len(organs) // most)
    size, longer = divmod(len(organs), count)
    ends = [row * size + min(row, longer) for row in range(count + 1)]
    return [organs[start:end] for start, end in pairwise(ends)]


def columns(
    drawing: draw.Drawing, organs: list[Organ], y: float, space: Spacing, inset: float = 0
) -> tuple[list[float], float]:
    """Organs side by side, each with its parts hanging below it; gives where connectors enter, and the bottom."""
    room = drawing.width - 2 * (GUTTER + inset)
    deepest = max(organ.depth for organ in organs)
    width = min((room + space.gap) / len(organs) - space.gap, space.widest + space.indent * max(0, deepest - 3))
    left = (drawing.width - len(organs) * (width + space.gap) + space.gap) / 2
    places = [left + position * (width + space.gap) for position in range(len(organs))]
    boxes = [box_of(organ, min(width, space.widest), space) for organ in organs]
    height = max(box.height for box in boxes)
    bottoms = []
    for x, box in zip(places, boxes, strict=True):
        paint(drawing, box, x, y, height, space)
        bottoms.append(hang(drawing, box.organ, x, y + height, width, space))
    return [x + box.width / 2 for x, box in zip(places, boxes, strict=True)], max(bottoms)


def hang(drawing: draw.Drawing, organ: Organ, x: float, y: float, width: float, space: Spacing) -> float:
    """The parts of an organ below its box, indented, and theirs below them; gives the bottom."""
    trunk, top, left, entries = x + space.indent / 2, y, x + space.indent, []
    for part in organ.parts:
        box = box_of(part, min(width - space.indent, space.widest), space)
        y += 0.7 * space.gap
        paint(drawing, box, left, y, box.height, space)
        entries.append(y + box.height / 2)
        y = hang(drawing, part, left, y + box.height, width - space.indent, space)
    for entry in entries[:-1]:
        drawing.line((trunk, entry), (left, entry), stroke=draw.LINK)
    for entry in entries[-1:]:
        drawing.line((trunk, top), (trunk, entry), (left, entry), stroke=draw.LINK)
    return y


def group(drawing: draw.Drawing, organs: list[Organ], y: float, space: Spacing) -> float:
    """The supporting organs in one pale field with its name; gives the bottom."""
    top, y = y, drawing.lines(drawing.width / 2, y + space.padding, ["Minor bodies"], draw.HEADING, anchor="middle")
    y += 0.7 * space.padding
    for row in rows_of(organs, space):
        y = columns(drawing, row, y, space, inset=space.gap)[1] + space.gap
    drawing.box(GUTTER, top, drawing.width - 2 * GUTTER, y - top, fill=draw.PALE, under=True)
    return y


def connect(
    drawing: draw.Drawing,
    top: float,
    buses: list[tuple[float, list[float]]],
    space: Spacing,
    field: tuple[float, float] | None = None,
) -> None:
    """
    The connectors from the top organ to the rows below it: a bus above each row, with a drop into each of its boxes.

    The first bus hangs on the top organ; the others, and the field of the supporting organs (its top and bottom), are reached
    through the gutter on the left, where no box stands.
    """
    middle, side = drawing.width / 2, sum(field) / 2 if field and buses else None
    gutter = [EDGE] if len(buses) > 1 or side else []
    for bus, entries in buses:
        ends = [*entries, *gutter, *([middle] if bus == buses[0][0] else [])]
        drawing.line((min(ends), bus), (max(ends), bus), stroke=draw.LINK)
        for x in entries:
            drawing.line((x, bus), (x, bus + space.gap), stroke=draw.LINK)
    if buses or field:
        drawing.line((middle, top), (middle, buses[0][0] if buses else field[0]), stroke=draw.LINK)
    if side:
        drawing.line((EDGE, buses[0][0]), (EDGE, side), (GUTTER, side), stroke=draw.LINK)
    elif gutter:
        drawing.line((EDGE, buses[0][0]), (EDGE, buses[-1][0]), stroke=draw.LINK)


def box_of(organ: Organ, width: float, space: Spacing) -> Box:
    """The box of an organ: its name, its kind in a word and, where it is known, who sits in it."""
    kind, room = organ.kind.replace("_", " "), width - 2 * space.padding
    name = draw.balanced(organ.label, room, draw.NAME)
    if space.one_note:
        notes = draw.balanced(f"{kind}: {organ.composition}" if organ.composition else kind, room, draw.NOTE)
    else:
        notes = [kind, *(draw.balanced(organ.composition, room, draw.NOTE) if organ.composition else [])]
    height = 2 * space.padding + draw.NAME.leading * len(name) + draw.NOTE.leading * len(notes)
    return Box(organ, width, name, notes, height)


def paint(drawing: draw.Drawing, box: Box, x: float, y: float, height: float, space: Spacing) -> None:
    """A box with its text from its top, so that the names of neighbours stand on one line."""
    drawing.box(x, y, box.width, height, **KINDS[box.organ.kind])
    middle, top = x + box.width / 2, y + space.padding
    below = drawing.lines(middle, top, box.name, draw.NAME, anchor="middle")
    drawing.lines(middle, below, box.notes, draw.NOTE, anchor="middle")


def description(tops: list[Organ], count: int) -> str:
    """What the chart shows, for those who can't see it: each organ that has parts, with its parts and their kinds."""
    sentences = [f"{count} {'organ' if count == 1 else 'organs'}; at the top: {series(map(named, tops))}."]
    waiting = list(tops)
    for organ in waiting:
        waiting += organ.parts
        if organ.parts:
            sentences.append(f"Part of {organ.label}: {series(map(named, organ.parts))}.")
    return in_brief(sentences)


def named(organ: Organ) -> str:
    return f"{organ.label} ({organ.kind.replace('_', ' ')})"


if __name__ == "__main__":
    from pathlib import Path

    from mssd.tables import read

    figure = organisation(organs=read("organs", snakemake.input.organs))
    Path(snakemake.output[0]).write_text(figure, encoding="utf-8", newline="\n")
