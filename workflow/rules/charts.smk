# Charts: the configurations and models, the distances of the cases, and what the result hangs on.
# In: raw/ and results/tables/. Out: results/figures/*.svg.

CHARTS = ["charts", "drawing", "tracing", "words"]


rule configuration_chart:
    """Draw the truth table: each configuration with its cases, its consistency and its output."""
    input:
        configurations=table("configurations"),
        truth_table=table("truth_table"),
        factors=given("factors"),
        cases=given("cases"),
        code=code(*CHARTS, schemas=["configurations", "truth_table", "factors", "cases"]),
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
        code=code(*CHARTS, schemas=["minimisations", "implicants", "solutions", "truth_table", "factors", "cases"]),
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
        code=code(*CHARTS, schemas=["pairs", "truth_table", "cases"]),
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
            code=code(*CHARTS, schemas=["robustness", "selection", "factors"]),
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
        code=code(*CHARTS, schemas=["robustness", "codings", "covariation", "factors", "cases"]),
    output:
        drawing("survival"),
    params:
        criteria=config.get("criteria"),
    script:
        "../scripts/survival.py"
