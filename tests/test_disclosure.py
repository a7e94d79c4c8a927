"""Disclosure: a private name is found wherever it would be published and however it is written, and is never repeated."""

import base64
import gzip
import io
import json
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest
from conftest import ROOT

from mssd.complaints import Refused
from mssd.disclosure import disclosures, private_names
from mssd.spellings import folded, lines_found, spelling

NAME, SHORT = "Zdenka Quörn", "Ümo"
NAMES = {2: NAME, 5: SHORT}
SAYS = "holds what line {} of raw/private/names.csv says must not be published"
FOUND = SAYS.format(2)


def told(folder: Path, names: dict[int, str] = NAMES) -> list[str]:
    """What is disclosed in the files of a folder; no line of it holds a private name in any spelling."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    lines = [str(complaint) for complaint in disclosures(files, folder, names)]
    assert not any(lines_found(line, {key: spelling(name) for key, name in names.items()}) for line in lines)
    assert not [line for line in lines if "zdenka" in folded(line) or "quorn" in folded(line)]
    return lines


def written(folder: Path, name: str, content: str | bytes) -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def zipped(name: str, content: str | bytes, comment: bytes = b"") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
        archive.comment = comment
    return made.getvalue()


def png(kind: bytes, body: bytes) -> bytes:
    chunks = [
        (b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0"),
        (kind, body),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    ]
    whole = [len(b).to_bytes(4) + k + b + zlib.crc32(k + b).to_bytes(4) for k, b in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(whole)


A_PICTURE = "data:image/png;base64," + base64.b64encode(png(b"tEXt", b"Author\0Zdenka Quorn")).decode()
PLANTED = {
    "a statement of a table": ("a.csv", 'id,statement\n1,"No."\n2,"It is ZDENKA  QUORN, it says."\n', 3),
    "a cell of two lines": ("a.csv", 'id,statement\n1,"so Zdenka\nQuörn"\n', 2),
    "a doubled quotation mark": ("a.csv", 'id\n"Zdenka ""Quörn"""\n', 2),
    "an entry of a bibliography": ("s.bib", '@misc{x,\n author = {Zdenka Qu{\\"o}rn}}\n', 2),
    "a key of a bibliography": ("s.bib", "@misc{zdenkaQuorn, title = {x}}\n", 1),
    "JSON with codes": ("a.json", json.dumps({"who": [NAME]}), 1),
    "JSON with a line end": ("a.json", '{"who":\n "by\\nZdenka\\nQu\\u00f6rn"}', 2),
    "HTML with entities": ("a.html", "<p>\n&#90;denka&nbsp;Qu&ouml;rn</p>", 2),
    "HTML with markup between letters": ("a.html", "<p>\nZ<b\nclass='x'>den</b>ka<br>Qu&#246;<wbr>rn", 2),
    "HTML with nothing between cells": ("a.html", "<td>x</td><td>Zdenka Quorn</td><td>y</td>", 1),
    "HTML escaped twice": ("a.html", "&amp;#90;denka Quorn", 1),
    "the comment of a page": ("a.html", "<!-- Zdenka\n Quörn -->", 1),
    "an attribute": ("a.html", '<img alt="Zdenka Qu&ouml;rn">', 1),
    "an address": ("a.txt", "https://x.org/?q=Zdenka%20Qu%C3%B6rn&b", 1),
    "an address with a plus": ("a.txt", "https://x.org/?q=zdenka+quorn", 1),
    "soft hyphens and no width": ("a.txt", "Zden\u00adka\u00a0Qu\u200bo\u0308rn", 1),
    "a hyphen at the end of a line": ("a.txt", "x\nZden-\n  ka Quörn", 2),
    "UTF-16": ("a.txt", f"x\n{NAME}".encode("utf-16"), 2),
    "the description of an SVG": ("a.svg", "<svg>\n<desc>Zdenka Quörn</desc></svg>", 2),
    "an SVG in parts of a line": ("a.svg", "<svg><text><tspan>Zden</tspan><tspan x='1'>ka</tspan>\n<tspan>Quörn</tspan>", 1),
    "a picture in a page": ("a.html", f"<p>\n<img src='{A_PICTURE}'>", "a file in line 2, the metadata"),
    "a text of a PNG": ("a.png", png(b"tEXt", b"Author\0Zdenka Qu\xf6rn"), "the metadata"),
    "an international text of a PNG": ("a.png", png(b"iTXt", b"Author\0\0\0en\0\0" + NAME.encode()), "the metadata"),
    "a packed text of a PNG": ("a.png", png(b"iTXt", b"Author\0\1\0en\0\0" + zlib.compress(NAME.encode())), "the metadata"),
    "an old packed text of a PNG": ("a.png", png(b"zTXt", b"Author\0\0" + zlib.compress(b"Zdenka Quorn")), "the metadata"),
    "the name of a member": ("a.zip", zipped("b/Zdenka Quorn.md", "x"), "the name of a member"),
    "a member": ("a.zip", zipped("b/c.md", "x\nZdenka Quörn"), "member b/c.md, line 2"),
    "the comment of an archive": ("a.zip", zipped("b/c.md", "x", b"by Zdenka Quorn"), "the comment"),
    "a document": ("a.docx", zipped("a.xml", "<w:t>Zden</w:t></w:r><w:r><w:t>ka Quörn"), "member a.xml, line 1"),
    "a document in an archive": ("a.zip", zipped("b.docx", zipped("c.xml", NAME)), "member b.docx, member c.xml, line 1"),
    "a packed text": ("a.csv.gz", gzip.compress(NAME.encode()), "its content, line 1"),
    "unknown bytes": ("a.bin", b"\0\1\2 Zdenka Quorn \0", "its bytes"),
    "unknown bytes in Latin-1": ("a.bin", b"\0\1\2 Zdenka Qu\xf6rn \0", "its bytes"),
    "the last name first": ("a.bib", "@book{x,\n author = {Quörn, Zdenka}}", 2),
    "two columns": ("a.csv", "first;born;last\nZdenka;1815;Quörn\n", 2),
    "unknown bytes of two": ("a.bin", b"\0\0\1" + f" {NAME} ".encode("utf-16-le"), "its bytes"),
}  # fmt: skip


@pytest.mark.parametrize("where", PLANTED)
def test_a_planted_name_is_found_exactly_where_it_stands(tmp_path, where):
    name, content, place = PLANTED[where]
    written(tmp_path, "beside.txt", "Nothing at all.")
    place = f"{name}, line {place}: the line" if isinstance(place, int) else f"{name}: {place}"
    assert told(written(tmp_path, name, content)) == [f"{place} {FOUND}"]


@pytest.mark.parametrize(
    "name, shown", [("x/Zdenka_Quorn.txt", "x/*"), ("x/zdenka-QUÖRN/a.txt", "x/*/a.txt"), ("zdenka.quorn@x.org", "*")]
)
def test_a_planted_name_is_found_in_the_name_of_a_file_or_folder(tmp_path, name, shown):
    assert told(written(tmp_path, name, "x")) == [f"{shown}: the name of the file {FOUND}"]


@pytest.mark.parametrize("text", ["x Ü\u2010\n mo", "x Ü\u00ad\nmo", "x <b>U</b>mo", "x U\u00admo", r"x {\"U}mo"])
def test_a_short_name_is_found_where_nothing_but_a_line_end_or_markup_parts_it(tmp_path, text):
    assert told(written(tmp_path, "a.txt", text)) == [f"a.txt, line 1: the line {SAYS.format(5)}"]
    assert told(written(tmp_path, "a.txt", f"x\n{SHORT}".encode("cp1252"))) == [
        f"a.txt, line 2: the line {SAYS.format(5)}"
    ]


def test_a_private_name_stands_in_no_complaint_on_a_file_that_is_called_so(tmp_path):
    folder = written(tmp_path, f"{NAME}/{SHORT}.zip", zipped(f"{SHORT}/{NAME}.txt", NAME))
    assert told(folder) == [
        f"*/*: member */*, line 1 {FOUND}",
        *(f"*/*: the name of a member {SAYS.format(line)}" for line in (2, 5)),
        *(f"*/*: the name of the file {SAYS.format(line)}" for line in (2, 5)),
    ]


NEAR = [
    "Zdenka, Igor, Quörn", "Zdenka and Quörn", "Zdenkas Quörn", "Zdenka Quörns", "AZdenka Quörn", "Zdenka Quirn",
    "um o", "Umos", "Albumo", "kostümo", "U m o", "u-mo", '{"a": "\\u00dcmos"}',
]  # fmt: skip


@pytest.mark.parametrize("near", NEAR)
def test_a_near_miss_is_none(tmp_path, near):
    assert told(written(tmp_path, "a.txt", f"x {near} y")) == []


@pytest.mark.parametrize(
    "name, text",
    [
        ("Straße 9b", "STRASSE 9 B"),
        ("Фёдор Ильин", "ФЕДОР\nИЛЬИН"),
        ("O'Brien", "o’brien"),
        ("Łukasz Øst", "lukasz ost"),
        ("J. P. Xu", "JP Xu"),
        ("+44 20 555", "tel.+4420555"),
        ("Bo Ek", "interview_BoEk2.txt"),
        ("fiona", "\ufb01ona"),
    ],
)
def test_a_name_is_found_in_other_letters_of_the_same(name, text):
    assert lines_found(text, {2: spelling(name)}) == {(2, 1)}


def test_a_number_is_not_found_in_a_longer_one():
    assert lines_found("1442055 44205", {2: spelling("+44 20 5")}) == {(2, 1)}
    assert lines_found("144205 442055", {2: spelling("+44 20 5")}) == set()


@pytest.fixture
def pdf(tmp_path):
    """A PDF of three pages, to plant a name in."""
    made = pikepdf.new()
    for _ in range(3):
        made.add_blank_page()
    font = made.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    for page in made.pages:
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    return made


def page_of(pdf, *lines: str) -> pikepdf.Stream:
    shown = "".join(f"1 0 0 1 50 {700 - 20 * number} Tm ({line}) Tj\n" for number, line in enumerate(lines))
    return pdf.make_stream(f"BT /F 12 Tf\n{shown}ET".encode("latin-1"))


def in_text(pdf):
    pdf.pages[1].Contents = page_of(pdf, "it was Zden-", "ka", "Quorn who")
    return "page 2"


def across_pages(pdf):
    pdf.pages[0].Contents = page_of(pdf, "Running head", "it was Zden-", "page 1")
    pdf.pages[1].Contents = page_of(pdf, "Running head", "ka Quorn who", "page 2")
    return "page 1 with the next"


def in_the_metadata(pdf):
    pdf.docinfo["/Subject"] = f"by {NAME}"
    return "the metadata"


def in_xmp(pdf):
    with pdf.open_metadata() as xmp:
        xmp["dc:description"] = f"by {NAME}"
    return "the metadata"


def in_an_alternative_text(pdf):
    element = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Figure, Alt=pikepdf.String(f"A picture of {NAME}")))
    pdf.Root.StructTreeRoot = pikepdf.Dictionary(K=pikepdf.Array([element]))
    return "an alternative text"


def in_a_tag_of_the_page(pdf):
    pdf.pages[0].Contents = pdf.make_stream(
        b"/Span <</ActualText <FEFF005A00640065006E006B006100200051007500F60072006E>>> BDC EMC"
    )
    return "an alternative text"


def in_a_bookmark(pdf):
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(NAME, 0))
    return "a bookmark"


def in_a_note(pdf):
    note = pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=pikepdf.String(NAME))
    pdf.pages[0].Annots = pikepdf.Array([note])
    return "a note"


def in_a_link(pdf):
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://x.org/Zdenka%20Quorn"))
    pdf.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)])
    return "a link"


def in_an_attached_file(pdf):
    pdf.attachments["a.zip"] = zipped("b.txt", NAME)
    return "a file attached to it, member b.txt, line 1"


PLACES_OF_A_PDF = [
    in_text, across_pages, in_the_metadata, in_xmp, in_an_alternative_text, in_a_tag_of_the_page, in_a_bookmark, in_a_note,
    in_a_link, in_an_attached_file,
]  # fmt: skip


@pytest.mark.parametrize("plant", PLACES_OF_A_PDF)
def test_a_name_planted_in_a_pdf_is_found_exactly_where_it_stands(pdf, tmp_path, plant):
    place = plant(pdf)
    pdf.save(tmp_path / "a.pdf")
    assert told(tmp_path) == [f"a.pdf: {place} {FOUND}"]


def test_a_pdf_without_the_name_is_nothing_to_tell(pdf, tmp_path):
    pdf.pages[0].Contents = page_of(pdf, "Zdenka", "said Quorn")
    pdf.save(tmp_path / "a.pdf")
    assert told(tmp_path) == []


def test_what_cannot_be_searched_is_told(pdf, tmp_path):
    pdf.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(user="x", owner="y"))
    written(tmp_path, "b.gz", gzip.compress(b"x" * 99)[:-9])
    written(tmp_path, "c.zip", zipped("c.txt", "x" * 99).replace(zlib.crc32(b"x" * 99).to_bytes(4, "little"), b"...."))
    ending = "so that it can't be searched for what raw/private/names.csv lists"
    assert told(tmp_path) == [
        f"a.pdf: it is encrypted or broken, {ending}",
        f"b.gz: it is broken, {ending}",
        f"c.zip: it is broken, or packed in an unknown way, {ending}",
    ]


def test_a_path_whose_parts_hold_a_name_together_is_not_shown(tmp_path):
    assert told(written(tmp_path, "a=Zdenka,b/c=Quörn", "x")) == [f"*: the name of the file {FOUND}"]


def test_a_list_without_a_name_or_with_one_that_is_never_found_is_refused_and_not_repeated(tmp_path):
    written(tmp_path, "private/names.csv", "name\n")
    with pytest.raises(Refused, match="line 2: no name below the header; expected at least one"):
        private_names(tmp_path)
    useless = [
        "Zdenka; Bo",
        'Zdenka Qu{\\""o}rn',
        "Zdenka Qu&ouml;rn",
        "<b>Zdenka</b>",
        "Zdenka\nQuorn",
        "Zdenka " * 40,
    ]
    useless.append("Zde\ufffdka")
    written(tmp_path, "private/names.csv", "name\n" + "".join(f'"{name}"\n' for name in ["Zdenka Quörn", *useless]))
    with pytest.raises(Refused) as refused:
        private_names(tmp_path)
    assert len(refused.value.complaints) == len(useless)
    assert all("expected one name, up to 200 plain letters" in str(complaint) for complaint in refused.value.complaints)
    assert "denka" not in str(refused.value)


def test_the_names_are_those_of_the_file_by_their_lines(tmp_path):
    written(tmp_path, "private/names.csv", f"name,reason\n{NAME},source\n\n\n{SHORT},\n")
    assert private_names(tmp_path) == NAMES
    assert private_names(tmp_path / "nowhere") == {}


def test_without_private_names_nothing_is_searched(tmp_path):
    assert told(written(tmp_path, "a.pdf", b"%PDF-broken"), {}) == []


def test_short_names_are_not_found_by_chance_in_pictures_and_fonts():
    names = dict(enumerate(["Ann", "Eva", "Ali", "Max", "Kim", "Ada", "Leo", "Igo"], 2))
    fonts = sorted((ROOT / "workflow" / "report" / "fonts").glob("*.woff"))
    assert fonts and disclosures(fonts, ROOT, names) == []
