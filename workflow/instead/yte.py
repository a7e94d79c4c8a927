"""
Plain YAML, instead of the template engine of this name, by which Snakemake reads config files and profiles.

That engine runs Python that stands in the file, before any workflow has begun. Nothing of ours is a template, and what
somebody else's study brings must not be one. Nor is a profile taken that merely lies where somebody is: Snakemake would look
for it there, and run what it gives for threads and resources. The set-up puts this folder before the installed packages.
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

import yaml

WHERE_SNAKEFILES_LIE = ["Snakefile", "snakefile", "workflow/Snakefile", "workflow/snakefile"]
OF_THE_WORKFLOW = "profiles/default/config.yaml"
A_TEMPLATE = "{}: __use_yte__ asks to run what stands in the file, which is not done here."
A_PROFILE = "{} lies in the folder where you are, and isn't used. To use it, name it: --workflow-profile {}"


def process_yaml(file_or_str, *_, **__):
    """
    What a YAML text says, as values alone. Ends the process for a template.

    In place of a profile that nobody named, what the one beside the Snakefile says.
    """
    name = getattr(file_or_str, "name", "YAML")
    if is_profile() and not is_asked_for(Path(name)):
        print(A_PROFILE.format(name, Path(name).parent), file=sys.stderr)
        own = snakefile().parent / OF_THE_WORKFLOW
        file_or_str = own.read_text(encoding="utf-8") if own.is_file() else "{}"
    said = yaml.safe_load(file_or_str)
    if isinstance(said, dict) and "__use_yte__" in said:
        sys.exit(A_TEMPLATE.format(name))
    return said


def is_profile() -> bool:
    """Whether it is as a profile that Snakemake reads the file, and not as a file of choices."""
    return sys._getframe(2).f_globals.get("__name__") == "snakemake.profiles"


def is_asked_for(profile: Path) -> bool:
    """Whether a profile lies beside the Snakefile that is run, or was named, on the command line or once and for all."""
    asked = command_line()
    named = [*asked.profile, *asked.workflow_profile, os.environ.get("SNAKEMAKE_PROFILE", "")]
    folders = [snakefile().parent / "profiles", *map(Path, filter(None, named))]
    by_name = profile.parent.name in {Path(name).name for name in named if name}
    return by_name or any(profile.resolve().is_relative_to(folder.resolve()) for folder in folders)


def snakefile() -> Path:
    """The Snakefile that is run."""
    return Path(command_line().snakefile or next(filter(os.path.exists, WHERE_SNAKEFILES_LIE), "Snakefile"))


def command_line() -> Namespace:
    """What the command line says of the Snakefile and of profiles."""
    parser = ArgumentParser(add_help=False)
    parser.add_argument("-s", "--snakefile")
    for option in ("--profile", "--workflow-profile"):
        parser.add_argument(option, action="append", default=[])
    return parser.parse_known_args(sys.argv[1:])[0]
