"""Pictures: each figure as a text in Word or LaTeX takes it: vector graphics that need no font, and a picture of 300 dpi."""

import struct
import zlib
from pathlib import Path

DPI, METRE = 300, 1 / 0.0254
SIGNATURE_AND_HEADER = 8 + 25


def pictures(drawings: dict[str, str], fonts: tuple[Path, ...] = ()) -> dict[str, tuple[str, bytes]]:
    """
    Each figure, by name, as stand-alone SVG and as PNG on white.

    The letters are outlines in both, for a machine without our fonts would set them in others, of other widths; Word, Inkscape
    and LaTeX tools pass over fonts that are embedded in an SVG. Title and description stay, for those who can't see it.
    fonts: files that the study brings for letters that ours lack.
    """
    from mssd.outlines import outlined

    shapes = {name: outlined(drawing, fonts) for name, drawing in drawings.items()}
    return {name: (svg, png(svg)) for name, svg in shapes.items()}


def png(svg: str) -> bytes:
    """A drawing without text as a picture of 300 dots an inch that says so, so that it is placed at its printed size."""
    import resvg_py

    drawn = resvg_py.svg_to_bytes(svg_string=svg, dpi=DPI, background="#ffffff", skip_system_fonts=True)
    return with_density(bytes(drawn))


def with_density(drawn: bytes) -> bytes:
    """A PNG with its density, in dots a metre, as the first chunk after its header (PNG 1.2, 4.2.4.2)."""
    density = b"pHYs" + struct.pack(">IIB", round(DPI * METRE), round(DPI * METRE), 1)
    chunk = struct.pack(">I", len(density) - 4) + density + struct.pack(">I", zlib.crc32(density))
    return drawn[:SIGNATURE_AND_HEADER] + chunk + drawn[SIGNATURE_AND_HEADER:]


if __name__ == "__main__":
    given = snakemake.input
    made = pictures(
        drawings={Path(file).stem: Path(file).read_text(encoding="utf-8") for file in given.drawings},
        fonts=tuple(map(Path, given.fonts)),
    )
    for svg, picture in zip(map(Path, snakemake.output.svg), map(Path, snakemake.output.png), strict=True):
        svg.write_text(made[svg.stem][0], encoding="utf-8", newline="\n")
        picture.write_bytes(made[picture.stem][1])
