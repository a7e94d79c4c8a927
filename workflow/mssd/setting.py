"""Setting: a document on pages, as a PDF that an archive can keep (PDF/A-2a) and a screen reader can read (PDF/UA-1)."""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from textwrap import shorten
from typing import Any

from mssd.fonts import FONTS, all_faces
from mssd.mends import lines_full, pages_known

# PDF/A allows a metadata property that it doesn't know itself, such as that of PDF/UA, if the file says what it is
# (ISO 19005-2, 6.6.2.3).
OF_PDF_UA = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps to</pdfaProperty:description></rdf:li></rdf:Seq>
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"""
SVG = "{http://www.w3.org/2000/svg}"


def set_pages(html: str, path: str | Path, identifier: str, day: str) -> None:
    """
    The pages of a document as PDF/A-2a, tagged as PDF/UA-1 asks, with the day of the study (such as 2026-11-23) as its only date.

    Equal text is equal bytes: nothing is fetched, no font but those in the document is there, and no clock or locale is asked.
    Links to the audit pages stay relative, so that they lead there from wherever the results are.
    """
    import weasyprint

    os.environ["SOURCE_DATE_EPOCH"] = seconds_since_1970(day)
    document = weasyprint.HTML(string=html, url_fetcher=only_fonts())
    close_up_floats(document.etree_element)
    tell_figures(document.etree_element)
    places = places_in(document.etree_element)
    with without_fonts_of_the_machine(), without_collecting_garbage(), pages_known(), lines_full():
        finisher = partial(finish, places=places)
        options = {"pdf_variant": "pdf/a-2a", "pdf_identifier": identifier.encode()}
        document.write_pdf(path, finisher=finisher, **options)


def finish(document: Any, pdf: Any, places: dict[str, str]) -> None:
    """What WeasyPrint leaves to do: the tags, the words of links, the claim of PDF/UA, and resources that hold nothing."""
    from mssd.tagging import mend_tags

    mend_tags(pdf, [element for page in document.pages for element in tables_on(page._page_box)])
    refuse_other_fonts(pdf)
    tell_links(pdf, places)
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [part.replace(b"</rdf:RDF>", OF_PDF_UA.encode()) for part in metadata.stream]
    for resources in (part for part in pdf.objects if isinstance(part, dict) and "XObject" in part):
        for empty in [name for name, inside in resources.items() if isinstance(inside, dict) and not inside]:
            del resources[empty]
    settle(pdf)


def tables_on(box: Any) -> Iterator[Any]:
    """The table elements of which a page has a part, a box for each, in the order in which WeasyPrint tags them."""
    box = getattr(box, "_box", box)
    if box.element_tag == "table" and box.is_table_wrapper:
        yield box.element
    for child in getattr(box, "children", ()):
        yield from tables_on(child)


def settle(pdf: Any) -> None:
    """Put each object into bytes once; otherwise it is packed twice, for the identifier of the file and for the file."""
    import pydyf

    class Settled(pydyf.Object):
        data = b""
        compressible = False

        def __init__(self, settled):
            self.number, self.generation, self.free = settled.number, settled.generation, settled.free
            self.offset, self.compressible = settled.offset, settled.compressible
            self.data = settled.data if settled.free == "n" else b""

    pdf.objects[:] = map(Settled, pdf.objects)


def close_up_floats(root: Any) -> None:
    """Between the parts of a figure stand no blanks, which WeasyPrint would set as empty lines in a figure that floats."""
    for figure in root.iter("figure"):
        figure.text = figure.text and (figure.text.strip() or None)
        for part in figure:
            part.tail = part.tail and (part.tail.strip() or None)


def tell_figures(root: Any) -> None:
    """The alternative text of a figure in a PDF is its title, so what it shows is added to its title."""
    for drawing in root.iter(f"{SVG}svg"):
        title, shown = drawing.find(f"{SVG}title"), drawing.find(f"{SVG}desc")
        if title is not None and shown is not None:
            title.text = f"{title.text.rstrip('.')}. {shown.text}"


def places_in(root: Any) -> dict[str, str]:
    """What stands where a link may lead: for each id the heading or caption below it, or else its words."""
    named = ((element, element.get("id")) for element in root.iter() if element.get("id"))
    return {name: shorten(words_of(told_by(element)), 100, placeholder="…") for element, name in named}


def told_by(element: Any) -> Any:
    """The part of an element that says what it is."""
    return next((part for part in element.iter() if part.tag in {"h1", "h2", "h3", "h4", "figcaption"}), element)


def words_of(element: Any) -> str:
    """The text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def tell_links(pdf: Any, places: dict[str, str]) -> None:
    """A link within the document says where it leads, as PDF/UA asks, in the words of the place."""
    for link in (part for part in pdf.objects if isinstance(part, dict) and "Dest" in part and "Contents" in part):
        link["Contents"].string = places.get(link["Dest"].string) or link["Dest"].string


def refuse_other_fonts(pdf: Any) -> None:
    """A PDF that embeds a font that is neither ours nor the study's isn't written."""
    ours = {face.family.replace(" ", "-") for face in all_faces()}
    used = {
        part["FontName"].decode().partition("+")[2]
        for part in pdf.objects
        if isinstance(part, dict) and part.get("Type") == "/FontDescriptor"
    }
    others = sorted(name for name in used if not name.startswith(tuple(ours)))
    if others:
        raise ValueError(f"the PDF would embed {', '.join(others)}; expected no font but {' and '.join(sorted(ours))}")


@contextmanager
def without_fonts_of_the_machine():
    """Pango meets no font but those in the document, so that none can slip in where ours lack a character."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(FONTS / "none.conf")
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
            yield
    finally:
        os.environ.pop("FONTCONFIG_FILE")
        if before is not None:
            os.environ["FONTCONFIG_FILE"] = before


@contextmanager
def without_collecting_garbage():
    """Python looks for garbage ever again among the many boxes of a long document, and finds none."""
    import gc

    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def seconds_since_1970(day: str) -> str:
    """Noon of a date such as 2026-11-23 as SOURCE_DATE_EPOCH wants it, so that documents carry the study's date and no other."""
    noon = datetime.combine(date.fromisoformat(day), time(12), tzinfo=UTC)
    return str(int(noon.timestamp()))


def only_fonts():
    """A fetcher of the fonts inside the document that ends the setting at any other address, whatever the raw text asks for."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    class OnlyFonts(URLFetcher):
        def fetch(self, url, headers=None):
            if not url.startswith("data:font/"):
                raise FatalURLFetchingError(f"the report doesn't fetch {url}")
            return super().fetch(url, headers)

    return OnlyFonts()
