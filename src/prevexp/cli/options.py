"""Options that several commands share, and how a command opens the caseload."""

from collections.abc import Callable
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from zoneinfo import ZoneInfo

import click

from .plugging import registry
from .plugging import require_lock
from .plugging import tell

if TYPE_CHECKING:
    from prevexp.caseload import Caseload

    DayType = click.ParamType[date]
else:
    DayType = click.ParamType  # generic from click 8.4 on only

Command = Callable[..., Any]

LAST_YEAR = 2100
"""The last year in which days are counted (`law.inputs.YEARS`); later ones end no computation."""


class Day(DayType):
    """A calendar date, written 2021-05-04."""

    name = "AAAA-MM-JJ"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a date in the one form accepted."""
        if isinstance(value, date):
            return value
        try:
            day = datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a calendar day has no time zone
        except ValueError:
            self.fail("une date s'écrit AAAA-MM-JJ, par exemple 2021-05-04", param, ctx)
        if day.isoformat() != value:
            self.fail("une date s'écrit AAAA-MM-JJ, par exemple 2021-05-04", param, ctx)
        if day.year > LAST_YEAR:
            self.fail(f"l'année est trop loin ; la dernière est {LAST_YEAR}", param, ctx)
        return day


def today() -> date:
    """Return the day it is in Paris: the shell may read the clock, the core may not."""
    return datetime.now(ZoneInfo("Europe/Paris")).date()


def end_of(day: date) -> datetime:
    """Return the last instant of a day in Paris, UTC."""
    return datetime.combine(day, time.max, ZoneInfo("Europe/Paris")).astimezone(UTC)


territory_option = click.option(
    "--territory",
    envvar="PREVEXP_TERRITORY",
    required=True,
    help="Territoire : nom d'un pack installé (01) ou dossier d'un pack.",
)


def caseload_options(command: Command) -> Command:
    """Add --store, --territory and --key-file."""
    return _opening(command, store_needed=True)


def case_options(command: Command) -> Command:
    """Add the same options for a command that also works without a store."""
    return _opening(command, store_needed=False)


def _opening(command: Command, *, store_needed: bool) -> Command:
    for option in (
        click.option(
            "--key-file",
            envvar="PREVEXP_KEY_FILE",
            type=click.Path(dir_okay=False, path_type=Path),
            help="Fichier de la clé maîtresse (0600) ; créé s'il n'existe pas.",
        ),
        territory_option,
        _store_option(needed=store_needed),
    ):
        command = option(command)
    return command


def _store_option(*, needed: bool) -> Callable[[Command], Command]:
    return click.option(
        "--store",
        envvar="PREVEXP_STORE",
        required=needed,
        help="Base, par exemple sqlite:///caseload.db (ou variable PREVEXP_STORE).",
    )


store_option = _store_option(needed=True)


def day_option(name: str = "--on", **settings: Any) -> Callable[[Command], Command]:
    """Add a date that defaults to today."""
    return click.option(name, type=Day(), default=today, show_default="aujourd'hui", **settings)


json_option = click.option("--json", "as_json", is_flag=True, help="Données JSON sur la sortie standard.")


def opened(store: str, territory: str, key_file: Path | None) -> "Caseload":
    """Open the caseload and say on stderr what its opening has to say (a key was created…)."""
    import prevexp
    from prevexp.caseload import default_key_file

    require_lock(territory)
    root = click.get_current_context().find_root()
    actor = root.params.get("actor") or ""
    caseload = prevexp.open(store, territory=territory, key_file=key_file, registry=registry(), actor=actor)
    root.call_on_close(lambda: tell(caseload.fault_log.faults))
    if caseload.notices:
        from prevexp.render.notices import notice

        for code in caseload.notices:
            click.echo(notice(code, key_file or default_key_file()), err=True)
    return caseload
