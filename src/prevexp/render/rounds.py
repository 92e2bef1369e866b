"""A plan of rounds, on the terminal, as plain data and on A4. Initials only: a sheet may be lost on a doorstep."""

from datetime import date
from typing import Any

from prevexp.caseload.listing import commune_name
from prevexp.casework.due import Task
from prevexp.casework.rounds.plan import RoundDay
from prevexp.casework.rounds.plan import Rounds
from prevexp.casework.rounds.plan import RoundStop
from prevexp.casework.rounds.plan import WhyThisDay
from prevexp.casework.rounds.visits import LeftOut
from prevexp.casework.rounds.visits import Visit
from prevexp.registry.pack import TerritoryPack

from . import french
from .appointment_words import hour
from .columns import paragraph
from .columns import table
from .labels import label
from .templating import fill

WHY = {
    WhyThisDay.APPOINTMENT: "rendez-vous fixé",
    WhyThisDay.OVERDUE: "en retard",
    WhyThisDay.LAST_DAY: "dernier jour proche",
    WhyThisDay.LONGEST_WAITING: "attend depuis le plus longtemps",
    WhyThisDay.ON_THE_WAY: "sur le chemin de ce jour",
}
_SHORT = {
    WhyThisDay.APPOINTMENT: "rendez-vous",
    WhyThisDay.OVERDUE: "retard",
    WhyThisDay.LAST_DAY: "avant",
    WhyThisDay.LONGEST_WAITING: "attend",
    WhyThisDay.ON_THE_WAY: "proche",
}
_LEGEND = (
    "retard : depuis ce jour ; avant : dernier jour ; attend : depuis ce jour, le plus longtemps ; "
    "proche : près des autres visites du jour."
)
LEFT = {
    LeftOut.NO_ROOM: "plus de place dans ces jours",
    LeftOut.TOO_FAR: "trop loin : l’aller-retour et la visite dépassent une journée",
    LeftOut.HELD: "contact suspendu ce jour-là",
    LeftOut.DOOR_TAKEN: "une autre équipe passe à cette porte",
    LeftOut.NO_COMMUNE: "commune non connue : la compléter",
    LeftOut.APPOINTMENT_LATER: "rendez-vous fixé après ces jours",
    LeftOut.APPOINTMENT_DOES_NOT_FIT: "rendez-vous qui ne tient pas dans la journée : à déplacer",
}
_ASSUMED = (
    "Le centre d’une commune au moins n’est pas connu : ses distances sont supposées (même arrondissement ou autre), "
    "et non mesurées."
)
_METRES = 1000


def rounds_text(plan: Rounds, pack: TerritoryPack, *, width: int = 80) -> str:
    """Tell a plan: each day with its stops in order, km, minutes and why; then what has no day, and why not."""
    base = commune_name(plan.base, pack.register) or plan.base
    number = sum(len(day.stops) for day in plan.days)
    visits = french.counted(number, "visite", "visites")
    parts = [f"Tournées de {plan.worker} à partir du {french.short_day(plan.on)} : {visits}, base : {base}"]
    for day in plan.days:
        parts += [
            "",
            _day_title(day),
            "",
            table(_HEADER, [_row(plan, pack, one, _short(one)) for one in day.stops], width=width),
        ]
    if plan.left:
        rows = [(visit.reference, _initials(plan, visit), _place(pack, visit), LEFT[why]) for visit, why in plan.left]
        header = ("Dossier", "Init.", "Commune", "Pourquoi")
        parts += ["", f"Sans jour : {french.number(len(rows))}", "", table(header, rows, width=width)]
    notes = [_LEGEND] if plan.days else []
    notes += [_ASSUMED] if plan.assumed else []
    notes.append(f"Vitesse, détours et durées : {pack.rounds.source}.")
    return "\n".join([*parts, "", *(paragraph(note, width=width) for note in notes)])


_HEADER = ("Heure", "Dossier", "Init.", "Commune", "Trajet", "Pourquoi")


def _day_title(day: RoundDay) -> str:
    route = day.route
    times = f"de {hour(route.leaves_at)} à {hour(route.back_at)}"
    return f"{french.weekday(day.day)}, {times}, {_km(route.metres)}".capitalize()


def _row(plan: Rounds, pack: TerritoryPack, one: RoundStop, why: str) -> tuple[str, ...]:
    stop, visit = one.stop, one.stop.visit
    way = f"{_km(stop.metres)}, {stop.drive_minutes} min"
    return hour(stop.begins_at), visit.reference, _initials(plan, visit), _place(pack, visit), way, why


def _short(one: RoundStop) -> str:
    visit = one.stop.visit
    days = {WhyThisDay.OVERDUE: visit.last_day, WhyThisDay.LAST_DAY: visit.last_day}
    day = days.get(one.why, visit.waits_since if one.why is WhyThisDay.LONGEST_WAITING else None)
    return f"{_SHORT[one.why]} {day:%d/%m}" if day else _SHORT[one.why]


def why_words(one: RoundStop) -> str:
    """Say why a visit stands on its day, what for, and whether it is late by then."""
    visit = one.stop.visit
    late = f", dernier jour passé le {french.short_day(visit.last_day)}" if one.late else ""
    if one.why is WhyThisDay.LAST_DAY and not one.late:
        late = f" ({french.short_day(visit.last_day)})"
    what = "" if visit.task is Task.APPOINTMENT else f"{label(visit.task)}, "
    return f"{what}{WHY[one.why]}{late}"


def rounds_html(plan: Rounds, pack: TerritoryPack) -> str:
    """Return the plan to print: a table a day, initials only."""
    days = [
        {"title": _day_title(day), "rows": [_row(plan, pack, one, why_words(one)) for one in day.stops]}
        for day in plan.days
    ]
    left = [(visit.reference, _initials(plan, visit), _place(pack, visit), LEFT[why]) for visit, why in plan.left]
    return fill(
        "rounds.html.j2",
        title=f"Tournées à partir du {french.day(plan.on)}",
        team=pack.labels.get("team", pack.name),
        worker=plan.worker,
        base=commune_name(plan.base, pack.register) or plan.base,
        columns=_HEADER,
        days=days,
        left=left,
        assumed=_ASSUMED if plan.assumed else "",
        source=pack.rounds.source,
    )


def rounds_json(plan: Rounds) -> dict[str, Any]:
    """Return the plan as plain data; places by INSEE code, times in minutes after midnight, ways in metres by road."""
    return {
        "on": plan.on.isoformat(),
        "worker": plan.worker,
        "base": plan.base,
        "assumed": plan.assumed,
        "days": [
            {
                "day": day.day.isoformat(),
                "leaves_at": day.route.leaves_at,
                "back_at": day.route.back_at,
                "metres": day.route.metres,
                "drive_minutes": day.route.drive_minutes,
                "stops": [_stop_json(plan, one) for one in day.stops],
            }
            for day in plan.days
        ],
        "left": [{**_visit_json(plan, visit), "reason": why.value} for visit, why in plan.left],
    }


def _stop_json(plan: Rounds, one: RoundStop) -> dict[str, Any]:
    stop = one.stop
    return {
        **_visit_json(plan, stop.visit),
        "begins_at": stop.begins_at,
        "ends_at": stop.ends_at,
        "metres": stop.metres,
        "drive_minutes": stop.drive_minutes,
        "why": one.why.value,
        "late": one.late,
    }


def _visit_json(plan: Rounds, visit: Visit) -> dict[str, Any]:
    return {
        "case_id": visit.case_id,
        "reference": visit.reference,
        "initials": _initials(plan, visit),
        "commune": visit.commune,
        "task": visit.task.value,
        "waits_since": visit.waits_since.isoformat(),
        "last_day": visit.last_day.isoformat(),
        "legal_on": _iso(visit.legal_on),
        "appointment": visit.appointment.number if visit.appointment else None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _initials(plan: Rounds, visit: Visit) -> str:
    return plan.initials.get(visit.case_id, "")


def _place(pack: TerritoryPack, visit: Visit) -> str:
    if visit.away and visit.appointment is not None and visit.appointment.place is not None:
        return label(visit.appointment.place)
    return commune_name(visit.commune, pack.register) or french.NOT_KNOWN


def _km(metres: int) -> str:
    return f"{french.number(round(metres / _METRES))} km"
