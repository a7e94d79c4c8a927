# Compare: which factors go with the outcome, which conditions and models fit, what Mill's methods show, and how alike the cases are.
# In: results/tables/truth_table.csv, selection.csv, raw/background.csv. Out: results/tables/covariation.csv, configurations.csv,
# conditions.csv, minimisations.csv, solutions.csv, implicants.csv, assumptions.csv, mill.csv, pairs.csv, similarity.csv.


rule covariation:
    """Find how each selected factor goes with the outcome over the compared cases."""
    input:
        truth_table=table("truth_table"),
        selection=[] if IS_MATRIX else table("selection"),
        code=code(schemas=["truth_table", "selection", "covariation"]),
    output:
        table("covariation"),
    priority: 1
    script:
        "../scripts/covariation.py"


rule configurations:
    """Lay out every configuration of the factors, positive from a consistency of {params.consistency_cutoff} on."""
    input:
        truth_table=table("truth_table"),
        code=code(*MODELS, schemas=["truth_table", "configurations"]),
    output:
        table("configurations"),
    priority: 1
    params:
        consistency_cutoff=config["consistency_cutoff"],
        frequency_cutoff=config["frequency_cutoff"],
    script:
        "../scripts/configurations.py"


rule conditions:
    """Measure how necessary and how sufficient each condition is for the outcome and for its absence."""
    input:
        truth_table=table("truth_table"),
        code=code(*MODELS, schemas=["truth_table", "conditions"]),
    output:
        table("conditions"),
    priority: 1
    script:
        "../scripts/conditions.py"


rule solutions:
    """Find all the minimal models of the outcome and of its absence."""
    input:
        truth_table=table("truth_table"),
        code=code(
            *[*MODELS, "counterfactuals", "fit"],
            schemas=["truth_table", "minimisations", "solutions", "implicants", "assumptions"],
        ),
    output:
        **{noun: table(noun) for noun in TABLES["solutions"]},
    priority: 1
    params:
        consistency_cutoff=config["consistency_cutoff"],
        frequency_cutoff=config["frequency_cutoff"],
        expectations=config.get("directional_expectations", {}),
    script:
        "../scripts/solutions.py"


rule mill:
    """Apply Mill's methods of difference and of agreement and the joint method to the compared cases."""
    input:
        truth_table=table("truth_table"),
        code=code(schemas=["truth_table", "mill"]),
    output:
        table("mill"),
    priority: 1
    script:
        "../scripts/mill.py"


rule pairs:
    """Measure how alike each two compared cases are, and find how each characteristic of their background goes with the outcome."""
    input:
        truth_table=table("truth_table"),
        background=given("background"),
        code=[
            *code(schemas=["truth_table", "selection", "background", "covariation", "pairs", "similarity"]),
            str(CODE / "scripts" / "covariation.py"),
        ],
    output:
        pairs=table("pairs"),
        similarity=table("similarity"),
    priority: 1
    script:
        "../scripts/pairs.py"
