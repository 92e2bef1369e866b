"""`prevexp appointment`: fix a day with a household, or cancel it."""

import re
from datetime import date
from pathlib import Path

import click

from prevexp.casework.appointments.commands import CancelAppointment
from prevexp.casework.appointments.commands import FixAppointment
from prevexp.casework.refusal import Refusal
from prevexp.domain.appointment import CancelledBy
from prevexp.domain.vocabulary import Place

from .noting import told
from .options import Day
from .options import caseload_options
from .options import day_option
from .options import opened

_HOUR = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


def _minutes(_: click.Context, __: click.Parameter, value: str | None) -> int | None:
    if value is None:
        return None
    hour = _HOUR.fullmatch(value)
    if hour is None:
        raise click.BadParameter("une heure s'écrit HH:MM, par exemple 14:30")
    return int(hour[1]) * 60 + int(hour[2])


@click.command("appointment")
@click.argument("case")
@caseload_options
@day_option(help="Jour où le rendez-vous est fixé ou annulé.")
@click.option("--day", type=Day(), help="Jour du rendez-vous.")
@click.option("--at", "starts_at", callback=_minutes, metavar="HH:MM", help="Heure, si elle est dite.")
@click.option("--place", type=click.Choice([one.value for one in Place]), help="Lieu ; sinon au domicile.")
@click.option("--worker", "workers", multiple=True, help="Qui y va ; sinon l'intervenant du dossier.")
@click.option("--cancel", "number", type=click.IntRange(min=1), metavar="NUMÉRO", help="Annuler ce rendez-vous.")
@click.option("--by", type=click.Choice([one.value for one in CancelledBy]), help="Qui l'annule.")
def command(
    case: str,
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    day: date | None,
    starts_at: int | None,
    place: str | None,
    workers: tuple[str, ...],
    number: int | None,
    by: str | None,
) -> int:
    """Fixer un rendez-vous avec un ménage (--day), ou l'annuler (--cancel, --by). Les tournées le gardent à son jour.

    Un rendez-vous déplacé est annulé, puis fixé à nouveau.
    """
    wanted: FixAppointment | CancelAppointment
    if day is not None and number is None and by is None:
        where = Place(place) if place else None
        wanted = FixAppointment(on=on, day=day, starts_at=starts_at, place=where, workers=workers)
    elif number is not None and by is not None and not (day or place or workers or starts_at is not None):
        wanted = CancelAppointment(on=on, number=number, cancelled_by=CancelledBy(by))
    else:
        raise click.UsageError("donner --day pour fixer un rendez-vous, ou --cancel et --by pour l'annuler")
    with opened(store, territory, key_file) as caseload:
        done = caseload.do(caseload.find(case), wanted)
    if isinstance(done, Refusal) or isinstance(wanted, CancelAppointment):
        return told(done)
    return told(done, f"Rendez-vous n° {max(one.number for one in done.appointments)}.")
