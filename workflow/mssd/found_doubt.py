"""Found in doubt: what varies when the analysis is varied, which codings are plausible, and what chance alone would give."""

import pandas as pd

from mssd.found import Finding, number, the_set
from mssd.tables import SEPARATOR
from schemas.robustness import TESTS

TABLES = "results/tables"
SHORT = {
    "at_least_one_survivor": "one",
    "at_least_as_many_survivors": "as_many",
    "same_survivors": "same",
}
Tables = dict[str, pd.DataFrame]


def doubt_found(tables: Tables) -> list[Finding]:
    """How the result stands up to every variation, to the plausible codings, and to chance."""
    found = variations_found(tables["robustness"])
    found += codings_found(tables["codings"], tables["robustness"])
    return found + chance_found(tables["chance"])


def variations_found(robustness: pd.DataFrame) -> list[Finding]:
    """
    The variations, those under which other factors survive, and those under which other models fit: of all tests, and of each.

    A pair of interviews that is left out is one variant, and one name: 2/5.
    """
    found, origin = [], f"{TABLES}/robustness.csv"
    apart = robustness[robustness["test"] != "plausible_coding"]
    found += number("variations", len(apart), "variations", f"{origin}, all rows but plausible_coding")
    for name, column in {"variations.changed": "changed", "variations.models_changed": "solutions_changed"}.items():
        which = f"{origin}, all rows but plausible_coding with {column} 1"
        found += number(name, (apart[column] == 1).sum(), "variations", which)
    for test in TESTS[:-1]:
        rows, which = apart[apart["test"] == test], f"{origin}, rows with test {test}"
        found += number(f"variations.{test}", len(rows), "variations", which)
        variants = rows["variant"].str.replace(SEPARATOR, "/", regex=False)
        changed = variants[rows["changed"] == 1]
        found += the_set(f"variations.{test}.changed", changed, "variants", f"{which} and changed 1")
        models = variants[rows["solutions_changed"] == 1]
        found += the_set(f"variations.{test}.models_changed", models, "variants", f"{which} and solutions_changed 1")
        found += number(f"variations.{test}.open", rows["open"].notna().sum(), "variations", f"{which} and open")
    return found


def codings_found(codings: pd.DataFrame, robustness: pd.DataFrame) -> list[Finding]:
    """How many plausible codings there are, and what survives in all of them, in some, and in none."""
    origin = f"{TABLES}/codings.csv"
    found = []
    if len(codings):
        found += number("codings", codings["of"].max(), "codings", f"{origin}, column of")
        found += number("codings.possible", codings["possible"].iloc[0], "codings", f"{origin}, column possible")
    rows = robustness[robustness["test"] == "plausible_coding"]
    same = rows.loc[rows["changed"] == 0, "times"].sum()
    found += number(
        "codings.same", same, "codings", f"{TABLES}/robustness.csv, rows with test plausible_coding and changed 0"
    )
    nothing = codings.loc[(codings["kind"] == "none") & (codings["name"] == "survivors"), "codings"].sum()
    found += number("codings.none", nothing, "codings", f"{origin}, row none survivors")
    for kind, name in {"survivor": "codings.survivors", "model": "codings.models"}.items():
        for standing in ["all", "some", "none"]:
            those = codings.loc[(codings["kind"] == kind) & (codings["standing"] == standing), "name"]
            which = f"{origin}, rows with kind {kind} and standing {standing}"
            found += the_set(f"{name}.{standing}", those, "factors" if kind == "survivor" else "models", which)
    return found


def chance_found(chance: pd.DataFrame) -> list[Finding]:
    """The probabilities that the report states."""
    found = []
    for row in chance.astype(object).where(chance.notna(), None).to_dict("records"):
        if row["event"] in SHORT and row["about"] is None:
            rate = f".{row['rate']}" if row["rate"] else ""
            name = f"chance.{row['chance']}{rate}.{SHORT[row['event']]}"
            which = f"{TABLES}/chance.csv, row {' '.join(filter(None, [row['chance'], row['rate'], row['event']]))}"
            found += number(name, row["probability"], "probability", which)
    return found
