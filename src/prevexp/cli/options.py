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
    from prevexp.caseload.keys import Key

    DayType = click.ParamType[date]
else:
    DayType = click.ParamType  # generic from click 8.4 on only

Command = Callable[..., Any]

_KEY = "prevexp.key"

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
    return _store_option(needed=store_needed)(territory_option(key_options(command)))


def key_options(command: Command) -> Command:
    """Add --key-file, which is handed to the command, and --key, which `said_key` puts before it."""
    for option in (
        click.option(
            "--key",
            envvar="PREVEXP_KEY",
            expose_value=False,
            callback=_keep_key,
            metavar="LIEU",
            help="Où est la clé maîtresse : file:FICHIER, env:VARIABLE, keyring:SERVICE/NOM, ou selon une extension.",
        ),
        click.option(
            "--key-file",
            envvar="PREVEXP_KEY_FILE",
            type=click.Path(dir_okay=False, path_type=Path),
            help="Fichier de la clé maîtresse (0600) ; créé s'il n'existe pas.",
        ),
    ):
        command = option(command)
    return command


def _keep_key(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    ctx.meta[_KEY] = value


def said_key(key_file: Path | None) -> "Key":
    """Return where the master key is: as the command line says, else the environment, else the user's own folder.

    Raises KeyUnavailable for a place that is none.
    """
    from prevexp.caseload.opening import key_of

    context = click.get_current_context()
    key = context.meta.get(_KEY)
    typed = click.core.ParameterSource.COMMANDLINE
    if context.get_parameter_source("key_file") is typed and context.get_parameter_source("key") is not typed:
        key = None
    return key_of(key, key_file)


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

    require_lock(territory)
    root = click.get_current_context().find_root()
    actor = root.params.get("actor") or ""
    key = said_key(key_file)
    caseload = prevexp.open(store, territory=territory, key=key, registry=registry(), actor=actor)
    root.call_on_close(lambda: tell(caseload.fault_log.faults))
    if caseload.notices:
        from prevexp.render.notices import notice

        for code in caseload.notices:
            click.echo(notice(code, getattr(key, "file", None) or key), err=True)
    return caseload
