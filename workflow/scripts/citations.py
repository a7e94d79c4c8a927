"""Citations: which interviews cite which factors, and how far each factor is from the threshold."""

from typing import NamedTuple

import pandas as pd

from mssd.drawing import (
    ACCENT,
    BODY,
    INK,
    LEADING,
    MIDDLE,
    MUTED,
    PAGE_HEIGHT,
    RULE,
    SEMIBOLD,
    SMALL,
    THIN,
    Drawing,
    text_width,
    wrapped,
)
from mssd.words import series

SUPPORTS, QUALIFIES, DENIES = "supports", "qualifies", "denies"
MEANINGS = {SUPPORTS: "supports the factor", QUALIFIES: "only qualifies it", DENIES: "only denies it (no citation)"}
RADIUS = 3.6
COUNT, EDGE_NOTE = 18.0, "on the edge"
NARROWEST, WIDEST = 9.0, 20.0
LABELS, BARS = 200.0, 118.0
ROOMY, CLOSE = 6.5, 1.5


class Matrix(NamedTuple):
    """The parts of the figure from left to right: labels, the word context, a column for each interview, counts, bars."""

    interviews: list[str]
    labels: float
    scope: float
    column: float
    threshold: int

    @property
    def left(self) -> float:
        return self.labels + self.scope

    @property
    def bars(self) -> float:
        return self.left + self.column * len(self.interviews) + COUNT + 8

    @property
    def unit(self) -> float:
        """How wide the bar of one citation is; the note at the end of a bar keeps its room."""
        longest = max(len(self.interviews), self.threshold, 1)
        return (Drawing().width - self.bars - text_width(EDGE_NOTE, SMALL) / 2) / longest

    def column_of(self, position: int) -> float:
        """The middle of an interview's column."""
        return self.left + self.column * (position + 0.5)
