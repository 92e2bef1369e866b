"""What every test may use: golden files, profiles of hypothesis, a browser where there is one."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings

# No deadline anywhere: a busy machine is not a bug. `--hypothesis-profile` chooses, `nox` does for its sessions.
settings.register_profile("dev", deadline=None)
settings.register_profile(
    "ci",
    deadline=None,
    database=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("quick", settings.get_profile("ci"), max_examples=10)
settings.load_profile("dev")

Golden = Callable[[str, str], None]

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome-headless-shell")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write golden files anew instead of comparing; review the diff"
    )

    parser.addoption("--trials", help="trials of the programs of tests/torture and tests/fuzz, if not their short form")
    parser.addoption("--seed", default="2026", help="the number that the chance of tests/fuzz is drawn from")


def pytest_itemcollected(item: pytest.Item) -> None:
    """With the profile `quick`, no property tries more examples than it says, not even one that asks for its own."""
    test = getattr(item, "function", None)
    own = getattr(test, "_hypothesis_internal_use_settings", None)
    if own and settings.get_current_profile_name() == "quick" and own.max_examples > settings.default.max_examples:
        fewer = settings(own, max_examples=settings.default.max_examples)
        test._hypothesis_internal_use_settings = fewer  # type: ignore[union-attr]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with the committed file `golden/<name>` beside the test: `golden("events.schema.json", text)`."""
    folder = request.path.parent / "golden"

    def compare(name: str, actual: str) -> None:
        file = folder / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(actual, encoding="utf-8", newline="\n")
        expected = file.read_text(encoding="utf-8") if file.exists() else None
        assert expected is not None, f"{file.name} is not there yet: write it with pytest --update-golden"
        assert actual == expected, f"{file.name} differs: if it should, run pytest --update-golden and review the diff"

    return compare


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of a Chromium for tests that look at a page; without one they are skipped and say so."""
    named = os.environ.get("PREVEXP_CHROMIUM")
    found = [named] if named else [path for name in _BROWSERS if (path := shutil.which(name))]
    if not found or not Path(found[0]).exists():
        pytest.skip("no Chromium on PATH nor in PREVEXP_CHROMIUM: pages are not looked at")
    return found[0]
