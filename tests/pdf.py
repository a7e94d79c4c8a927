"""What the tests look at in a PDF: its structure elements, its marked content, and what offline validators say of it."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pikepdf.pdfa
import pypdf

OF_PDF_UA = re.compile(rb'<rdf:Description rdf:about="" xmlns:pdfuaid=.*(?=</rdf:RDF>)', re.DOTALL)


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """The structure elements of a PDF in reading order."""
    yield from within(pdf.Root.StructTreeRoot.K[0])


def within(element: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    """A structure element and all below it, in reading order."""
    yield element
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from within(kid)


def types(pdf: pikepdf.Pdf, *wanted: str) -> list[str]:
    """The types of the structure elements in reading order, or of those that are wanted."""
    found = [str(element.S).removeprefix("/") for element in elements(pdf)]
    return [name for name in found if not wanted or name in wanted]


def tops_of_words(file: Path) -> dict[str, float]:
    """How high above the foot of the first page each text stands, in points."""
    found: dict[str, float] = {}

    def note(text, page_matrix, text_matrix, *_):
        if text.strip():
            found[text.strip()] = page_matrix[5] + page_matrix[3] * text_matrix[5]

    pypdf.PdfReader(file).pages[0].extract_text(visitor_text=note)
    return found


def faults_as_pdf_a(file: Path) -> list[str]:
    """
    What pikepdf's validator finds against PDF/A-2b.

    It checks level B only and knows no extension schema: the letter of the level and the claim of PDF/UA are taken out of a copy.
    """
    with pikepdf.open(file) as pdf:
        packet = pdf.Root.Metadata.read_bytes()
        assert OF_PDF_UA.search(packet)
        assert b'pdfaid:conformance="A"' in packet
        level_b = OF_PDF_UA.sub(b"", packet).replace(b'conformance="A"', b'conformance="B"')
        pdf.Root.Metadata.write(level_b)
        copy = io.BytesIO()
        pdf.save(copy)
    copy.seek(0)
    return [str(finding) for finding in pikepdf.pdfa.validate_written(copy, "2b").findings]
