"""One day on the road: stops in an order that keeps the hours of appointments and ends before the day does."""

from collections.abc import Sequence
from itertools import combinations

import attrs

from ...domain.groups import Veiled
from .ground import Ground
from .visits import Visit


@attrs.frozen(kw_only=True)
class Stop(Veiled):
    """One visit of a day, with the way to it; times are minutes after midnight."""

    visit: Visit
    metres: int = attrs.field(metadata={"unit": "metres by road from the stop before"})
    drive_minutes: int
    begins_at: int
    ends_at: int


@attrs.frozen(kw_only=True)
class Route(Veiled):
    """A day as it would be driven: leaving the base, the stops, back at the base."""

    leaves_at: int
    stops: tuple[Stop, ...]
    back_at: int
    metres: int = attrs.field(metadata={"unit": "metres by road, the way back included"})
    drive_minutes: int

    @property
    def minutes(self) -> int:
        """How long the day is, driving, visits and waiting included."""
        return self.back_at - self.leaves_at


def driven(order: Sequence[Visit], base: str, ground: Ground) -> Route | None:
    """Return a day with the visits in an order; None if an hour would be missed or the day would be too long.

    Who has time before the first hour that was fixed leaves later.
    """
    rules = ground.rules
    stops = _stops(order, base, ground, rules.starts_at)
    if stops is None:
        return None
    waits = _wait(stops, rules.starts_at)
    if waits:
        stops = _stops(order, base, ground, rules.starts_at + waits) or stops
    return _ended(stops, base, ground)


def _stops(order: Sequence[Visit], base: str, ground: Ground, leaves_at: int) -> list[Stop] | None:
    here, now = base, leaves_at
    stops: list[Stop] = []
    for visit in order:
        there = place_of(visit, base)
        way = 0 if visit.away and here == base else ground.metres(here, there)
        begins = now + ground.minutes(way)
        fixed = visit.appointment.starts_at if visit.appointment else None
        if fixed is not None:
            if begins > fixed:
                return None
            begins = fixed
        here, now = there, begins + ground.rules.visit_minutes
        stops.append(Stop(visit=visit, metres=way, drive_minutes=ground.minutes(way), begins_at=begins, ends_at=now))
    return stops


def _wait(stops: Sequence[Stop], leaves_at: int) -> int:
    """Return the minutes somebody would wait before the first hour that was fixed."""
    before = leaves_at
    for stop in stops:
        if stop.visit.appointment is not None and stop.visit.appointment.starts_at is not None:
            return stop.begins_at - stop.drive_minutes - before
        before = stop.ends_at
    return 0


def _ended(stops: Sequence[Stop], base: str, ground: Ground) -> Route | None:
    """Return the day with the way back, None if it would be too long or end too late."""
    rules, last = ground.rules, stops[-1]
    way = 0 if last.visit.away else ground.metres(place_of(last.visit, base), base)
    route = Route(
        leaves_at=stops[0].begins_at - stops[0].drive_minutes,
        stops=tuple(stops),
        back_at=last.ends_at + ground.minutes(way),
        metres=sum(stop.metres for stop in stops) + way,
        drive_minutes=sum(stop.drive_minutes for stop in stops) + ground.minutes(way),
    )
    return route if route.minutes <= rules.day_minutes and route.back_at <= rules.ends_at else None


def place_of(visit: Visit, base: str) -> str:
    """Return the commune in which a visit takes place."""
    return base if visit.away or visit.commune is None else visit.commune


def with_visit(route: Route | None, visit: Visit, base: str, ground: Ground) -> Route | None:
    """Return the day with one visit more, where it costs the least driving; None if it does not fit."""
    order = [stop.visit for stop in route.stops] if route else []
    tries = (driven([*order[:at], visit, *order[at:]], base, ground) for at in range(len(order) + 1))
    fitting = [one for one in tries if one is not None]
    return min(fitting, key=lambda one: (one.drive_minutes, one.back_at), default=None)


def shortened(route: Route, base: str, ground: Ground) -> Route:
    """Return the day with no two ways that would be shorter the other way round (2-opt), hours kept."""
    better = True
    while better:
        better = False
        order = [stop.visit for stop in route.stops]
        for first, last in combinations(range(len(order) + 1), 2):
            turned = [*order[:first], *reversed(order[first:last]), *order[last:]]
            other = driven(turned, base, ground)
            if other is not None and (other.drive_minutes, other.back_at) < (route.drive_minutes, route.back_at):
                route, better = other, True
                break
    return route
