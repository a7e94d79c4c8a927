# Report: references, the report, the summary on one page, and both set as PDF.
# In: raw/, results/tables/ and results/drawings/. Out: results/references.json, results/headline.txt, results/report.html and
# .pdf, results/summary.html and .pdf.


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
        published_study=as_it_is(config.get("published_study")),
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
            *["bibliography", "chapters", "config", "doubt_chapter", "drawing", "explanations", "headline", "labels"],
            *["model_chapter", "fonts", "letters", "names", "pages", "rendering", "rivals", "summary_chapter"],
            *["tracing", "words", "appendices", "dictionary", "exhibit", "exhibits", "making", "qca_exhibits"],
            "transparency",
            schemas=[*RAW, *derived_tables(), "ledger"],
        ),
        fonts=list(map(str, fonts_of_study())),
        templates=[str(file) for file in sorted((CODE / "report").rglob("*")) if file.is_file()],
        all_code=[str(HERE / name) for name in code_files()],
        config="config.yaml",
        packages=str(HERE / "requirements.in"),
        pins=str(HERE / "requirements.txt"),
        version=str(HERE / "CITATION.cff"),
    output:
        html="results/report.html",
        headline="results/headline.txt",
    params:
        title=as_it_is(config["title"]),
        nouns=all_nouns(),
        code=code_files(),
        figures={rule.name: told_of(rule)["inputs"] for rule in workflow.rules if rule.name in figures_of_study()},
        config=config,
    script:
        "../scripts/report.py"


rule summary:
    """Put the study on one page, to hang on a wall: {params.title}"""
    input:
        **{noun: table(noun) for noun in ["findings", "truth_table", "covariation"]},
        **{noun: given(noun) for noun in ["cases", "data_matrix", "factors"]},
        comparison=drawing("comparison"),
        references="results/references.json",
        code=code(
            *["bibliography", "chapters", "config", "drawing", "fonts", "headline", "labels", "names", "pages"],
            *["letters", "rendering", "summary_chapter", "tracing", "words"],
            schemas=["findings", "truth_table", "covariation", "cases", "data_matrix", "factors", "claims"],
        ),
        fonts=list(map(str, fonts_of_study())),
        templates=[str(file) for part in ("summary*", "fonts/*") for file in sorted((CODE / "report").glob(part))],
    output:
        "results/summary.html",
    params:
        title=as_it_is(config["title"]),
        criteria=config.get("criteria"),
    script:
        "../scripts/summary.py"


rule setting:
    """Set the report and the summary on pages, as PDF/A-2a with the tags of PDF/UA-1."""
    input:
        documents=["results/report.html", "results/summary.html"],
        fonts=[*map(str, fonts_of_study()), str(CODE / "report" / "fonts" / "none.conf")],
        code=code("fonts", "mends", "setting", "tagging"),
    output:
        "results/report.pdf",
        "results/summary.pdf",
    params:
        study=config["study"],
        version=config["version"],
        date=config["date"],
    script:
        "../scripts/setting.py"
