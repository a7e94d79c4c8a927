"""
Plain YAML, instead of the template engine of this name, by which Snakemake reads config files and profiles.

That engine runs Python that stands in the file, before any workflow has begun. Nothing of ours is a template, and what
somebody else's study brings must not be one. The set-up puts this folder before the installed packages.
"""

import yaml


def process_yaml(file_or_str, *_, **__):
    """What a YAML text says, as values alone. Raises yaml.YAMLError for a text that asks to be run."""
    said = yaml.safe_load(file_or_str)
    if isinstance(said, dict) and "__use_yte__" in said:
        raise yaml.YAMLError("__use_yte__ asks to run what stands in the file, which is not done here")
    return said
