"""Setting: the documents on pages."""

from pathlib import Path

from mssd.setting import set_pages

if __name__ == "__main__":
    config = snakemake.config
    for document, pages in zip(snakemake.input.documents, snakemake.output, strict=True):
        identifier = f"{config['study']}-{config['version']}-{Path(document).stem}"
        set_pages(Path(document).read_text(encoding="utf-8"), pages, identifier=identifier, day=config["date"])
