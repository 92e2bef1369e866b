"""One day on the road: stops in an order that keeps the hours of appointments and ends before the day does."""

from collections.abc import Sequence
from itertools import combinations

import attrs

from .ground import Ground
from .visits import Visit


@attrs.frozen(kw_only=True)
class Stop:
    """One visit of a day, with the way to it; times are minutes after midnight."""

    visit: Visit
    metres: int = attrs.field(metadata={"unit": "metres by road from the stop before"})
    drive_minutes: int
    begins_at: int
    ends_at: int


@attrs.frozen(kw_only=True)
class Route:
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

    Who starts with an appointment leaves for it, not earlier than the day begins.
    """
    rules = ground.rules
    here, now, metres, drive = base, rules.starts_at, 0, 0
    stops: list[Stop] = []
    for visit in order:
        there = place_of(visit, base)
        way = 0 if visit.away and here == base else ground.metres(here, there)
        minutes = ground.minutes(way)
        begins = now + minutes
        fixed = visit.appointment.starts_at if visit.appointment else None
        if fixed is not None:
            if begins > fixed:
                return None
            begins = fixed
        now = begins + rules.visit_minutes
        stops.append(Stop(visit=visit, metres=way, drive_minutes=minutes, begins_at=begins, ends_at=now))
        here, metres, drive = there, metres + way, drive + minutes
    way = 0 if here == base and all(visit.away for visit in order) else ground.metres(here, base)
    back = now + ground.minutes(way)
    leaves = stops[0].begins_at - stops[0].drive_minutes if stops else rules.starts_at
    if back - rules.starts_at > rules.day_minutes:
        return None
    return Route(
        leaves_at=leaves,
        stops=tuple(stops),
        back_at=back,
        metres=metres + way,
        drive_minutes=drive + ground.minutes(way),
    )


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
