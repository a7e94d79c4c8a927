# Report: figures, references, and the document.
# In: raw/ and results/tables/. Out: results/figures/*.svg, results/references.json, results/report.pdf,
# results/headline.txt, results/summary.html.


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
            *["names", "pages", "rendering", "rivals", "summary_chapter", "tracing", "words"],
            schemas=[*RAW, *derived_tables(), "ledger"],
        ),
        templates=[str(file) for file in sorted((CODE / "report").rglob("*")) if file.is_file()],
    output:
        pdf="results/report.pdf",
        headline="results/headline.txt",
    params:
        title=config["title"],
        nouns=all_nouns(),
        figures={rule.name: told_of(rule)["inputs"] for rule in workflow.rules if rule.name in figures_of_study()},
        config=config,
    script:
        "../scripts/report.py"


rule summary:
    """Set the study on one page, to hang on a wall: {params.title}"""
    input:
        **{noun: table(noun) for noun in ["findings", "truth_table", "covariation"]},
        **{noun: given(noun) for noun in ["cases", "factors"]},
        comparison=drawing("comparison"),
        references="results/references.json",
        code=code(
            *["bibliography", "chapters", "config", "drawing", "headline", "names", "pages", "rendering"],
            *["summary_chapter", "tracing", "words"],
            schemas=["findings", "truth_table", "covariation", "cases", "factors", "claims"],
        ),
        templates=[str(file) for file in sorted((CODE / "report").glob("summary*"))],
    output:
        "results/summary.html",
    params:
        title=config["title"],
        criteria=config.get("criteria"),
    script:
        "../scripts/summary.py"
