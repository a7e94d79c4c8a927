"""Readings: a text as it may be read, in small letters: as it stands, with codes for what they mean, and without its markup."""

import html
import re
import unicodedata
from functools import cache, lru_cache
from urllib.parse import unquote

LINE_END, LINE_END_IN_MARKUP = "\n", "\x1e"
CELL, ROW = "\x1f", "\x1d"
COMMENT = r"<!--.*?-->|"
TAG = r"<!\[CDATA\[|\]\]>|<[a-zA-Z/!?][^<>]*>"
MARKUP, MARKUP_AND_COMMENT = (re.compile(f"({tag})", re.DOTALL) for tag in (TAG, COMMENT + TAG))
END_OF_COMMENT = "-->"
OF_A_TABLE = re.compile(
    r"</?(?:\w{1,20}:)?(?:(tr|row|table|table-row)|t[dch]|c|cell|(?:covered-)?table-cell)[\s/>]", re.I
)
CODE_OF_HTML = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,32});?")
CODE_OF_ADDRESSES = re.compile(r"(?:%[0-9a-fA-F]{2})+")
ESCAPE = re.compile(
    r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\u\{([0-9a-fA-F]{1,5})\}|\\U000([0-9a-fA-F]{5})|\\[nrtbf]|\\(/)"
)
LATEX = re.compile(
    r"""\\(?:(?P<row>\\(?:\*|\[[^]\n]{0,20}\])?)
    | (?:char|symbol)\s?\{?(?:"(?P<hex>[0-9A-F]{1,5})|'(?P<octal>[0-7]{1,6})|(?P<decimal>[0-9]{1,6})(?!\d))\s?
    | (?P<accent>["'`^~=.|/-]|(?:[uvHcdbkrthGU]|cb|ddot|acute|grave|check|breve|bar|hat|tilde|dot|mathring|cyrchar
        |textcomma(?:below|above)|textsubring|textogonekcentered|newtie|undertie|ensuremath)(?![A-Za-z]))\s*+
    | (?P<command>[A-Za-z]++)\*?(?:\{\}|[^\S\n]*+\n?[^\S\n]*+)
    | (?P<sign>.))""",
    re.VERBOSE | re.DOTALL,
)
ALONE_IN_LATEX = re.compile(r"(?:\\cyrchar|\\ensuremath\{)?\\(?P<command>[A-Za-z]+)\}?")
CODE_OF_TEX = re.compile(r"\^\^([0-9a-f]{2})")
MORE_LETTERS_OF_LATEX = {
    "aa": "a",
    "AA": "a",
    "ij": "ij",
    "IJ": "ij",
    "SS": "ss",
    "textdotlessi": "i",
    "textdotlessj": "j",
}
RICH_TEXT = r"{\rtf"
OF_RICH_TEXT = re.compile(r"\\'([0-9a-fA-F]{2})|\\u(-?\d{1,5}) ?(?:\\'..|\?)?|\\[a-z]++(?:-?\d++)? ?|\\\*|[{}]")
TAGS = "\U000e0000-\U000e01ef"
WITHOUT_STROKE = {
    **{"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ȷ": "j", "æ": "ae", "œ": "oe", "ŧ": "t", "ƶ": "z"},
    **{"ɨ": "i", "ŀ": "l", "ɫ": "l", "þ": "th", "ƒ": "f"},
    **dict.fromkeys("ʼʻʽʾʿʹˈ", "'"),
}
WITH_STROKE = re.compile(f"[{''.join(WITHOUT_STROKE)}]")


@cache
def invisible() -> re.Pattern:
    """Accents that stand apart from their letter, and characters of no width, such as soft hyphens."""
    of_no_width = [chr(c) for c in range(0x10000) if unicodedata.category(chr(c)) in ("Mn", "Me", "Cf")]
    return re.compile(f"[{re.escape(''.join(of_no_width))}]+|[{TAGS}]+")


def folded(text: str) -> str:
    """A text without capitals, accents and characters of no width; its lines stay as many. A ß is ss, an ё is е."""
    if text.isascii():
        return text.lower()
    text = re.sub("\u00ad(?=\\s*\n)", "-", text) if "\u00ad" in text else text
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return WITH_STROKE.sub(lambda letter: WITHOUT_STROKE[letter[0]], invisible().sub("", text))


def readings(text: str) -> list[str]:
    """
    A text as it may be read, folded, each once.

    Codes are those of HTML, of addresses, of JSON, of LaTeX and of rich text. Where markup is taken away, what it parts is
    read as one word (Ig<b>or</b>) and as two (<td>Ada</td><td>Bo</td>).
    """
    unescaped = without_codes(text)
    meant = without_escapes(unescaped)
    found = [text, meant, *without_markup(meant)]
    if "\\" in text or "^^" in text:
        found += [once for tex in of_latex(unescaped) for once in (tex, *without_markup(tex)[1:])]
    if text.lstrip().startswith(RICH_TEXT):
        found.append(of_rich_text(text))
    return list(dict.fromkeys(folded(reading) for reading in dict.fromkeys(found)))


def without_codes(text: str) -> str:
    """A text with the codes of HTML and of addresses for what they mean; its lines stay as many."""
    for _ in range(2):
        if "&" in text:
            text = CODE_OF_HTML.sub(lambda code: unescaped(code[0]), text)
    if "%" in text:
        text = CODE_OF_ADDRESSES.sub(lambda code: on_one_line(unquote(code[0])), text)
    return text


@lru_cache
def unescaped(code: str) -> str:
    """What a code of HTML means."""
    return on_one_line(html.unescape(code))


def without_escapes(text: str) -> str:
    """A text with the codes of JSON for what they mean; its lines stay as many."""
    if "\\" not in text:
        return text
    text = ESCAPE.sub(escaped, text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def escaped(code: re.Match) -> str:
    """What a code of JSON means."""
    number = next(filter(None, code.groups()[:4]), None)
    return code[5] or (" " if number is None else on_one_line(chr(int(number, 16))))


def without_markup(text: str) -> list[str]:
    """A text without its tags and comments, with nothing in their place and with a blank, or the end of a cell or a row."""
    if "<" not in text:
        return []
    last = text.rfind(END_OF_COMMENT) + len(END_OF_COMMENT) if END_OF_COMMENT in text else 0
    parts = MARKUP_AND_COMMENT.split(text[:last])
    after = MARKUP.split(text[last:])
    parts = [*parts[:-1], parts[-1] + after[0], *after[1:]]
    parts[::2] = [without_lines_lost(part) if part.isspace() else part for part in parts[::2]]
    parted = [*parts]
    parts[1::2] = [without_lines_lost(tag) for tag in parts[1::2]]
    parted[1::2] = [parting(tag) + without_lines_lost(tag) for tag in parted[1::2]]
    return ["".join(parts), "".join(parted)]


def parting(tag: str) -> str:
    """What a piece of markup parts: cells or rows of a table, or words."""
    found = OF_A_TABLE.match(tag)
    return " " if found is None else ROW if found[1] else CELL


def of_latex(text: str) -> list[str]:
    """
    A text as LaTeX sets it: letters for the commands that make them, accents and braces left out, other commands as blanks.

    Where backslashes stand in pairs, as JSON writes a single one, it is read in both ways.
    """
    text = CODE_OF_TEX.sub(lambda code: on_one_line(chr(int(code[1], 16))), text) if "^^" in text else text
    both = [text, text.replace(r"\\", "\\")] if r"\\" in text else [text]
    read = [LATEX.sub(set_by_latex, once).replace("{", "").replace("}", "").replace("$", "") for once in both]
    return [read[0].replace("&", CELL), *read[1:]] if len(both) > 1 else read


def set_by_latex(code: re.Match) -> str:
    """What LaTeX sets for a command."""
    kind, ends = code.lastgroup, LINE_END * code[0].count(LINE_END)
    if kind == "command":
        return letters_of_latex().get(code["command"], " ") + ends
    if kind in ("hex", "octal", "decimal"):
        return on_one_line(chr(int(code[kind], {"octal": 8, "decimal": 10}.get(kind, 16)))) + ends
    if kind == "row":
        return ROW
    return ends if kind == "accent" else (ends or " ")


@cache
def letters_of_latex() -> dict[str, str]:
    """The letter that each command of LaTeX sets, such as ł for l, also Greek and Cyrillic ones."""
    from pylatexenc.latexencode import get_builtin_uni2latex_dict

    written = {latex: chr(code) for code, latex in get_builtin_uni2latex_dict().items() if chr(code).isalpha()}
    alone = {ALONE_IN_LATEX.fullmatch(latex): letter for latex, letter in written.items()}
    return {found["command"]: letter for found, letter in alone.items() if found} | MORE_LETTERS_OF_LATEX


def of_rich_text(text: str) -> str:
    """A text as a word processor shows what it keeps in RTF."""
    return OF_RICH_TEXT.sub(set_by_rich_text, text)


def set_by_rich_text(code: re.Match) -> str:
    """What a word processor shows for a code of RTF."""
    if code[1]:
        return bytes.fromhex(code[1]).decode("cp1252", "replace")
    return chr(int(code[2]) % 0x10000).encode("utf-16", "replace").decode("utf-16") if code[2] else ""


def on_one_line(text: str) -> str:
    """A text in which line ends are blanks, as a coded line end is none in the file."""
    return text.replace(LINE_END, " ")


def without_lines_lost(markup: str) -> str:
    """What stays of a piece of markup: the ends of lines in it, as characters that nobody sees."""
    return LINE_END_IN_MARKUP * markup.count(LINE_END)
