# What the chapters share: where the code is, what a study gives, and which code a step runs on.

import os
import shutil
import sys
from functools import cache
from itertools import chain
from pathlib import Path
from types import SimpleNamespace

from snakemake.utils import update_config

HERE = Path(workflow.basedir).resolve()
CODE = HERE / "workflow"
sys.path[:0] = [str(HERE), str(CODE)]
# Steps import what is ours and what is installed, and nothing that lies in the folder of a study.
os.environ["PYTHONPATH"] = os.pathsep.join([str(CODE / "instead"), str(HERE), str(CODE)])
os.environ["PYTHONSAFEPATH"] = "1"

from mssd.complaints import Complaint, Refused, refuse_if_any
from mssd.equipment import missing_equipment
from mssd.config import broken_choices, choices_in, missing_choices, unknown_style, unreadable
from mssd.folder import misplaced
from mssd.fonts import broken_fonts, fonts_of_study
from mssd.files import (
    RAW,
    checksum,
    checksum_if_there,
    fingerprint,
    has_bibliography,
    is_matrix,
    private_files,
    raw_files,
    tables_of,
)
from mssd.letters import strange_lines
from mssd.inventory import pipeline_files
from mssd.making import code_files, pinned
from mssd.run import Run, count_as_old, go_where_steps_work

STUDY = Path.cwd() if workflow.is_main_process else go_where_steps_work()
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
PARTS = {
    "fonts": ["verify"],
    "bibliography": ["bibtex", "characters", "fonts", "letters", "verify", "citation_styles", "pandoc", "source_dates"],
}
MODELS = ["boolean", "covers", "minimisation", "models"]
CHECKED = HERE / ".snakemake" / "checked" / fingerprint(str(STUDY))
OF_THE_CHECK = ["criteria", "published_study", "directional_expectations", "citation_threshold"]


def study_files():
    """The files of the study, as paths: what results are made of, and what must not be published."""
    return ["config.yaml", *raw_files("raw"), *private_files("raw"), *map(str, fonts_of_study())]


def programs(given):
    """
    A complaint for each file of choices from the command line, and each profile that the study brings: Snakemake runs them.

    given: the files of choices from the command line, which no archive holds either. A brace in the path of the pipeline, which
    Snakemake takes for a wildcard, is complained of as well.
    """
    choices = "a file of choices beside config.yaml; expected all choices there, or single ones as --config key=value"
    profile = "a profile, which Snakemake would run; expected none in a study (give your own with --workflow-profile)"
    brought = [] if STUDY.resolve() == HERE.resolve() else ["default", "profiles"]
    braces = "a brace in the name of its folder, which Snakemake takes for a wildcard; expected another name"
    return [
        *([Complaint("the pipeline", None, None, braces)] if "{" in str(HERE) or "}" in str(HERE) else []),
        *(Complaint("--configfile", None, None, choices) for _ in given[:1]),
        *(Complaint(name, None, None, profile) for name in brought if os.path.lexists(name)),
    ]


def refuse(complaints):
    """End with a line for each complaint, where there are any; none repeats a name that the study keeps private."""
    if complaints:
        from mssd.disclosure import untold
        from mssd.study import listed_names

        refuse_if_any(untold(complaints, listed_names(Path("raw"))))


def complaints_about_choices():
    """What is wrong with the choices, by their schema and by what the study has."""
    strange = strange_lines("config.yaml", Path("config.yaml").read_text(encoding="utf-8"))
    return broken_choices(config, "config.yaml") + missing_choices(config, IS_MATRIX) + unknown_style(config) + strange


def complaints_about_raw():
    """What is wrong in raw/; files that were found in order are not read again until they, or the code, change."""
    code = [*sorted(HERE.glob("schemas/*.py")), *sorted(CODE.glob("mssd/*.py"))]
    names = sorted(path.name for path in Path("raw").glob("*"))
    chosen = {key: config.get(key) for key in OF_THE_CHECK}
    now = fingerprint(names, CONTENTS, chosen, [checksum_of(file) for file in code])
    if not workflow.is_main_process or (CHECKED.exists() and CHECKED.read_text() == now):
        return []
    from mssd.study import check_study

    fonts = broken_fonts(by_setting=True)
    try:
        check_study("raw", config)
    except Refused as refused:
        return fonts + refused.complaints
    if fonts:
        return fonts
    note(CHECKED, now)
    return []


def note(file, text):
    """Write a note that saves work the next time, where the folder of the pipeline may be written to."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    except OSError:
        pass


@cache
def checksum_of(file):
    """The checksum of a file of the pipeline, which is read once."""
    return checksum(file)


def checksum_of_inputs(rule):
    """
    One checksum over what a rule is given by people: files of the study and of the pipeline, by their contents.

    Snakemake compares times, and a file that was put in place of another may be older; so contents decide.
    """
    files = {str(file) for file in rule.input} | {str(CODE / "scripts" / f"{rule.name}.py")}
    code = {
        str(Path(file).relative_to(HERE)): checksum_of(file)
        for file in files
        if Path(file).is_file() and Path(file).is_absolute()
    }
    return fingerprint(code, {name: CONTENTS[name] for name in files if name in CONTENTS})


def code_of_steps():
    """The checksum of each file of the pipeline that steps run on, as the workflow was read."""
    return {str(HERE / name): checksum_of(HERE / name) for name in code_files()}


def without_old_bytecode():
    """
    Take away what Python compiled of our code, once the code has changed.

    Python goes by time and size, by which a file that was put in place of another may be the same.
    """
    compiled, now = HERE / ".snakemake" / "compiled", fingerprint(sorted(code_of_steps().items()))
    if not compiled.exists() or compiled.read_text() != now:
        for folder in [*CODE.rglob("__pycache__"), HERE / "schemas" / "__pycache__"]:
            shutil.rmtree(folder, ignore_errors=True)
        note(compiled, now)


def as_it_is(text):
    """A text of the study as a param: Snakemake takes braces in a text for its wildcards, and not in what a function gives."""
    return lambda wildcards: text


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
    parts = [part for module in modules for part in PARTS.get(module, [])]
    files = [CODE / "mssd" / f"{name}.py" for name in dict.fromkeys([*ground, *modules, *parts])]
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
    params = {name: value(None) if callable(value) else value for name, value in rule.params.items()}
    return {
        "says": rule.docstring.format(params=SimpleNamespace(**params)),
        "inputs": [file for file in given if file not in own],
        "outputs": [str(file) for file in rule.output],
        "params": params,
        "code": [str(CODE / "scripts" / f"{rule.name}.py"), *own],
    }
