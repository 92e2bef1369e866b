"""What a check finds on an act, and why: ok, defect, not known, not applicable. Not known never becomes ok."""

from collections.abc import Iterable
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

import attrs

from ...domain.act_review import Finding
from ...domain.errors import InvalidValue
from ...domain.groups import Veiled
from ..reasoning import ResultValue


class Ask(StrEnum):
    """Who or what can answer when a check is not known."""

    BAILIFF_OR_ACT = "bailiff-or-act"
    LEASE = "lease"
    LANDLORD = "landlord"
    PREFECTURE = "prefecture"
    HOUSEHOLD = "household"
    HOUSEHOLD_OR_LANDLORD = "household-or-landlord"
    CCAPEX = "ccapex"
    COMMISSAIRE_DE_JUSTICE = "commissaire-de-justice"
    TOWN_HALL = "town-hall"
    LAWYER = "lawyer"
    PLUGIN = "plugin"


class Why(StrEnum):
    """Why a check finds what it finds; the words are in `render`."""

    AS_REQUIRED = "as-required"
    CONTRARY = "contrary"
    NOT_SEEN = "not-seen"
    NOT_THEN = "not-then"
    NOT_ESTABLISHED = "not-established"
    BY_LAW = "by-law"
    SUNDAY = "sunday"
    HOLIDAY = "holiday"
    MAYBE_HOLIDAY = "maybe-holiday"
    OUTSIDE_HOURS = "outside-hours"
    PERMITTED = "permitted"
    NO_OFFICER = "no-officer"
    OTHER_OFFICER = "other-officer"
    LETTER_LATE = "letter-late"
    DELAY_LONG_ENOUGH = "delay-long-enough"
    DELAY_TOO_SHORT = "delay-too-short"
    OTHER_DEPARTMENT = "other-department"
    TERM_LAPSED = "term-lapsed"
    TERM_NOT_DUE = "term-not-due"
    EXCESS = "excess"
    BOUND_ANYWAY = "bound-anyway"
    NOBODY = "nobody"
    LATE = "late"
    IN_TIME = "in-time"
    TOO_EARLY = "too-early"
    RULE_SPARES = "rule-spares"
    DELAY_SUSPENDED = "delay-suspended"
    PLUGIN_FAULT = "plugin-fault"


def _frozen(params: Mapping[str, object]) -> Mapping[str, object]:
    return MappingProxyType(dict(params))


@attrs.frozen
class Because(Veiled):
    """One reason of a finding, with the days, sums and names of inputs it is about; never a text that was read."""

    why: Why
    params: Mapping[str, object] = attrs.field(factory=dict, converter=_frozen)


@attrs.frozen(kw_only=True)
class Found(Veiled):
    """What a check found. Raises InvalidValue for a finding that is not known and names nobody to ask."""

    finding: Finding
    because: tuple[Because, ...]
    ask: Ask | None = None
    values: Mapping[str, ResultValue] = attrs.field(factory=dict, converter=_frozen)

    def __attrs_post_init__(self) -> None:
        if (self.finding is Finding.UNKNOWN) != (self.ask is not None):
            raise InvalidValue("a check asks somebody if it is not known, and only then")

    def with_values(self, **values: ResultValue) -> "Found":
        """Return the same finding with more values."""
        return attrs.evolve(self, values={**self.values, **values})


def because(why: Why, **params: object) -> Because:
    """Return one reason."""
    return Because(why, params)


def ok(*reasons: Because) -> Found:
    """Return that what was read is as the law wants it."""
    return Found(finding=Finding.OK, because=reasons or (because(Why.AS_REQUIRED),))


def defect(*reasons: Because) -> Found:
    """Return that what was read is not as the law wants it: a lead to be looked at."""
    return Found(finding=Finding.DEFECT, because=reasons)


def unknown(ask: Ask, *reasons: Because) -> Found:
    """Return that the check cannot be answered, and who can."""
    return Found(finding=Finding.UNKNOWN, because=reasons, ask=ask)


def not_applicable(*reasons: Because) -> Found:
    """Return that the law asks nothing of this act on this point."""
    return Found(finding=Finding.NOT_APPLICABLE, because=reasons)


def not_seen(ask: Ask, *names: str) -> Found:
    """Return that inputs were not seen, and where they stand."""
    return unknown(ask, because(Why.NOT_SEEN, inputs=names))


def all_read(ask: Ask, **mentions: bool | None) -> Found:
    """Return whether everything that must be so was read as so: one no is a defect, one not known leaves it open."""
    absent = tuple(name for name, read in mentions.items() if read is False)
    unseen = tuple(name for name, read in mentions.items() if read is None)
    if absent:
        return defect(because(Why.CONTRARY, inputs=absent))
    return not_seen(ask, *unseen) if unseen else ok()


_GRAVITY = (Finding.NOT_APPLICABLE, Finding.OK, Finding.UNKNOWN, Finding.DEFECT)


def worst(*found: Found) -> Found:
    """Return the gravest of several findings with the reasons of all that are as grave: defect, then not known."""
    gravest = max((one.finding for one in found), key=_GRAVITY.index)
    kept = [one for one in found if one.finding is gravest]
    reasons = _joined(reason for one in kept for reason in one.because)
    values = {name: value for one in found for name, value in one.values.items()}
    return Found(finding=gravest, because=reasons, ask=kept[0].ask, values=values)


def _joined(reasons: Iterable[Because]) -> tuple[Because, ...]:
    """Return reasons each once, those that name inputs and say the same of them as one."""
    named: dict[Why, list[str]] = {}
    others: list[Because] = []
    for reason in reasons:
        match reason.params.get("inputs"):
            case tuple() as inputs:
                named.setdefault(reason.why, []).extend(inputs)
            case _ if reason not in others and reason.why is not Why.AS_REQUIRED:
                others.append(reason)
    told = (because(why, inputs=tuple(dict.fromkeys(inputs))) for why, inputs in named.items())
    return (*others, *told) or (because(Why.AS_REQUIRED),)
