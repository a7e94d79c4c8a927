"""Small cells: what is published of confidential interviews, where it singles one of them out."""

from collections.abc import Iterable, Iterator
from itertools import combinations

import pandas as pd

from mssd.tables import SEPARATOR, natural
from schemas.base import UNKNOWN
from schemas.interviews import Interviews
from schemas.small_cells import SmallCells

Interview = dict[str, object]
NO_ATTRIBUTES = ["interview", "identity", "consent"]
MAY_BE_MORE = {"audio_at_least": ["audio", "audio_and_video"]}


def small_cells(interviews: pd.DataFrame) -> pd.DataFrame:
    """
    Each smallest combination of published attributes that one confidential interview alone can have.

    An interview is told from another where what is known of both differs: an unknown value singles out nobody, and an
    interview of which it is unknown may be any. Public interviews are named, so that nobody is hidden among them. A
    combination is listed only where none of its attributes can be spared. interviews: the raw table.
    """
    attributes = [name for name in Interviews.to_schema().columns if name not in NO_ATTRIBUTES]
    confidential = interviews[interviews["consent"] == "confidential"]
    described = confidential.astype(object).where(confidential.notna(), UNKNOWN).to_dict("records")
    described.sort(key=lambda interview: natural(interview["interview"]))
    rows = [
        {
            "interview": interview["interview"],
            "attributes": SEPARATOR.join(combination) or None,
            "values": SEPARATOR.join(str(interview[attribute]) for attribute in combination) or None,
            "told_from": len(described) - 1,
        }
        for interview in described
        for combination in smallest(interview, described, attributes)
    ]
    return pd.DataFrame(rows, columns=list(SmallCells.to_schema().columns)).astype({"told_from": "Int64"})


def smallest(interview: Interview, others: list[Interview], attributes: list[str]) -> Iterator[tuple[str, ...]]:
    """The smallest combinations of attributes by which an interview is told from all others."""
    found: list[set[str]] = []
    for size in range(len(attributes) + 1):
        for combination in combinations(attributes, size):
            spared = any(smaller <= set(combination) for smaller in found)
            if not spared and all(
                told_apart(interview, other, combination) for other in others if other is not interview
            ):
                found.append(set(combination))
                yield combination


def told_apart(one: Interview, other: Interview, attributes: Iterable[str]) -> bool:
    """Whether an attribute of two interviews is known to differ."""
    return any(differ(one[attribute], other[attribute], attribute) for attribute in attributes)


def differ(one: object, other: object, attribute: str) -> bool:
    """
    Whether two values can't be the same, by what is known of both.

    A date of 2019-05 may be 2019-05-03, XXXX-05-04 may not; a recording of audio at least may be audio and video.
    """
    if UNKNOWN in (one, other) or other in MAY_BE_MORE.get(one, []) or one in MAY_BE_MORE.get(other, []):
        return False
    if attribute != "date":
        return one != other
    parts = zip(*(date.rstrip("?~%").split("-") for date in (one, other)), strict=False)
    return any(a != b and "X" not in a + b for a, b in parts)


if __name__ == "__main__":
    from mssd.tables import read, write

    write("small_cells", small_cells(read("interviews", snakemake.input.interviews)), snakemake.output[0])
