"""Packages: the installed libraries that a piece of our code imports, with their versions."""

import ast
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import packages_distributions, version
from pathlib import Path

OURS = {"mssd", "schemas", "scripts"}


def versions_of(files: Iterable[Path]) -> dict[str, str]:
    """The version of each installed package that Python files import, by its name; Python's own modules have none."""
    sources = sources_of_modules()
    modules = {name for file in files if file.suffix == ".py" for name in imported(file)}
    packages = {package for name in modules for package in sorted(sources.get(name, []))[:1]}
    return {package: version(package) for package in sorted(packages, key=str.lower)}


@cache
def sources_of_modules() -> Mapping[str, list[str]]:
    """The installed packages that each module comes from. Asking takes a third of a second."""
    return packages_distributions()


@cache
def imported(file: Path) -> frozenset[str]:
    """The top names of the modules that a file imports, other than ours and Python's own."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return frozenset(name.partition(".")[0] for name in names) - OURS - sys.stdlib_module_names
