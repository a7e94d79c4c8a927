"""DataCite: the record by which a repository registers the archive, ready but for the DOI that it gives (DataCite schema 4)."""

import re

KERNEL = "http://datacite.org/schema/kernel-4"
NOT_YET = ":tba"
SPDX = "https://spdx.org/licenses/"
RELATED = {
    **dict.fromkeys(["mastersthesis", "phdthesis", "thesis"], "Dissertation"),
    **dict.fromkeys(["incollection", "inbook"], "BookChapter"),
    **{"article": "JournalArticle", "book": "Book", "techreport": "Report", "report": "Report"},
}


def datacite(config: dict, headline: str, published: dict | None) -> dict:
    """
    The attributes of a record: who made what, when, under which licence, and from which text.

    config: the choices of the study. headline: its result in a few sentences. published: type, author, title and year of the text
    that was coded, where there is one. What the study doesn't say is left out; where the schema
    wants a publisher and none is named, it says so in the schema's own sign for "to be assigned".
    """
    people = {person["name"]: person for person in config.get("people", [])}
    authors = config.get("authors") or [":unav"]
    licence = config.get("licence")
    return {
        "schemaVersion": KERNEL,
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Replication archive"},
        "titles": [{"title": config["title"]}]
        + ([{"title": config["subtitle"], "titleType": "Subtitle"}] if config.get("subtitle") else []),
        "creators": [named(people.get(name, {"name": name})) for name in authors],
        "contributors": [
            named(person) | {"contributorType": person["role"]} for person in people.values() if person.get("role")
        ],
        "publisher": {"name": config.get("publisher", NOT_YET)},
        "publicationYear": config["date"][:4],
        "dates": [{"date": config["date"], "dateType": "Created"}],
        "language": "en",
        "version": config["version"],
        "formats": ["application/zip"],
        "rightsList": [
            {
                "rights": licence,
                "rightsIdentifier": licence,
                "rightsIdentifierScheme": "SPDX",
                "rightsUri": f"{SPDX}{licence}.html",
            }
        ]
        if licence
        else [],
        "descriptions": [{"description": headline, "descriptionType": "Abstract"}],
        "relatedItems": [related(published)] if published else [],
    }


def named(person: dict) -> dict:
    """A person or an organisation: the name, and what is known besides."""
    kind = "Organizational" if person.get("organisation") else "Personal"
    made = {"name": person["name"]} | ({"nameType": kind} if "organisation" in person or person.get("orcid") else {})
    if person.get("orcid"):
        identifier = {"nameIdentifier": f"https://orcid.org/{person['orcid']}", "nameIdentifierScheme": "ORCID"}
        made["nameIdentifiers"] = [identifier | {"schemeUri": "https://orcid.org"}]
    return made | ({"affiliation": [{"name": person["affiliation"]}]} if person.get("affiliation") else {})


def related(published: dict) -> dict:
    """The text that the study was coded from."""
    return {
        "relatedItemType": RELATED.get(published["type"], "Text"),
        "relationType": "IsDerivedFrom",
        "titles": [{"title": published["title"]}],
        "creators": [{"name": name} for name in published["author"].split("; ")],
    } | ({"publicationYear": published["year"]} if re.fullmatch("[0-9]{4}", published["year"]) else {})
