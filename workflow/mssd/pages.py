"""Pages: what the pages of the audit are called, and the anchors on them, for all that link there."""

import re
from hashlib import sha256

PLAIN_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
FINDINGS = "findings.html"


def cell_page(case: str, factor: str) -> str:
    return f"cells/{case}/{factor}.html"


def case_page(case: str) -> str:
    return f"cases/{case}.html"


def factor_page(factor: str) -> str:
    return f"factors/{factor}.html"


def step_page(step: str) -> str:
    return f"steps/{step}.html"


def file_page(file: str) -> str:
    """The page that prints a file of the study or of the pipeline, named from its folder."""
    return f"files/{file}.html"


def anchor(name: str) -> str:
    """The anchor of a named thing on its page: the name itself where it can be one, else its letters and a checksum."""
    if PLAIN_ANCHOR.fullmatch(name):
        return name
    return f"{re.sub(r'[^A-Za-z0-9.]+', '-', name).strip('-')}-{sha256(name.encode()).hexdigest()[:6]}"
