"""Catches everything that leaves while something is done: what is returned, raised, logged, warned, printed, written.

A caught text has a source: `returned explain`, `raised receive`, `log`, `file rapport.html`. It is searched
for canaries; what may stand where is said by `sinks.py`.
"""

import io
import logging
import os
import sys
import tempfile
import traceback
import warnings
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from contextlib import redirect_stderr
from contextlib import redirect_stdout
from pathlib import Path
from types import TracebackType
from typing import Any

import attrs
import polars as pl

from .birds import Canary
from .birds import hits

WRITING = frozenset("wax+")
TABLE = b"PAR1"
STORE_FILES = (".db", ".db-wal", ".db-shm", ".db-journal")


class _Kept(logging.Handler):
    """Keeps every record as a formatter would write it, and its arguments by themselves."""

    def __init__(self, keep: Callable[[str, str], None]) -> None:
        super().__init__(logging.DEBUG)
        self._keep = keep

    def emit(self, record: logging.LogRecord) -> None:
        self._keep("log", self.format(record))
        self._keep("log", repr(record.args))


@attrs.define
class Catch:
    """What was caught: source -> texts, each once."""

    folder: Path
    read_from: Path = attrs.field(
        metadata={"description": "lists and forms of the tests' own: what stands there is no leak"}
    )
    texts: defaultdict[str, set[str]] = attrs.field(factory=lambda: defaultdict(set))
    written: set[Path] = attrs.field(factory=set)
    listening: bool = False

    def keep(self, source: str, text: str) -> None:
        """Keep a text."""
        if text:
            self.texts[source].add(text)

    def shown(self, source: str, thing: Any) -> None:
        """Keep a value as it is told by every way of showing it."""
        for text in (repr(thing), str(thing), f"{thing}", f"{thing!r:>9}"):
            self.keep(source, text)

    def raised(self, source: str, error: BaseException, trace: TracebackType | None) -> None:
        """Keep an error with its traceback, the variables of each frame, its causes, its params."""
        whole = traceback.TracebackException(type(error), error, trace, capture_locals=True)
        self.keep(source, "".join(whole.format()))
        self.shown(source, error)
        self.keep(source, repr(error.args))
        self.keep(f"params of {source.removeprefix('raised ')}", repr(vars(error)))

    def stored(self, source: str) -> None:
        """Keep the bytes of the database, of its log and of its journal as they lie on the disk now."""
        for file in sorted(self.folder.glob("*.db*")):
            self.keep(f"{source} {file.name}", file.read_bytes().decode("utf-8", errors="replace"))

    def heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Note what Python is about to do with a file: one that goes is read before it goes."""
        if not self.listening:
            return
        if event == "open" and isinstance(arguments[0], str | os.PathLike) and _writes(arguments):
            self.written.add(Path(os.fspath(arguments[0])))
        elif event in ("os.remove", "os.rename") and isinstance(arguments[0], str | os.PathLike):
            self._read(Path(os.fspath(arguments[0])), "gone")

    def files(self) -> None:
        """Keep what stands in every file that was written, but a store's own."""
        for path in sorted(self.written):
            self._read(path, "file")

    def told(self, canaries: Sequence[Canary]) -> Iterator[tuple[str, Canary]]:
        """Yield each canary that stands in what was caught, with its source."""
        for source, texts in self.texts.items():
            for canary in dict.fromkeys(found for text in texts for found in hits(canaries, text)):
                yield source, canary

    def _read(self, path: Path, source: str) -> None:
        if path.is_file() and self.read_from not in path.parents and not path.name.endswith(STORE_FILES):
            self.listening = False
            self.keep(f"{source} {path.name}", _text(path.read_bytes()))
            self.listening = True


def _text(content: bytes) -> str:
    """Return what stands in a file; a table is read as one, since its columns are compressed."""
    if content.startswith(TABLE):
        return repr(pl.read_parquet(io.BytesIO(content)).to_dicts())
    return content.decode("utf-8", errors="replace")


def _writes(arguments: tuple[Any, ...]) -> bool:
    mode, flags = arguments[1], arguments[2]
    if isinstance(mode, str):
        return bool(WRITING & set(mode))
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


_CATCHING: list[Catch] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    for catch in _CATCHING:
        catch.heard(event, arguments)


_HOOKED: list[bool] = []


@contextmanager
def catching(folder: Path) -> Iterator[Catch]:
    """Catch logs, warnings, prints and files until the end; temporary files are made in a folder of the test's own."""
    if not _HOOKED:
        _HOOKED.append(True)
        sys.addaudithook(_hook)  # a hook stays for ever: it hears nothing once no catch is listening
    catch = Catch(folder, folder / "given")
    catch.read_from.mkdir(exist_ok=True)
    own = folder / "temporary"
    own.mkdir(exist_ok=True)
    root, level, before = logging.getLogger(), logging.getLogger().level, tempfile.tempdir
    handler = _Kept(catch.keep)
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    tempfile.tempdir = str(own)
    out, err = io.StringIO(), io.StringIO()
    _CATCHING.append(catch)
    catch.listening = True
    try:
        with warnings.catch_warnings(record=True) as warned, redirect_stdout(out), redirect_stderr(err):
            warnings.simplefilter("always")
            yield catch
    finally:
        catch.listening = False
        _CATCHING.remove(catch)
        root.removeHandler(handler)
        root.setLevel(level)
        tempfile.tempdir = before
    for one in warned:
        catch.keep("warning", str(one))
    catch.keep("stdout of the library", out.getvalue())
    catch.keep("stderr of the library", err.getvalue())
    catch.listening = True
    catch.files()
    catch.listening = False
    for file in own.rglob("*"):
        catch.keep("left in the temporary folder", str(file))


@attrs.define
class Watched:
    """A caseload whose every answer and every error is caught; `called` names the methods that were."""

    caseload: Any
    catch: Catch
    called: set[str] = attrs.field(factory=set)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.caseload, name)
        if name.startswith("_") or not callable(found):
            return found
        self.called.add(name)

        def watched(*arguments: Any, **named: Any) -> Any:
            try:
                answer = found(*arguments, **named)
            except BaseException as error:
                self.catch.raised(f"raised {name}", error, _below(error.__traceback__))
                raise
            if isinstance(answer, Iterator):
                answer = list(answer)
            self.catch.shown(f"returned {name}", answer)
            return answer

        return watched

    def through(self, caseload: Any) -> "Watched":
        """Return what watches another caseload in the same way."""
        return Watched(caseload, self.catch, self.called)


def _below(trace: TracebackType | None) -> TracebackType | None:
    """Return a traceback without the frame of this module, whose variables are the caller's own."""
    return trace.tb_next if trace is not None else None
