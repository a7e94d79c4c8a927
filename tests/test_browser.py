"""What the tests of pages stand on: a page is opened from the disk, in a real browser, and reaches nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from browser import NARROW, NO_JAVASCRIPT, WIDE, accessibility_faults
from conftest import ROOT


def written(folder: Path, body: str) -> str:
    """The address of a page with this body and no other fault."""
    file = folder / "page.html"
    start = '<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>'
    file.write_text(f"{start}<main><h1>A page</h1>{body}</main></html>", encoding="utf-8")
    return file.as_uri()


def test_an_image_without_a_text_is_the_one_fault_of_a_page(page, tmp_path):
    page.goto(written(tmp_path, '<img id="map" src="data:,"><p>Text</p>'))
    assert accessibility_faults(page) == ["image-alt (critical): Images must have alternative text: #map"]


def test_a_page_in_order_has_no_fault_and_asks_for_nothing_but_its_files(page, forbidden_requests, tmp_path):
    (tmp_path / "page.css").write_text("h1 { color: rgb(0, 0, 128) }", encoding="utf-8")
    page.goto(written(tmp_path, '<link rel="stylesheet" href="page.css"><p>Text</p>'))
    assert page.locator("h1").evaluate("heading => getComputedStyle(heading).color") == "rgb(0, 0, 128)"
    assert accessibility_faults(page) == []
    assert forbidden_requests == []


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        ('<img src="http://example.org/a.png" alt="A map">', "http://example.org/a.png"),
        ('<img src="//example.org/a.png" alt="A map">', "file://example.org/a.png"),
        ('<iframe src="https://example.org/" title="A map"></iframe>', "https://example.org/"),
    ],
)
def test_whatever_is_no_file_on_the_disk_is_refused_and_named(page, forbidden_requests, tmp_path, body, asked):
    page.goto(written(tmp_path, body))
    assert forbidden_requests == [asked]


def test_a_socket_is_refused_and_named(page, forbidden_requests, tmp_path):
    page.goto(
        written(tmp_path, "<script>new WebSocket('ws://example.org/').onclose = () => document.title = ''</script>")
    )
    page.wait_for_function("document.title == ''")
    assert forbidden_requests == ["ws://example.org/"]


@pytest.mark.parametrize("page", [NO_JAVASCRIPT], indirect=True)
def test_without_javascript_no_script_runs_and_axe_says_that_it_cannot(page, tmp_path):
    page.goto(written(tmp_path, "<script>document.title = 'A script ran'</script>"))
    assert page.title() == "A page"
    with pytest.raises(AssertionError, match="axe needs"):
        accessibility_faults(page)


@pytest.mark.parametrize(("page", "width"), [(WIDE, 1280), (NARROW, 320)], indirect=["page"])
def test_a_page_is_as_wide_as_the_test_asks(page, width, tmp_path):
    page.goto(written(tmp_path, "<script>document.title = innerWidth</script>"))
    assert page.title() == str(width)


def test_without_a_browser_its_tests_are_skipped_and_the_last_lines_say_what_to_install():
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", __file__, "-k", "fault"]
    run = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"CHROMIUM": "/nowhere"}, capture_output=True, text=True, check=True
    )
    assert "2 skipped" in run.stdout
    assert "2 browser tests were skipped: no Chromium was found. On Debian: apt-get install chromium." in run.stdout
