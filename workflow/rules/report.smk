# Report: figures, references, and the document.
# In: raw/ and results/tables/. Out: results/figures/*.svg, results/references.json, results/report.pdf, results/headline.txt.


rule organisation:
    """Draw the organs of the organisation."""
    input:
        organs=given("organs"),
        code=code("drawing", "tracing", "words", schemas=["organs"]),
    output:
        drawing("organisation"),
    script:
        "../scripts/organisation.py"


rule citations:
    """Draw which interviews cite which factors."""
    input:
        interviews=given("interviews"),
        factors=given("factors"),
        mentions=given("mentions"),
        selection=table("selection"),
        code=code("drawing", "tracing", "words", schemas=["interviews", "factors", "mentions", "selection"]),
    output:
        drawing("citations"),
    script:
        "../scripts/citations.py"


rule timeline:
    """Draw the candidates in time, with their outcomes."""
    input:
        cases=given("cases"),
        case_selection=table("case_selection"),
        code=code("drawing", "tracing", "words", schemas=["cases", "case_selection"]),
    output:
        drawing("timeline"),
    params:
        outcome=config.get("outcome"),
        criteria=config.get("criteria"),
    script:
        "../scripts/timeline.py"


rule comparison:
    """Draw the factors, the cases and the outcome."""
    input:
        presence=table("presence"),
        truth_table=table("truth_table"),
        covariation=table("covariation"),
        factors=given("factors"),
        cases=given("cases"),
        code=code("drawing", "tracing", "words", schemas=["presence", "truth_table", "covariation", "factors", "cases"]),
    output:
        drawing("comparison"),
    params:
        outcome=config.get("outcome"),
        criteria=config.get("criteria"),
    script:
        "../scripts/comparison.py"


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
    """Set the report: {params.title}"""
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
            *["names", "pages", "rendering", "rivals", "tracing", "words"],
            *["appendices", "dictionary", "exhibit", "exhibits", "making", "qca_exhibits"],
            schemas=[*RAW, *derived_tables(), "ledger"],
        ),
        templates=[str(file) for file in sorted((CODE / "report").rglob("*")) if file.is_file()],
        all_code=[str(HERE / name) for name in code_files()],
        config="config.yaml",
        packages=str(HERE / "requirements.in"),
        pins=str(HERE / "requirements.txt"),
        version=str(HERE / "CITATION.cff"),
    output:
        pdf="results/report.pdf",
        headline="results/headline.txt",
    params:
        title=config["title"],
        nouns=all_nouns(),
        code=code_files(),
        figures={rule.name: told_of(rule)["inputs"] for rule in workflow.rules if rule.name in figures_of_study()},
        config=config,
    script:
        "../scripts/report.py"
