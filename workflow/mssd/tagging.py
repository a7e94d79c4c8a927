"""
Tagging: the tag tree that WeasyPrint gives a PDF, brought to what PDF/UA-1 (ISO 14289-1) asks of a reader's order and tables.

A structure element is a dictionary: `S` its type, `K` its kids (references to elements, or numbers of marked content), `P` its
parent. What is marked on a page but has no place in the tree, such as a running head, is a pagination artifact.
"""

from collections.abc import Iterator
from itertools import dropwhile
from typing import Any, NamedTuple

import pydyf

MAY_BE_EMPTY = {"/TD", "/TH", "/Figure"}
Element = pydyf.Dictionary


class Leaf(NamedTuple):
    """Marked content in reading order: the number of its page object, and its own number there."""

    page: int
    mark: int


class TagTree:
    """The structure elements of a PDF in the making, from its document element down."""

    def __init__(self, pdf: pydyf.PDF):
        self.pdf = pdf
        self.root = self.at(pdf.catalog["StructTreeRoot"])
        (self.document,) = self.kids(self.root)

    def at(self, reference: bytes) -> Element:
        """The object that a reference such as `12 0 R` names."""
        return self.pdf.objects[number_of(reference)]

    def kids(self, element: Element) -> list[Element]:
        """The structure elements right below one, without its marked content and links."""
        below = [self.at(kid) for kid in element["K"] if isinstance(kid, bytes)]
        return [kid for kid in below if "S" in kid]

    def within(self, element: Element) -> Iterator[Element]:
        """An element and all below it, in reading order."""
        yield element
        for kid in self.kids(element):
            yield from self.within(kid)

    def leaves(self, element: Element) -> Iterator[Leaf]:
        """The marked content in and below an element, in reading order."""
        for kid in element["K"]:
            if isinstance(kid, int):
                yield Leaf(number_of(element["Pg"]), kid)
            elif "S" in self.at(kid):
                yield from self.leaves(self.at(kid))

    def adopt(self, parent: Element, kids: list[Element]) -> None:
        """Give elements a new parent, after the kids that it has."""
        for kid in kids:
            kid["P"] = parent.reference
            parent["K"].append(kid.reference)


def number_of(reference: bytes) -> int:
    """The object number in a reference such as `12 0 R`."""
    return int(reference.split()[0])


def mend_tags(pdf: pydyf.PDF, tables: list[Any]) -> None:
    """
    Mend the tag tree of a PDF in the making, and mark what stays outside of it as pagination.

    tables: for each table tag in reading order, the table of the document that it is, or is a part of.
    """
    tree = TagTree(pdf)
    join_tables(tree, tables)
    join_main(tree)
    for element in list(tree.within(tree.document)):
        if element["S"] == "/Table":
            scope_headers(tree, element)
    name_contents(tree)
    mark_pagination(tree)
    take_out_lines(tree, tree.document)
    drop_empty(tree, tree.document)


def join_main(tree: TagTree) -> None:
    """
    The main part of a document is one element, although each of its pages brings its own.

    What stands at the foot of a page, a figure or a footnote, is read after the page's text.
    """
    kids = dropwhile(lambda kid: kid["S"] != "/Part", tree.kids(tree.document))
    first = next(kids, None)
    for kid in kids:
        if kid["S"] == "/Part":
            tree.adopt(first, tree.kids(kid))
            kid["K"].clear()
        else:
            tree.adopt(first, [kid])
            tree.document["K"].remove(kid.reference)


def join_tables(tree: TagTree, tables: list[Any]) -> None:
    """A table that goes on over the page is one table: its rows follow those before, and its repeated head is pagination."""
    whole: dict[int, Element] = {}
    parts = [element for element in tree.within(tree.document) if element["S"] == "/Table"]
    for part, table in zip(parts, tables, strict=True):
        first = whole.setdefault(id(table), part)
        if part is not first:
            tree.adopt(first, [kid for kid in tree.kids(part) if kid["S"] not in ("/THead", "/Caption")])
            part["K"].clear()


def scope_headers(tree: TagTree, table: Element) -> None:
    """
    Every header says whether it heads a column or a row, which is all that a table with one head needs (ISO 32000-1, 14.8.5.7).

    A header across a whole row of the body names a group of rows; that can't be said in a PDF, and it is a cell.
    """
    for group in tree.kids(table):
        for cell in tree.within(group):
            if cell["S"] in ("/TH", "/TD"):
                cell.pop("ID", None)
                cell["A"].pop("Headers", None)
            if cell["S"] == "/TH" and group["S"] != "/THead" and "ColSpan" in cell["A"]:
                cell["S"] = "/TD"
            elif cell["S"] == "/TH":
                cell["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def name_contents(tree: TagTree) -> None:
    """The lists of the contents are tables of contents: of the document's own parts, those without a type that hold lists."""
    names = {"/L": "/TOC", "/LI": "/TOCI", "/LBody": "/Reference"}
    for part in tree.kids(tree.document):
        for element in tree.within(part) if part["S"] == "/NonStruct" else []:
            element["S"] = names.get(element["S"], element["S"])


def take_out_lines(tree: TagTree, element: Element) -> None:
    """
    A line of text belongs to the element that it is a line of, such as its paragraph or cell.

    WeasyPrint makes an element of each line, which says nothing, and which is most of what a long document would consist of.
    """
    parents = tree.at(tree.root["ParentTree"])["Nums"]
    for position, kid in enumerate(element["K"]):
        below = tree.at(kid) if isinstance(kid, bytes) else {}
        if (
            below.get("S") == "/Span"
            and len(below["K"]) == 1
            and isinstance(below["K"][0], int)
            and below["Pg"] == element.get("Pg")
        ):
            (mark,) = below["K"]
            page = tree.at(below["Pg"])
            parents[parents.index(page["StructParents"]) + 1][mark] = element.reference
            element["K"][position] = mark
            below.clear()
        elif "S" in below:
            take_out_lines(tree, below)


def drop_empty(tree: TagTree, element: Element) -> bool:
    """Take out what holds nothing, from below; gives whether the element itself holds nothing."""
    for kid in tree.kids(element):
        if drop_empty(tree, kid):
            element["K"].remove(kid.reference)
    return not element["K"] and element["S"] not in MAY_BE_EMPTY


def mark_pagination(tree: TagTree) -> None:
    """Marked content without a place in the tree becomes an artifact of the page, in its content and in the parent tree."""
    placed = {(leaf.page, leaf.mark) for leaf in tree.leaves(tree.document)}
    parents = tree.at(tree.root["ParentTree"])["Nums"]
    for page in map(tree.at, tree.pdf.page_references):
        stream = tree.at(page["Contents"]).stream
        begun = [n for n, part in enumerate(stream) if isinstance(part, pydyf.Dictionary) and "MCID" in part]
        for position in begun:
            mark = stream[position]["MCID"]
            if (page.number, mark) not in placed:
                stream[position - 1 : position + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]
                parents[parents.index(page["StructParents"]) + 1][mark] = "null"
