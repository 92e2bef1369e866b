"""What a person asks of its data, through the facade: access, rectification, objection, limitation, erasure.

Who asks is made sure of by a person of the team before anything is noted or handed over (RGPD art. 12-6).
"""

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

import attrs

from ..casework.rights import commands
from ..domain.access import AccessAction
from ..domain.rights import NoticeSubject
from ..domain.rights import PersonRight
from ..domain.rights import RequestAnswer
from .casebook import Casebook
from .reading import cases_of

if TYPE_CHECKING:
    from ..casework.refusal import Refusal
    from ..casework.rights.due import AnswerDue
    from ..domain.case import Case
    from ..domain.life import CorrectionReason
    from ..domain.rights import LimitationReason
    from ..domain.rights import PersonRights
    from ..domain.vocabulary import Channel
    from .person_export import PersonExport
    from .person_findings import PersonFinding
    from .recipients import Received


class RightsBook(Casebook):
    """Each noting method makes a command of what is said and writes it down as `do` does, or gives back why not."""

    def request_right(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note that a person asks something of its data: the fields of `RequestRight` (art. 12). Raises as `do`."""
        return self.do(case_id, commands.RequestRight(**said))

    def object(self, case_id: str, *, on: date, channel: "Channel | None" = None) -> "Case | Refusal":
        """Note an objection: from its day on nobody approaches the household and nothing leaves (RGPD art. 21).

        It stands until the team refuses it on a ground, or the person takes it back. Raises as `do`.
        """
        return self.do(case_id, commands.RequestRight(on=on, right=PersonRight.OBJECTION, channel=channel))

    def extend_right_request(self, case_id: str, *, number: int, on: date) -> "Case | Refusal":
        """Note that the person was told that the answer needs two months more (RGPD art. 12-3). Raises as `do`."""
        return self.do(case_id, commands.ExtendRightRequest(on=on, number=number))

    def answer_right_request(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note what the person was answered: the fields of `AnswerRightRequest` (RGPD art. 12-4). Raises as `do`.

        Of an erasure that is granted, whoever received data of the case is to be told, then `erase_on_request`.
        """
        command = commands.AnswerRightRequest(**said)
        granted = command.answer is RequestAnswer.GRANTED
        others = self._partners(case_id, command.on) if granted else ()
        return self.do(case_id, attrs.evolve(command, recipients=tuple(dict.fromkeys((*command.recipients, *others)))))

    def take_back_right_request(self, case_id: str, *, number: int, on: date) -> "Case | Refusal":
        """Note that the person no longer asks for it. Raises as `do`."""
        return self.do(case_id, commands.TakeBackRightRequest(on=on, number=number))

    def freeze(self, case_id: str, *, on: date, reason: "LimitationReason") -> "Case | Refusal":
        """Keep a case and do not use it; who received data of it is to be told (RGPD art. 18, 19). Raises as `do`."""
        recipients = self._partners(case_id, on)
        return self.do(case_id, commands.LimitProcessing(on=on, reason=reason, recipients=recipients))

    def lift(self, case_id: str, *, on: date, channel: "Channel") -> "Case | Refusal":
        """Use a case again; the person was told before, by a channel (RGPD art. 18-3). Raises as `do`."""
        return self.do(case_id, commands.LiftLimitation(on=on, channel=channel))

    def rectify(self, case_id: str, *, on: date, **identity: str | None) -> "Case | Refusal":
        """Put right who the people of a case are, by the fields of `Identity` (None or blank: not known).

        The vault and the index follow; lists no longer change these fields; who received data of the case is to be told
        (RGPD art. 16, 19). What was known before is no longer found in the vault; its digest in the index stays, so
        that a list which is still wrong finds its case. Raises UnknownCase, Erased, InvalidValue, StaleVersion.
        """
        from .rectifying import rectify

        records = self.records.for_one_use_case()
        case, recipients = self._state(case_id), self._partners(case_id, on)
        return rectify(records, self.pack, case, identity, on=on, at=self._now(), recipients=recipients)

    def rectify_entry(self, case_id: str, *, on: date, entry: int, reason: "CorrectionReason") -> "Case | Refusal":
        """Strike a wrong entry of a case, and note who received data of it and is to be told (RGPD art. 16, 19).

        What is true is noted anew. Raises as `do`.
        """
        from ..casework.life.commands import CorrectEntry
        from ..casework.refusal import Refusal

        struck = self.do(case_id, CorrectEntry(on=on, entry=entry, reason=reason))
        if isinstance(struck, Refusal):
            return struck
        told = self.note_recipients(case_id, on=on, subject=NoticeSubject.RECTIFICATION)
        return struck if isinstance(told, Refusal) else told

    def note_recipients(self, case_id: str, *, on: date, subject: "NoticeSubject") -> "Case | Refusal":
        """Note that whoever received data of a case is to be told what became of them (art. 19). Raises as `do`."""
        recipients = self._partners(case_id, on)
        return self.do(case_id, commands.NoteRecipients(on=on, subject=subject, recipients=recipients))

    def tell_recipient(self, case_id: str, *, number: int, on: date) -> "Case | Refusal":
        """Note that a recipient was told (RGPD art. 19). Raises as `do`."""
        return self.do(case_id, commands.TellRecipient(on=on, number=number))

    def right_requests(self, case_id: str, *, on: date) -> "tuple[AnswerDue, ...]":
        """Say how each request of a person stands on a day, and by when it is to be answered. Raises UnknownCase."""
        from ..casework.rights.due import answer_due

        case = self._state(case_id, on)
        return tuple(answer_due(case, one, self.pack.law, on=on) for one in case.rights.requests)

    def rights(self, case_id: str, *, on: date) -> "PersonRights":
        """Return what was asked of the data of a case by a day, and what came of it. Raises UnknownCase."""
        return self._state(case_id, on).rights

    def received_by(self, case_id: str, *, on: date) -> "tuple[Received, ...]":
        """Say who received what of a case by a day, for what, on which ground (RGPD art. 15-1 c, 19).

        From the access journal, which is kept for a time, and from the referrals of the case. Raises UnknownCase.
        """
        from .recipients import received

        return received(self.records, [self._state(case_id, on)], min(on, self.today()))

    def export_person(self, case_id: str, *, on: date, sensitive: bool = False) -> "PersonExport":
        """Return all that is kept of the household of a case by a day, to be handed to the person (RGPD art. 15, 20).

        `sensitive` adds what tells of health: only once somebody has made sure that the person who asks is the one it
        tells of. A line of the access journal is written first. Raises UnknownCase, Erased, StoreError subclasses.
        """
        from .person_export import person_export

        export = person_export(self, case_id, on=on, sensitive=sensitive)
        self.note_access(AccessAction.PERSON_EXPORT, about=case_id, basis="rgpd-15")
        return export

    def person_findings(self, *, on: date) -> "tuple[PersonFinding, ...]":
        """List what is late towards the people of all cases: not informed, not answered, recipients not told.

        Those the team has not approached yet are among them: a list is received for them too (RGPD art. 12, 14, 19).
        """
        from .person_findings import person_findings

        return person_findings(cases_of(self.records, self.pack, on, archived=True), self.pack.law, on=on)

    def erase_on_request(self, case_id: str, *, on: date) -> "Refusal | None":
        """Erase the household of a case that was granted its erasure, once its recipients were told (RGPD art. 17, 19).

        They are told first: once it is erased nobody knows who they were. Returns why it is refused, None if it is
        done. Raises UnknownCase, StoreBusy, StoreError subclasses.
        """
        from .erasing_on_request import erase_on_request

        return erase_on_request(self, self._state(case_id), on=on)

    def _state(self, case_id: str, on: date | None = None) -> "Case":
        from .person_export import state_of_case

        return state_of_case(self, case_id, on)

    def _partners(self, case_id: str, on: date) -> tuple[str, ...]:
        from .recipients import partners

        return partners(self.records, self._state(case_id), min(on, self.today()))
