"""The deadlines of a case: which rule of law gives which day, from what is known of the lease and the procedure.

A deadline is a rule computed from facts by name. What a household must do in time is given by the earliest plausible
day; what a landlord must wait for, by the latest; both are told where they differ (law notes §4).
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import attrs

from ..domain.groups import Veiled
from ..domain.provenance import Provenance
from ..domain.provenance import stamped
from ..domain.values import one_of
from .counting import Step
from .parameters import Status
from .reasoning import Basis
from .reasoning import Remark
from .reasoning import Ruling

Facts = Mapping[str, object]
"""What is known of a case, by the names of `Procedure` and a few of the list; what is not known is absent or None."""


class DeadlineKind(StrEnum):
    """The days the law, the court or the call sets for a case."""

    CLAUSE_DELAY_ENDS = "clause-delay-ends"
    SURETY_SERVICE = "surety-service"
    CAF_REPORT = "caf-report"
    EARLIEST_ASSIGNATION = "earliest-assignation"
    PREFECT_NOTICE = "prefect-notice"
    DSF_INTERVIEW = "dsf-interview"
    DSF_DELIVERY = "dsf-delivery"
    HEARING = "hearing"
    PLAN_ENDS_AT_LATEST = "plan-ends-at-latest"
    APPEAL_ENDS = "appeal-ends"
    LEAVING_DELAY_ENDS = "leaving-delay-ends"
    JUDGE_TIME_ENDS = "judge-time-ends"
    EARLIEST_EVICTION = "earliest-eviction"
    FORCE_REFUSED = "force-refused"
    STATE_LIABLE = "state-liable"
    MORATORIUM_DELAY_ENDS = "moratorium-delay-ends"
    CLAUSE_SUSPENDED_UNTIL = "clause-suspended-until"
    FOLLOW_UP_DUE = "follow-up-due"
    FOLLOW_UP_EXTENDED = "follow-up-extended"


class Bearing(StrEnum):
    """What a deadline means: something is to be done by then, or something may happen from then on."""

    DO_BY = "do-by"
    HAPPENS_ON = "happens-on"
    POSSIBLE_FROM = "possible-from"


@attrs.frozen(kw_only=True)
class DeadlineRule:
    """How a deadline of a case comes about; a territory's or a plugin's has a namespaced kind and a French `title`.

    Either from a `rule` of law: `inputs` maps its inputs to the facts they are read from (the same name if it is not
    listed), `day` and `latest` name values of the ruling. Or from a `parameter`, a period counted from the first of
    `needs`, its end moved to a working day if it `moves`. Or, with neither, `day` is itself a fact. `needs` are the
    facts without which there is no such deadline, those noted under a namespaced id included; `presses` puts it on the
    worklist of the team.
    """

    kind: str = attrs.field(
        validator=one_of(str), metadata={"description": "its name, begins with the plugin's id and a dot"}
    )
    rule: str | None = attrs.field(default=None, metadata={"description": "the rule of law that computes it"})
    parameter: str | None = attrs.field(default=None, metadata={"description": "or the period it is counted by"})
    moves: bool = attrs.field(default=False, metadata={"description": "whether its end moves to a working day"})
    needs: tuple[str, ...] = attrs.field(
        validator=attrs.validators.min_len(1),
        metadata={"description": "facts without which there is no such deadline; the first starts it"},
    )
    inputs: Mapping[str, str] = attrs.field(factory=dict, metadata={"description": "input of the rule -> fact"})
    day: str = attrs.field(
        default="last_day", metadata={"description": "the value of the ruling to plan by, or the fact"}
    )
    latest: str | None = attrs.field(default=None, metadata={"description": "the value that is its latest reading"})
    bearing: Bearing = attrs.field(metadata={"description": "what the day means for the team"})
    presses: bool = attrs.field(default=False, metadata={"description": "whether it stands on the worklist"})
    title: str = attrs.field(default="", metadata={"description": "French, for people"})
    provenance: Provenance | None = stamped()


@attrs.frozen(kw_only=True)
class Deadline(Veiled):
    """One day of a case. `on` is the day to plan by; `latest` the latest reading of the same end, if it is another.

    `started_on` is the day of the fact that started it. The `ruling` says what it rests on; a deadline without one was
    said by the list or a document.
    """

    kind: str
    on: date
    latest: date | None = None
    started_on: date | None = None
    bearing: Bearing
    presses: bool
    title: str = attrs.field(default="", metadata={"description": "French words, for a kind that is not the law's own"})
    ruling: Ruling | None = attrs.field(default=None, repr=False)

    @property
    def basis(self) -> tuple[Basis, ...]:
        """The versions of the law it rests on."""
        return self.ruling.basis if self.ruling else ()

    @property
    def policies(self) -> Mapping[str, str]:
        """The open questions it rests on, with the choice made."""
        return self.ruling.policies if self.ruling else {}

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What a person must check before relying on it."""
        return self.ruling.remarks if self.ruling else ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """How it was counted."""
        return self.ruling.steps if self.ruling else ()

    @property
    def inferred(self) -> bool:
        """Say whether the day rests on something inferred, disputed or not known."""
        unsure = any(basis.version.status is not Status.TEXT or basis.parameter.factor_inferred for basis in self.basis)
        return unsure or bool(self.remarks) or (self.latest is not None and self.latest != self.on)

    @property
    def articles(self) -> tuple[str, ...]:
        """The texts it rests on, each once."""
        return tuple(dict.fromkeys(basis.version.article for basis in self.basis))


@attrs.frozen(kw_only=True)
class Refusal(Veiled):
    """Facts that contradict each other: the deadlines that would rest on them are not computed; `reason` says how."""

    reason: str
    params: Mapping[str, object]
    kinds: tuple[str, ...] = attrs.field(metadata={"description": "kinds of the deadlines that were left out"})


@attrs.frozen(kw_only=True)
class Deadlines(Veiled):
    """The deadlines of a case in the order of their days, and the contradictions that stood in the way of others."""

    found: tuple[Deadline, ...]
    refused: tuple[Refusal, ...] = ()

    def pressing(self, on: date) -> tuple[Deadline, ...]:
        """Return the deadlines that press the household or the team, on or after a day."""
        return tuple(one for one in self.found if one.presses and one.on >= on)
