"""What the demonstration plays, read from the files beside the transfers: `demo.toml` and `quarter.toml`."""

import tomllib
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from datetime import date
from importlib.resources import as_file
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs

DRIVING = frozenset({"after", "do", "opens", "if_act"})
"""Keys of a step that are no fields of what is done."""


@attrs.frozen(kw_only=True)
class Step:
    """One thing done for a case, so many days after it was given out."""

    after: int
    do: str
    opens: str | None = None
    if_act: bool = False
    fields: Mapping[str, Any]

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> "Step":
        """Read a step of a course."""
        fields = {name: value for name, value in raw.items() if name not in DRIVING}
        return cls(**{name: value for name, value in raw.items() if name in DRIVING}, fields=fields)


@attrs.frozen(kw_only=True)
class Exchange:
    """A file laid for a partner on a day, and the partner's answers: reply, reason, day."""

    partner: str
    send_on: date
    receive_on: date | None = None
    answers: tuple[tuple[str, str, str], ...] = ()


@attrs.frozen(kw_only=True)
class Script:
    """The transfers and their days, the courses and how they are dealt, the exchanges, the days that are shown."""

    territory: str
    worklist_on: date
    report_from: date
    report_to: date
    received: Mapping[date, str] = attrs.field(metadata={"description": "day -> file of the list received on it"})
    deal: tuple[str, ...] = attrs.field(metadata={"description": "names of courses, dealt in turn"})
    courses: Mapping[str, tuple[Step, ...]]
    findings: Mapping[str, Mapping[str, Any]]
    exchanges: tuple[Exchange, ...]

    @classmethod
    def read(cls, folder: Path) -> "Script":
        """Read the script that stands beside the transfers."""
        raw = tomllib.loads((folder / "demo.toml").read_text(encoding="utf-8"))
        work = tomllib.loads((folder / "quarter.toml").read_text(encoding="utf-8"))
        return cls(
            received={one["received_on"]: one["file"] for one in raw.pop("transfer")},
            deal=tuple(raw.pop("deal")),
            courses={one["name"]: tuple(map(Step.read, one["step"])) for one in work["course"]},
            findings=work["findings"],
            exchanges=tuple(
                Exchange(**one | {"answers": tuple(map(tuple, one["answers"]))}) for one in raw.pop("exchange")
            ),
            **raw,
        )


@contextmanager
def transfers() -> Iterator[Path]:
    """Give the folder of the shipped transfers, wherever the package is installed."""
    with as_file(files("prevexp") / "examples") as packaged:
        if packaged.is_dir():
            yield packaged
            return
    yield Path(__file__).parents[4] / "examples" / "transfers"
