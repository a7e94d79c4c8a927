# Charts: every figure of the study, drawn from its tables, and each as a picture for other documents.
# In: raw/ and results/tables/. Out: results/drawings/*.svg with living text, for the report and the audit;
# results/figures/*.svg and *.png, which need no font.

CHARTS = ["charts", "drawing", "labels", "tracing", "words"]


rule organisation:
    """Draw the organs of the organisation."""
    input:
        organs=given("organs"),
        code=code("drawing", "labels", "tracing", "words", schemas=["organs"]),
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
        code=code("drawing", "labels", "tracing", "words", schemas=["interviews", "factors", "mentions", "selection"]),
    output:
        drawing("citations"),
    script:
        "../scripts/citations.py"


rule timeline:
    """Draw the candidates in time, with their outcomes."""
    input:
        cases=given("cases"),
        case_selection=table("case_selection"),
        code=code("drawing", "labels", "tracing", "words", schemas=["cases", "case_selection"]),
    output:
        drawing("timeline"),
    params:
        outcome=config.get("outcome"),
        criteria=config.get("criteria"),
    script:
        "../scripts/timeline.py"


rule comparison:
    """Draw the factors, the cases and the outcome, and how firm each cell is."""
    input:
        presence=table("presence"),
        truth_table=table("truth_table"),
        covariation=table("covariation"),
        factors=given("factors"),
        cases=given("cases"),
        data_matrix=given("data_matrix"),
        code=code(
            *CHARTS,
            "cells",
            "verdicts",
            schemas=["presence", "truth_table", "covariation", "factors", "cases", "data_matrix"],
        ),
    output:
        drawing("comparison"),
    params:
        outcome=config.get("outcome"),
        criteria=config.get("criteria"),
    script:
        "../scripts/comparison.py"


rule configuration_chart:
    """Draw the truth table: each configuration with its cases, its consistency and its output."""
    input:
        configurations=table("configurations"),
        truth_table=table("truth_table"),
        factors=given("factors"),
        cases=given("cases"),
        data_matrix=given("data_matrix"),
        code=code(*CHARTS, "configured", schemas=["configurations", "truth_table", "factors", "cases", "data_matrix"]),
    output:
        drawing("configuration_chart"),
    params:
        outcome=config.get("outcome"),
        criteria=config.get("criteria"),
    script:
        "../scripts/configuration_chart.py"


rule model_chart:
    """Draw the prime implicants, the cases that each of them covers, and the minimal models that it belongs to."""
    input:
        **{noun: table(noun) for noun in ["minimisations", "implicants", "solutions", "truth_table"]},
        factors=given("factors"),
        cases=given("cases"),
        data_matrix=given("data_matrix"),
        code=code(
            *CHARTS,
            "implicants",
            schemas=["minimisations", "implicants", "solutions", "truth_table", "factors", "cases", "data_matrix"],
        ),
    output:
        drawing("model_chart"),
    params:
        outcome=config.get("outcome"),
        criteria=config.get("criteria"),
    script:
        "../scripts/model_chart.py"


rule distance_map:
    """Draw how many factors, and how much of the background, set the cases of each pair apart."""
    input:
        pairs=table("pairs"),
        truth_table=table("truth_table"),
        cases=given("cases"),
        data_matrix=given("data_matrix"),
        code=code(*CHARTS, schemas=["pairs", "truth_table", "cases", "data_matrix"]),
    output:
        drawing("distance_map"),
    params:
        outcome=config.get("outcome"),
        criteria=config.get("criteria"),
    script:
        "../scripts/distance_map.py"


if not IS_MATRIX:

    rule threshold_sweep:
        """Draw which factors each citation threshold selects, and which of these survive."""
        input:
            robustness=table("robustness"),
            selection=table("selection"),
            factors=given("factors"),
            code=code(*CHARTS, "fates", schemas=["robustness", "selection", "factors"]),
        output:
            drawing("threshold_sweep"),
        script:
            "../scripts/threshold_sweep.py"


rule survival:
    """Draw how often each factor survives when the analysis is varied."""
    input:
        robustness=table("robustness"),
        codings=table("codings"),
        covariation=table("covariation"),
        factors=given("factors"),
        cases=given("cases"),
        data_matrix=given("data_matrix"),
        code=code(
            *CHARTS, "survivals", schemas=["robustness", "codings", "covariation", "factors", "cases", "data_matrix"]
        ),
    output:
        drawing("survival"),
    params:
        criteria=config.get("criteria"),
    script:
        "../scripts/survival.py"


rule pictures:
    """Make each figure a picture of 300 dpi, and a drawing that looks the same where our fonts are not."""
    input:
        drawings=[drawing(name) for name in figures_of_study()],
        fonts=list(map(str, fonts_of_study())),
        code=code("drawing", "outlines"),
    output:
        svg=[picture(name, "svg") for name in figures_of_study()],
        png=[picture(name, "png") for name in figures_of_study()],
    script:
        "../scripts/pictures.py"
