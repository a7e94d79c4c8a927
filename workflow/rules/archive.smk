# Archive: the whole study in one file, for a library and for a stranger in ten years.
# In: the pipeline, config.yaml, raw/, fonts/ and everything in results/. Out: results/archive/<study>-<version>.zip, and beside it
# log.txt, which alone tells when it was made.

ZIPPED = f"results/archive/{config['study']}-{config['version']}.zip"
ARCHIVED = {rule.name: told_of(rule) for rule in workflow.rules if rule.name in [*STEPS, "exhibits", "trail", "audit"]}


rule archive:
    """Put the study, its results and the pipeline in one archive."""
    input:
        raw=raw_files("raw"),
        private=private_files("raw"),
        config="config.yaml",
        fonts=list(map(str, fonts_of_study())),
        interviews=given("interviews"),
        results=sorted({file for step in ARCHIVED.values() for file in step["outputs"]}),
        pipeline=[str(HERE / name) for name in pipeline_files()],
    output:
        archive=ZIPPED,
        log="results/archive/log.txt",
    params:
        steps=ARCHIVED,
        pipeline=pipeline_files(),
        packages=pinned(*((HERE / f"requirements.{kind}").read_text(encoding="utf-8") for kind in ("in", "txt"))),
        apart="" if STUDY.resolve() == HERE.resolve() else "study/",
    script:
        "../scripts/archive.py"
