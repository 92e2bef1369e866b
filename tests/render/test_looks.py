"""Pages in a real browser: nothing is cut on a phone, and the page prints. Skipped where there is no Chromium."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from prevexp.evaluation.bilan import Bilan
from prevexp.render.bilan import bilan_html

pytestmark = pytest.mark.checkout


@pytest.fixture(scope="module")
def page(quarter: Callable[..., Bilan], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bilan of the invented quarter, in a file."""
    file = tmp_path_factory.mktemp("page") / "bilan.html"
    file.write_text(bilan_html(quarter(520)), encoding="utf-8")
    return file


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_page_never_scrolls_sideways(chromium: str, screenshot: ModuleType, page: Path, width: int) -> None:
    """At 320, 390 and 1280 pixels the page is exactly as wide as the window: wide tables scroll inside their region."""
    height, wide = screenshot.measured(chromium, page, width)
    assert wide == width
    assert height > 1000


def test_the_page_prints_on_few_sheets(chromium: str, screenshot: ModuleType, page: Path, tmp_path: Path) -> None:
    """Three months are a PDF of at most eight pages of A4."""
    target = tmp_path / "bilan.pdf"
    screenshot.run(chromium, f"--print-to-pdf={target}", "--no-pdf-header-footer", page.as_uri())
    printed = target.read_bytes()
    assert 3 <= printed.count(b"/Type /Page\n") <= 8
