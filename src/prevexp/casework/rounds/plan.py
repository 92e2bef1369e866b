"""A plan of rounds for one worker: which visit on which day, in which order, and why; and what does not fit.

Appointments stand first, on their day. Then come overdue visits: the most overdue begins a day, what lies nearest to it
joins. Then those whose last day lies in the plan, in the order of their last days: one misses it only if those before
take the room. What is left goes to who waits longest and to what lies nearest. No far commune waits for ever: each day
of waiting brings a visit nearer to being the one that begins a day. Source: call C02, C16, C18, C25.
"""

from collections import deque
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from enum import StrEnum

import attrs

from ...domain.appointment import Appointment
from ...domain.groups import Veiled
from ...domain.values import CaseId
from ...law.calendar import Calendar
from .ground import Ground
from .route import Route
from .route import Stop
from .route import driven
from .route import place_of
from .route import shortened
from .route import with_visit
from .visits import LeftOut
from .visits import Visit

_DAY = timedelta(days=1)


class WhyThisDay(StrEnum):
    """Why a visit stands on its day."""

    APPOINTMENT = "appointment"
    OVERDUE = "overdue"
    LAST_DAY = "last_day"
    LONGEST_WAITING = "longest_waiting"
    ON_THE_WAY = "on_the_way"


@attrs.frozen(kw_only=True)
class RoundStop(Veiled):
    """One stop of a day, and why it is on that day. `late` says that its last day is over by then."""

    stop: Stop
    why: WhyThisDay
    late: bool


@attrs.frozen(kw_only=True)
class RoundDay(Veiled):
    """One day of a plan."""

    day: date
    route: Route
    stops: tuple[RoundStop, ...]


@attrs.frozen(kw_only=True)
class Rounds(Veiled):
    """The plan: days with visits, and what is left out, each with its reason.

    `assumed` says that some distance rests on no centre of a commune but on what the territory assumes.
    """

    on: date
    worker: str
    base: str
    days: tuple[RoundDay, ...]
    left: tuple[tuple[Visit, LeftOut], ...]
    assumed: bool
    initials: Mapping[CaseId, str] = attrs.field(factory=dict, repr=False)

    def leaving(self, more: Sequence[tuple[Visit, LeftOut]]) -> "Rounds":
        """Return the plan with more visits that are left out, all in the order of visits."""
        return attrs.evolve(self, left=tuple(sorted((*self.left, *more), key=lambda one: one[0].order)))


@attrs.define(kw_only=True)
class _Draft:
    """A plan being made: the days, the routes so far, and why each visit is where it is."""

    base: str
    ground: Ground
    days: tuple[date, ...]
    routes: dict[date, Route] = attrs.field(factory=dict)
    why: dict[Visit, WhyThisDay] = attrs.field(factory=dict)
    full: set[tuple[date, str]] = attrs.field(factory=set)

    def place(self, visit: Visit, day: date, why: WhyThisDay) -> bool:
        """Put a visit on a day if it fits; what does not fit for one commune fits for no later visit there."""
        place = (day, place_of(visit, self.base))
        if visit.appointment is None and place in self.full:
            return False
        route = with_visit(self.routes.get(day), visit, self.base, self.ground)
        if route is None:
            if visit.appointment is None:
                self.full.add(place)
            return False
        self.routes[day] = shortened(route, self.base, self.ground)
        self.why[visit] = why
        return True

    def place_first(self, visit: Visit, days: Sequence[date], why: WhyThisDay) -> bool:
        """Put a visit on the first of some days that has room for it."""
        return any(self.place(visit, day, why) for day in days)

    def nearness(self, there: str, day: date) -> int:
        """Return how far a commune lies from the nearest stop of a day, from the base on an empty day."""
        route = self.routes.get(day)
        stops = [place_of(stop.visit, self.base) for stop in route.stops] if route else [self.base]
        return min(self.ground.metres(there, one) for one in stops)


def plan_of(
    visits: Sequence[Visit], ground: Ground, calendar: Calendar, *, on: date, worker: str, base: str, days: int
) -> Rounds:
    """Return the plan of so many working days from a day on; Sundays, Saturdays and holidays have appointments only."""
    working = working_days(calendar, on, days)
    draft = _Draft(base=base, ground=ground, days=working)
    left: list[tuple[Visit, LeftOut]] = []
    ordered = sorted(visits, key=lambda visit: visit.order)
    placed = [visit for visit in ordered if visit.away or ground.knows(visit.commune)]
    left += [(visit, LeftOut.NO_COMMUNE) for visit in ordered if not (visit.away or ground.knows(visit.commune))]
    left += _appointments(draft, [visit for visit in placed if visit.appointment])
    due = [visit for visit in placed if not visit.appointment]
    reached = {place_of(visit, base) for visit in due if driven([visit], base, ground)}
    near = [visit for visit in due if place_of(visit, base) in reached]
    left += [(visit, LeftOut.TOO_FAR) for visit in due if place_of(visit, base) not in reached]
    _fill(draft, [visit for visit in near if visit.last_day < on], WhyThisDay.OVERDUE, WhyThisDay.OVERDUE)
    _pressing(draft, [visit for visit in near if on <= visit.last_day <= working[-1]])
    later = [visit for visit in near if visit.last_day > working[-1]]
    _fill(draft, later, WhyThisDay.LONGEST_WAITING, WhyThisDay.ON_THE_WAY)
    left += [(visit, LeftOut.NO_ROOM) for visit in near if visit not in draft.why]
    communes = [visit.commune for visit in draft.why if visit.commune] + [base]
    return Rounds(
        on=on,
        worker=worker,
        base=base,
        days=tuple(_day(draft, day) for day in sorted(draft.routes)),
        left=tuple(sorted(left, key=lambda one: one[0].order)),
        assumed=any(not ground.measured(commune) for commune in communes),
    )


def working_days(calendar: Calendar, on: date, number: int) -> tuple[date, ...]:
    """Return so many working days (Monday to Friday, no holiday) from a day on."""
    found: list[date] = []
    while len(found) < number:
        found.append(calendar.next_ouvre(on))
        on = found[-1] + _DAY
    return tuple(found)


def _appointments(draft: _Draft, visits: Sequence[Visit]) -> list[tuple[Visit, LeftOut]]:
    """Put every appointment on its day; those with an hour first, since the others move around them."""
    left: list[tuple[Visit, LeftOut]] = []
    timed = sorted(visits, key=lambda one: (_fixed(one).starts_at is None, _fixed(one).starts_at or 0, one.order))
    for visit in timed:
        day = _fixed(visit).day
        if day > draft.days[-1]:
            left.append((visit, LeftOut.APPOINTMENT_LATER))
        elif not draft.place(visit, day, WhyThisDay.APPOINTMENT):
            left.append((visit, LeftOut.APPOINTMENT_DOES_NOT_FIT))
    return left


def _pressing(draft: _Draft, visits: Sequence[Visit]) -> None:
    """Give visits whose last day comes a near day in time; one that fits on none the first day after that has room."""
    for visit in visits:
        in_time = sorted(
            (day for day in draft.days if day <= visit.last_day),
            key=lambda day: (draft.nearness(place_of(visit, draft.base), day), day),
        )
        after = [day for day in draft.days if day > visit.last_day]
        draft.place_first(visit, [*in_time, *after], WhyThisDay.LAST_DAY)


def _fill(draft: _Draft, visits: Sequence[Visit], first: WhyThisDay, others: WhyThisDay) -> None:
    """Fill day after day: an empty one begins with the first of the visits, then what lies nearest to it joins."""
    for day in draft.days:
        if day not in draft.routes:
            next((one for one in visits if one not in draft.why and draft.place(one, day, first)), None)
        waiting: dict[str, deque[Visit]] = {}
        for one in visits:
            if one not in draft.why:
                waiting.setdefault(place_of(one, draft.base), deque()).append(one)
        while waiting:
            near = _nearest(draft, waiting, day)
            if draft.place(waiting[near][0], day, others):
                waiting[near].popleft()
            if not waiting[near] or (day, near) in draft.full:
                del waiting[near]


def _nearest(draft: _Draft, waiting: Mapping[str, deque[Visit]], day: date) -> str:
    """Return the commune that lies nearest to the stops of a day; of two, that of the visit to be made first."""
    return min(waiting, key=lambda one: (draft.nearness(one, day), waiting[one][0].order))


def _fixed(visit: Visit) -> Appointment:
    assert visit.appointment is not None  # noqa: S101 - only called for visits with one
    return visit.appointment


def _day(draft: _Draft, day: date) -> RoundDay:
    route = draft.routes[day]
    stops = tuple(
        RoundStop(stop=stop, why=draft.why[stop.visit], late=day > stop.visit.last_day) for stop in route.stops
    )
    return RoundDay(day=day, route=route, stops=stops)
