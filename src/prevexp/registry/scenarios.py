"""Scenarios of a territory: given a list and what was learnt since, what is read on a day. For a jurist to read."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from prevexp.domain.case import Identity
from prevexp.domain.case import ListedFacts
from prevexp.domain.case import columns_of
from prevexp.domain.vocabulary import SocialServicesAnswer

COLUMNS = frozenset({"id_dossier", "mois_transfert", *columns_of(ListedFacts).values(), *columns_of(Identity).values()})
"""What a line of a scenario may say: the canonical columns of a transfer."""


class Learnt(StrEnum):
    """What may be learnt of a case after the list, in the words of a scenario."""

    ANSWER = "réponse"
    DEBT_SETTLED = "dette soldée"
    DEPARTURE = "départ"
    OPEN_ELSEWHERE = "ouvert ailleurs"
    DOCUMENTS = "actes lus"


@attrs.frozen(kw_only=True)
class LaterEntry:
    """Something noted after the list: a word of `Learnt`, or a command of the casework with its fields.

    Of documents that were read, `fields` are facts of the procedure by their names, such as `dsf_body_seized_on`.
    """

    on: date
    learnt: Learnt | None = None
    partner: str | None = None
    answer: SocialServicesAnswer | None = None
    command: str | None = None
    fields: Mapping[str, Any] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class ListScenario:
    """One scenario; `lines` are the rows of the list, `expected` what is read on each day, by the words of the file.

    What may be read of the first line's case: verdict, motifs (ids of rules), echeances (kind of deadline to day),
    contact (state), canal and jour of the next contact, ccapex (the name of the one that stands there); of all:
    dossiers, attribues, metiers; refus is the code with which the list is refused.
    """

    file: str
    clause: str
    title: str
    received_on: date
    again: bool = False
    lines: tuple[Mapping[str, str], ...]
    later: tuple[LaterEntry, ...] = ()
    allocated_on: date | None = None
    expected: tuple[Mapping[str, Any], ...]

    @property
    def last_day(self) -> date:
        """The last day of which the scenario speaks."""
        read: Iterable[date] = (one["le"] for one in self.expected)
        return max(self.received_on, *read, *(entry.on for entry in self.later), self.allocated_on or date.min)
