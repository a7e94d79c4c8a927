"""
What the tools of others find against an unpacked archive: `python conforms.py FOLDER`, in the environment of `make tools`.

roc-validator fetches the JSON-LD context of RO-Crate from the network. Here that one address is answered from the copy inside
the package `rocrate`, and any other by an error, so that nothing leaves the machine. It checks what is REQUIRED.
"""

import io
import json
import os
import sys
from importlib.resources import files
from pathlib import Path

import requests

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
# A profile of Workflow Run Crate, Process Run Crate, Workflow RO-Crate and RO-Crate 1.1, whose checks are made with its own.
PROFILE = "provenance-run-crate"


def answer(adapter, request, **options):
    """The context from disk."""
    if not request.url.startswith(CONTEXT):
        raise requests.ConnectionError(f"{request.url} is not asked in a test")
    response = requests.Response()
    response.status_code, response.url, response.request = 200, request.url, request
    response.headers["Content-Type"] = "application/ld+json"
    response.raw = io.BytesIO(files("rocrate").joinpath("data/ro-crate.jsonld").read_bytes())
    return response


def faults_of_crate(folder: Path) -> list[str]:
    """The REQUIRED checks of the profile, and of those it builds on, that a crate fails."""
    from rocrate_validator import models, services

    settings = services.ValidationSettings(
        rocrate_uri=str(folder),
        profile_identifier=PROFILE,
        requirement_severity=models.Severity.REQUIRED,
        no_cache=True,
    )
    return [f"{issue.check.identifier}: {issue.message}" for issue in services.validate(settings).get_issues()]


def faults_of_record(folder: Path) -> list[str]:
    """What differs from the schema of DataCite."""
    from datacite import schema45

    return [
        fault.message for fault in schema45.validator.iter_errors(json.loads((folder / "datacite.json").read_text()))
    ]


def faults_of_tables(folder: Path) -> list[str]:
    """What Frictionless finds in the tables, and how many it read."""
    from frictionless import Package

    os.chdir(folder)
    found = Package("datapackage.json").validate()
    return [str(row) for row in found.flatten(["fieldName", "rowNumber", "message"])] + found.errors


if __name__ == "__main__":
    requests.adapters.HTTPAdapter.send = answer
    place = Path(sys.argv[1]).resolve()
    found = [f"ro-crate-metadata.json: {line}" for line in faults_of_crate(place)]
    found += [f"datacite.json: {line}" for line in faults_of_record(place)]
    found += [f"datapackage.json: {line}" for line in faults_of_tables(place)]
    print("\n".join(found) or "conforms")
    sys.exit(bool(found))
