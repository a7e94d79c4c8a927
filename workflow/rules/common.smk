# What the chapters share: where the code is, what a study gives, and which code a step runs on.

import os
import sys
from pathlib import Path

from snakemake.exceptions import WorkflowError

HERE = Path(workflow.basedir)
CODE = HERE / "workflow"
sys.path[:0] = [str(HERE), str(CODE)]
os.environ["PYTHONPATH"] = os.pathsep.join([str(HERE), str(CODE)])

from mssd.config import broken_choices, inspect_config, missing_choices, seconds_since_1970
from mssd.files import has_bibliography, is_matrix, raw_files

IS_MATRIX = is_matrix("raw")
COLLECTION = "results/tables/collection.csv"


def refuse_unusable(config):
    """Stop before anything runs, with a line for each choice in config.yaml that can't be used."""
    complaints = inspect_config("config.yaml") or broken_choices(config)
    complaints += missing_choices(config, IS_MATRIX)
    if complaints:
        raise WorkflowError("\n".join(["", *map(str, complaints)]))
    os.environ["SOURCE_DATE_EPOCH"] = seconds_since_1970(config["date"])


def given(noun):
    """The raw table of that noun, or nothing where the study doesn't have it."""
    path = f"raw/{noun}.csv"
    return path if path in raw_files("raw") else []


def table(noun):
    """A derived table."""
    return f"results/tables/{noun}.csv"


def code(*modules, schemas=()):
    """The modules and schemas that a step runs on, so that it runs again when they change: Snakemake watches only scripts."""
    files = [CODE / "mssd" / f"{name}.py" for name in ("tables", "complaints", *modules)]
    files += [HERE / "schemas" / f"{noun}.py" for noun in ("__init__", "base", *schemas)]
    return [str(file) for file in files]


def derived_tables():
    """The nouns of the tables that are derived from this study."""
    of_interviews = [] if IS_MATRIX else ["case_selection", "selection"]
    return ["collection", *of_interviews, "presence", "truth_table", "covariation", "findings"]


def figures_of_study():
    """The figures that this study has data for."""
    of_interviews = [] if IS_MATRIX else ["citations", "timeline"]
    return [*(["organs"] if given("organs") else []), *of_interviews, "comparison"]
