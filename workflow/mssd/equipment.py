"""
Equipment: what a rebuild needs besides the study: the libraries that set type, our fonts, and room for the results.

`python -m mssd.equipment` prints the Debian packages to install, and nothing where all libraries are there; the set-up asks it.
"""

import ctypes
import os
from pathlib import Path

from mssd.complaints import Complaint
from mssd.fonts import FACES, FONTS

# The libraries that WeasyPrint opens, as Linux and macOS name them.
LIBRARIES = {
    "Pango": ["libpango-1.0.so.0", "libpango-1.0.dylib"],
    "PangoFT2": ["libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"],
    "HarfBuzz": ["libharfbuzz.so.0", "libharfbuzz.0.dylib"],
    "HarfBuzz-Subset": ["libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"],
    "Fontconfig": ["libfontconfig.so.1", "libfontconfig.1.dylib"],
}
DEBIAN_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
ON_DEBIAN = f"sudo apt-get install {DEBIAN_PACKAGES}"
ON_MACOS = "brew install pango"


def missing_equipment(results: str | Path = "results") -> list[Complaint]:
    """A complaint for each thing without which nothing can be made: a library, a font file, a folder that can be written to."""
    return missing_libraries() + missing_fonts() + [*unwritable(Path(results))]


def missing_libraries() -> list[Complaint]:
    """Complaints about libraries that the system can't open; Windows isn't asked, since it looks in other places."""
    absent = [name for name, files in LIBRARIES.items() if os.name != "nt" and not any(map(opens, files))]
    problem = f"the library that sets pages isn't there; type `{ON_DEBIAN}` or `{ON_MACOS}`"
    return [Complaint(name, None, None, problem) for name in absent]


def opens(library: str) -> bool:
    """Whether the system finds and opens a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_fonts() -> list[Complaint]:
    """Complaints about font files that this repository should hold and doesn't."""
    files = [*(face.file for face in FACES), FONTS / "none.conf"]
    problem = "the font file isn't there; restore it, for instance with `git restore`"
    return [
        Complaint(f"workflow/report/fonts/{file.name}", None, None, problem) for file in files if not file.is_file()
    ]


def unwritable(results: Path) -> list[Complaint]:
    """A complaint where the results can't be written: their folder, or the one that it is to be made in, refuses."""
    if results.exists() and not results.is_dir():
        return [Complaint(str(results), None, None, "a file of this name is there; expected a folder, or nothing")]
    folder = results if results.exists() else results.absolute().parent
    if not os.access(folder, os.W_OK | os.X_OK):
        return [Complaint(str(results), None, None, f"you may not write in {folder}; expected a folder of your own")]
    return []


def packages_to_install() -> str:
    """What the set-up has to install on Debian: nothing where every library is there."""
    return DEBIAN_PACKAGES if missing_libraries() else ""


if __name__ == "__main__":
    print(packages_to_install())
