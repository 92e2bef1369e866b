"""A household whose every personal field was filled with a value of its own, by living through the whole public API.

Days on which something happens are days of the script; days that tell something (of an act, a term, a birth) are found
nowhere else, and neither are the amounts and the names. What is stored at the end is what the canaries are read from.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from prevexp.caseload import Caseload
from prevexp.caseload.entry.kinds import command_kinds
from prevexp.caseload.letters import Meeting
from prevexp.casework.commands import AuthoriseSharing
from prevexp.casework.commands import EndFollowUp
from prevexp.casework.commands import ExtendFollowUp
from prevexp.casework.commands import HoldContact
from prevexp.casework.commands import LiftHold
from prevexp.casework.commands import NoteChannelSafety
from prevexp.casework.commands import WithdrawSharing
from prevexp.casework.due import Task
from prevexp.casework.life.commands import CorrectEntry
from prevexp.casework.life.commands import DecideSameCase
from prevexp.casework.refusal import Refusal
from prevexp.domain.act_review import ReviewConclusion
from prevexp.domain.act_review import SeenDocument
from prevexp.domain.case import Identity
from prevexp.domain.events import DebtSettledReported
from prevexp.domain.life import SplitReason
from prevexp.domain.paper import LetterKind
from prevexp.domain.sharing import SharingPurpose
from prevexp.domain.values import Secret
from prevexp.domain.vocabulary import ActKind
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import FollowUpEnd
from prevexp.domain.vocabulary import HoldReason
from prevexp.domain.vocabulary import ProofKind
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.storage.converting import strict_converter
from prevexp.testing.partner import FakePartner

from . import rights
from .birds import Leaf
from .household import FINDINGS
from .household import LOOKED_AT
from .household import NAMESAKE
from .household import NOW
from .household import OTHER
from .household import READ
from .household import READ_AT_LAST
from .household import READ_LATER
from .household import RECEIVED
from .household import REFERENCE
from .household import SECOND
from .household import THIRD
from .household import write_list

KINDS = {**command_kinds(), "correct-entry": CorrectEntry, "decide-same-case": DecideSameCase}


@attrs.define(kw_only=True)
class Life:
    """Plays the script; `caseload` is one, or what watches it."""

    caseload: Any
    folder: Path = attrs.field(metadata={"description": "of the lists and forms that are read"})
    shared: Path = attrs.field(metadata={"description": "what partners exchange in"})
    out: Path = attrs.field(metadata={"description": "what is written for others: copies, tombstones, snapshots"})
    key: Path = attrs.field(metadata={"description": "the master key"})
    case: str = ""
    gone: list[Leaf] = attrs.field(factory=list, metadata={"description": "what the store held, and holds no more"})
    converter: Any = attrs.field(factory=lambda: strict_converter(defaults=True))

    def play(self) -> None:
        """Live through all of it."""
        self.receive()
        case = self.case = self.caseload.find(REFERENCE)
        self.reach(case)
        self.diagnose(case)
        self.undertake(case)
        self.mediate(case)
        self.refer(case)
        self.write_down(case)
        self.end(case)
        self.others(case)
        rights.ask(self, case)
        rights.archive(self)
        rights.erase(self)
        self.look(case)
        rights.account(self, case)

    def note(self, name: str, case: str, noted_on: str, /, **said: Any) -> Any:
        """Call the method that makes a command, with the fields of the command made of plain words."""
        kind = KINDS[name.replace("_", "-")]
        command = self.converter.structure({"on": noted_on, **said}, kind)
        fields = {field.name: getattr(command, field.name) for field in attrs.fields(kind)}
        return self.done(getattr(self.caseload, name)(case, **fields))

    def do(self, case: str, command: Any) -> Any:
        """Note a command that no method makes."""
        return self.done(self.caseload.do(case, command))

    def done(self, found: Any) -> Any:
        """Give back what was noted; a refusal is none of the script."""
        assert not isinstance(found, Refusal), (found.code, dict(found.params))
        return found

    def receive(self) -> None:
        """Three households are listed; the first one again the next month, under one more reference."""
        first = write_list(self.folder / "mai.csv", {}, OTHER, NAMESAKE)
        self.caseload.receive(first, received_on=RECEIVED, dry_run=True)
        self.caseload.receive(first, received_on=RECEIVED)
        self.caseload.allocate(on=RECEIVED, dry_run=True)
        self.caseload.allocate(on=RECEIVED)
        again = {"mois_transfert": "2021-06", "dette_locative_eur": "4801.19", "date_dette": "2021-05-24"}
        other_name = again | {"id_dossier": "ZQ-2021-70499"}
        self.caseload.receive(write_list(self.folder / "juin.csv", again), received_on=date(2021, 6, 3))
        self.caseload.receive(write_list(self.folder / "juin2.csv", other_name), received_on=date(2021, 6, 4))

    def reach(self, case: str) -> None:
        """The household is tried, held, met."""
        for kind in (LetterKind.FIRST_LETTER, LetterKind.SMS, LetterKind.DOOR_NOTICE, LetterKind.DATA_INFORMATION):
            self.done(self.caseload.letter(case, kind, on=date(2021, 5, 5)))
        meeting = Meeting(on=date(2021, 5, 19), at="14 h 47", place="Maison Zqrotonde")
        self.done(self.caseload.letter(case, LetterKind.APPOINTMENT, on=date(2021, 5, 5), meeting=meeting))
        self.done(self.caseload.letter(case, LetterKind.LANDLORD_INFORMATION, on=date(2021, 5, 5), dry_run=True))
        self.done(self.caseload.inform(case, on=date(2021, 5, 6), channel=Channel.LETTER))
        self.do(case, HoldContact(on=date(2021, 5, 6), until=date(2021, 5, 9), reason=HoldReason.AWAY))
        self.do(case, LiftHold(on=date(2021, 5, 7)))
        self.note("record_attempt", case, "2021-05-08", channel="phone", outcome="reached")
        self.do(case, NoteChannelSafety(on=date(2021, 5, 8), channel=Channel.PHONE, safe=False))
        self.note(
            "fix_appointment",
            case,
            "2021-05-08",
            day="2021-05-22",
            starts_at=887,
            place="near_home",
            workers=["social-3"],
        )
        number = self.caseload.case(case).appointments[-1].number
        self.note("cancel_appointment", case, "2021-05-10", number=number, cancelled_by="household")
        self.note(
            "record_attempt",
            case,
            "2021-05-11",
            channel="visit_planned",
            outcome="met",
            place="home",
            workers=["social-3"],
        )
        self.note("give_agreement", case, "2021-05-11", medium="visit_planned", proof="signed_form")
        self.do(case, ExtendFollowUp(on=date(2021, 5, 12), until=date(2021, 7, 2)))
        self.do(case, EndFollowUp(on=date(2021, 5, 20), end=FollowUpEnd.DONE))
        for partner, group in (("caf", FieldGroup.BUDGET), ("landlord", FieldGroup.STEPS)):
            said = {"partner": partner, "groups": (group,), "medium": Channel.DESK}
            self.do(case, AuthoriseSharing(on=date(2021, 5, 12), proof=ProofKind.MESSAGE_KEPT, **said))
        said = {"partner": "caf", "groups": (FieldGroup.BUDGET,), "medium": Channel.DESK}
        self.do(case, WithdrawSharing(on=date(2021, 5, 13), **said))

    def diagnose(self, case: str) -> None:
        """It is assessed, its papers are read, its act is reviewed, facts of the territory are noted."""
        self.note("assess", case, "2021-05-14", place="home", workers=["social-3"], findings=FINDINGS)
        form = self.folder / "diagnostic.toml"
        form.write_text(
            'on = 2021-05-15\nplace = "home"\nworkers = ["social-3"]\n[resources]\ncomplete = true\nwage = 1439.41\n',
            encoding="utf-8",
        )
        self.done(self.caseload.assess_from(case, form))
        self.caseload.read_documents(case, READ, on=date(2021, 5, 14))
        self.caseload.examine_act(case, ActKind.COMMANDEMENT_DE_PAYER, {"served_at": "10:37"}, on=date(2021, 5, 14))
        self.done(
            self.caseload.review_act(
                case,
                {"served_at": "10:37", "fsl_stated": "oui"},
                on=date(2021, 5, 15),
                act_kind=ActKind.COMMANDEMENT_DE_PAYER,
                worker="legal-1",
                documents=(SeenDocument.ACT, SeenDocument.LEASE),
                conclusion=ReviewConclusion.LEAD_FOR_ADIL,
                grounds=("act-review-7",),
            )
        )
        for fact, value in (
            ("d62.zlift", True),
            ("d62.zvisited_on", date(2021, 4, 8)),
            ("d62.zaid_cents", 14773),
            ("d62.zfiled", "zqaccepted"),
        ):
            self.done(self.caseload.note_fact(case, fact, value, on=date(2021, 5, 16)))
        self.done(self.caseload.withdraw_fact(case, "d62.zlift", on=date(2021, 5, 17)))

    def undertake(self, case: str) -> None:
        """A contract, undertakings, a plan of repayment."""
        self.note("sign_contract", case, "2021-05-17", starts_on="2021-05-23", until="2021-11-09")
        contract = self.caseload.case(case).engagement.contracts[-1].number
        self.note("renew_contract", case, "2021-05-18", number=contract, until="2021-12-29")
        promise = {"kind": "fsl", "objective": "clear_debt", "owner": "partner", "partner": "cd62"}
        self.note("promise_undertaking", case, "2021-05-24", **promise, due_on="2021-07-21", proof="receipt")
        number = self.caseload.case(case).engagement.undertakings[-1].number
        step = {"number": number, "status": "asked", "cents": 60317, "proof": "copy_kept"}
        self.note("move_undertaking", case, "2021-05-25", **step)
        postponed = {"due_on": "2021-08-11", "reason": "papers_missing"}
        self.note("postpone_undertaking", case, "2021-05-26", number=number, **postponed)
        self.note("review_undertakings", case, "2021-05-27", answers=[{"number": number}])
        instalments = [{"due_on": "2021-06-17", "cents": 15107}, {"due_on": "2021-07-27", "cents": 15211}]
        plan = {"creditor": "landlord", "total_cents": 30318, "instalments": instalments}
        self.note("sign_repayment_plan", case, "2021-05-28", **plan)
        number = self.caseload.case(case).engagement.plans[-1].number
        self.note("note_payment", case, "2021-06-18", number=number, rank=1, cents=15107)
        self.note("note_missed_instalment", case, "2021-07-28", number=number, rank=2)
        self.note("end_repayment_plan", case, "2021-07-29", number=number, reason="creditor_ended_it")
        self.note("note_rent", case, "2021-07-30", payment="partial")

    def mediate(self, case: str) -> None:
        """The landlord is told, contacted, heard, brought to a table."""
        guarantees = ["fsl_maintien", "mediation"]
        self.note("inform_landlord", case, "2021-06-05", guarantees=guarantees, channel="letter", party="landlord")
        contact = {"channel": "phone", "outcome": "reached", "initiative": "landlord", "party": "landlord"}
        self.note("record_landlord_contact", case, "2021-06-06", **contact)
        said = {"arrears_cents": 483929, "arrears_on": "2021-05-29", "payment_resumed": False}
        self.note("record_landlord_statement", case, "2021-06-06", **said)
        self.note("offer_mediation", case, "2021-06-07", channel="letter", workers=["social-3"])
        number = self.caseload.case(case).landlord.offers[-1].number
        self.note("answer_mediation", case, "2021-06-12", mediation=number, answer="accepted")
        self.note("hold_mediation_meeting", case, "2021-06-14", mediation=number, place="office", workers=["social-3"])
        promise = {"kind": "mediation", "objective": "keep_home", "owner": "team", "due_on": "2021-07-06"}
        self.note("promise_undertaking", case, "2021-06-14", **promise)
        peace = self.caseload.case(case).engagement.undertakings[-1].number
        ended = {"mediation": number, "result": "agreement", "undertaking": peace}
        self.note("end_mediation", case, "2021-06-15", **ended)

    def refer(self, case: str) -> None:
        """Partners are asked, by file and otherwise; they answer, are reminded, are told of an end."""
        shared = self.shared
        self.note("propose_referral", case, "2021-06-16", partner="cd62", purpose="social_support")
        self.caseload.send_referrals("cd62", on=date(2021, 6, 17), folder=shared, dry_run=True)
        self.caseload.send_referrals("cd62", on=date(2021, 6, 17), folder=shared)
        partner = FakePartner(folder=shared / "cd62")
        (row,) = partner.rows()
        partner.answer([(row["reference_orientation"], "acceptée", "", "22/06/2021")])
        for _ in self.caseload.receive_from("cd62", folder=shared, received_on=date(2021, 6, 23)):
            pass
        refused = partner.answer([(row["reference_orientation"], "refusée", "complet", "24/06/2021")])
        self.caseload.receive_answers(refused, partner="cd62", received_on=date(2021, 6, 25), dry_run=True)
        self.note("propose_referral", case, "2021-06-19", partner="caf", purpose="benefit_rights")
        number = self.caseload.case(case).referrals[-1].number
        self.note("send_referral", case, "2021-06-20", number=number, means="email")
        due = [one for one in self.caseload.referrals_due(on=LOOKED_AT) if one[1].task is Task.REMIND_PARTNER]
        assert due, "no reminder is ever due: the script says nothing of reminders"
        self.note("remind_partner", case, "2021-09-20", number=number)
        answer = {"number": number, "reply": "rejected", "reason": "not_entitled"}
        self.note("note_referral_answer", case, "2021-09-21", **answer)
        self.note("propose_referral", case, "2021-09-22", partner="msa", purpose="benefit_rights")
        number = self.caseload.case(case).referrals[-1].number
        self.note("send_referral", case, "2021-09-23", number=number, means="hand")
        self.note("take_referral_back", case, "2021-09-24", number=number, reason="household_asked")
        self.note("tell_referral_end", case, "2021-09-25", number=number)
        self.caseload.referrals(case, on=LOOKED_AT)

    def write_down(self, case: str) -> None:
        """What others report, what the later papers say, a word corrected, a file of entries."""
        answer = SocialServicesAnswer.UNKNOWN_TO
        self.caseload.answer(case, partner="msa", answer=answer, on=date(2021, 6, 26))
        settled = DebtSettledReported(case_id=case, occurred_on=date(2021, 6, 27), recorded_at=NOW, settled=True)
        self.caseload.record(case, settled, expected_version=self.caseload.case(case).version)
        lines = (
            f'{{"case": "{case}", "type": "departure-reported.v1", "on": "2021-06-28", "data": {{"departed": true}}}}',
            (
                f'{{"case": "{case}", "type": "open-elsewhere-reported.v1", "on": "2021-06-29", '
                '"data": {"partner": "ccas", "is_open": true}}'
            ),
            (
                f'{{"case": "{case}", "command": "record-attempt", "on": "2021-07-01", "channel": "sms", '
                '"outcome": "message_left"}'
            ),
        )
        self.caseload.record_batch(lines, dry_run=True)
        assert self.caseload.record_batch(lines).written
        self.caseload.read_documents(case, READ_LATER, on=date(2021, 8, 2))
        self.caseload.read_documents(case, READ_AT_LAST, on=date(2022, 5, 2))
        entry = self.caseload.case(case).version
        self.note("record_attempt", case, "2021-10-04", channel="email", outcome="no_answer")
        self.note("correct_entry", case, "2021-10-05", entry=entry + 1, reason="other_case")

    def end(self, case: str) -> None:
        """A colleague takes over, the contract ends, the case is closed and opened again."""
        transfer = {"social_worker": "social-1", "overlap_until": "2021-10-25"}
        self.note("transfer_case", case, "2021-10-11", **transfer)
        contract = self.caseload.case(case).engagement.contracts[-1].number
        self.note("end_contract", case, "2021-10-12", number=contract, reason="objectives_met")
        self.note("close_case", case, "2021-10-13", reason="plan_kept", outcome="maintained")
        self.note("reopen_case", case, "2021-10-14", reason="came_back")

    def others(self, case: str) -> None:
        """A second household of the case gets its own; a namesake is compared; one refuses, one takes its word back."""
        who = Identity(surname=Secret("Xqverdierot"), first_name=Secret("Ysaline"), born_on=Secret("1975-08-19"))
        day = date(2021, 10, 15)
        new = self.done(self.caseload.split(case, on=day, reason=SplitReason.SEPARATION, identity=who))
        self.note("give_agreement", new.case_id, "2021-10-16", medium="desk", proof="worker_record")
        self.note("withdraw_agreement", new.case_id, "2021-10-17", medium="email")
        second, third = self.caseload.find(SECOND), self.caseload.find(THIRD)
        self.note("refuse_agreement", second, "2021-05-21", medium="third_party")
        self.note("decide_same_case", third, "2021-10-18", other_case=second, same=False)

    def look(self, case: str) -> None:
        """Everything that is only read."""
        caseload, on = self.caseload, LOOKED_AT
        caseload.cases()
        caseload.case(case, on=on)
        caseload.events(case)
        caseload.entries(case, on=on)
        caseload.story(case, on=on)
        caseload.identity(case)
        caseload.faults()
        caseload.lock()
        caseload.rules(on)
        caseload.screen(on=on)
        caseload.explain(case, on=on)
        caseload.deadlines(case, on=on)
        caseload.worklist(on=on)
        caseload.silent(on=on, days=10)
        caseload.plan_rounds(on=on, worker="social-1")
        first, last = date(2021, 5, 1), date(2022, 4, 30)
        caseload.report(first, last, generated_on=on)
        caseload.indicators(first, last, by=("stage",), generated_on=on)
        caseload.verify()
        caseload.visits([case], on=on)
        caseload.information(case, on=on)
        caseload.engagement(case, on=on)
        caseload.to_go_through(case, on=on)
        caseload.landlord(case, on=on)
        caseload.guarantees_to_tell(case, on=on)
        caseload.mediation_to_tell(case, caseload.case(case).landlord.offers[-1].number, on=on)
        caseload.act_review(case, ActKind.COMMANDEMENT_DE_PAYER, on=on)
        caseload.reviews_counted(first, last)
        caseload.next_contact(case, on=on)
        caseload.follow_up(case, on=on)
        caseload.assessment(case, on=on)
        caseload.plugin_data("watcher.memo").read()
        for partner, purpose in (
            ("ccapex", SharingPurpose.INSTRUCTION),
            ("cd62", SharingPurpose.SOCIAL_SUPPORT),
            ("landlord", SharingPurpose.MEDIATION),
        ):
            caseload.view(case, partner=partner, purpose=purpose, on=on)


Opened = Callable[..., Caseload]
