"""
What roc-validator finds against a crate: `python crate_conforms.py FOLDER`, in the environment of the archive's tools.

The validator fetches the JSON-LD context of RO-Crate from the network. Here that one address is answered from the copy inside
the package `rocrate`, and any other by an error, so that nothing leaves the machine. REQUIRED checks only.
"""

import io
import sys
from importlib.resources import files

import requests

CONTEXT = files("rocrate").joinpath("data/ro-crate.jsonld").read_bytes()
PROFILES = ["workflow-ro-crate", "process-run-crate", "workflow-run-crate", "provenance-run-crate"]


def answer(adapter, request, **options):
    """The context from disk."""
    if not request.url.startswith("https://w3id.org/ro/crate/1.1/context"):
        raise requests.ConnectionError(f"{request.url} is not asked in a test")
    response = requests.Response()
    response.status_code, response.url, response.request = 200, request.url, request
    response.headers["Content-Type"] = "application/ld+json"
    response.raw = io.BytesIO(CONTEXT)
    return response


def findings(folder: str, profile: str) -> list[str]:
    """The REQUIRED checks of a profile, and of those it builds on, that a crate fails."""
    from rocrate_validator import models, services

    settings = services.ValidationSettings(
        rocrate_uri=folder,
        profile_identifier=profile,
        requirement_severity=models.Severity.REQUIRED,
        no_cache=True,
    )
    return [f"{issue.check.identifier}: {issue.message}" for issue in services.validate(settings).get_issues()]


if __name__ == "__main__":
    requests.adapters.HTTPAdapter.send = answer
    found = [f"{profile}: {line}" for profile in PROFILES for line in findings(sys.argv[1], profile)]
    print("\n".join(found) or "conforms")
    sys.exit(bool(found))
