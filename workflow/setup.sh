#!/bin/sh
# Make the environment in the folder $1: Python from hashed pins, and Pango, which WeasyPrint sets the report with.
# As root on Debian or Ubuntu it installs what the system lacks; elsewhere it prints the line to type, and stops.
set -eu
venv=$1

ask() { # what is missing, then the packages on Debian, then the line elsewhere
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing $2"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $2 >/dev/null && return
    fi
    echo "$1 is missing. Please type this line, then make again:" >&2
    if command -v apt-get >/dev/null; then echo "    sudo apt-get install -y $2" >&2; else echo "    $3" >&2; fi
    exit 1
}

find_python() {
    for python in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$python" && return
    done
}

python=$(find_python || true)
[ -n "$python" ] || ask "Python 3.11 or newer" "python3 python3-venv" "brew install python"
python=$(find_python || true)
[ -n "$python" ] || { echo "The newest Python of this system is older than 3.11; please install one from python.org." >&2; exit 1; }

if ! "$python" -m venv --clear "$venv" >/dev/null 2>&1; then
    ask "Python's venv module" "python3-venv" "brew install python"
    "$python" -m venv --clear "$venv"
fi

echo "Installing about 100 pinned packages into $venv; this takes a minute or a few"
"$venv/bin/python" -m pip install --progress-bar off --disable-pip-version-check --require-hashes -r requirements.txt

# Snakemake reads configs and profiles by a template engine that runs what stands in them; ours stands before it (see there).
"$venv/bin/python" - <<'END'
import sysconfig
from pathlib import Path

line = f"import sys; sys.path.insert(0, {ascii(str(Path('workflow/instead').resolve()))})\n"
Path(sysconfig.get_path("purelib"), "mssd-instead.pth").write_text(line)
END

missing_packages() { # what Debian calls the libraries that set pages, where one is missing
    PYTHONPATH=workflow "$venv/bin/python" -m mssd.equipment
}

packages=$(missing_packages)
if [ -n "$packages" ]; then
    ask "Pango" "$packages" "brew install pango"
    [ -z "$(missing_packages)" ] || {
        echo "Pango is installed, but Python doesn't find it. On a Mac, type:" >&2
        echo '    export DYLD_FALLBACK_LIBRARY_PATH="$(brew --prefix)/lib"' >&2
        exit 1
    }
fi
