"""What an erasure destroys, and what may be dropped or replaced: in files to which lines of the journal lead.

A file is written once; only what must go is ever taken out of it. A setting has a file of its own, a batch one for all
its households.
"""

import json
from collections.abc import Iterable
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Any

from . import disk

Secret = Mapping[Any, Mapping[str, Any]]


class Secrets:
    """The files of one folder, and what is known of them once the lines that lead to them were read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files, self._outdated = (
            dict[str, set[str]](),
            set[str](),
        )  # file -> households of which it holds something
        self.keys, self.values = dict[str, str](), dict[str, str]()  # household, setting -> file of its key, its value
        folder.mkdir(mode=0o700, exist_ok=True)

    def hide(self, secret: Secret) -> str:
        """Write secrets to a new file and return its name."""
        return self.hide_value(json.dumps(secret).encode())

    def hide_value(self, content: bytes) -> str:
        """Write a content to a new file and return its name."""
        name = token_hex(16)
        disk.write_whole(self._folder / name, content)
        return name

    def read(self, name: str | None) -> dict[str, Any]:
        """Return what is left of the secrets in a file."""
        found: dict[str, Any] = json.loads((self._folder / name).read_bytes()) if name else {}
        return found

    def note(self, name: str | None, secret: Secret) -> None:
        """Remember whose secrets are in a file."""
        if name:
            self._files[name] = {one["of"] for one in secret.values()}
            self.keys |= {one["of"]: name for one in secret.values() if "wrapped_key" in one}

    def replace_keys(self, name: str) -> dict[str, bytes]:
        """Return the keys of a file, which take the place of those before."""
        secret = self.read(name)
        new = {one["of"]: bytes.fromhex(one["wrapped_key"]) for one in secret.values()}
        self._outdated |= {file for file, households in self._files.items() if households & new.keys()}
        self.note(name, secret)
        return new

    def value(self, setting: str, name: str) -> bytes | None:
        """Return the value of a setting; None if it was replaced or dropped since, as a later line says."""
        self.values[setting] = name
        with suppress(FileNotFoundError):
            return (self._folder / name).read_bytes()
        return None

    def forget_values(self, settings: Iterable[str]) -> None:
        """Need the values of settings no more."""
        for one in settings:
            self.values.pop(one, None)

    def forget_keys(self, households: Iterable[str]) -> None:
        """Need the keys of households no more."""
        for one in households:
            self.keys.pop(one, None)

    def tidy(self) -> None:
        """Take what was erased or replaced out of the files, and away those nothing leads to."""
        needed = {*self._files, *self.values.values()}
        for path in self._folder.iterdir():
            if path.name not in needed:
                path.unlink()
        for name, households in self._files.items():
            if name in self._outdated or households - self.keys.keys():
                left = {place: self._left(name, one) for place, one in self.read(name).items()}
                kept = {place: one for place, one in left.items() if len(one) > 1}
                disk.write_whole(self._folder / name, json.dumps(kept).encode())
                self._files[name] = {one["of"] for one in kept.values()}
        self._outdated.clear()

    def _left(self, name: str, secret: dict[str, Any]) -> dict[str, Any]:
        """Return what is left of one secret in a file: nothing of an erased household, no key that was replaced."""
        file = self.keys.get(secret["of"])
        return {what: one for what, one in secret.items() if file == name or (file and what != "wrapped_key")}
