# What the chapters share: where the code is, what a study gives, and which code a step runs on.

import os
import sys
from pathlib import Path

HERE = Path(workflow.basedir)
CODE = HERE / "workflow"
sys.path[:0] = [str(HERE), str(CODE)]
os.environ["PYTHONPATH"] = os.pathsep.join([str(HERE), str(CODE)])

from mssd.complaints import Refused, refuse_if_any
from mssd.equipment import missing_equipment
from mssd.config import broken_choices, missing_choices, unknown_style, unreadable
from mssd.fonts import fonts_of_study
from mssd.files import RAW, fingerprint, has_bibliography, is_matrix, private_files, raw_files, tables_of
from mssd.letters import strange_lines
from mssd.inventory import pipeline_files
from mssd.making import code_files, pinned

IS_MATRIX = is_matrix("raw")
OF_INTERVIEWS_ONLY = ["small_cells", "case_selection", "selection", "transparency"]
TABLES = {
    "collection": ["collection"],
    "small_cells": ["small_cells"],
    "case_selection": ["case_selection"],
    "selection": ["selection"],
    "presence": ["presence"],
    "transparency": ["transparency"],
    "truth_table": ["truth_table"],
    "covariation": ["covariation"],
    "configurations": ["configurations"],
    "conditions": ["conditions"],
    "solutions": ["minimisations", "solutions", "implicants", "assumptions"],
    "mill": ["mill"],
    "pairs": ["pairs", "similarity"],
    "discriminations": ["discriminations", "weights"],
    "changes": ["changes"],
    "robustness": ["robustness", "codings", "chance"],
    "findings": ["findings"],
}
MODELS = ["boolean", "covers", "minimisation", "models"]
CHECKED = Path(".snakemake/checked.sha256")
OF_THE_CHECK = ["criteria", "published_study", "directional_expectations", "citation_threshold"]


def refuse_unless_in_order(config):
    """Refuse a study whose choices or raw files aren't in order, with a line for each problem, before any step starts."""
    choices = broken_choices(config, "config.yaml") + missing_choices(config, IS_MATRIX) + unknown_style(config)
    choices += strange_lines("config.yaml", Path("config.yaml").read_text(encoding="utf-8"))
    refuse_if_any(choices + complaints_about_raw(config))


def complaints_about_raw(config):
    """What is wrong in raw/; files that were found in order are not read again until they, or the code, change."""
    files = [*raw_files("raw"), *private_files("raw"), *fonts_of_study()]
    files += [*sorted(HERE.glob("schemas/*.py")), *sorted(CODE.glob("mssd/*.py"))]
    now = fingerprint("raw", files, [config.get(key) for key in OF_THE_CHECK])
    if not workflow.is_main_process or (CHECKED.exists() and CHECKED.read_text() == now):
        return []
    from mssd.study import check_study

    try:
        check_study("raw", config)
    except Refused as refused:
        return refused.complaints
    CHECKED.parent.mkdir(exist_ok=True)
    CHECKED.write_text(now)
    return []


def given(noun):
    """The raw table of that noun, or nothing where the study doesn't have it."""
    return f"raw/{noun}.csv" if noun in tables_of("raw") else []


def table(noun):
    """A derived table."""
    return f"results/tables/{noun}.csv"


def drawing(name):
    """A figure as the report and the audit set it, its text as text."""
    return f"results/drawings/{name}.svg"


def picture(name, kind):
    """A figure for other documents, as svg or png."""
    return f"results/figures/{name}.{kind}"


def code(*modules, schemas=()):
    """The modules and schemas that a step runs on, so that it runs again when they change: Snakemake watches only scripts."""
    ground = ["tables", "inspection", "characters", "complaints", "files"]
    files = [CODE / "mssd" / f"{name}.py" for name in [*ground, *modules]]
    files += [HERE / "schemas" / f"{noun}.py" for noun in ("__init__", "base", *schemas)]
    return [str(file) for file in files]


def deriving_steps():
    """The steps that derive a table from this study, in running order."""
    return [step for step in TABLES if not (IS_MATRIX and step in OF_INTERVIEWS_ONLY)]


def derived_tables():
    """The nouns of the tables that are derived from this study."""
    return [noun for step in deriving_steps() for noun in TABLES[step]]


def all_nouns():
    """The nouns of all tables, also of those that this study doesn't have."""
    return [*RAW, *(noun for nouns in TABLES.values() for noun in nouns)]


def figures_of_study():
    """The figures that this study has data for."""
    of_interviews = [] if IS_MATRIX else ["citations", "timeline", "threshold_sweep"]
    of_models = ["configuration_chart", "model_chart", "distance_map", "survival"]
    return [*(["organisation"] if given("organs") else []), *of_interviews, "comparison", *of_models]


def steps_of_study():
    """The steps that this study goes through up to its report."""
    return [
        *deriving_steps(),
        *(["claims"] if given("claims") else []),
        *figures_of_study(),
        "pictures",
        "references",
        "report",
        "summary",
        "setting",
    ]


def told_of(rule):
    """What a rule says of itself, for the trail: its sentence, its script and modules, its files and its choices."""
    given = [str(file) for file in rule.input]
    own = [file for file in given if Path(file).is_absolute()]
    return {
        "says": rule.docstring.format(params=rule.params),
        "inputs": [file for file in given if file not in own],
        "outputs": [str(file) for file in rule.output],
        "params": dict(rule.params.items()),
        "code": [str(CODE / "scripts" / f"{rule.name}.py"), *own],
    }
