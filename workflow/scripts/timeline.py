"""Timeline: when the candidates happened, which of them are compared, and why the others aren't."""

import re
from typing import NamedTuple

import pandas as pd

from mssd import drawing as draw
from mssd.labels import in_brief
from mssd.tables import members
from mssd.words import PLAIN_OUTCOME, series

DAY = re.compile("([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]
BESIDE, SIDES, INSET = 11.0, 4.0, 6.5
MIDDLE_OF_YEAR = 0.5
ROOMY, CLOSE = 7.0, 2.0


class Candidate(NamedTuple):
    """A candidate with its year (None where unknown), its place in that year, and what is said of it below its name."""

    case: str
    label: str
    year: int | None
    moment: float | None
    included: str
    outcome: str
    note: str


class Axis(NamedTuple):
    """The years of the axis, the first and the one after the last, how many share a name, and the page's width."""

    first: int
    end: int
    step: int
    width: float

    def at(self, moment: float) -> float:
        """Where a moment stands on the axis."""
        return INSET + (moment - self.first) / (self.end - self.first) * (self.width - 2 * INSET)


def timeline(cases: pd.DataFrame, case_selection: pd.DataFrame, outcome: dict | None, criteria: dict[str, str]) -> str:
    """
    The candidates in time: the compared ones above the years, with their outcome, the others below, with what fails.

    Each has a line of its own. The day of the request places a candidate within its year; one whose day isn't known
    stands in the middle of its month or year, and one whose year isn't known has no place. criteria: what each means.
    """
    candidates = in_time(cases, case_selection, outcome or PLAIN_OUTCOME, list(criteria))
    drawing = draw.first_that_fits(painted(candidates, padding) for padding in (ROOMY, CLOSE))
    return drawing.svg("The candidates in time", description(candidates, criteria))


def in_time(cases: pd.DataFrame, case_selection: pd.DataFrame, outcome: dict, criteria: list[str]) -> list[Candidate]:
    """The candidates by time, those whose year isn't known last."""
    verdicts = case_selection.set_index("case").to_dict("index")
    candidates = []
    for row in cases.to_dict("records"):
        verdict = verdicts[row["case"]]
        happened = "?" if pd.isna(row["outcome"]) else str(row["outcome"])
        note = {"1": outcome["occurred"], "0": outcome["absent"], "?": "outcome unknown"}[happened]
        if verdict["included"] != "1":
            note = why_left_out(verdict, criteria)
        year, moment = place_in_time(row["year"], row["requested_on"])
        note += " (year unknown)" if year is None else ""
        candidates.append(Candidate(row["case"], row["label"], year, moment, verdict["included"], happened, note))
    return sorted(candidates, key=lambda one: (one.moment is None, one.moment or 0, one.case))


def why_left_out(verdict: dict, criteria: list[str]) -> str:
    """The criteria that a candidate fails, or else those not known to hold, in the order of the config."""
    word, column = ("fails", "failed_criteria") if verdict["included"] == "0" else ("unknown", "unknown_criteria")
    named = members(verdict[column])
    ordered = [name for name in criteria if name in named] + [name for name in named if name not in criteria]
    return f"{word}: {', '.join(ordered).replace('_', ' ')}"


def place_in_time(year: int | None, requested_on: str | None) -> tuple[int | None, float | None]:
    """The year, and the moment in years: the day of the request if in that year, else the middle of what is known."""
    day = DAY.match("" if pd.isna(requested_on) else requested_on)
    if pd.isna(year) and not day:
        return None, None
    year = int(day[1]) if pd.isna(year) else int(year)
    month, date = (day[2], day[3]) if day and int(day[1]) == year else (None, None)
    in_month = (int(date) - 0.5) / 31 if date else 0.5
    return year, year + ((int(month) - 1 + in_month) / 12 if month else MIDDLE_OF_YEAR)


def axis_of(years: list[int], width: float) -> Axis:
    """The axis of the years, from a round year to a round year, with as many of them named as there is room for."""
    first, end = min(years, default=0), max(years, default=0) + 1
    narrowest = draw.text_width("2000", draw.SMALL) + 6
    step = next((step for step in STEPS if (width - 2 * INSET) / ((end - first) / step + 2) >= narrowest), STEPS[-1])
    return Axis(first // step * step, -(-end // step) * step, step, width)


def painted(candidates: list[Candidate], padding: float) -> draw.Drawing:
    """The compared candidates, the years, the candidates left out, with so much room between their lines."""
    drawing = draw.Drawing()
    years = [one.year for one in candidates if one.year is not None]
    axis = axis_of(years, drawing.width)
    compared = [one for one in candidates if one.included == "1"]
    left_out = [one for one in candidates if one.included != "1"]
    y = group(drawing, axis, f"Compared: {len(compared)}", compared, 0, padding)
    y = paint_years(drawing, axis, y + 3) if years else y
    y = group(drawing, axis, f"Left out: {len(left_out)}", left_out, y + 1, padding) if left_out else y
    paint_stripes(drawing, axis, y + 2) if years else None
    if any(one.moment is not None and one.moment - one.year == MIDDLE_OF_YEAR for one in candidates):
        drawing.text(0, y + 11, "A mark in the middle of its year: no day of a request is known.", draw.NOTE)
    return drawing


def group(drawing: draw.Drawing, axis: Axis, name: str, candidates: list[Candidate], y: float, padding: float) -> float:
    """Candidates of one kind, a line for each, below the name of the group; gives the bottom."""
    drawing.text(SIDES, y + 9, name, draw.HEADING)
    y += 14
    for candidate in candidates:
        y = (paint_compared if candidate.included == "1" else paint_left_out)(drawing, axis, candidate, y, padding)
    return y


def paint_compared(drawing: draw.Drawing, axis: Axis, candidate: Candidate, y: float, padding: float) -> float:
    """A compared case: a large mark, its name, and the word for its outcome; gives the bottom."""
    x, anchor, room = beside(axis, candidate)
    below = drawing.lines(x, y + padding / 2, draw.wrapped(candidate.label, room, draw.NAME), draw.NAME, anchor)
    bottom = drawing.lines(x, below, draw.wrapped(candidate.note, room, draw.PLAIN), draw.PLAIN, anchor) + padding / 2
    if candidate.moment is not None:
        drawing.mark(axis.at(candidate.moment), (y + bottom) / 2, candidate.outcome, 5.5)
    return bottom


def paint_left_out(drawing: draw.Drawing, axis: Axis, candidate: Candidate, y: float, padding: float) -> float:
    """A candidate left out: a small cross, or a question mark where that is undetermined, and why; gives the bottom."""
    x, anchor, room = beside(axis, candidate)
    lines = draw.wrapped(f"{candidate.label} · {candidate.note}", room, draw.NOTE)
    bottom = drawing.lines(x, y + padding / 2, lines, draw.NOTE, anchor) + padding / 2
    if candidate.moment is not None and candidate.included == "0":
        drawing.cross(axis.at(candidate.moment), (y + bottom) / 2, 2.4, colour=draw.MUTED)
    elif candidate.moment is not None:
        drawing.text(axis.at(candidate.moment), (y + bottom) / 2, "?", draw.Look(8.5, 600, draw.MUTED), anchor="middle")
    return bottom


def beside(axis: Axis, candidate: Candidate) -> tuple[float, str, float]:
    """Where the words beside a mark begin or end, and how wide they may be: on the side that has more room."""
    if candidate.moment is None:
        return SIDES, "start", axis.width - 2 * SIDES
    place = axis.at(candidate.moment)
    if place < axis.width / 2:
        return place + BESIDE, "start", axis.width - place - BESIDE - SIDES
    return place - BESIDE, "end", place - BESIDE - SIDES


def paint_years(drawing: draw.Drawing, axis: Axis, y: float) -> float:
    """The band of the years; gives the bottom."""
    for year in range(axis.first, axis.end, axis.step):
        x, anchor = (axis.at(year + 0.5), "middle") if axis.step == 1 else (axis.at(year) + 2, "start")
        drawing.text(x, y + 7, year, draw.SMALL, anchor)
    for edge in (y, y + 14):
        drawing.line((0, edge), (axis.width, edge), stroke=draw.Stroke(draw.INK, 0.5))
    return y + 14


def paint_stripes(drawing: draw.Drawing, axis: Axis, bottom: float) -> None:
    """A pale stripe behind every other year, or every other few years."""
    for year in range(axis.first + axis.step, axis.end, 2 * axis.step):
        left = axis.at(year)
        drawing.box(left, 0, axis.at(year + axis.step) - left, bottom, fill=draw.PALE, under=True)


def description(candidates: list[Candidate], criteria: dict[str, str]) -> str:
    """What the timeline shows, for those who can't see it."""
    compared = [told(one) for one in candidates if one.included == "1"]
    others = [told(one) for one in candidates if one.included != "1"]
    meanings = [f"{name.replace('_', ' ')} ({meaning})" for name, meaning in criteria.items()]
    sentences = [f"Compared: {'; '.join(compared) or 'none'}.", f"Left out: {'; '.join(others) or 'none'}."]
    return in_brief([*sentences, f"The criteria: {series(meanings)}." if meanings else ""])


def told(candidate: Candidate) -> str:
    year = "" if candidate.year is None or str(candidate.year) in candidate.label else f" ({candidate.year})"
    return f"{candidate.label}{year}: {candidate.note}"


if __name__ == "__main__":
    from pathlib import Path

    from mssd.tables import read

    given, choice = snakemake.input, snakemake.params
    figure = timeline(
        cases=read("cases", given.cases, {"criteria": choice.criteria}),
        case_selection=read("case_selection", given.case_selection),
        outcome=choice.outcome,
        criteria=choice.criteria,
    )
    Path(snakemake.output[0]).write_text(figure, encoding="utf-8", newline="\n")
