"""Summary: the study on one page, to hang on a wall: the question, the comparison, the result, the doubt, where the rest is."""

import re
from pathlib import Path

from mssd import chapters
from mssd.drawing import MILLIMETRE, Look, wrapped
from mssd.headline import Findings
from mssd.names import names_of, word_for_text
from mssd.rendering import render
from mssd.summary_chapter import Part, summary_chapter
from mssd.tracing import plain
from mssd.words import shortened

# As summary.css sets them, in mm and points: what the page is for, and how its words are set.
WIDTH, HEIGHT, GAP, NARROWEST = 182, 277, 7, 46
TITLE, QUESTION, SENTENCE, SMALL = Look(20, 600), Look(11.5), Look(8.8), Look(7.8)
BETWEEN_SENTENCES, AROUND_FIGURE, SLACK = 1.1, 19, 3
SMALLEST_FIGURE = 60
LONGEST = {"title": 110, "question": 240, "label": 44, "case": 32, "reference": 260}
SIZE = re.compile(r'width="(?P<width>[\d.]+)pt" height="(?P<height>[\d.]+)pt"')


def summary(f: Findings, names: dict, config: dict, drawing: str, text_word: str, published: str) -> str:
    """
    The page as HTML.

    f: the findings by name. names: what the report calls factors, cases and the outcome. drawing: the comparison as SVG.
    text_word: what the published study is, such as a thesis. published: its entry in the references, as plain text.
    """
    from markupsafe import Markup

    from mssd.config import config_schema

    parts = summary_chapter(f, short_names(names), text_word)
    words = {
        "title": shortened(config["title"], LONGEST["title"]),
        "question": shortened(config.get("question", ""), LONGEST["question"]),
        "citation": cited_as(config),
        "published": shortened(published, LONGEST["reference"]),
    }
    widths = column_widths(parts)
    words_height = header_height(words) + parts_height(parts, widths) + footer_height(words)
    left = max(SMALLEST_FIGURE, HEIGHT - words_height - AROUND_FIGURE - SLACK)
    return render(
        "summary",
        config=dict.fromkeys(config_schema()["properties"], "") | config,
        **words,
        columns=[{"part": part, "width": f"{width:.1f}"} for part, width in zip(parts, widths, strict=True)],
        drawing=Markup(fitted(drawing, WIDTH, left)),
        room=f"{left:.1f}",
    )


def short_names(names: dict) -> dict:
    """The names with each label cut to the room that a poster has for it."""
    cut = {
        kind: {name: shortened(label, LONGEST[room]) for name, label in names[kind].items()}
        for kind, room in {"labels": "label", "shorts": "label", "case_labels": "case"}.items()
    }
    outcome = names["outcome"] | {"label": shortened(names["outcome"]["label"], LONGEST["label"])}
    return names | cut | {"outcome": outcome}


def cited_as(config: dict) -> str:
    """How to cite the study: its authors and year, its title and version."""
    authors = ", ".join(config.get("authors") or [])
    year = f"{config['date'][:4]}"
    title = config["title"].rstrip(".")
    begun = f"{authors} ({year}). {title}" if authors else f"{title} ({year})"
    end = "" if begun.endswith(("?", "!")) else "."
    return f"{shortened(begun, LONGEST['reference'])}{end} Version {config['version']}, {config['date']}."


def column_widths(parts: list[Part]) -> list[float]:
    """The widths of the columns in mm, by how much each has to say, so that they end at about the same height."""
    room = WIDTH - GAP * (len(parts) - 1)
    lengths = [sum(len(plain(sentence)) for sentence in part.sentences) for part in parts]
    spare = room - NARROWEST * len(parts)
    return [NARROWEST + spare * length / sum(lengths) for length in lengths]


def height_of(texts: list[str], width: float, look: Look, leading: float = 1.3) -> float:
    """The height in mm of paragraphs of a width in mm."""
    lines = sum(len(wrapped(plain(text), width * MILLIMETRE, look)) for text in texts if text)
    return lines * leading * look.size / MILLIMETRE


def parts_height(parts: list[Part], widths: list[float]) -> float:
    """The height of the tallest column."""
    heights = [
        height_of(part.sentences, width, SENTENCE) + len(part.sentences) * BETWEEN_SENTENCES
        for part, width in zip(parts, widths, strict=True)
    ]
    return max(heights, default=0)


def header_height(words: dict[str, str]) -> float:
    """The height of the title and the question."""
    return 7.5 + height_of([words["title"]], WIDTH, TITLE, 1.15) + height_of([words["question"]], WIDTH, QUESTION)


def footer_height(words: dict[str, str]) -> float:
    """The height of where the rest is, and how to cite."""
    cited = height_of([words["citation"], words["published"]], WIDTH / 2 - 4, SMALL)
    return max(cited, 4 * 1.3 * SMALL.size / MILLIMETRE) + 8


def fitted(drawing: str, width: float, height: float) -> str:
    """A drawing as large as a space in mm allows, by its proportions."""
    size = SIZE.search(drawing)
    own = {side: float(size[side]) / MILLIMETRE for side in ("width", "height")}
    scale = min(width / own["width"], height / own["height"])
    printed = f'width="{scale * own["width"]:.1f}mm" height="{scale * own["height"]:.1f}mm"'
    return drawing.replace(size[0], printed, 1)


def without_tags(html: str) -> str:
    """A reference as plain text."""
    from markupsafe import Markup

    return Markup(html).striptags()


if __name__ == "__main__":
    import json

    from mssd.tables import read

    given, config = snakemake.input, snakemake.config
    tables = {
        noun: read(noun, given.get(noun), config)
        for noun in ("findings", "truth_table", "covariation", "cases", "data_matrix", "factors")
    }
    cited = json.loads(Path(given.references).read_text(encoding="utf-8"))
    published = cited["study"].get(config.get("published_study"), {"html": ""})
    made = summary(
        f=chapters.findings_by_name(tables["findings"]),
        names=names_of(tables, config),
        config=config,
        drawing=Path(given.comparison).read_text(encoding="utf-8"),
        text_word=word_for_text(cited, config),
        published=without_tags(published["html"]),
    )
    Path(snakemake.output[0]).write_text(made, encoding="utf-8", newline="\n")
