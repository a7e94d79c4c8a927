"""
Crate: an archive as an RO-Crate, which says of every file what it is, and of every step what it took, gave and ran on.

It conforms to Workflow RO-Crate 1.0 and to the Process, Workflow and Provenance Run Crate profiles 0.5 (Leo and others 2024).
A file of the study or the pipeline is a data entity named by its place; a step has an action (`#run/presence`), the step of
the workflow that it carried out (`#step/presence`), and the control that binds the two (`#control/presence`).
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

Step = dict[str, Any]
RUN = "#run"
PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": "Process Run Crate",
    "https://w3id.org/ro/wfrun/workflow/0.5": "Workflow Run Crate",
    "https://w3id.org/ro/wfrun/provenance/0.5": "Provenance Run Crate",
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": "Workflow RO-Crate",
}
# Python's own list of types takes in what the machine adds to it, and so differs from one to another.
TYPES = {
    **{
        ".csv": "text/csv",
        ".md": "text/markdown",
        ".bib": "text/x-bibtex",
        ".yaml": "application/yaml",
        ".py": "text/x-python",
    },
    **{
        ".html": "text/html",
        ".css": "text/css",
        ".js": "text/javascript",
        ".tex": "text/x-tex",
        ".json": "application/json",
    },
    **{
        ".pdf": "application/pdf",
        ".svg": "image/svg+xml",
        ".png": "image/png",
        ".woff": "font/woff",
        ".ttf": "font/ttf",
    },
    **{".cff": "application/yaml", ".toml": "application/toml", ".otf": "font/otf", ".woff2": "font/woff2"},
}
SPDX = "https://spdx.org/licenses/"
NO_LICENCE = "No licence is declared: ask the authors."


def crate(
    config: dict,
    files: Mapping[str, Path],
    described: Mapping[str, str],
    steps: Mapping[str, Step],
    packages: Iterable[Mapping[str, str]],
    based_on: Mapping[str, str] | None,
    apart: str = "",
) -> Any:
    """
    The crate of a study; its `write` copies the files and the metadata to a folder.

    config: the choices. files: every file by its place in the archive. described: a line on each. steps: in running order,
    each with what it `says`, its `inputs`, `outputs`, `params` and `code`, by their places. packages: names and versions of the
    software. based_on: title and year of the text that was coded. apart: where the study's own files lie.
    Its times are the noon of the study's date: a run has no other that would be the same for everyone.
    """
    from rocrate.rocrate import ROCrate

    made = ROCrate(version="1.1")
    root = made.root_dataset
    root["datePublished"], root["name"], root["version"] = config["date"], config["title"], config["version"]
    root["description"] = config.get("question") or config.get("subtitle") or config["title"]
    licence = licence_of(made, config.get("licence"))
    root["license"] = licence
    root["conformsTo"] = [creative_work(made, url, name, url.rsplit("/", 1)[1]) for url, name in PROFILES.items()]
    people = people_of(made, config)
    root["author"] = [people[name] for name in config.get("authors", [])]
    root["contributor"] = [people[person["name"]] for person in config.get("people", []) if person.get("role")]
    if based_on:
        text = {"name": based_on["title"], "datePublished": based_on["year"], "author": based_on["author"]}
        root["isBasedOn"] = context(made, "#published", "CreativeWork", text)
    add_files(made, files, described)
    add_run(made, config, files, described, steps, packages, apart, root["author"])
    return made


def context(made: Any, name: str, kind: str | list[str], properties: Mapping[str, Any]) -> Any:
    """An entity that is no file, without what is not known of it."""
    from rocrate.model.contextentity import ContextEntity

    known = {key: value for key, value in properties.items() if value not in (None, "", [])}
    return made.add(ContextEntity(made, name, properties={"@type": kind, **known}))


def creative_work(made: Any, url: str, name: str, version: str | None = None) -> Any:
    """Something that is known by its address."""
    return context(made, url, "CreativeWork", {"name": name, "version": version})


def licence_of(made: Any, licence: str | None) -> Any:
    """The licence of the data, or that none is declared."""
    return creative_work(made, f"{SPDX}{licence}.html", licence) if licence else NO_LICENCE


def people_of(made: Any, config: dict) -> dict[str, Any]:
    """The authors and all others who are named, by name."""
    named = {person["name"]: person for person in config.get("people", [])}
    return {
        name: person_of(made, number, name, named.get(name, {}))
        for number, name in enumerate(dict.fromkeys([*config.get("authors", []), *named]), 1)
    }


def person_of(made: Any, number: int, name: str, known: dict) -> Any:
    """A person or an organisation, with the role that the study gives."""
    place = f"https://orcid.org/{known['orcid']}" if known.get("orcid") else f"#person/{number}"
    kind = "Organization" if known.get("organisation") else "Person"
    said = {"name": name, "jobTitle": known.get("role") if kind == "Person" else None}
    return context(made, place, kind, said | {"affiliation": known.get("affiliation")})


def add_files(made: Any, files: Mapping[str, Path], described: Mapping[str, str]) -> None:
    """Every file as a data entity; the Snakefile is the main workflow."""
    for place, file in files.items():
        kind = TYPES.get(file.suffix.lower(), "text/plain")
        said = {"name": place, "description": described[place], "encodingFormat": kind}
        said["contentSize"] = str(file.stat().st_size)
        if place == "Snakefile":
            said["@type"] = ["File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo"]
            made.add_workflow(file, place, main=True, lang="snakemake", properties=said)
        else:
            made.add_file(file, place, properties=said)


def add_run(
    made: Any,
    config: dict,
    files: Mapping[str, Path],
    described: Mapping[str, str],
    steps: Mapping[str, Step],
    packages: Iterable[Mapping[str, str]],
    apart: str,
    agents: list[Any],
) -> None:
    """The run of the workflow: the software, the run as a whole, and in it each step."""
    noon = f"{config['date']}T12:00:00+00:00"
    when = {
        "startTime": noon,
        "endTime": noon,
        "agent": agents,
        "actionStatus": "http://schema.org/CompletedActionStatus",
    }
    software = {package["name"]: software_of(made, package) for package in packages}
    workflow = made.mainEntity
    results = [place for place in files if place.startswith(f"{apart}results/")]
    of_the_study = tuple(f"{apart}{name}" for name in ("raw/", "config.yaml", "fonts/"))
    given = [place for place in files if place.startswith(of_the_study)]
    whole = {
        "name": f"The run of {config['study']} {config['version']}",
        "description": f"Every step of {config['title']}",
    }
    whole |= {"instrument": workflow, "object": entities(made, given), "result": entities(made, results)}
    run = context(made, RUN, "CreateAction", whole | when)
    workflow["input"] = [parameter(made, place, described[place]) for place in given]
    workflow["output"] = [parameter(made, place, described[place]) for place in results if tabled(place, apart)]
    controls = [
        add_step(made, position, name, step, files, when, software)
        for position, (name, step) in enumerate(steps.items(), 1)
    ]
    engine = {
        "name": "Snakemake carries out the steps",
        "instrument": software["snakemake"],
        "object": controls,
        "result": run,
    }
    context(made, "#engine", "OrganizeAction", engine | when)
    made.root_dataset["mentions"] = [run]


def software_of(made: Any, package: Mapping[str, str]) -> Any:
    """A package with its version."""
    said = {"name": package["name"], "softwareVersion": package["version"]}
    return context(made, f"#software/{package['name']}", "SoftwareApplication", said)


def tabled(place: str, apart: str) -> bool:
    """Whether a result is one that a run is asked for by name: a document or a table, and no page of the audit."""
    return place.count("/") <= f"{apart}results/tables/".count("/") and not place.startswith(f"{apart}results/audit/")


def parameter(made: Any, place: str, description: str) -> Any:
    """What a file is to the workflow: one of its inputs or outputs."""
    entity = made.get(quote(place))
    formal = made.add_formal_parameter(
        place,
        "File",
        identifier=f"#parameter/{quote(place)}",
        description=description,
        properties={"workExample": entity},
    )
    entity["exampleOfWork"] = formal
    return formal


def entities(made: Any, places: Iterable[str]) -> list[Any]:
    """The data entities of those files that are archived."""
    return [entity for place in places if (entity := made.get(quote(place)))]


def add_step(
    made: Any, position: int, name: str, step: Step, files: Mapping[str, Path], when: dict, software: Mapping[str, Any]
) -> Any:
    """A step: its script as a tool of the workflow, its place there, the action that ran it; gives the control of the action."""
    tool = made.get(f"workflow/scripts/{name}.py")
    tool._jsonld["@type"] = ["File", "SoftwareSourceCode", "SoftwareApplication"]
    tool["softwareRequirements"] = [software[package] for package in step["packages"] if package in software]
    tool["hasPart"] = entities(made, [place for place in step["code"] if place != tool.id])
    place = context(made, f"#step/{name}", "HowToStep", {"name": name, "position": position, "workExample": tool})
    made.mainEntity.append_to("hasPart", tool)
    made.mainEntity.append_to("step", place)
    taken = [*entities(made, step["inputs"]), *(value_of(made, name, *choice) for choice in step["params"].items())]
    said = {"name": step["says"], "instrument": tool, "object": taken, "result": entities(made, step["outputs"])}
    action = context(made, f"#run/{name}", "CreateAction", said | when)
    control = {"name": f"Control of {name}", "instrument": place, "object": action}
    return context(made, f"#control/{name}", "ControlAction", control)


def value_of(made: Any, step: str, choice: str, value: object) -> Any:
    """A choice that a step was run with."""
    said = {"name": choice, "value": json.dumps(value, ensure_ascii=False, sort_keys=True)}
    return context(made, f"#run/{step}/{choice}", "PropertyValue", said)
