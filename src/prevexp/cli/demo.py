"""`prevexp demo`: three months of invented transfers, from the list to the bilan, in one folder."""

import tomllib
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from importlib.resources import as_file
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import attrs
import click

from prevexp.domain.events import ContactAttempted
from prevexp.domain.life_events import CaseClosed
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ClosureReason

if TYPE_CHECKING:
    from prevexp.caseload import Caseload

STORE, KEY, BILAN, SHEET = "demo.db", "demo.key", "bilan.html", "feuille-du-jour.html"


@attrs.frozen
class Script:
    """What the demonstration plays: the shipped transfers and the day each was received (`demo.toml` beside them)."""

    territory: str
    worklist_on: date
    report_from: date
    report_to: date
    transfer: tuple[Mapping[str, Any], ...]
    work: tuple[Mapping[str, Any], ...]

    @classmethod
    def read(cls, folder: Path) -> "Script":
        """Read the script that stands beside the transfers."""
        raw = tomllib.loads((folder / "demo.toml").read_text(encoding="utf-8"))
        return cls(**raw | {"transfer": tuple(raw["transfer"]), "work": tuple(raw["work"])})

    @property
    def days(self) -> list[tuple[date, str | None]]:
        """What happens on which day: a transfer that comes in, or None for the team's work."""
        received = [(one["received_on"], one["file"]) for one in self.transfer]
        return sorted([*received, *((one["on"], None) for one in self.work)], key=lambda day: day[0])


@click.command("demo")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("prevexp-demo"),
    show_default=True,
    help="Dossier de la démonstration.",
)
def command(out: Path) -> int:
    """Montrer prevexp sur trois transferts d'exemple (ménages inventés), de la liste au bilan."""
    import prevexp

    out.mkdir(parents=True, exist_ok=True)
    for name in (STORE, f"{STORE}-wal", f"{STORE}-shm", KEY, BILAN, SHEET):
        (out / name).unlink(missing_ok=True)
    with transfers() as folder:
        script = Script.read(folder)
        numbers = count(1)  # ids decide between equals: drawn at random, each run would give other cases out
        with prevexp.open(
            f"sqlite:///{out / STORE}",
            territory=script.territory,
            key_file=out / KEY,
            new_id=lambda: f"{next(numbers):032x}",
        ) as caseload:
            for day, file in script.days:
                if file is None:
                    _work(caseload, day)
                else:
                    _month(caseload, folder / file, day)
            _show(caseload, out, script)
    return 0


@contextmanager
def transfers() -> Iterator[Path]:
    """Give the folder of the shipped transfers, wherever the package is installed."""
    with as_file(files("prevexp") / "examples") as packaged:
        if packaged.is_dir():
            yield packaged
            return
    yield Path(__file__).parents[3] / "examples" / "transfers"


def _month(caseload: "Caseload", path: Path, received_on: date) -> None:
    from prevexp.render.telling import counts_line
    from prevexp.render.telling import round_line

    click.secho(f"\n{received_on.isoformat()}  {path.name}", bold=True)
    intake = caseload.receive(path, received_on=received_on)
    click.echo(f"  {counts_line(intake)}")
    click.echo(f"  {round_line(caseload.allocate(on=received_on))}")


def _work(caseload: "Caseload", day: date) -> None:
    """Write down a month of invented work: of three open cases one is met and handed over, one is tried, one waits."""
    at = datetime.combine(day, time(17), UTC)
    opened = sorted(
        (case for case in caseload.cases(on=day) if case.allocation and case.closed_on is None),
        key=lambda case: case.reference,
    )
    for number, case in enumerate(opened):
        said: dict[str, Any] = {"case_id": case.case_id, "occurred_on": day, "recorded_at": at}
        if number % 3 == 0:
            met = ContactAttempted(**said, channel=Channel.VISIT_PLANNED, outcome=AttemptOutcome.MET)
            after = caseload.record(case.case_id, met, expected_version=case.version)
            closed = CaseClosed(**said, reason=ClosureReason.HANDED_OVER)
            caseload.record(case.case_id, closed, expected_version=after.version)
        elif number % 3 == 1:
            tried = ContactAttempted(**said, channel=Channel.LETTER, outcome=AttemptOutcome.NO_ANSWER)
            caseload.record(case.case_id, tried, expected_version=case.version)


def _show(caseload: "Caseload", out: Path, script: Script) -> None:
    from prevexp.render.bilan import bilan_html
    from prevexp.render.sheet import sheet_of
    from prevexp.render.sheet import worklist_text

    day = script.worklist_on
    entries = caseload.worklist(on=day)
    click.echo(f"\n{worklist_text(entries, on=day, most=12)}")
    (out / SHEET).write_text(sheet_of(caseload.pack, entries, on=day), encoding="utf-8")
    bilan = caseload.report(script.report_from, script.report_to, generated_on=day)
    (out / BILAN).write_text(bilan_html(bilan), encoding="utf-8")
    click.secho(f"\nÉcrit dans {out}/ :", bold=True)
    click.echo(f"  {BILAN:24} le bilan des trois mois, à ouvrir dans un navigateur")
    click.echo(f"  {SHEET:24} la feuille du jour à imprimer : initiales seulement")
    click.echo(f"  {STORE:24} la base, scellée ; sa clé est dans {KEY}")
    click.secho("\nÀ essayer ensuite :", bold=True)
    click.echo(f"  export PREVEXP_STORE=sqlite:///{out / STORE} PREVEXP_KEY_FILE={out / KEY} \\")
    click.echo(f"         PREVEXP_TERRITORY={script.territory}")
    click.echo(f"  prevexp screen --on {day.isoformat()}")
    for entry in entries[:1]:
        click.echo(f"  prevexp explain {entry.reference} --on {day.isoformat()}")
