"""Words: counts and lists as a sentence says them, right for none, one and many."""

import re
from collections.abc import Iterable

from markupsafe import Markup

from mssd.tracing import OPENING, PARTING, traced

PRESENCE_WORDS = {"1": "present", "0": "absent", "?": "undetermined"}
PLAIN_OUTCOME = {"label": "The outcome", "occurred": "occurred", "absent": "did not occur"}
SMALL = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
FIRST_LETTER = re.compile(f"^(?:{OPENING}[^{PARTING}]*{PARTING})?.", re.DOTALL)
IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
TAGS = re.compile("(?:<[^>]*>)*")
MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]


def number(count: int) -> str:
    """A count in words up to twenty, in digits above, marked with its finding; zero is `no`, as in `no factor`."""
    return traced(SMALL[count] if 0 <= count < len(SMALL) else digits(count), count)


def digits(count: int) -> str:
    """A whole number in digits, by thousands: 294, 4,096."""
    return f"{count:,d}"


def share(count: int) -> str:
    """How many of a whole: none of them, one of them, two of them."""
    return number(count) if count else traced("none", count)


def counted(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: no factor, one factor, two factors."""
    return f"{number(count)} {one if count in (0, 1) else many or one + 's'}"


def part_of(count: int, whole: int, one: str, many: str | None = None) -> str:
    """How many of a whole with its noun: none of four cases, one of four cases, both cases, all four cases, the only case."""
    noun = one if whole in (0, 1) else many or one + "s"
    if count and count == whole:
        return f"{traced({1: 'the only', 2: 'both'}.get(whole, 'all'), count)} {number(whole) + ' ' if whole > 2 else ''}{noun}"
    return f"{share(count)} of {number(whole)} {noun}" if whole else f"no {noun}"


def series(names: Iterable[str], conjunction: str = "and") -> str:
    """Names as a sentence lists them: a; a and b; a, b and c."""
    *first, last = [str(name) for name in names] or [""]
    return f"{', '.join(first)} {conjunction} {last}" if first else last


def in_order(names: Iterable[str], order: list[str]) -> list[str]:
    """Names in a given order; those that it doesn't know come last, as they were."""
    return sorted(names, key=lambda name: order.index(name) if name in order else len(order))


def capital(sentence: str) -> str:
    """A sentence with its first letter in capital, also where it begins with a number that is marked, or with a tag."""
    opening = TAGS.match(sentence)[0] if isinstance(sentence, Markup) else ""
    begun = FIRST_LETTER.sub(lambda found: found[0][:-1] + found[0][-1].upper(), sentence[len(opening) :], count=1)
    return type(sentence)(opening + begun)


def verb(count: int, one: str, many: str) -> str:
    """The form of a verb that goes with a count: no factor covaries, one covaries, two covary."""
    return one if count in (0, 1) else many


def shortened(text: str, length: int) -> str:
    """A text of at most so many characters: a longer one ends with its last whole word and an ellipsis."""
    if len(text) <= length:
        return text
    return f"{text[:length].rsplit(' ', 1)[0].rstrip(',;:. ')}…"


def day(edtf: str) -> str:
    """A date as a sentence says it: XXXX-10-13 is 13 October, 2021-07-07 is 7 July 2021, 2010 is 2010."""
    year, month, date = [*edtf.rstrip("?~%").split("-"), "", ""][:3]
    parts = [date.lstrip("0"), MONTHS[int(month) - 1] if month.isdecimal() else "", year if year.isdecimal() else ""]
    return " ".join(part for part in parts if part and "X" not in part) or "date unknown"


def formula(expression: str, shorts: dict[str, str]) -> str:
    """A condition, a term or a model with the short names of its factors: `external_actor*~x` is `External actor * ~x`."""
    return IDENTIFIER.sub(lambda name: shorts.get(name[0], name[0]), expression).replace("*", " * ")


def spoken(model: str, shorts: dict[str, str]) -> str:
    """A model as a sentence says it: `a*~b + c` is “A” without “B”, or “C”."""
    return series((spoken_term(term.split("*"), shorts) for term in model.split(" + ")), "or")


def spoken_term(literals: list[str], shorts: dict[str, str]) -> str:
    """A term as a sentence says it: what is present, then what is absent."""
    present = [f"“{shorts[name]}”" for name in literals if not name.startswith("~")]
    absent = [f"“{shorts[name[1:]]}”" for name in literals if name.startswith("~")]
    without = f"without {series(absent, 'or')}" if absent else ""
    return " ".join(part for part in (" with ".join(present), without) if part)


def per_cent(share: float) -> str:
    """A share as a percentage with the digits that a reader needs: 0.2275 is 23 %, 0.0421 is 4.2 %, a tiny one is below 0.1 %."""
    value = 100 * share
    if 0 < value < 0.1:
        return "below 0.1 %"
    whole = value == 0 or 9.95 <= value < 99.5 or value == 100
    return f"{value:.0f} %" if whole else f"{min(value, 99.9):.1f} %"
