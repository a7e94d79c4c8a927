# Derive: from the codings to the truth table, and the checklist of what is told of the interviews.
# The report waits for this chain, so its steps go first (priority).
# In: raw/. Out: results/tables/small_cells.csv, case_selection.csv, selection.csv, presence.csv, transparency.csv, truth_table.csv.

OF_TRANSPARENCY = ["interviews", "guide", "factors", "themes", "mentions", "coreq", "presence", "selection"]

if not IS_MATRIX:

    rule small_cells:
        """Find what is published of a confidential interview and singles it out among the others."""
        input:
            interviews=given("interviews"),
            code=code(schemas=["interviews", "small_cells"]),
        output:
            table("small_cells"),
        priority: 1
        script:
            "../scripts/small_cells.py"

    rule case_selection:
        """Include the candidates that meet every criterion: {params.criteria}."""
        input:
            cases=given("cases"),
            code=code(schemas=["cases", "case_selection"]),
        output:
            table("case_selection"),
        priority: 1
        params:
            criteria=list(config["criteria"]),
        script:
            "../scripts/case_selection.py"

    rule selection:
        """Select the factors that at least {params.threshold} interviews cite."""
        input:
            factors=given("factors"),
            mentions=given("mentions"),
            code=code(schemas=["factors", "mentions", "selection"]),
        output:
            table("selection"),
        priority: 1
        params:
            threshold=config["citation_threshold"],
        script:
            "../scripts/selection.py"


rule presence:
    """Decide each cell of cases and selected factors by: {params.rule}."""
    input:
        **{noun: given(noun) for noun in ["data_matrix", "evidence", "mentions", "adjudications", "published"]},
        case_selection=[] if IS_MATRIX else table("case_selection"),
        selection=[] if IS_MATRIX else table("selection"),
        code=code(
            schemas=[
                *["data_matrix", "evidence", "mentions", "adjudications", "published"],
                *["case_selection", "selection", "presence"],
            ]
        ),
    output:
        table("presence"),
    priority: 1
    params:
        matrix=IS_MATRIX,
        threshold=config.get("citation_threshold"),
        rule="matrix" if IS_MATRIX else config["presence_rule"],
    script:
        "../scripts/presence.py"


if not IS_MATRIX:

    rule transparency:
        """Answer the items of the COREQ checklist from the data, and beside them as the author of the study does."""
        input:
            **{noun: given(noun) for noun in OF_TRANSPARENCY if noun in RAW},
            **{noun: table(noun) for noun in OF_TRANSPARENCY if noun not in RAW},
            code=code("coreq", "tracing", "words", schemas=[*OF_TRANSPARENCY, "transparency"]),
        output:
            table("transparency"),
        params:
            nouns=OF_TRANSPARENCY,
        script:
            "../scripts/transparency.py"


rule truth_table:
    """Lay the cells and the outcome of each case out as a truth table."""
    input:
        presence=table("presence"),
        outcomes=given("data_matrix") if IS_MATRIX else given("cases"),
        case_selection=[] if IS_MATRIX else table("case_selection"),
        code=code(schemas=["presence", "cases", "case_selection", "data_matrix", "truth_table"]),
    output:
        table("truth_table"),
    priority: 1
    params:
        matrix=IS_MATRIX,
        criteria=list(config.get("criteria", {})),
    script:
        "../scripts/truth_table.py"
