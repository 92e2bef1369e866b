# ruff: noqa: INP001 - a script, not part of a package
"""Take pictures of a page that prevexp made, with the Chromium of this machine: for the README, and to look at it.

    python tools/screenshot.py bilan.html docs/images/bilan.png --width 1280 --height 900
    python tools/screenshot.py bilan.html phone.png --width 320      # the whole page, as long as it is
    python tools/screenshot.py bilan.html bilan.pdf                  # as it prints

Chromium is found on PATH or named by PREVEXP_CHROMIUM.
"""

import argparse
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome-headless-shell")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--font-render-hinting=none",
)
SMALLEST_WINDOW = 500  # pixels; a narrower window is given a frame of the width wanted


def find_browser() -> str:
    """Return the path of a Chromium."""
    named = os.environ.get("PREVEXP_CHROMIUM")
    found = named or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if not found:
        sys.exit("no Chromium on PATH; name one in PREVEXP_CHROMIUM")
    return found


def run(browser: str, *arguments: str) -> str:
    """Run Chromium once, with a profile of its own, and return what it prints."""
    with tempfile.TemporaryDirectory(prefix="prevexp-screenshot-") as profile:
        command = [browser, *QUIET, f"--user-data-dir={profile}", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)  # noqa: S603 - our own
    return done.stdout


def framed(page: Path, width: int, folder: Path, height: int = 100) -> Path:
    """Write a page that shows another one in a frame, and tells in its title how long and wide that one is."""
    source = html.escape(page.read_text(encoding="utf-8"), quote=True)
    measure = "const e=this.contentDocument.documentElement;document.title=e.scrollHeight+'x'+e.scrollWidth"
    frame = f'<iframe style="border:0;display:block" width="{width}" height="{height}" onload="{measure}"'
    start = '<!DOCTYPE html><meta charset="utf-8"><title>-</title><body style="margin:0">'
    wrapper = folder / "frame.html"
    wrapper.write_text(f'{start}{frame} srcdoc="{source}">', encoding="utf-8")
    return wrapper


def measured(browser: str, page: Path, width: int) -> tuple[int, int]:
    """Return height and width of a page in a window of a width: wider than asked means it must be scrolled."""
    with tempfile.TemporaryDirectory(prefix="prevexp-frame-") as folder:
        wrapper = framed(page, width, Path(folder))
        told = run(browser, "--dump-dom", "--virtual-time-budget=2000", wrapper.as_uri())
    found = re.search(r"<title>(\d+)x(\d+)</title>", told)
    if not found:
        sys.exit(f"{page} could not be measured")
    return int(found[1]), int(found[2])


def picture(browser: str, page: Path, target: Path, *, width: int, height: int | None) -> None:
    """Write a PNG of the page in a window of a size; without a height, of the whole page."""
    tall = height or measured(browser, page, width)[0]
    with tempfile.TemporaryDirectory(prefix="prevexp-frame-") as folder:
        shown = framed(page, width, Path(folder), tall) if width < SMALLEST_WINDOW else page
        size = f"--window-size={width},{tall}"
        run(browser, f"--screenshot={target.resolve()}", size, shown.resolve().as_uri())


def main() -> None:
    """Read the command line and take the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page", type=Path)
    parser.add_argument("target", type=Path, help="a .png or a .pdf")
    parser.add_argument("--width", type=int, default=1280, help="pixels")
    parser.add_argument("--height", type=int, help="pixels; the whole page if left out")
    asked = parser.parse_args()
    if not asked.page.is_file():
        parser.error(f"there is no page {asked.page}")
    browser = find_browser()
    if asked.target.suffix == ".pdf":
        page = asked.page.resolve().as_uri()
        run(browser, f"--print-to-pdf={asked.target.resolve()}", "--no-pdf-header-footer", page)
    else:
        picture(browser, asked.page, asked.target, width=asked.width, height=asked.height)
    sys.stdout.write(f"{asked.target}: {asked.target.stat().st_size // 1024} KB\n")


if __name__ == "__main__":
    main()
