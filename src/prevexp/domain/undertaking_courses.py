"""The course of each kind of undertaking: its statuses, which may follow which, and where it ends.

Every undertaking begins planned. It may be given up, or no longer be needed, until it has come to an end. A status may
be noted without the ones between: papers arrive late. Source: call C10, C11; field notes §6 (Démarche).
"""

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from .engagement_vocabulary import DecidingBody as Body
from .engagement_vocabulary import UndertakingKind as Kind
from .engagement_vocabulary import UndertakingResult as Result
from .engagement_vocabulary import UndertakingStatus as Status

_DROPPED = frozenset({Status.GIVEN_UP, Status.NO_LONGER_NEEDED})


@attrs.frozen(kw_only=True)
class Course:
    """What may become of one kind of undertaking.

    `body` decides on it while it is in a status of `pending`; in the other statuses its owner is to act.
    `amounts` are the statuses that may carry a sum in cents: asked, granted, corrected.
    """

    following: Mapping[Status, frozenset[Status]] = attrs.field(
        metadata={"description": "status -> those that may come next; none after a final one"}
    )
    obtained: frozenset[Status] = attrs.field(metadata={"description": "final statuses in which it succeeded"})
    body: Body
    pending: frozenset[Status]
    amounts: frozenset[Status] = frozenset()

    @property
    def statuses(self) -> frozenset[Status]:
        """All statuses of this kind."""
        return frozenset(self.following)

    @property
    def final(self) -> frozenset[Status]:
        """The statuses nothing follows."""
        return frozenset(status for status, after in self.following.items() if not after)

    def result(self, status: Status) -> Result:
        """Return what the undertaking has come to in a status."""
        if status not in self.final:
            return Result.OPEN
        if status in _DROPPED:
            return Result.DROPPED
        return Result.OBTAINED if status in self.obtained else Result.NOT_OBTAINED


def _course(steps: Mapping[str, str], *, obtained: str, body: Body, pending: str = "", amounts: str = "") -> Course:
    """Read a course written in words: status -> those that may follow it."""
    written = {Status(start): _statuses(after) for start, after in steps.items()}
    ends = frozenset().union(*written.values()) - written.keys()
    following = {start: after | _DROPPED for start, after in written.items()}
    following |= dict.fromkeys(ends | _DROPPED, frozenset[Status]())
    return Course(
        following=MappingProxyType(following),
        obtained=_statuses(obtained),
        body=body,
        pending=_statuses(pending),
        amounts=_statuses(amounts),
    )


def _statuses(words: str) -> frozenset[Status]:
    return frozenset(map(Status, words.split()))


_AID = {
    "planned": "asked complete granted granted_in_part refused adjourned",
    "asked": "complete adjourned granted granted_in_part refused",
    "complete": "adjourned granted granted_in_part refused",
    "adjourned": "asked complete granted granted_in_part refused",
}
"""The course of an aid that a service grants on a file."""
_AID_AMOUNTS = "asked complete granted granted_in_part"
_GRANTED = "granted granted_in_part"

COURSES: Mapping[Kind, Course] = MappingProxyType(
    {
        Kind.MEDIATION: _course(
            {"planned": "opened agreed not_agreed", "opened": "agreed not_agreed"},
            obtained="agreed",
            body=Body.LANDLORD,
            pending="opened",
        ),
        Kind.REPAYMENT_PLAN: _course(
            {"planned": "proposed signed refused", "proposed": "proposed signed refused"},
            obtained="signed",
            body=Body.LANDLORD,
            pending="proposed",
            amounts="proposed signed",
        ),
        Kind.FSL: _course(_AID, obtained=_GRANTED, body=Body.FSL, pending="asked complete", amounts=_AID_AMOUNTS),
        Kind.BDF: _course(
            {
                "planned": "filed admissible inadmissible plan moratorium erasure",
                "filed": "admissible inadmissible plan moratorium erasure",
                "admissible": "plan moratorium erasure",
            },
            obtained="plan moratorium erasure",
            body=Body.BDF,
            pending="filed admissible",
        ),
        Kind.DLS: _course(
            {
                "planned": "filed renewed proposed allotted",
                "filed": "renewed proposed allotted struck_off",
                "renewed": "renewed proposed allotted struck_off",
                "proposed": "allotted not_allotted",
                "not_allotted": "renewed proposed allotted struck_off",
            },
            obtained="allotted",
            body=Body.ALLOTMENT_COMMITTEE,
            pending="filed renewed proposed not_allotted",
        ),
        Kind.DALO: _course(
            {
                "planned": "filed complete priority redirected refused",
                "filed": "complete priority redirected refused",
                "complete": "priority redirected refused",
                "priority": "proposed allotted",
                "proposed": "allotted not_allotted",
                "not_allotted": "proposed allotted struck_off",
            },
            obtained="allotted",
            body=Body.DALO_COMMITTEE,
            pending="filed complete priority proposed not_allotted",
        ),
        Kind.ACTION_LOGEMENT: _course(
            _AID, obtained=_GRANTED, body=Body.ACTION_LOGEMENT, pending="asked complete", amounts=_AID_AMOUNTS
        ),
        Kind.CD_SOCIAL_WORKER: _course(
            {
                "planned": "asked appointed taken_on refused",
                "asked": "appointed taken_on refused",
                "appointed": "missed appointed taken_on refused",
                "missed": "asked appointed taken_on refused",
            },
            obtained="taken_on",
            body=Body.CD,
            pending="asked",
        ),
        Kind.LEGAL_AID: _course(_AID, obtained=_GRANTED, body=Body.LEGAL_AID_OFFICE, pending="asked complete"),
        Kind.CAF_MSA_RIGHTS: _course(
            _AID, obtained=_GRANTED, body=Body.CAF_MSA, pending="asked complete", amounts="granted granted_in_part"
        ),
        Kind.PCB: _course(
            {
                "planned": "asked appointed advised",
                "asked": "appointed advised refused",
                "appointed": "missed appointed advised",
                "missed": "asked appointed advised",
            },
            obtained="advised",
            body=Body.PCB,
            pending="asked",
        ),
        Kind.SIAO: _course(
            {
                "planned": "asked proposed admitted refused",
                "asked": "renewed proposed admitted refused",
                "renewed": "renewed proposed admitted refused",
                "proposed": "admitted not_allotted",
                "not_allotted": "renewed proposed admitted refused",
            },
            obtained="admitted",
            body=Body.SIAO,
            pending="asked renewed not_allotted",
        ),
        Kind.CONTEST_DEBT: _course(
            {
                "planned": "opened before_judge corrected upheld",
                "opened": "before_judge corrected upheld",
                "before_judge": "corrected upheld",
            },
            obtained="corrected",
            body=Body.LANDLORD,
            pending="opened before_judge",
            amounts="corrected",
        ),
        Kind.ATTEND_HEARING: _course(
            {
                "planned": "prepared postponed present represented absent",
                "prepared": "postponed present represented absent",
                "postponed": "prepared postponed present represented absent",
            },
            obtained="present represented",
            body=Body.TRIBUNAL,
            pending="",
        ),
    }
)
"""Kind -> its course."""
