"""Onward referrals through the facade: proposed, sent, answered, reminded, taken back, and what they make due."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from ..casework.referral import commands
from ..domain.errors import TransferRefused
from ..registry.notifying import Run
from ..registry.offers import Direction
from .casebook import Casebook
from .reading import cases_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..casework.due import Due
    from ..casework.referral.standing import Standing
    from ..casework.refusal import Refusal
    from ..domain.case import Case
    from .answering import AnswersReceived
    from .exchanging import Dispatch


class ReferralBook(Casebook):
    """Each noting method makes a command of what is said and writes it down as `do` does, or gives back why not."""

    def propose_referral(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note that a partner is to act: the fields of `ProposeReferral` (call C11, C14). Raises as `do`."""
        return self.do(case_id, commands.ProposeReferral(**said))

    def send_referral(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note that a referral left by other means than a file: the fields of `SendReferral`. Raises as `do`."""
        return self.do(case_id, commands.SendReferral(**said))

    def note_referral_answer(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note what a partner said of a referral: the fields of `NoteReferralAnswer`. Raises as `do`."""
        return self.do(case_id, commands.NoteReferralAnswer(**said))

    def remind_partner(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note that the reminder that is due went out: the fields of `RemindPartner`. Raises as `do`."""
        return self.do(case_id, commands.RemindPartner(**said))

    def take_referral_back(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note that a partner is no longer to act: the fields of `TakeReferralBack`. Raises as `do`."""
        return self.do(case_id, commands.TakeReferralBack(**said))

    def tell_referral_end(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Note that a partner knows that it is over: the fields of `TellReferralEnd`. Raises as `do`."""
        return self.do(case_id, commands.TellReferralEnd(**said))

    def referrals(self, case_id: str, *, on: date) -> "tuple[Standing, ...]":
        """Say how each referral of a case stands on a day, the oldest first. Raises UnknownCase."""
        from ..casework.referral.duties import standings

        return standings(self._case(case_id, on), self.pack.referral_plan, on=on)

    def send_referrals(self, partner: str, *, on: date, folder: Path | str, dry_run: bool = False) -> "Dispatch":
        """Hand a batch to a partner by its connector and write down what went (call C26).

        By file, which is the rule, it is laid below `folder`, in `PARTNER/envoi`; other connectors keep there what they
        need. In it: referrals not sent yet, reminders that are due, word that a referral sent this way is over. Of the
        household only what the sharing matrix lets that partner see leaves. What was sent before is not sent again.

        Raises InvalidValue for a partner without an exchange, PluginFault for a connector that is not there;
        ConnectorFailed, OSError if nobody knows whether it arrived: that is noted, and the next run sends the same
        again; StaleVersion: then nothing is noted, and the next run notes what arrived.
        """
        from .exchanging import send_referrals

        dispatch = send_referrals(self, partner, on=on, folder=folder, at=self._now(), dry_run=dry_run)
        if not dry_run:
            self.listeners.finished(Run.SENDING, on)
        return dispatch

    def receive_answers(
        self, path: Path | str, *, partner: str, received_on: date, dry_run: bool = False
    ) -> "AnswersReceived":
        """Take in a partner's answers (CSV, TSV, XLSX): to referrals, or to whether it follows the households.

        All lines are checked in one pass; those that can be matched are written in one batch on the day the partner
        answered, the others are told with line and code. The same answers again change nothing (call C14, C21, C26).

        Raises TransferRefused if the file is no table of answers: then nothing is written. InvalidValue, StoreError.
        """
        from .answering import receive_answers

        answers = receive_answers(
            self, Path(path), partner=partner, received_on=received_on, at=self._now(), dry_run=dry_run
        )
        if not dry_run:
            self.listeners.finished(Run.ANSWERS, received_on)
        return answers

    def receive_from(
        self, partner: str, *, folder: Path | str, received_on: date, dry_run: bool = False
    ) -> "Iterator[tuple[Path, AnswersReceived | TransferRefused]]":
        """Take in every file a partner left in `PARTNER/reception` that has no receipt yet, and lay one beside it.

        A file that is no table of answers comes back as its error, without a receipt: it is told again until it is
        replaced. Raises InvalidValue for a partner without an exchange; PluginFault and ConnectorFailed as
        `send_referrals`, after what came before the failure was taken in.
        """
        from .connecting import exchange_with

        exchange = exchange_with(self, partner, folder)
        exchange.require(Direction.INBOUND)
        for file in exchange.fetch():
            try:
                result = self.receive_answers(file.path, partner=partner, received_on=received_on, dry_run=dry_run)
            except TransferRefused as error:
                yield file.path, error
                continue
            if not dry_run:
                exchange.acknowledge(file, result.lines)
            yield file.path, result

    def referrals_due(self, *, on: date) -> "tuple[tuple[Case, Due], ...]":
        """List what referrals make due on a day, over all cases, the longest due first (call C14, C26).

        Computed from facts: what was due in a week in which nobody looked is still here.
        """
        from ..casework.case_day import CaseDay
        from ..casework.referral.duties import referrals_due

        plan = self.pack.work_plan
        cases = cases_of(self.records, self.pack, on)
        found = [(case, due) for case in cases for due in referrals_due(CaseDay.of(case, on), plan)]
        return tuple(sorted(found, key=lambda one: (one[1].due_on, one[0].case_id, one[1].number or 0)))
