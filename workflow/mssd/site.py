"""Site: pages that link to each other from wherever they lie, written as files that open from disk without a network."""

import re
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment
from markupsafe import Markup, escape

from mssd.pages import FINDINGS, anchor, case_page, cell_page, factor_page, file_page, step_page
from mssd.rendering import environment

AUDIT = Path(__file__).parents[1] / "audit"


class Site:
    """
    The pages of an audit as they are made: `add` fills in a template, and knows which pages there are to link to.

    pages: the names of all pages that will be made; a link to any other is an error, a file without a page is no link.
    """

    def __init__(self, pages: set[str], **everywhere: object):
        self.pages, self.everywhere = pages, everywhere
        self.templates: dict[str, Environment] = {}
        self.made: dict[str, str] = {}

    def add(self, page: str, template: str, **given: object) -> None:
        """Fill in a template as a page."""
        root = "../" * page.count("/")
        if root not in self.templates:
            self.templates[root] = self.templates_at(root)
        filled = self.templates[root].get_template(f"{template}.html.j2")
        self.made[page] = filled.render(page=page, root=root, **self.everywhere, **given)

    def templates_at(self, root: str) -> Environment:
        """The templates for pages at one depth, with the functions that link from there."""
        made = environment(AUDIT, f"{root}{FINDINGS}")
        made.globals |= {
            "url": lambda to, part="": self.url(root, to, part),
            "file_link": lambda file, line=None: self.file_link(root, file, line),
            "with_files": lambda text: self.with_files(root, text),
        }
        made.globals |= {f.__name__: f for f in (anchor, cell_page, case_page, factor_page, step_page, file_page)}
        return made

    def url(self, root: str, page: str, part: str = "") -> str:
        """The link to a page, or to a part of it, from a page that lies as deep as `root` says."""
        if page not in self.pages:
            raise KeyError(f"the audit links to {page!r}, which it doesn't have")
        return root + quote(page) + (f"#{part}" if part else "")

    def file_link(self, root: str, file: str, line: int | None = None) -> Markup:
        """The name of a file, and a line in it, as a link to the page that prints it."""
        place = f", line {line}" if line else ""
        if file_page(file) not in self.pages:
            return Markup("<code>{}</code>{}").format(file, place)
        link = self.url(root, file_page(file), f"line-{line}" if line else "")
        return Markup('<a class="file" href="{}">{}{}</a>').format(link, file, place)

    def with_files(self, root: str, text: str) -> Markup:
        """A text in which each file that has a page is a link to it."""
        parts = re.split(r"((?:raw|results)/[\w./-]+\.\w+|config\.yaml)", text)
        return Markup("").join(self.file_link(root, part) if n % 2 else escape(part) for n, part in enumerate(parts))
