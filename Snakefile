"""
A small-N comparative study, from its raw codings to its printed report.

    snakemake                                   the study in this folder
    snakemake --directory examples/lipset       a study in another folder, with its own config.yaml and raw/

raw/ -> collection -> case_selection, selection -> presence -> truth_table -> covariation -> findings -> report.html -> report.pdf
"""


include: "workflow/rules/common.smk"


refuse_if_any(missing_equipment(), "Something is missing to rebuild the study in {folder}.")
refuse((misplaced() if workflow.is_main_process else []) + programs(workflow.overwrite_configfiles))
refuse(broken_fonts() + unreadable("config.yaml"))

CONTENTS = {name: checksum_if_there(name) for name in study_files()}
# Not by Snakemake's `configfile:`, which runs what stands in the file (see workflow/instead).
choices, tried = choices_in("config.yaml"), dict(config)
update_config(choices, tried)
config.update(choices)
refuse(complaints_about_choices() + complaints_about_raw())


include: "workflow/rules/collect.smk"
include: "workflow/rules/derive.smk"
include: "workflow/rules/compare.smk"
include: "workflow/rules/trace.smk"
include: "workflow/rules/doubt.smk"
include: "workflow/rules/charts.smk"
include: "workflow/rules/report.smk"
include: "workflow/rules/audit.smk"
include: "workflow/rules/export.smk"


# What is tried with a choice from the command line isn't archived: the archive would hold the choice in config.yaml.
if not tried:

    include: "workflow/rules/archive.smk"


rule all:
    default_target: True
    input:
        tables=[table(noun) for noun in derived_tables()],
        figures=[picture(name, kind) for name in figures_of_study() for kind in ("svg", "png")],
        documents=[f"results/{name}.{kind}" for name in ("report", "summary") for kind in ("html", "pdf")],
        exhibits="results/tables/print",
        claims=table("claims") if given("claims") else [],
        trail="results/trail/machine.json",
        audit="results/audit",
        archive=[] if tried else ZIPPED,


# The log of a run says what each rule says it does, with the choices filled in.
for step in workflow.rules:
    step.message = step.docstring
    step.set_params(contents=checksum_of_inputs(step))


RESULTS = [list(map(str, rule.output)) for rule in workflow.rules]
if workflow.is_main_process:
    count_as_old(RESULTS)
    without_old_bytecode()
run = Run(CONTENTS, study_files, code_of_steps(), chain(*RESULTS))


onstart:
    run.begin(touch=workflow.touch)


onsuccess:
    run.end()


onerror:
    run.end()
