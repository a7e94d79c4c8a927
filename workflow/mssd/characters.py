"""Characters: those that may not stand in any text of a study, because nobody sees them or because they stand for nothing."""

import re
from collections.abc import Iterable
from unicodedata import category, name, normalize

from mssd.complaints import Complaint, shown

LINE_END = re.compile(r"\r\n|\r|\n")
BYTE_ORDER_MARK = "\ufeff"
# Categories of Unicode of which no character may stand in a text, with what is wrong with each of them.
NOT_IN_A_TEXT = {
    "Cc": "can't be seen",
    "Cf": "can't be seen",
    "Zl": "can't be seen",
    "Zp": "can't be seen",
    "Cs": "is half a character",
    "Co": "means something else on every machine",
    "Cn": "is no character",
}
BLANKS = "\t\n\r"
# Soft hyphen, zero width space, non-joiner and joiner, the three marks of direction, word joiner: languages need them.
OF_LANGUAGES = "\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u2060"
# Arabic, Syriac and Kaithi signs that embrace a number: Unicode counts them to the same category, but they are seen.
SEEN = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
MAY_STAND = frozenset(BLANKS + OF_LANGUAGES + SEEN)
MOST_NAMED = 5
LATIN_SIGN = re.compile("[!-~]")
SEEN_KINDS = "LNPS"
# Fillers of Hangul and the blank of Braille: letters and a sign to Unicode, and nothing to a reader.
LOOKS_BLANK = "\u115f\u1160\u3164\uffa0\u2800"


def strange_characters(text: str) -> list[str]:
    """
    The characters that may not stand in any text of a study, in order.

    They are those that nobody sees or that stand for nothing: controls, overrides of the direction of writing, tags, halves of
    characters, private ones (some of which mark traced numbers here), and those that Unicode doesn't have.
    """
    return sorted(sign for sign in set(text) - MAY_STAND if category(sign) in NOT_IN_A_TEXT)


def strange_said(strange: Iterable[str]) -> str:
    """What is wrong with a place that has such characters, none of which is repeated as it is."""
    called = [f"{code_and_name(sign)}, which {NOT_IN_A_TEXT[category(sign)]}" for sign in sorted(strange)]
    more = f" (and {len(called) - MOST_NAMED} others)" if len(called) > MOST_NAMED else ""
    return f"{'; '.join(called[:MOST_NAMED])}{more}; delete {'it' if len(called) == 1 else 'them'}"


def code_and_name(sign: str) -> str:
    """A character by its number and, where it has one, its name in Unicode: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(sign):04X} {name(sign, '')}".strip()


def visible(text: str) -> str:
    """A text as a complaint shows it on one line: what can't be seen, and what ends a line, stands there as its code."""
    return shown(text, longest=len(text))


def hidden_in_lines(file: str, text: str) -> list[Complaint]:
    """A complaint for each line of a text file with a character that may not stand in a text; lines are those of an editor."""
    strange = set(strange_characters(text))
    lines = enumerate(LINE_END.split(text), start=1) if strange else []
    found = [(number, here) for number, line in lines if (here := strange.intersection(line))]
    return [Complaint(file, number, None, strange_said(here)) for number, here in found]


def is_blank(text: str) -> bool:
    """Whether nothing of a text is seen: no letter, digit or sign, only blanks, marks of direction and what is left out."""
    return not LATIN_SIGN.search(text) and not any(map(is_seen, text))


def is_seen(sign: str) -> bool:
    """Whether a character is a letter, a digit or a sign that a reader sees where it stands alone."""
    return (category(sign)[0] in SEEN_KINDS and sign not in LOOKS_BLANK) or sign in SEEN


def as_read(text: str) -> str:
    """A text as a reader tells it from others: accents composed, one blank for any, without what isn't seen."""
    shown_only = "".join(sign for sign in text if sign in BLANKS or sign not in OF_LANGUAGES + LOOKS_BLANK)
    return " ".join(normalize("NFC", shown_only).split())
