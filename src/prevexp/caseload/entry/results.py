"""What became of a file of entries: what is noted, what was noted before, what is refused and why, line by line."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from ...casework.refusal import RefusalCode


class EntryFault(StrEnum):
    """Why a line cannot be read as an entry; a line that can be read may still be refused by a `RefusalCode`."""

    FILE_TOO_LARGE = "file-too-large"
    TOO_MANY_LINES = "too-many-lines"
    LINE_TOO_LONG = "line-too-long"
    NOT_JSON = "not-json"
    DUPLICATE_KEY = "duplicate-key"
    NOT_AN_OBJECT = "not-an-object"
    NO_KIND = "no-kind"
    UNKNOWN_KIND = "unknown-kind"
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    WRONG_VALUE = "wrong-value"
    UNKNOWN_NAME = "unknown-name"
    UNKNOWN_CASE = "unknown-case"
    SEVERAL_CASES = "several-cases"
    CASE_ERASED = "case-erased"
    BY_COMMAND = "by-command"
    OTHER_DOOR = "other-door"
    KEY_REUSED = "key-reused"
    ALREADY_NOTED = "already-noted"
    TWICE_IN_FILE = "twice-in-file"


@attrs.frozen(kw_only=True)
class LineRefused:
    """One thing to correct. `params` hold names of keys, slugs, days and numbers, never what the line says.

    `after` is the first line of the same case that is refused: this one may be all right once that one is.
    """

    line: int
    code: EntryFault | RefusalCode
    params: Mapping[str, str] = attrs.field(factory=dict)
    after: int | None = None


@attrs.frozen(kw_only=True)
class LineNoted:
    """One entry that is written, or would be: of which case and day, and the slugs of its events."""

    line: int
    case_id: str
    on: date
    events: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Entries:
    """The answer to a file of entries. If anything is `refused`, nothing is written.

    `known` are the lines noted by an earlier file, which change nothing; `repeated` says that the whole file was.
    """

    noted: tuple[LineNoted, ...] = ()
    known: tuple[int, ...] = ()
    refused: tuple[LineRefused, ...] = ()
    repeated: bool = False
    dry_run: bool = False

    @property
    def written(self) -> bool:
        """Whether something was written."""
        return bool(self.noted) and not self.refused and not self.dry_run

    def to_json(self) -> dict[str, Any]:
        """Return the answer as plain data; the codes are told in French by `prevexp.render.entries`."""
        return {
            "written": self.written,
            "dry_run": self.dry_run,
            "repeated": self.repeated,
            "noted": [
                {"line": one.line, "case": one.case_id, "on": one.on.isoformat(), "events": list(one.events)}
                for one in self.noted
            ],
            "known": list(self.known),
            "refused": [
                {"line": one.line, "code": str(one.code), "params": dict(one.params), "after": one.after}
                for one in self.refused
            ],
        }
