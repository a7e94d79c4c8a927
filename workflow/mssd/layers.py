"""Layers: all the text that a file holds, with where: its lines, pages, metadata, hidden texts, and the files inside it."""

import base64
import bz2
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import NamedTuple

from mssd.workbooks import SHEET, STRINGS, rows_of

MOST_UNPACKED, LEAST_COUNTED = 64_000_000, 10_000
TOO_MUCH = f"unpacked it holds more than {MOST_UNPACKED // 1_000_000} MB"
DEEPEST = 8
MOST_STREAMS = 100
MOST_DRAWN = 1_000_000
WITH_GZIP_HEADER = 31
COMPRESSED = {
    b"\x1f\x8b": lambda: zlib.decompressobj(WITH_GZIP_HEADER),
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ\x00": lambda: lzma.LZMADecompressor(memlimit=4 * MOST_UNPACKED),
}
HEAD_OF_A_PACKED_FILE = 300
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error)
BROKEN += (EOFError, NotImplementedError, OSError, ValueError, OverflowError)
MEMBER = "member "
PNG = b"\x89PNG\r\n\x1a\n"
BASE64 = ";base64,"
EMBEDDED = re.compile(f"{BASE64}([A-Za-z0-9+/=%]+)")
NOT_OF_A_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
RUN_OF_CHARACTERS = re.compile("[ -~\xa0-\u1fff\u2010-\u2027]{6,}")
LINES_BESIDE_A_PAGE_BREAK, LINES_THAT_MAY_RUN_ON_EVERY_PAGE = 6, 3
HIDDEN_IN_A_PAGE = re.compile(rb"/(?:ActualText|Alt|E)\s*(\((?:[^()\\]++|\\.)*+\)|<[0-9A-Fa-f\s]*+>)", re.DOTALL)
CALLED = {
    **dict.fromkeys(["/Alt", "/ActualText", "/E"], "an alternative text"),
    **{"/Title": "a bookmark", "/URI": "a link", "/Contents": "a note", "/V": "a form"},
}


class Layer(NamedTuple):
    """
    A text in a file, and where it stands.

    place: from the outside to the inside, such as `member a.docx` and `member word/document.xml`; empty for the file itself.
    in_lines: whether a line of the text is a line that a reader can go to. must_be_long: whether only long strings are
    looked for, as chance gives the short ones. sides: the two parts of a text across a page break; what stands in one of
    them alone is told there.
    """

    place: tuple[str, ...]
    text: str
    in_lines: bool = False
    must_be_long: bool = False
    sides: tuple[str, ...] = ()


class Unsearchable(Exception):
    """A file that can't be searched, and why not."""


class Room:
    """How much may still be unpacked of a file and all the files in it; a small file counts as one of ten thousand bytes."""

    def __init__(self, left: int = MOST_UNPACKED):
        self.left = left

    def take(self, many: int) -> None:
        self.left -= max(many, LEAST_COUNTED)
        if self.left < 0:
            raise Unsearchable(TOO_MUCH)

    def unpacked(self, decompressor: Callable, content: bytes) -> tuple[bytes, bytes]:
        """What was compressed, as far as there is room for it, and what follows."""
        try:
            once = decompressor()
            found = once.decompress(content, self.left + 1)
        except BROKEN as error:
            raise Unsearchable("it is broken") from error
        self.take(len(found))
        if not once.eof:
            raise Unsearchable("it is broken")
        return found, once.unused_data


def layers(content: bytes, place: tuple[str, ...] = (), room: Room | None = None) -> Iterator[Layer]:
    """
    Every text in a file: of a PDF, a PNG, an archive and all in it, of a text, and of anything else what its bytes may spell.

    room: how much may be unpacked. Raises Unsearchable for a file that is encrypted or broken, or that holds too much or
    archives in archives too deep.
    """
    room = room or Room()
    if len(place) > DEEPEST:
        raise Unsearchable(f"it holds files in files more than {DEEPEST} deep")
    for start, decompressor in COMPRESSED.items():
        if content.startswith(start):
            yield from of_bytes(content[:HEAD_OF_A_PACKED_FILE], (*place, "its head"))
            return (yield from layers(streams(start, decompressor, content, room), (*place, "its content"), room))
    if b"%PDF-" in content[:1024]:
        yield from of_a_pdf(content, place, room)
    elif content.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(content)):
        yield from of_a_zip(content, place, room)
    elif content.startswith(PNG):
        yield from (Layer((*place, "the metadata"), text) for text in chunks_of_a_png(content, room))
    elif (text := text_of(content)) is not None:
        yield from of_a_text(text, place, room)
    else:
        yield from of_bytes(content, (*place, "its bytes"))


def streams(start: bytes, decompressor: Callable, content: bytes, room: Room) -> bytes:
    """What was compressed, in one part or in some that follow each other."""
    found = []
    while content.startswith(start) and len(found) < MOST_STREAMS:
        part, content = room.unpacked(decompressor, content)
        found.append(part)
    if content.strip(b"\0"):
        raise Unsearchable("it is broken")
    return b"".join(found)


def text_of(content: bytes) -> str | None:
    """A file's text where it is one: UTF-8, UTF-16 with its mark, or as Windows writes it; None where it is none."""
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        return None if b"\0" in content else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None if NOT_OF_A_TEXT.search(content) else content.decode("cp1252", errors="replace")


def of_a_text(text: str, place: tuple[str, ...], room: Room) -> Iterator[Layer]:
    """A text, and the files that stand in it as data: a picture in a page."""
    yield Layer(place, EMBEDDED.sub("", text) if BASE64 in text else text, in_lines=True)
    line, counted = 1, 0
    for found in EMBEDDED.finditer(text):
        line, counted = line + text.count("\n", counted, found.start()), found.start()
        encoded = found[1].replace("%2B", "+").replace("%2F", "/").replace("%3D", "=").partition("=")[0]
        whole = encoded[: len(encoded) - (len(encoded) % 4 == 1)]
        room.take(len(whole))
        yield from layers(base64.b64decode(whole + "=" * (-len(whole) % 4)), (*place, f"a file in line {line}"), room)


def of_bytes(content: bytes, place: tuple[str, ...]) -> Iterator[Layer]:
    """
    What the bytes of an unknown file may spell, in runs of six characters and more.

    Read as Latin-1 nearly everything is a letter, so that only long strings mean anything there.
    """
    readings = [content.decode("utf-8", "replace")]
    readings += [content[at:].decode(code, "replace") for code in ("utf-16-le", "utf-16-be") for at in (0, 1)]
    for number, reading in enumerate([*readings, content.decode("latin-1")]):
        runs = "\n\n".join(RUN_OF_CHARACTERS.findall(reading))
        yield Layer(place, runs, must_be_long=number == len(readings))


def of_a_zip(content: bytes, place: tuple[str, ...], room: Room) -> Iterator[Layer]:
    """
    The comment of a zip, and the name, the comment and the content of each member; a .docx and an .odt are such.

    A sheet of an .xlsx, which tells only the numbers of its strings, is read once more with the strings in their cells.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            yield from of_bytes_or_text(archive.comment, (*place, "the comment"))
            strings = next((read(archive, member, room) for member in members if member.filename == STRINGS), b"")
            for member in members:
                yield Layer((*place, "the name of a member"), named(member.filename))
                inside = (*place, f"{MEMBER}{member.filename}")
                yield from of_bytes_or_text(member.comment, (*inside, "the comment"))
                unpacked = read(archive, member, room)
                yield from layers(unpacked, inside, room)
                if strings and SHEET.fullmatch(member.filename):
                    yield Layer((*inside, "a row"), rows_of(unpacked, strings, room.take))
    except BROKEN as error:
        raise Unsearchable("it is broken, or packed in an unknown way") from error
    except RuntimeError as error:
        raise Unsearchable("it is encrypted") from error


def read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: Room) -> bytes:
    """The content of a member, as far as there is room for it, whatever size the archive says it has."""
    with archive.open(member) as opened:
        unpacked = opened.read(room.left + 1)
    room.take(len(unpacked))
    return unpacked


def of_bytes_or_text(content: bytes, place: tuple[str, ...]) -> Iterator[Layer]:
    """A short text of unknown code, such as a comment."""
    text = text_of(content)
    yield from of_bytes(content, place) if text is None else [Layer(place, text)]


def named(file: str) -> str:
    """The name of a file or member as a text, its folders parted so that nothing is read across two of them."""
    return file.replace("/", " / ")


def chunks_of_a_png(content: bytes, room: Room) -> Iterator[str]:
    """The texts of a PNG: tEXt, zTXt, iTXt, and whatever else is no picture."""
    at = len(PNG)
    while at + 8 <= len(content):
        length, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        body = content[at + 8 : at + 8 + length]
        if kind in (b"zTXt", b"iTXt"):
            keyword, _, rest = body.partition(b"\0")
            packed = kind == b"zTXt" or rest[:1] == b"\x01"
            head, text = (b"", rest[1:]) if kind == b"zTXt" else language_and_text(rest[2:])
            body = b"\n".join([keyword, head, room.unpacked(zlib.decompressobj, text)[0] if packed else text])
        if kind not in (b"IDAT", b"PLTE", b"IHDR", b"tRNS"):
            room.take(len(body))
            yield from (layer.text for layer in of_bytes_or_text(body.replace(b"\0", b"\n"), ()))
        at += 12 + length
    yield from (layer.text for layer in of_bytes(content[at:], ()))


def language_and_text(rest: bytes) -> tuple[bytes, bytes]:
    """What stands before the text of an iTXt chunk, its language and its keyword in that, and the text."""
    language, _, rest = rest.partition(b"\0")
    keyword, _, text = rest.partition(b"\0")
    return language + b"\n" + keyword, text


def of_a_pdf(content: bytes, place: tuple[str, ...], room: Room) -> Iterator[Layer]:
    """The text of each page and across each page break, the metadata, and what nobody sees: alternative texts, bookmarks."""
    import pikepdf
    from pypdf import PdfReader

    try:
        with bounded(pikepdf.settings, room.left), pikepdf.open(io.BytesIO(content)) as pdf:
            hidden = list(hidden_in_a_pdf(pdf, place, room))
        drawing = Drawing()
        pages = [page.extract_text(visitor_operand_before=drawing) for page in PdfReader(io.BytesIO(content)).pages]
    except Unsearchable:
        raise
    except pikepdf.DataDecodingError as error:
        raise Unsearchable(f"it is broken, or {TOO_MUCH}") from error
    # A broken PDF may end its readers in any way.
    except Exception as error:
        raise Unsearchable("it is encrypted or broken") from error
    yield from (Layer((*place, f"page {number}"), page) for number, page in enumerate(pages, 1))
    for number, sides in enumerate(pairwise(pages), 1):
        yield from (Layer((*place, f"page {number} with the next"), text, sides=sides) for text in across(*sides))
    yield from hidden


@contextmanager
def bounded(settings, most: int) -> Iterator[None]:
    """While a PDF is read, no stream of it is unpacked to more than so many bytes."""
    before = settings.set_qpdf_limits(
        flate_max_memory=most, run_length_max_memory=most, png_max_memory=most, tiff_max_memory=most
    )
    try:
        yield
    finally:
        settings.set_qpdf_limits(**before)


class Drawing:
    """How often the pages of a PDF draw; raises Unsearchable where that is too often to be read."""

    def __init__(self):
        self.times = 0

    def __call__(self, *_) -> None:
        self.times += 1
        if self.times > MOST_DRAWN:
            raise Unsearchable("its pages draw too much to be read")


def across(page: str, following: str) -> Iterable[str]:
    """
    What may stand across a page break: two lines before it and two after it.

    The last and the first lines of a page may be those that run on every page, so that the text goes on without them.
    """
    before = page.rstrip().splitlines()[-LINES_BESIDE_A_PAGE_BREAK:]
    after = following.strip().splitlines()[:LINES_BESIDE_A_PAGE_BREAK]
    for last in range(LINES_THAT_MAY_RUN_ON_EVERY_PAGE + 1):
        for first in range(LINES_THAT_MAY_RUN_ON_EVERY_PAGE + 1):
            ending, beginning = before[: len(before) - last][-2:], after[first:][:2]
            if ending and beginning:
                yield "\n".join([*ending, *beginning])


def hidden_in_a_pdf(pdf, place: tuple[str, ...], room: Room) -> Iterator[Layer]:
    """The metadata of a PDF, the files attached to it, and every string of its objects and in the tags of its pages."""
    import pikepdf

    about = pdf.trailer.get("/Info")
    if about is not None:
        yield from (Layer((*place, "the metadata"), str(value)) for value in about.values())
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            kind = thing.get("/Type")
            if kind in ("/Metadata", "/EmbeddedFile"):
                called = "the metadata" if kind == "/Metadata" else "a file attached to it"
                found = layers(unpacked_of(thing, room), (*place, called), room)
                yield from (layer if kind == "/EmbeddedFile" else layer._replace(in_lines=False) for layer in found)
        if about is None or thing.objgen != about.objgen:
            yield from (Layer((*place, CALLED.get(key, "a hidden text")), text) for key, text in strings_in(thing))
    for page in pdf.pages:
        page.contents_coalesce()
        drawn = unpacked_of(page.Contents, room) if "/Contents" in page else b""
        for found in HIDDEN_IN_A_PAGE.finditer(drawn):
            yield Layer((*place, "an alternative text"), str(pikepdf.Object.parse(found[1])))


def unpacked_of(stream, room: Room) -> bytes:
    """What a stream of a PDF holds."""
    content = stream.read_bytes()
    room.take(len(content))
    return content


def strings_in(thing) -> Iterator[tuple[str, str]]:
    """The strings of a PDF object, each with the key that it stands under; not those of objects that it only refers to."""
    import pikepdf

    waiting = [("", thing)]
    while waiting:
        key, thing = waiting.pop()
        if isinstance(thing, pikepdf.String):
            yield key, str(thing)
            continue
        inside = []
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            inside = (thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing).items()
        elif isinstance(thing, pikepdf.Array):
            inside = ((key, value) for value in thing)
        waiting += [(name, value) for name, value in inside if getattr(value, "is_indirect", False) is False]
