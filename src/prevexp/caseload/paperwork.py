"""What the team does on paper: letters, the information of households, sheets for visits."""

from datetime import date
from typing import TYPE_CHECKING

from ..casework.informing.commands import InformPerson
from ..casework.informing.commands import MakeLetter
from ..domain.access import AccessAction
from ..domain.landlord import LANDLORD
from ..domain.paper import Recipient as Addressee
from ..domain.sharing import Recipient
from ..domain.vocabulary import FieldGroup
from .workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..casework.informing.information import InformationDue
    from ..casework.refusal import Refusal
    from ..domain.case import Case
    from ..domain.paper import LetterKind
    from ..domain.vocabulary import Channel
    from .letters import LetterDraft
    from .letters import Meeting
    from .visiting import Visit


class Paperwork(Workbook):
    """Letters are made here and written out by `prevexp.render.letters`; their text is kept nowhere."""

    def letter(
        self, case_id: str, kind: "LetterKind", *, on: date, meeting: "Meeting | None" = None, dry_run: bool = False
    ) -> "LetterDraft | Refusal":
        """Make a letter for a case from the territory's template and note that it was made, without its text.

        Refused if the household said no, if its channel must not be used, or if nothing lets the landlord be told. Made
        is not sent: note the attempt when it is (`record_attempt`). `dry_run` notes nothing. Source: call C06, C12;
        RGPD art. 14.

        Raises as `do`; InvalidValue for an appointment without a meeting; Erased.
        """
        from ..casework.decide import decide
        from ..casework.refusal import Refusal
        from .letters import draft

        case = self._case(case_id)
        made = draft(self.pack, case, self.records.identity(case.household_id), kind, on=on, meeting=meeting)
        command = MakeLetter(on=on, kind=kind, template=made.template.id, fingerprint=made.template.fingerprint)
        decided: object = decide(case, command, at=self._now(), plan=self.pack.work_plan)
        if not dry_run and not isinstance(decided, Refusal):
            if made.recipient is Addressee.LANDLORD:
                self._note_landlord_letter(case, made)
            decided = self.do(case_id, command)
        return decided if isinstance(decided, Refusal) else made

    def _note_landlord_letter(self, case: "Case", made: "LetterDraft") -> None:
        """Note what a letter tells the landlord: that the team knows of this dwelling, nothing of the household."""
        from ..casework.landlord.grounds import information_ground

        self.note_access(
            AccessAction.EXPORTED,
            about=case.case_id,
            partner=LANDLORD,
            purpose=made.kind.value,
            groups=(FieldGroup.DWELLING, FieldGroup.TECHNICAL),
            basis=information_ground(case, made.on) or "",
        )

    def inform(self, case_id: str, *, on: date, channel: "Channel") -> "Case | Refusal":
        """Note that the household was told what is done with its data (RGPD art. 14). Raises as `do`.

        The CCAPEX, which sends the lists, is noted as where the data came from, and the version of the text that the
        territory has now as what was said.
        """
        source, text = Recipient.CCAPEX.value, self.pack.letters.version_told
        return self.do(case_id, InformPerson(on=on, channel=channel, source=source, text=text))

    def visits(self, case_ids: "Iterable[str]", *, on: date) -> "tuple[Visit, ...]":
        """Return what is taken along to households on a day: address, what is due, legal dates, questions.

        A household that said no, or that a visit would put at risk, comes without its address (call C08, C22). One line
        of the access journal says how many addresses were handed out. Raises UnknownCase, Erased.
        """
        from .decisions import screening_of
        from .visiting import visits

        cases = [self._case(case_id, on) for case_id in case_ids]
        identities = self.records.identities([case.household_id for case in cases])
        found = visits(screening_of(self.pack, on, self.fault_log), cases, identities)
        if addressed := [visit.case_id for visit in found if visit.address]:
            self.note_access(
                AccessAction.EXPORTED,
                about=addressed[0] if len(addressed) == 1 else "",
                purpose="visit-sheet",
                groups=(FieldGroup.IDENTITY, FieldGroup.CONTACT),
                count=len(addressed),
            )
        return found

    def information(self, case_id: str, *, on: date) -> "InformationDue":
        """Say by when the household is to be informed of what is done with its data, and since when it is.

        Within a month of the list, and at the latest at the first communication (RGPD art. 14-3). Raises UnknownCase.
        """
        from ..casework.informing.information import information

        return information(self._case(case_id, on), self.pack.law, on=on)
