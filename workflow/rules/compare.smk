# Compare: which factors go with the outcome, what Mill's methods show, and how alike the cases are.
# In: results/tables/truth_table.csv, selection.csv, raw/background.csv. Out: results/tables/covariation.csv, mill.csv, pairs.csv,
# similarity.csv.


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
