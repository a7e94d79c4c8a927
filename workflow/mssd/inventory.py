"""Inventory: every file that is archived, its place there, and a line on what it is, told by the file itself where it can."""

import ast
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import schemas
from mssd.datapackage import noun_of
from mssd.files import PIPELINE, RAW

OF_THE_PIPELINE = [
    *("Snakefile", "Makefile", "README.md", "CHANGELOG.md", "CITATION.cff", "LICENSE", "pyproject.toml"),
    *("requirements.in", "requirements.txt", "docs", "examples", "profiles", "schemas", "tests", "workflow"),
]
PASSED_OVER = re.compile(r"(^|/)(\.[^/]*|__pycache__|results|private)(/|$)|~$")
FONTS = {".ttf", ".otf", ".woff", ".woff2"}
KINDS = {
    ".ttf": "a font, as it was published",
    ".png": "a picture",
    ".j2": "a template: words and layout without numbers",
    ".md": "a text",
    ".csv": "a table",
    ".txt": "a text",
}
OF_RESULTS = {
    "results/report.pdf": "the report",
    "results/report.html": "the report, for a browser",
    "results/summary.pdf": "the study on one page",
    "results/summary.html": "the study on one page, for a browser",
    "results/headline.txt": "the result in a few sentences",
    "results/references.json": "the sources as the report cites and lists them",
    "config.yaml": "the choices of the study",
    "raw/sources.bib": "the sources, as BibTeX",
}
FOLDERS_OF_RESULTS = [
    ("results/tables/print/", "a table of the report, for pasting: {stem}"),
    ("results/figures/", "a figure of the report, for other texts: {stem}"),
    ("results/drawings/", "a figure as the report sets it: {stem}"),
    ("results/trail/", "the record of the step {stem}: checksums, choices, code, packages"),
    ("results/audit/", "a page of the audit, or what it needs"),
    ("raw/summaries/", "the summary of interview {stem}"),
    ("fonts/", "a font that the study brings, as it was published: {stem}"),
]


def pipeline_files(pipeline: Path = PIPELINE) -> list[str]:
    """The files of the pipeline that are archived, named from its folder; nothing left by a run, private, hidden or linked."""
    found = [pipeline / name for name in OF_THE_PIPELINE if not (pipeline / name).is_symlink()]
    files = [file for place in found for file in ([place] if place.is_file() else place.rglob("*"))]
    names = sorted(file.relative_to(pipeline).as_posix() for file in files if file.is_file() and not file.is_symlink())
    return [name for name in names if not PASSED_OVER.search(name)]


def within(outputs: Iterable[str | Path]) -> list[str]:
    """The files that outputs are, those in folders one by one; not what tells of the machine, and nothing hidden."""
    files = [file for place in map(Path, outputs) for file in (place.rglob("*") if place.is_dir() else [place])]
    names = sorted({file.as_posix() for file in files if file.is_file()})
    return [name for name in names if not re.search(r"(^|/)\.|^results/trail/machine\.json$", name)]


def described(place: str, file: Path, titles: Mapping[str, str]) -> str:
    """A line on a file of a study or of the pipeline. titles: those of the figures, by name."""
    noun = Path(place).stem
    if place in OF_RESULTS:
        return OF_RESULTS[place]
    if re.fullmatch(r"(raw|results/tables)/\w+\.csv", place) and (noun in RAW or place.startswith("results/")):
        return first_sentence(schemas.model(noun_of(place)).__doc__)
    for folder, words in FOLDERS_OF_RESULTS:
        if place.startswith(folder):
            return words.format(stem=titles.get(noun, noun.replace("_", " ")))
    return told_by(file)


def told_by(file: Path) -> str:
    """What a file says of itself: the first sentence of a module, the first comment of a rule or a script; else its kind."""
    if file.suffix in FONTS:
        return KINDS[".ttf"]
    if file.suffix in KINDS:
        return KINDS[file.suffix]
    text = file.read_text(encoding="utf-8", errors="replace")
    if file.suffix == ".py" and (said := ast.get_docstring(ast.parse(text))):
        return first_sentence(said)
    comment = re.search(r'^(?:"""|/\*|#(?!!)|//)\s*(.+)', text, flags=re.MULTILINE)
    return first_sentence(comment[1].removesuffix("*/")) if comment else "a part of the pipeline"


def first_sentence(text: str) -> str:
    """The first sentence of a text, on one line, as the end of another: without its full stop."""
    return re.split(r"(?<=[^.])\.(?:\s|$)", " ".join(text.split()), maxsplit=1)[0].rstrip(". ")
