"""Found: a finding as a row of findings.csv, a number or a set, with the unit and the rows that it comes from."""

from collections.abc import Iterable

from mssd.tables import listed

Finding = dict[str, str | None]


def number(name: str, value: int, unit: str, origin: str) -> list[Finding]:
    return [{"finding": name, "value": str(value), "unit": unit, "from": origin}]


def the_set(name: str, names: Iterable[str], unit: str, origin: str) -> list[Finding]:
    """A set and its size."""
    names = list(names)
    members_row = {"finding": name, "value": listed(names), "unit": f"names of {unit}", "from": origin}
    return [members_row, *number(f"{name}.count", len(set(names)), unit, origin)]
