"""Spellings: a string found in a text whatever the capitals, accents, blanks, hyphens, markup and codes it is written with."""

import html
import re
import unicodedata
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote

LONG = 6
LETTER_OR_DIGIT = re.compile(r"[^\W_]+")
BLANK_OR_HYPHEN = r"[\s\-‐‑‒–—−'’‘`´\"“”„«».·_+*~^\\{}\x1e]*"
HYPHEN_AT_LINE_END = r"(?:[-‐‑]\s*[\n\x1e]\s*)?"
LINE_END, LINE_END_IN_MARKUP = "\n", "\x1e"
MARKUP = re.compile(r"<!--.*?-->|<!\[CDATA\[|\]\]>|<[a-zA-Z/!?][^<>]*>", re.DOTALL)
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\[nrtbf/]")
ACCENT_OF_LATEX = re.compile(r"\\[\"'`^~=.](?=\\?[{\w])|\\[uvHcdbkr](?=\{)|[{}]")
WITHOUT_STROKE = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}
WITH_STROKE = re.compile(f"[{''.join(WITHOUT_STROKE)}]")


class Spelling(NamedTuple):
    """A private string as it is searched for: its letters and digits, folded, and the pattern of every way to write them."""

    letters: str
    pattern: re.Pattern


@cache
def invisible() -> re.Pattern:
    """Accents that stand apart from their letter, and characters of no width, such as soft hyphens."""
    of_no_width = [chr(c) for c in range(0x10000) if unicodedata.category(chr(c)) in ("Mn", "Me", "Cf")]
    return re.compile(f"[{re.escape(''.join(of_no_width))}]+")


def folded(text: str) -> str:
    """A text without capitals, accents and characters of no width; its lines stay as many. A ß is ss, an ё is е."""
    if text.isascii():
        return text.lower()
    text = re.sub("\u00ad(?=\\s*\n)", "-", text)
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return WITH_STROKE.sub(lambda letter: WITHOUT_STROKE[letter[0]], invisible().sub("", text))


def spelling(name: str) -> Spelling:
    """
    Every way to write a string.

    Between its words may stand blanks, line ends, hyphens, quotation marks and full stops, or nothing at all, but no comma.
    Inside a word of a short string, a hyphen at the end of a line; of one with six letters or more, as much as between
    words. What comes before and after it is no letter, or no digit where it begins or ends with one: Ann is not in annual.
    """
    words = LETTER_OR_DIGIT.findall(folded(name))
    letters = "".join(words)
    inside = BLANK_OR_HYPHEN if len(letters) >= LONG else HYPHEN_AT_LINE_END
    whole = BLANK_OR_HYPHEN.join(inside.join(word) for word in words)
    before, after = (r"\d" if end.isdigit() else r"[^\W\d_]" for end in (letters[0], letters[-1]))
    return Spelling(letters, re.compile(f"{whole[0]}(?<!{before}{whole[0]}){whole[1:]}(?!{after})"))


def lines_found(text: str, known: dict[int, Spelling]) -> set[tuple[int, int]]:
    """Each string of a text, by its key, with the line on which it begins, also where markup or codes stand in it."""
    found = set()
    for reading in readings(text):
        letters = "".join(LETTER_OR_DIGIT.findall(reading))
        for key, spelled in known.items():
            if spelled.letters in letters:
                found |= {(key, line_of(place.start(), reading)) for place in spelled.pattern.finditer(reading)}
    return found


def readings(text: str) -> list[str]:
    """
    A text as it may be read, folded, each once: as it stands; with codes for what they mean; and without its markup.

    Codes are those of HTML, of addresses, of JSON and of LaTeX's accents. Where markup is taken away, what it parts is read
    as one word (Ig<b>or</b>) and as two (<td>Ada</td><td>Bo</td>).
    """
    meant = decoded(text)
    found = [text, meant]
    if "<" in meant:
        found += [MARKUP.sub(without_lines_lost, meant), MARKUP.sub(lambda tag: f" {without_lines_lost(tag)}", meant)]
    found += [ACCENT_OF_LATEX.sub("", reading) for reading in found[:1] if "\\" in reading and "{" in reading]
    return list(dict.fromkeys(folded(reading) for reading in dict.fromkeys(found)))


def decoded(text: str) -> str:
    """A text with the codes of HTML, of addresses and of JSON for what they mean; its lines stay as many."""
    for _ in range(2):
        if "&" in text:
            text = re.sub(r"&#?\w+;?", lambda code: on_one_line(html.unescape(code[0])), text)
    if "%" in text:
        text = re.sub(r"(?:%[0-9a-fA-F]{2})+", lambda code: on_one_line(unquote(code[0])), text)
    if "\\" in text:
        text = ESCAPE.sub(lambda code: on_one_line(chr(int(code[1] or code[2] or "20", 16))), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def on_one_line(text: str) -> str:
    """A text in which line ends are blanks, as a coded line end is none in the file."""
    return text.replace(LINE_END, " ")


def without_lines_lost(markup: re.Match) -> str:
    """What stays of a piece of markup: the ends of lines in it, as characters that nobody sees."""
    return LINE_END_IN_MARKUP * markup[0].count(LINE_END)


def line_of(place: int, reading: str) -> int:
    """The line of a place in a text from which markup may be taken away."""
    return 1 + sum(reading.count(end, 0, place) for end in (LINE_END, LINE_END_IN_MARKUP))
