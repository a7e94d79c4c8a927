"""Spellings: a string found in a text in any order of its words, whatever the capitals, accents, blanks, hyphens and codes."""

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import combinations, islice, pairwise
from typing import NamedTuple

from mssd.readings import LINE_END, LINE_END_IN_MARKUP, folded, readings
from mssd.rows import Rows

LONG = 6
MOST_WORDS_OF_A_PERSON = 6
MOST_PLACES_TOLD = 100
LONGEST_LAST_NAME_WITHOUT_BLANK = 3
LETTER_OR_DIGIT = re.compile(r"[^\W_]+")
NO_LETTER = re.compile(r"[\W_]+")
NO_LETTER_OF_ASCII = bytes(code for code in range(128) if not chr(code).isalnum())
SIGNS = r"\-‐‑‒–—−⁃'’‘‛`´′\"“”„«»·‧・_+*~^\\{}"
BLANK_OR_HYPHEN = rf"[\s{SIGNS}.]*+"
HYPHEN_AT_LINE_END = r"(?:[-‐‑](?=[^\S\n\x1e]*+[\n\x1e])\s*+)?+"
LETTER = r"[^\W\d_]"
INITIALS = rf"(?:{LETTER}\.{BLANK_OR_HYPHEN}){{0,2}}"
NO_WORD_GOES_ON = r"(?![^\W_])"
ON_A_LINE = rf"(?:\.(?!\s)|[^\S\n\x1d]|[{SIGNS}])*+"
COMMAS = ",،、"
COMMA = rf"[{COMMAS}(](?:[^\S\x1d]|[{SIGNS}])*+"
BEFORE_A_NAME = ["dr", "prof", "professor", "mr", "mrs", "ms", "sir"]
BEHIND_A_NAME = ["jr", "junior", "sr", "senior", "phd", "md", "ii", "iii", "iv"]
TITLES = "|".join([*BEFORE_A_NAME, *BEHIND_A_NAME])
A_TITLE = rf"(?:(?:{TITLES}){NO_WORD_GOES_ON}\.?{ON_A_LINE}(?:{COMMA})?)"
COMMA_OR_TITLES = rf"(?:{COMMA}{A_TITLE}{{0,2}}|(?<![^\W_]){A_TITLE}{{1,2}})"
TURN = rf"{ON_A_LINE}(?:{COMMA})?{A_TITLE}{{0,2}}"
ENDS_OF_LINES = re.compile(f"[{LINE_END}{LINE_END_IN_MARKUP}]")
WITHOUT_BLANKS = re.compile(
    rf"[々〇\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]{{2,{MOST_WORDS_OF_A_PERSON}}}"
)
A_LINE_END = r"(?:[^\S\n\x1e]*+[\n\x1e]\s*+)?+"
NO_SYLLABLE_GOES_ON = r"(?![\u1161-\u11ff])"
TWO_LETTERS_FOR_ONE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
ONE_LETTER_IN_TWO = re.compile(r"(?<!q)(?:(a)[ae]|([ou])e)(?!l\b)")


class Order(NamedTuple):
    """
    An order of the words of a string: the pattern of every way to write it, and that of its letters alone, which is quick.

    Both are compiled when a text holds the words, as that takes longer than to see that most texts don't.
    """

    pattern: str
    letters: str


class Spelling(NamedTuple):
    """
    A private string as it is searched for.

    letters: its letters and digits, folded. words: those of each of its words, all of which stand in a text that holds it.
    orders: those in which they may stand. partings: its words as they may be parted into cells. others: the same string in
    other letters or other words.
    """

    letters: str
    words: tuple[str, ...]
    orders: tuple[Order, ...]
    partings: list[tuple[str, ...]]
    others: tuple["Spelling", ...] = ()


def spelling(name: str) -> Spelling:
    """
    Every way to write a string.

    Between its words may stand blanks, line ends, hyphens, quotation marks and full stops, or nothing at all. Inside a word of
    a short string, a hyphen at the end of a line; of one with six letters or more, as much as between words, and between its
    words one or two initials. What comes before and after it is no letter, or no digit where it begins or ends with one: Ann
    is not in annual. Only what is written without blanks, as in Chinese, is found within other letters too.

    A string of two to six words without digits may be a person's name: it is found as well with its last words first, with a
    comma or without, and parted into cells. Titles and additions (Dr, Jr) may be left out, or stand in between. Unless it is
    listed with a comma, it can't be known whether the last name comes first in the list. So one comma, or a bracket, may stand
    between any two of its words in the order of the list too: for Ada Quux, prose such as "Ada, Quux and Bo" is found as well,
    though two people may be meant. Other strings have no comma in a text unless they have one in the list.
    """
    others = tuple(spelled(folded(other)) for other in other_ways(name))
    return spelled(folded(name))._replace(others=others)


def other_ways(name: str) -> list[str]:
    """
    Other ways to list a name.

    One in Chinese, Japanese or Korean letters may have a blank after its first, second or third letter, or none; Müller is
    Mueller, and Mueller is Müller.
    """
    name = unicodedata.normalize("NFC", name)
    together = "".join(name.split())
    if WITHOUT_BLANKS.fullmatch(together):
        firsts = range(1, min(LONGEST_LAST_NAME_WITHOUT_BLANK, len(together) - 1) + 1)
        return [together, *(f"{together[:first]} {together[first:]}" for first in firsts)]
    listed, in_two = folded(name), folded(name.casefold().translate(TWO_LETTERS_FOR_ONE))
    in_one = LETTER_OR_DIGIT.sub(lambda word: with_one_letter(word[0]), listed)
    return [other for other in dict.fromkeys([in_two, in_one]) if other != listed]


def with_one_letter(word: str) -> str:
    """A word with one letter for ae, oe, ue and aa, unless it is too short to be told from others then."""
    return ONE_LETTER_IN_TWO.sub(lambda two: two[1] or two[2], word) if len(word) >= LONG - 1 else word


def spelled(name: str) -> Spelling:
    """Every way to write a folded string in the letters and words that it has."""
    person = words_of_a_person(name)
    whole = " ".join(person) or name
    words = sorted(set(LETTER_OR_DIGIT.findall(whole)), key=len, reverse=True)
    in_speech = [as_listed(name), as_listed(whole, any_order=len(person) > 1 and squeezed(whole) in squeezed(name))]
    orders = [*in_speech, *(turned(person, first) for first in range(1, len(person)))]
    return Spelling(squeezed(whole), tuple(words), tuple(dict.fromkeys(orders)), partings_of(person))


def words_of_a_person(name: str) -> list[str]:
    """
    The words of a person's name, in the order of speech, also where it is listed with the last name first.

    Titles and additions are left out, unless a single word would be left. What has digits, one word or more than six, or
    more than one comma, may be no person's name and has no words.
    """
    parts = [part.split() for part in re.split(f"[{COMMAS}]", name)]
    without = [without_titles(part) for part in parts]
    parts = [part for part in (without if sum(map(len, without)) > 1 else parts) if part]
    words = [word for part in reversed(parts) for word in part] if len(parts) <= 2 else []
    sound = all(any(map(str.isalpha, word)) and not any(map(str.isdigit, word)) for word in words)
    return words if sound and 2 <= len(words) <= MOST_WORDS_OF_A_PERSON else []


def without_titles(words: list[str]) -> list[str]:
    """Words of a name without the titles before it and the additions after it."""
    first = next((place for place, word in enumerate(words) if squeezed(word) not in BEFORE_A_NAME), len(words))
    after = next((back for back, word in enumerate(reversed(words)) if squeezed(word) not in BEHIND_A_NAME), len(words))
    return words[first : len(words) - after]


def as_listed(name: str, any_order: bool = False) -> Order:
    """A string whose words stand in the order in which it has them. any_order: the last name of a person may stand first."""
    if WITHOUT_BLANKS.fullmatch(unicodedata.normalize("NFC", name)):
        return Order(A_LINE_END.join(name) + NO_SYLLABLE_GOES_ON, name)
    long = is_long(name)
    titles = f"(?:{TITLES}){{0,2}}" if any_order else ""
    gap = f"(?:.{{0,2}}|{titles})" if long else titles
    letters = gap.join(LETTER_OR_DIGIT.findall(name))
    return Order(bounded(sequence(name, long, any_order), squeezed(name)), letters)


def turned(words: list[str], first: int) -> Order:
    """A name whose last words, from the first of these on, stand before the others."""
    last, given = (" ".join(part) for part in (words[first:], words[:first]))
    long = is_long(last + given)
    turn = TURN if long else NO_WORD_GOES_ON + TURN
    last_letters, given_letters = (
        (".{0,2}" if long else "").join(LETTER_OR_DIGIT.findall(part)) for part in (last, given)
    )
    pattern = sequence(last, long) + turn + sequence(given, long)
    return Order(bounded(pattern, squeezed(last + given)), f"{last_letters}(?:{TITLES}){{0,2}}{given_letters}")


def sequence(name: str, long: bool, any_order: bool = False) -> str:
    """The pattern of the words of a string, with what may stand in and between them, and one comma at most."""
    inside = BLANK_OR_HYPHEN if long else HYPHEN_AT_LINE_END
    words = list(LETTER_OR_DIGIT.finditer(name))
    without = written = inside.join(words[-1][0])
    for word, after in reversed(list(pairwise(words))):
        gap = name[word.end() : after.start()]
        begun = inside.join(word[0]) + between(gap, long)
        comma = f"(?:{written}|{COMMA_OR_TITLES}{without})" if any_order and " " in gap else written
        without, written = begun + without, begun + comma
    return written


def between(gap: str, long: bool) -> str:
    """What may stand between two words of a string: besides blanks and hyphens, what the string has there, and initials."""
    signs = BLANK_OR_HYPHEN.replace("]", re.escape("".join(sorted(set(gap)))).replace("/", r"\/") + "]")
    return signs + INITIALS if long and gap.isspace() else signs


def bounded(pattern: str, letters: str) -> str:
    """A pattern before and after which no letter stands, or no digit where its letters begin or end with one."""
    before, after = (r"\d" if end.isdigit() else LETTER for end in (letters[0], letters[-1]))
    return f"{pattern[0]}(?<!{before}{pattern[0]}){pattern[1:]}(?!{after})"


@cache
def compiled(pattern: str) -> re.Pattern:
    return re.compile(pattern)


def partings_of(words: list[str]) -> list[tuple[str, ...]]:
    """Every way to part the words of a name into two or more cells, by their letters."""
    letters = [squeezed(word) for word in words]
    inner = range(1, len(words))
    cuts = [(0, *chosen, len(words)) for many in inner for chosen in combinations(inner, many)]
    return [tuple("".join(letters[start:end]) for start, end in pairwise(places)) for places in cuts]


def lines_found(text: str, known: dict[int, Spelling]) -> set[tuple[int, int]]:
    """
    Each string of a text, by its key, with the line on which it begins, also where markup or codes stand in it.

    Of a string that stands in a text very often, the first hundred places are told.
    """
    found = set()
    for reading in map(Searched, readings(text)):
        for key, listed in known.items():
            for one in filter(reading.has_the_words_of, (listed, *listed.others)):
                found |= {(key, reading.line_of(place)) for place in islice(reading.places(one), MOST_PLACES_TOLD)}
    return found


class Searched:
    """A reading of a text, in which strings are searched for."""

    def __init__(self, reading: str):
        self.reading = reading
        self.of_ascii = squeezed(reading.encode("ascii", "ignore").decode())

    @cached_property
    def letters(self) -> str:
        return squeezed(self.reading)

    @cached_property
    def rows(self) -> Rows:
        return Rows(self.reading)

    @cached_property
    def ends_of_lines(self) -> list[int]:
        return [end.start() for end in ENDS_OF_LINES.finditer(self.reading)]

    def line_of(self, place: int) -> int:
        return 1 + bisect(self.ends_of_lines, place)

    def letters_for(self, listed: Spelling) -> str:
        """The letters and digits alone; for a string in ASCII those of ASCII, which is quicker."""
        return self.of_ascii if listed.letters.isascii() else self.letters

    def has_the_words_of(self, listed: Spelling) -> bool:
        """Whether the words of a string all stand in the text, whatever stands in and between them; which is quickly known."""
        if not listed.letters.isascii() and not all(letter in self.reading for letter in listed.letters):
            return False
        letters = self.letters_for(listed)
        return all(word in letters for word in listed.words)

    def places(self, listed: Spelling) -> Iterator[int]:
        """Where a string begins, in every order of its words, and parted into the cells of a row."""
        letters = self.letters_for(listed)
        for order in listed.orders:
            if compiled(order.letters).search(letters):
                yield from (place.start() for place in compiled(order.pattern).finditer(self.reading))
        yield from self.rows.places(listed.words, listed.partings)


def is_long(name: str) -> bool:
    return len(squeezed(name)) >= LONG


def squeezed(text: str) -> str:
    """The letters and digits of a folded text alone."""
    if text.isascii():
        return text.encode().translate(None, NO_LETTER_OF_ASCII).decode()
    return NO_LETTER.sub("", text)
