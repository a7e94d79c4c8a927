"""Pages in a real browser: the system's Chromium, opened from the disk, without any network, and what axe says of them."""

import os
import re
import shutil

import pytest

NO_CHROMIUM = "no Chromium was found. On Debian: apt-get install chromium. Elsewhere: CHROMIUM=/path/to/it make test"
CHROMIUMS = [
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]
# Ways to open a page, in Playwright's words: @pytest.mark.parametrize("page", [NARROW, NO_JAVASCRIPT], indirect=True)
WIDE = {"viewport": {"width": 1280, "height": 800}}
NARROW = {"viewport": {"width": 320, "height": 800}}
NO_JAVASCRIPT = {"java_script_enabled": False}


def chromium() -> str | None:
    """The system's Chromium: the one that the environment variable CHROMIUM names, else the first of those known."""
    named = os.environ.get("CHROMIUM")
    return next(filter(None, map(shutil.which, [named] if named else CHROMIUMS)), None)


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium without a window. It knows no host, so nothing can leave the machine."""
    if not chromium():
        pytest.skip(NO_CHROMIUM)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        options = {"executable_path": chromium(), "args": ["--host-resolver-rules=MAP * ~NOTFOUND"]}
        with playwright.chromium.launch(**options) as launched:
            yield launched


@pytest.fixture
def forbidden_requests() -> list[str]:
    """The addresses that the test's page asked for and that are no file on this disk; each was refused."""
    return []


@pytest.fixture
def page(request, browser, forbidden_requests):
    """An empty page that remembers nothing of other tests: page.goto(file.as_uri()) opens a file."""

    def refuse(asked):
        forbidden_requests.append(asked.request.url)
        asked.abort()

    def refuse_socket(asked):
        forbidden_requests.append(asked.url)
        asked.close()

    with browser.new_context(**getattr(request, "param", {})) as context:
        context.route(re.compile("^(?!file:///)"), refuse)
        context.route_web_socket(re.compile(""), refuse_socket)
        yield context.new_page()


def accessibility_faults(page) -> list[str]:
    """The serious and critical faults that axe finds on a page that is open with JavaScript, a line for each place."""
    from axe_playwright_python.sync_playwright import Axe

    assert page.evaluate("matchMedia('(scripting: enabled)').matches"), "axe needs a page that is open with JavaScript"
    found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False}).response["violations"]
    grave = [fault for fault in found if fault["impact"] in ("serious", "critical")]
    return [
        f"{fault['id']} ({fault['impact']}): {fault['help']}: {' '.join(map(str, place['target']))}"
        for fault in grave
        for place in fault["nodes"]
    ]


def pytest_terminal_summary(terminalreporter):
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if NO_CHROMIUM in str(report.longrepr)]
    if skipped:
        counted = "1 browser test was" if len(skipped) == 1 else f"{len(skipped)} browser tests were"
        terminalreporter.write_line(f"{counted} skipped: {NO_CHROMIUM}", yellow=True)
