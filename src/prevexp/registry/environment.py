"""Which plugins are loaded and how, in the words of environment variables; the shell reads them and passes them in."""

import sys
from collections.abc import Iterable
from collections.abc import Mapping
from pathlib import Path

from ..domain.provenance import Provenance
from .loading import Loading

NONE = "none"
ALL = "all"
_OFF = frozenset({"", "0"})


def loading_of(
    environment: Mapping[str, str],
    *,
    chosen: str | None = None,
    without: Iterable[str] = (),
    plugins_dir: Path | None = None,
    config: Path | None = None,
) -> Loading:
    """Return which plugins to load and how; what is given goes before the environment.

    `chosen` (PREVEXP_PLUGINS) is `all`, `none` or names separated by commas; `plugins_dir` (PREVEXP_PLUGINS_DIR) a
    folder of files and packs; `config` (PREVEXP_CONFIG) a file of settings. PREVEXP_STRICT=1 raises the first fault,
    PREVEXP_TRACE_PLUGINS=1 writes each call to the standard error. Raises SettingsInvalid.
    """
    folder = plugins_dir or _path(environment.get("PREVEXP_PLUGINS_DIR"))
    return Loading(
        only=_names(chosen or environment.get("PREVEXP_PLUGINS") or ALL),
        without=without,
        plugins_dir=folder,
        settings=config or _path(environment.get("PREVEXP_CONFIG")),
        strict=environment.get("PREVEXP_STRICT", "") not in _OFF,
        trace=_traced if environment.get("PREVEXP_TRACE_PLUGINS", "") not in _OFF else None,
    )


def _names(chosen: str) -> frozenset[str] | None:
    if chosen in {ALL, NONE}:
        return None if chosen == ALL else frozenset()
    return frozenset(name.strip() for name in chosen.split(",") if name.strip())


def _path(text: str | None) -> Path | None:
    return Path(text) if text else None


def _traced(origin: Provenance, what: str, number: int, milliseconds: float) -> None:
    sys.stderr.write(f"prevexp plugins: {origin} {what} {number} {milliseconds:.2f} ms\n")
