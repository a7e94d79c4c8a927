"""
A small-N comparative study, from its raw codings to its printed report.

    snakemake                                   the study in this folder
    snakemake --directory examples/lipset       a study in another folder, with its own config.yaml and raw/

raw/ -> collection -> case_selection, selection -> presence -> truth_table -> covariation -> findings -> report.pdf
"""


include: "workflow/rules/common.smk"


configfile: "config.yaml"


refuse_unusable(config)


include: "workflow/rules/collect.smk"
include: "workflow/rules/derive.smk"
include: "workflow/rules/compare.smk"
include: "workflow/rules/report.smk"


rule all:
    default_target: True
    input:
        tables=[f"results/tables/{noun}.csv" for noun in derived_tables()],




# The log of a run says what each rule says it does, with the choices filled in.
for step in workflow.rules:
    step.message = step.docstring
