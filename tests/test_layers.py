"""Layers: what unpacks to too much, or goes too deep, is told as what can't be searched, and quickly."""

import base64
import bz2
import gzip
import io
import json
import lzma
import time
import zipfile
import zlib

import pikepdf
import pytest
from test_disclosure import png, told, written, zipped

from mssd import layers

TOO_MUCH, TOO_DEEP = "unpacked it holds more than 64 MB", "it holds files in files more than 8 deep"
BROKEN = "it is broken"
MANY = 200_000_000


def nested(pack, times: int) -> bytes:
    content = b"x"
    for _ in range(times):
        content = pack(content)
    return content


def many_members(many: int, size: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(many):
            archive.writestr(str(number), b"0" * size)
    return made.getvalue()


def in_a_page(content: bytes) -> bytes:
    return b"<img src='data:application/zip;base64," + base64.b64encode(content) + b"'>"


def pdf_with(plant) -> bytes:
    made, pdf = io.BytesIO(), pikepdf.new()
    pdf.add_blank_page()
    plant(pdf)
    pdf.save(made)
    return made.getvalue()


def packed_stream(pdf, content: bytes, **about) -> pikepdf.Stream:
    stream = pikepdf.Stream(pdf, b"", **about)
    stream.write(zlib.compress(content), filter=pikepdf.Name.FlateDecode)
    return pdf.make_indirect(stream)


def with_a_big_attachment(pdf):
    pdf.Root.Big = packed_stream(pdf, b"0" * MANY, Type=pikepdf.Name.EmbeddedFile)


def with_a_big_page(pdf):
    pdf.pages[0].Contents = packed_stream(pdf, b"0 " * (MANY // 2))


BOMBS = {
    "gzip": (lambda: gzip.compress(b"0" * MANY), TOO_MUCH),
    "gzip in gzip": (lambda: gzip.compress(gzip.compress(b"0" * MANY)), TOO_MUCH),
    "bzip2": (lambda: bz2.compress(b"0" * MANY), TOO_MUCH),
    "xz": (lambda: lzma.compress(b"0" * MANY), TOO_MUCH),
    "many parts of gzip": (lambda: gzip.compress(b"") * 100_000, BROKEN),
    "something behind gzip": (lambda: gzip.compress(b"x") + b"Zdenka", BROKEN),
    "a zip": (lambda: zipped("a", b"0" * MANY), TOO_MUCH),
    "a zip of many": (lambda: many_members(20, MANY // 20), TOO_MUCH),
    "a zip of very many small ones": (lambda: many_members(10_000, 1), TOO_MUCH),
    "a zip that says that it is small": (
        lambda: zipped("a", b"0" * MANY).replace(MANY.to_bytes(4, "little"), (9).to_bytes(4, "little")),
        "it is broken, or packed in an unknown way",
    ),
    "zips in zips": (lambda: nested(lambda content: zipped("a.zip", content), 100), TOO_DEEP),
    "gzip in gzip a thousand times": (lambda: nested(gzip.compress, 1_000), TOO_DEEP),
    "pages in pages": (lambda: nested(in_a_page, 12), TOO_DEEP),
    "many pictures in a page": (lambda: in_a_page(b"AAAA") * 10_000, TOO_MUCH),
    "a text of a PNG": (lambda: png(b"zTXt", b"Author\0\0" + zlib.compress(b"0" * MANY)), TOO_MUCH),
    "an attachment of a PDF": (lambda: pdf_with(with_a_big_attachment), f"{BROKEN}, or {TOO_MUCH}"),
    "a page of a PDF": (lambda: pdf_with(with_a_big_page), f"{BROKEN}, or {TOO_MUCH}"),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_what_unpacks_to_too_much_or_too_deep_is_told_quickly(tmp_path, bomb):
    make, problem = BOMBS[bomb]
    written(tmp_path, "a", make())
    begin = time.process_time()
    assert told(tmp_path) == [f"a: {problem}, so that it can't be searched for what raw/private/names.csv lists"]
    assert time.process_time() - begin < 10


def test_a_pdf_that_draws_without_end_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(layers, "MOST_DRAWN", 1_000)

    def draws(pdf):
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        pdf.pages[0].Contents = pdf.make_stream(b"BT /F 9 Tf (x) Tj ET " * 1_000)

    (line,) = told(written(tmp_path, "a.pdf", pdf_with(draws)))
    assert line.startswith("a.pdf: its pages draw too much to be read, so that it can't be searched")


def test_a_sheet_whose_cells_repeat_a_long_string_is_told(tmp_path):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<sst><si><t>{'x' * 400}</t></si></sst>")
        archive.writestr("xl/worksheets/a.xml", "<c t='s'><v>0</v></c>" * 200_000)
    (line,) = told(written(tmp_path, "a.xlsx", made.getvalue()))
    assert TOO_MUCH in line


@pytest.mark.parametrize("content", [json.dumps([]) * 9, "[" * 100_000, '{"a":' * 100_000, "<a>" * 100_000])
def test_brackets_and_tags_in_each_other_are_searched(tmp_path, content):
    (line,) = told(written(tmp_path, "a.json", f"{content}Zdenka Quörn"))
    assert line.startswith("a.json, line 1")


def test_arrays_in_arrays_of_a_pdf_are_searched(tmp_path):
    def deep(pdf):
        inside = pikepdf.Array([pikepdf.String("Zdenka Quörn")])
        for _ in range(400):
            inside = pikepdf.Array([inside])
        pdf.Root.Deep = pdf.make_indirect(inside)

    (line,) = told(written(tmp_path, "a.pdf", pdf_with(deep)))
    assert line.startswith("a.pdf: a hidden text")
