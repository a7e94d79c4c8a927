"""Dates of sources: what an entry's year or date says, as a day of the calendar or as the words that are printed."""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

MONTHS = [
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
]
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
YEAR = r"[1-9]\d{3}"
TIME = r"T(?:[01]\d|2[0-4])(?::?[0-5]\d(?::?[0-6]\d(?:[.,]\d+)?)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?"
DAY = re.compile(rf"({YEAR})(?:-(\d\d)(?:-(\d\d)(?:{TIME})?)?)?", re.ASCII)
DAY_LIKE = re.compile(r"\d{4}-\d\d?-\d|.*\dT\d\d:", re.ASCII)
STRETCH = re.compile(r"(\d+) ?[/–-] ?(\d+)", re.ASCII)
YEARS = re.compile(rf"({YEAR}) ?(?:-|--|–) ?({YEAR})", re.ASCII)
YEARS_APART = re.compile(rf"{YEAR}/{YEAR}", re.ASCII)
MONTH_LIKE = re.compile(r"\d{4}-(0\d|1\d|\d)|\d{1,2}/\d{4}", re.ASCII)
ONE_NUMBER = r"[\[(]?[1-9]\d{0,3}\??[\])]?"
NUMBERS = re.compile(rf"{ONE_NUMBER}(?:(?:, ?| ?/ ?| ?[-–] ?| ){ONE_NUMBER})?", re.ASCII)
MONTH_AND_DAY = re.compile(r"([A-Za-z]+\.?) (\d\d?)|(\d\d?) ([A-Za-z]+\.?)", re.ASCII)
WORDS = re.compile(r"[\w .,?()\[\]/–’'&:+-]{1,60}")
TOO_LONG_A_NUMBER = re.compile(r"\d{5}")
OTHER_DATES = {"urldate": "accessed", "origdate": "original-date", "eventdate": "event-date"}
EXPECTED = "a year such as 2019, a date such as 2019-05-31, years such as 1918--1922, or words such as forthcoming"


class When(NamedTuple):
    """A date of a source: for the calendar (2019, 2019-05, 1918/1922), or in words that are printed as they are."""

    calendar: str = ""
    words: str = ""
    problem: str = ""
    expected: str = EXPECTED


def when(fields: Mapping[str, str]) -> When:
    """
    When a source appeared: its date or else its year, with a month and a day where there are any.

    A number that is no date of the calendar is a problem, and so are a year and a date that contradict each other.
    """
    year, typed = bare(fields.get("year", "")), bare(fields.get("date", ""))
    if typed and year and year not in typed:
        return When(
            problem=f"the year is '{year[:60]}' and the date '{typed[:60]}'", expected="both alike, or only one"
        )
    found = read_date(typed) if typed else read_date(year, of_a_year=True)
    month = bare(fields.get("month", ""))
    return found if found.problem or not month else with_month(found, month, bare(fields.get("day", "")))


def bare(typed: str) -> str:
    """A date as it is typed, without braces, its dashes and blanks those that are printed."""
    return re.sub("---?|–+", "–", re.sub(r"\s+|\b~\b|(?<=\.)~", " ", re.sub("[{}]", "", typed))).strip()


def read_date(typed: str, of_a_year: bool = False) -> When:
    """What a date says by itself."""
    if is_backwards(typed) and not calendar(typed):
        return When(problem=f"'{typed[:60]}' runs from a later year to an earlier one")
    if years := YEARS.fullmatch(typed):
        return read_date(f"{years[1]}/{years[2]}")
    stretch_of_days = "/" in typed and not YEARS_APART.fullmatch(typed)
    if (in_order := calendar(typed)) and not (of_a_year and stretch_of_days):
        return When(calendar=in_order)
    numeric = not any(letter.isalpha() for letter in typed)
    printable = NUMBERS.fullmatch(typed) and not MONTH_LIKE.fullmatch(typed) if numeric else WORDS.fullmatch(typed)
    if printable and not TOO_LONG_A_NUMBER.search(typed) and not DAY_LIKE.match(typed):
        return When(words=typed)
    return When(problem=f"'{typed[:60]}' is no date")


def is_backwards(typed: str) -> bool:
    """Whether a text is two years of which the second is the earlier, also where it is typed by its last two digits."""
    years = STRETCH.fullmatch(typed)
    if years is None or MONTH_LIKE.fullmatch(typed):
        return False
    first, last = years.groups()
    short = len(first) == 4 and len(last) == 2
    return last < (first[2:] if short else first) and (short or len(first) == len(last))


def calendar(typed: str) -> str:
    """A day, month or year of the calendar, or a stretch from one to another or to no end; nothing where it is none."""
    first, parted, last = typed.partition("/")
    if not is_day(first):
        return ""
    first = first.partition("T")[0]
    if not parted:
        return first
    if last in ("", ".."):
        return f"{first}/"
    last = last.partition("T")[0]
    alike = min(len(first), len(last))
    return f"{first}/{last}" if is_day(last) and first[:alike] <= last[:alike] else ""


def is_day(typed: str) -> bool:
    """Whether a text is a day, a month, a season (numbered from 21) or a year of the calendar."""
    parts = DAY.fullmatch(typed)
    if not parts:
        return False
    year, month, day = (int(part or 1) for part in parts.groups())
    if month in SEASONS.values() and not parts[3]:
        return True
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def with_month(found: When, month: str, day: str) -> When:
    """A year with the month, the day or the season that stands beside it; a date that has its month keeps it."""
    expected = "a month of the calendar beside a year, such as may or 5, or a season such as spring"
    if both := MONTH_AND_DAY.fullmatch(month):
        month, day = both[1] or both[4], both[2] or both[3]
    numbers = [month_number(part) for part in re.split(r"[/–-]| and ", month)]
    if not all(numbers) or len(numbers) > 2:
        return When(problem=f"'{month[:60]}' is no month", expected=expected)
    if re.fullmatch(f"{YEAR}-{numbers[0]:02}.*", found.calendar):
        return found
    stretch = "/".join(f"{found.calendar}-{number:02}" for number in numbers)
    made = calendar(f"{stretch}-{int(day):02}" if re.fullmatch("[0-9]{1,2}", day) and len(numbers) == 1 else stretch)
    if not re.fullmatch(YEAR, found.calendar) or not made or (day and made.count("-") != 2):
        said = f"{found.calendar or found.words} {month} {day}".strip()
        return When(problem=f"'{said[:80]}' is no date", expected=expected)
    return When(calendar=made)


def month_number(typed: str) -> int:
    """The number of a month by its English name, its first three letters or more, or its number; 0 where it is none."""
    name = typed.strip(" .").lower()
    if re.fullmatch("0?[1-9]|1[0-2]", name):
        return int(name)
    known = [number for number, month in enumerate(MONTHS, 1) if len(name) >= 3 and month.startswith(name)]
    return SEASONS.get(name) or (known or [9 if name == "sept" else 0])[0]
