# Audit: what every step was given and gave, and the pages on which each number can be followed to its evidence.
# In: raw/, results/. Out: results/trail/*.json, results/audit/index.html and the pages beside it.

FONTS_OF_AUDIT = [
    *["SourceSans3-Regular.ttf.woff", "SourceSans3-It.ttf.woff", "SourceSans3-Semibold.ttf.woff"],
    *["SourceSerif4-Regular.ttf.woff", "SourceSerif4-Semibold.ttf.woff"],
    *["LICENSE-SourceSans3.md", "LICENSE-SourceSerif4.md"],
]
STEPS = {rule.name: told_of(rule) for rule in workflow.rules if rule.name in steps_of_study()}


rule trail:
    """Write down what each step took in, what it gave, its choices and its code."""
    input:
        files=sorted({file for step in STEPS.values() for file in [*step["inputs"], *step["outputs"]]}),
        code=[*sorted({file for step in STEPS.values() for file in step["code"]}), *code("packages")],
        version=str(HERE / "CITATION.cff"),
    output:
        **{step: f"results/trail/{step}.json" for step in STEPS},
        machine="results/trail/machine.json",
    params:
        steps=STEPS,
    script:
        "../scripts/trail.py"


rule audit:
    """Lay out the pages on which every number can be followed to a line of raw data."""
    input:
        **{noun: given(noun) for noun in RAW},
        **{noun: table(noun) for noun in derived_tables()},
        ledger=table("claims") if given("claims") else [],
        raw=raw_files("raw"),
        config="config.yaml",
        tables=[table(noun) for noun in [*derived_tables(), *(["claims"] if given("claims") else [])]],
        references="results/references.json",
        drawings=[drawing(name) for name in figures_of_study()],
        trail=[f"results/trail/{step}.json" for step in STEPS],
        assets=[
            *[str(CODE / "audit" / name) for name in ("style.css", "comfort.js")],
            *[str(font) for font in sorted((CODE / "report" / "fonts").glob("*")) if font.name in FONTS_OF_AUDIT],
        ],
        templates=[str(file) for file in sorted((CODE / "audit").glob("*.j2"))],
        own=sorted({file for step in STEPS.values() for file in step["code"] if not file.endswith(".woff")}),
        code=code(
            *[
                "bibtex",
                "chapters",
                "dossiers",
                "doubt_chapter",
                "model_chapter",
                "headline",
                "names",
                "pages",
                "rendering",
                "site",
                "source_code",
                "tracing",
                "words",
            ],
            schemas=[*RAW, *derived_tables(), "ledger"],
        ),
    output:
        directory("results/audit"),
    params:
        nouns=all_nouns(),
    script:
        "../scripts/audit.py"
