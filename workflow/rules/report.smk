# Report: references, the report and its setting on pages.
# In: raw/, results/tables/ and results/drawings/. Out: results/references.json, results/report.html, results/headline.txt,
# results/report.pdf.


rule references:
    """Format the sources that the report cites in the style {params.style}."""
    input:
        **{noun: given(noun) for noun in ["cases", "evidence", "background", "organs", "forces"]},
        sources="raw/sources.bib" if has_bibliography("raw") else [],
        method=str(CODE / "report" / "method.bib"),
        code=code("bibliography", schemas=["cases", "evidence", "background", "organs", "forces"]),
    output:
        "results/references.json",
    params:
        style=config["csl_style"],
        published_study=config.get("published_study"),
        criteria=config.get("criteria"),
    script:
        "../scripts/references.py"


rule report:
    """Write the report: {params.title}"""
    input:
        **{noun: given(noun) for noun in RAW},
        **{noun: table(noun) for noun in derived_tables()},
        ledger=table("claims") if given("claims") else [],
        drawings=[drawing(name) for name in figures_of_study()],
        references="results/references.json",
        steps=[
            str(CODE / "scripts" / f"{noun}.py") for noun in deriving_steps() if not (IS_MATRIX and noun == "presence")
        ],
        choices=str(HERE / "schemas" / "config.schema.yaml"),
        code=code(
            *["bibliography", "chapters", "config", "doubt_chapter", "explanations", "headline", "model_chapter"],
            *["fonts", "names", "pages", "rendering", "rivals", "tracing", "words"],
            schemas=[*RAW, *derived_tables(), "ledger"],
        ),
        fonts=list(map(str, fonts_of_study())),
        templates=[str(file) for file in sorted((CODE / "report").rglob("*")) if file.is_file()],
    output:
        html="results/report.html",
        headline="results/headline.txt",
    params:
        title=config["title"],
        nouns=all_nouns(),
        figures={rule.name: told_of(rule)["inputs"] for rule in workflow.rules if rule.name in figures_of_study()},
        config=config,
    script:
        "../scripts/report.py"


rule setting:
    """Set the report on pages, as PDF/A-2a with the tags of PDF/UA-1."""
    input:
        documents=["results/report.html"],
        fonts=[*map(str, fonts_of_study()), str(CODE / "report" / "fonts" / "none.conf")],
        code=code("fonts", "setting", "tagging"),
    output:
        "results/report.pdf",
    params:
        study=config["study"],
        version=config["version"],
        date=config["date"],
    script:
        "../scripts/setting.py"
