"""The folder of a territory pack: its files are read once, as UTF-8, and fingerprinted."""

import hashlib
import json
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from ..domain.errors import PackInvalid
from .problems import PackProblem
from .problems import ProblemCode
from .problems import nearest
from .sections import Section
from .sections import TomlFile

DATA_SUFFIXES = frozenset({".toml", ".csv", ".json"})
PARAMETERS, SCENARIOS = "parameters", "scenarios"
LARGEST_FILE = 16 * 2**20
"""Bytes of the largest file of a pack that is read: all communes of France are a few megabytes."""

FOLDERS = ("letters", PARAMETERS, SCENARIOS)
"""The folders in a pack; every file in them is asked for, or a problem."""


@attrs.define(kw_only=True)
class PackFolder:
    """A pack being read: which files were asked for, and every problem found so far."""

    root: Path
    known: frozenset[str] = attrs.field(metadata={"description": "names of the files a pack may have"})
    problems: list[PackProblem] = attrs.field(factory=list)
    asked: dict[str, bytes] = attrs.field(factory=dict)

    def text(self, name: str) -> str | None:
        """Return a file's text; a missing or unreadable one is a problem and None."""
        text = self.text_if_any(name)
        if text is None and name not in self.asked:
            beside = {other for other in self._others() - self.known if "/" not in other}
            self._report(ProblemCode.MISSING_FILE, name, nearest_to=nearest(name, beside))
        return text

    def text_if_any(self, name: str) -> str | None:
        """Return a file's text, None if there is no such file or if it is unreadable, which is a problem."""
        path = self.root / name
        if ".." in Path(name).parts or Path(name).is_absolute() or not path.is_file():
            return None
        with path.open("rb") as source:
            self.asked[name] = source.read(LARGEST_FILE + 1)
        if len(self.asked[name]) > LARGEST_FILE:
            self._report(ProblemCode.UNREADABLE_FILE, name, expected=f"{LARGEST_FILE // 2**20} Mo au plus")
            return None
        try:
            return self.asked[name].decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = self.asked[name].count(b"\n", 0, error.start) + 1
            self._report(ProblemCode.UNREADABLE_FILE, name, line=line, expected="UTF-8")
            return None

    def toml(self, name: str) -> Section:
        """Return the top table of a TOML file that must be there."""
        return TomlFile(name=name, problems=self.problems).read(self.text(name))

    def toml_if_any(self, name: str) -> Section | None:
        """Return the top table of a TOML file, None if there is no such file."""
        text = self.text_if_any(name)
        return None if text is None else TomlFile(name=name, problems=self.problems).read(text)

    def tomls_in(self, folder: str) -> Iterator[Section]:
        """Yield the top table of every TOML file of a folder, in the order of their names; there may be none."""
        for name in self._inside(folder):
            section = self.toml_if_any(name) if name.endswith(".toml") else None
            if section is not None:
                yield section

    def json_object(self, name: str) -> Mapping[str, Any]:
        """Return the object a JSON file holds."""
        text = self.text(name)
        try:
            found = json.loads(text) if text else {}
        except (ValueError, RecursionError) as error:  # a number too long and lists too deep are no JSONDecodeError
            told = f"JSON ({error.msg})" if isinstance(error, json.JSONDecodeError) else "JSON"
            self._report(ProblemCode.UNREADABLE_FILE, name, line=getattr(error, "lineno", None), expected=told)
            return {}
        if not isinstance(found, dict):
            self._report(ProblemCode.WRONG_TYPE, name, expected="objet JSON")
            return {}
        return found

    def note(self, name: str, code: ProblemCode, *, expected: str) -> None:
        """Note a problem of a file as a whole."""
        self._report(code, name, expected=expected)

    def refuse_other_files(self) -> None:
        """Note the data files nobody asked for: they would change nothing, in silence."""
        for name in sorted(self._others()):
            beside = {
                one for one in self.known - self.asked.keys() if one.rpartition("/")[0] == name.rpartition("/")[0]
            }
            self._report(ProblemCode.UNKNOWN_FILE, name, nearest_to=nearest(name, beside))

    def invalid(self) -> PackInvalid:
        """Return the refusal of the pack, which names every problem found so far."""
        problems = tuple(sorted(self.problems, key=lambda p: (p.file, p.line or 0, p.key)))
        listed = "".join(f"\n- {problem}" for problem in problems)
        return PackInvalid(
            f"{len(problems)} problems in the territory pack {self.root}:{listed}",
            root=str(self.root),
            problems=problems,
        )

    def fingerprint(self) -> str:
        """Return the SHA-256 of the files read, names included, so that a run can name the pack it used."""
        digest = hashlib.sha256()
        for name, content in sorted(self.asked.items()):
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()

    def _others(self) -> set[str]:
        if not self.root.is_dir():
            return set()
        flat = {p.name for p in self.root.iterdir() if p.suffix in DATA_SUFFIXES}
        inner = {name for folder in FOLDERS for name in self._inside(folder)}
        return (flat | inner) - self.asked.keys()

    def _inside(self, folder: str) -> list[str]:
        """Return the files of a folder in the pack by their names in the pack, hidden ones left out."""
        there = self.root / folder
        found = there.iterdir() if there.is_dir() else ()
        return sorted(f"{folder}/{file.name}" for file in found if file.is_file() and not file.name.startswith("."))

    def _report(
        self,
        code: ProblemCode,
        name: str,
        *,
        line: int | None = None,
        expected: str = "",
        nearest_to: str | None = None,
    ) -> None:
        self.problems.append(PackProblem(code=code, file=name, line=line, expected=expected, nearest=nearest_to))
