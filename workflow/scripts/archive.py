"""Archive: the whole study in one file that describes itself, proves that it is whole, and can be made again from itself."""

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import fill

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mssd.bag import bag
from mssd.complaints import Complaint, refuse_if_any
from mssd.crate import crate
from mssd.datacite import datacite
from mssd.datapackage import data_package, header, noun_of
from mssd.dictionary import dictionary
from mssd.disclosure import disclosures
from mssd.inventory import described
from mssd.verify import MOST_LINES, faults_of_archive, shown
from mssd.words import capital, counted, number, series, verb
from scripts.summary import cited_as

TEMPLATES = Path(__file__).parents[1] / "archive"
UNFINISHED = ".unfinished-"
NOTHING = "Nothing was archived."
NOT_WHOLE = "The archive of {folder} would not be found whole."
TOLD = "The archive of {folder} would publish what raw/private/names.csv keeps back."
OF_THE_ARCHIVE = {
    "codebook.md": "what a row and each column of every table is",
    "README.txt": "what is here, how to check it and how to make it again",
    "datacite.json": "the record for a repository that gives a DOI (DataCite)",
    "datapackage.json": "each table with its columns (Frictionless data package)",
}
FIGURE = re.compile(r'<figure[^>]* id="(?P<name>[^"]+)"[^>]*>(?P<inside>.*?)</figure>', re.DOTALL)
CAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)
NUMBERED = re.compile(r"(?P<number>(?:Figure|Table) \d+)\. (?P<title>.+?)\.(?= |$)")
MADE = re.compile(r"Made by workflow/scripts/(?P<rule>\w+)\.py from (?P<files>.+)\.$")
OF_WORDS = {"rule": "report", "files": "workflow/report"}


def archive(
    config: dict,
    files: Mapping[str, Path],
    steps: dict,
    packages: list,
    based_on: dict | None,
    interviews: tuple[int, int],
    private: dict[int, str],
    apart: str,
    path: Path,
) -> None:
    """
    Write the archive of a study.

    config: its choices. files: every file of the pipeline and the study by its place in the archive. steps: as the crate
    tells them. packages: the software, with versions. based_on: author, title and year of the text that was coded.
    interviews: how many there are, and how many of them are confidential. private: what must not be published, by its line in
    the file of private names; where any file or file's name holds it, that is said and nothing is written. apart: the folder
    that the study's files lie in, where it isn't the pipeline's own. What is made is checked as a stranger would check it; if
    the name of a file isn't one that every system takes, say, that is said and nothing is written.
    """
    report = files[f"{apart}results/report.html"].read_text(encoding="utf-8")
    headline = files[f"{apart}results/headline.txt"].read_text(encoding="utf-8")
    exhibits = exhibits_of(report, apart, set(files))
    titles = {entry["name"]: entry["title"] for entry in exhibits}
    words = {place: described(place.removeprefix(apart), file, titles) for place, file in files.items()}
    tables = [
        place.removeprefix(apart) for place in files if re.fullmatch(rf"{apart}(raw|results/tables)/\w+\.csv", place)
    ]
    root = f"{config['study']}-{config['version']}"
    for left in path.parent.glob(f"{UNFINISHED}*"):
        shutil.rmtree(left)
    with TemporaryDirectory(dir=path.parent, prefix=UNFINISHED) as place:
        own = Path(place) / "own"
        own.mkdir()
        written = {
            "datacite.json": as_json(datacite(config, " ".join(headline.split()), based_on)),
            "datapackage.json": as_json(data_package(config, sorted(tables), apart)),
            "codebook.md": codebook(config, files, sorted(tables), apart),
            "README.txt": readme(config, headline, exhibits, words | OF_THE_ARCHIVE, based_on, interviews, apart),
        }
        for name, text in written.items():
            (own / name).write_text(text, encoding="utf-8", newline="\n")
        everything = dict(sorted({**files, **{name: own / name for name in written}}.items()))
        made = crate(config, everything, words | OF_THE_ARCHIVE, steps, packages, based_on, apart)
        made.write(Path(place) / root)
        found = disclosures(files_below(Path(place) / root), Path(place) / root, private)
        refuse_if_any(found, TOLD, then=NOTHING)
        zipped = Path(place) / path.name
        bag(Path(place) / root, bag_info(config, root), root, zipped)
        faults = map(shown, faults_of_archive(zipped)[:MOST_LINES])
        refuse_if_any([Complaint(path.name, None, None, fault) for fault in faults], NOT_WHOLE, NOTHING)
        zipped.replace(path)


def codebook(config: dict, files: Mapping[str, Path], tables: list[str], apart: str) -> str:
    """What a row and each column of every table is, made from the schemas, for whoever opens the archive without the report."""
    parts = [f"# Codebook: {config['title']}"]
    for table in tables:
        said = dictionary(noun_of(table), config, header(files[apart + table]))
        parts.append(
            f"## {apart}{table}\n\n{said['row']}\n\n| column | what it is | what may stand in it |\n|---|---|---|"
        )
        columns = ([c["name"], c["is"], f"{c['expected']}; {c['needed']}"] for c in said["columns"])
        parts[-1] += "".join(f"\n| {' | '.join(map(in_a_cell, cells))} |" for cells in columns)
    return "\n\n".join(parts) + "\n"


def in_a_cell(text: str) -> str:
    """A text as a cell of a Markdown table may hold it."""
    return text.replace("|", r"\|")


def files_below(folder: Path) -> list[Path]:
    """The files in a folder and in those below it."""
    return sorted(file for file in folder.rglob("*") if file.is_file())


def bag_info(config: dict, root: str) -> dict[str, str]:
    """What the bag says of itself."""
    said = {"External-Identifier": root, "External-Description": config["title"], "Bagging-Date": config["date"]}
    return said | {"Source-Organization": series(config["authors"])} if config.get("authors") else said


def as_json(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def exhibits_of(report: str, apart: str, places: set[str]) -> list[dict]:
    """Each figure and table of the report: number and title, the rule that made it, from which files, and where else it is."""
    found = []
    for figure in FIGURE.finditer(report):
        caption = CAPTION.search(figure["inside"])
        told = " ".join(Markup(caption[1]).striptags().split()) if caption else ""
        if numbered := NUMBERED.match(told):
            made = MADE.search(told)
            by = made.groupdict() if made else OF_WORDS
            files = [name if name == OF_WORDS["files"] else apart + name for name in re.split(r", | and ", by["files"])]
            pictures = [f"{apart}results/figures/{figure['name']}.{kind}" for kind in ("svg", "png")]
            pasted = [f"{apart}results/tables/print/{figure['name']}.{kind}" for kind in ("html", "tex", "csv")]
            also = [name for name in pictures + pasted if name in places]
            found.append(
                numbered.groupdict() | {"name": figure["name"], "rule": by["rule"], "files": files, "also": also}
            )
    return sorted(found, key=lambda entry: (entry["number"].split()[0], int(entry["number"].split()[1])))


def readme(
    config: dict,
    headline: str,
    exhibits: list,
    words: Mapping[str, str],
    based_on: dict | None,
    interviews: tuple,
    apart: str,
) -> str:
    """The README.txt of the archive."""
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    templates.filters |= {"series": series, "wrapped": lambda text: fill(" ".join(text.split()), 106)}
    return templates.get_template("README.txt.j2").render(
        **{key: config[key] for key in ("title", "study", "version", "date")},
        authors=config.get("authors", []),
        licence=config.get("licence"),
        headline=headline,
        exhibits=exhibits,
        files=[{"place": place, "words": said} for place, said in sorted(words.items())],
        based_on=f"{based_on['author']} ({based_on['year']}), {based_on['title']}" if based_on else "",
        citation=cited_as(config),
        withheld=withheld(*interviews),
        apart=apart,
    )


def withheld(interviews: int, confidential: int) -> str:
    """What is not in the archive, and why."""
    if not interviews:
        return "Nothing: the study rests on no interview of its own."
    material = "Recordings and transcripts are not here; the tables hold paraphrases with their places in the text."
    if not confidential:
        return f"No identity: every interviewee agreed to be named. {material}"
    are = f"{capital(number(confidential))} of {counted(interviews, 'interview')} {verb(confidential, 'is', 'are')} confidential"
    return (
        f"{are}: who was interviewed is not here, since consent was given on that condition. {material} A folder raw/private/, "
        "which a study may keep for itself, is never archived."
    )


def placed(names: list[str], files: Mapping[str, Path], apart: str) -> list[str]:
    """Files of a step by their places in the archive; of a folder, all that is in it."""
    own = [apart + name if apart + name in files else name for name in names]
    return [place for name in own for place in files if place == name or place.startswith(f"{name}/")]


def choices(params: dict, config: dict) -> dict:
    """Of what a step is given besides files, the choices: what stands in the config, and plain values."""
    return {
        name: value
        for name, value in params.items()
        if isinstance(value, str | int | float) or value in config.values()
    }


if __name__ == "__main__":
    from mssd.bibliography import told_in
    from mssd.disclosure import private_names
    from mssd.files import PIPELINE
    from mssd.inventory import within
    from mssd.packages import versions_of
    from mssd.tables import read
    from mssd.times import log, real_times

    given, choice, config = snakemake.input, snakemake.params, snakemake.config
    apart = choice.apart
    files = {name: PIPELINE / name for name in choice.pipeline}
    files |= {apart + name: Path(name) for name in ["config.yaml", *given.raw, *given.fonts, *within(given.results)]}
    steps = {
        name: {
            "says": step["says"],
            "inputs": placed(step["inputs"], files, apart),
            "outputs": placed(step["outputs"], files, apart),
            "params": choices(step["params"], config),
            "code": [Path(file).relative_to(PIPELINE).as_posix() for file in step["code"]],
            "packages": versions_of(map(Path, step["code"])),
        }
        for name, step in choice.steps.items()
    }
    consents = read("interviews", given.interviews)["consent"]
    zipped = Path(snakemake.output.archive)
    archive(
        config=config,
        files=files,
        steps=steps,
        packages=choice.packages,
        based_on=told_in(Path("raw/sources.bib"), config.get("published_study")),
        interviews=(len(consents), int((consents == "confidential").sum())),
        private=private_names("raw"),
        apart=apart,
        path=zipped,
    )
    made = f"{zipped.name}: {len(files)} files, {zipped.stat().st_size} bytes"
    Path(snakemake.output.log).write_text(log(made, real_times()), encoding="utf-8")
