"""Source code: the functions of a script as an auditor reads them, each with the rule that its docstring states."""

import ast
from typing import NamedTuple


class Function(NamedTuple):
    """A function of a script: its name, the line it starts on, its docstring, and its lines."""

    name: str
    line: int
    docstring: str
    lines: list[str]

    @property
    def says(self) -> str:
        """The first paragraph of the docstring."""
        return " ".join(self.docstring.partition("\n\n")[0].split())


def functions_in(text: str) -> list[Function]:
    """The functions of a Python file, in their order."""
    lines = text.splitlines()
    return [
        Function(
            node.name,
            node.lineno,
            ast.get_docstring(node) or "",
            lines[node.lineno - 1 : node.end_lineno],
        )
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef)
    ]


def docstring_of(text: str) -> str:
    """What a Python file says of itself."""
    return ast.get_docstring(ast.parse(text)) or ""
