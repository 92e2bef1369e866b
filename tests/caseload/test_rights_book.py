"""What a person asks of its data, through the facade: a copy, a rectification, a limitation, an erasure, the alarm."""

import json
from datetime import UTC
from datetime import date
from datetime import datetime

import attrs
import pytest

import prevexp
from prevexp.casework.assessment.commands import Assess
from prevexp.casework.commands import NoteChannelSafety
from prevexp.casework.commands import RecordAttempt
from prevexp.casework.refusal import Refusal
from prevexp.domain.access import AccessAction
from prevexp.domain.assessment import Findings
from prevexp.domain.errors import Erased
from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import UnknownCase
from prevexp.domain.event_types import EVENT_TYPES
from prevexp.domain.events import DebtSettledReported
from prevexp.domain.life import CorrectionReason
from prevexp.domain.paper import LetterKind
from prevexp.domain.referral import ReferralMeans
from prevexp.domain.referral import ReferralPurpose
from prevexp.domain.rights import LimitationReason
from prevexp.domain.rights import NoticeSubject
from prevexp.domain.rights import PersonRight
from prevexp.domain.rights import RefusalGround
from prevexp.domain.rights import RequestAnswer
from prevexp.domain.rights_events import IdentityRectified
from prevexp.domain.sharing import FileState
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import Place
from prevexp.domain.vocabulary import ProofKind
from prevexp.privacy.person_copy import OF_OTHERS
from prevexp.privacy.person_copy import _pruned
from prevexp.render.person_export import left_out
from prevexp.render.person_export import person_html

MAY, TEN, JUNE = date(2021, 5, 4), date(2021, 5, 10), date(2021, 6, 7)
NOW = datetime(2021, 8, 1, 12, tzinfo=UTC)


IN_A_FILE = pytest.mark.parametrize("caseload", ["file"], indirect=True)


@pytest.fixture
def caseload(request, tmp_path):
    """Open a caseload in memory, or in a file for a test that asks for one."""
    store = f"sqlite:///{tmp_path / 'store.db'}" if getattr(request, "param", "") == "file" else "memory:"
    with prevexp.open(store, territory="62", key_file=tmp_path / "keys" / "k", now=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def case_id(caseload, write_list):
    """Take one case in; its household is met, agrees, is assessed with an illness and sent on to the ADIL."""
    caseload.receive(write_list({}), received_on=MAY)
    caseload.allocate(on=MAY)
    case_id = caseload.cases()[0].case_id
    met = {"channel": Channel.VISIT_PLANNED, "outcome": AttemptOutcome.MET, "place": Place.HOME}
    caseload.record_attempt(case_id, on=TEN, workers=("social-1",), **met)
    caseload.give_agreement(case_id, on=TEN, proof=ProofKind.SIGNED_FORM)
    caseload.do(case_id, NoteChannelSafety(on=TEN, channel=Channel.PHONE, safe=False))
    ill = Findings(health_among_causes=True)
    caseload.do(case_id, Assess(on=TEN, place=Place.HOME, workers=("social-1",), findings=ill))
    sent = caseload.propose_referral(case_id, on=TEN, partner="adil", purpose=ReferralPurpose.LEGAL_ADVICE)
    caseload.send_referral(case_id, on=TEN, number=sent.referrals[0].number, means=ReferralMeans.LETTER)
    return case_id


def done(result):
    assert not isinstance(result, Refusal), result
    return result


def code(result):
    assert isinstance(result, Refusal), result
    return result.code.value


@IN_A_FILE
def test_a_copy_holds_what_is_kept_and_who_received_it_and_is_noted(caseload, case_id):
    """Identity, list, entries, the referral, what an authorised look showed; the same in the page and in the data."""
    caseload.note_access(
        AccessAction.SHARED,
        about=case_id,
        partner="ccapex",
        purpose="instruction",
        groups=(FieldGroup.DEBT_AND_PROCEDURE,),
        basis="law",
    )
    caseload.note_access(AccessAction.SHARED, about="another", partner="caf", purpose="benefit_rights")
    export = caseload.export_person(case_id, on=date(2021, 8, 1))
    told = export.to_json()
    assert (told["schema"], told["identity"]["surname"]) == ("prevexp.person-export.v1", "Zzexemplard")
    assert told["cases"][0]["entries"][0]["data"]["facts"]["arrears_cents"] == 156_050
    assert [(one["partner"], one["on"], one["groups"]) for one in told["received"]] == [
        ("adil", "2021-05-10", []),
        ("ccapex", "2021-08-01", ["G4"]),
    ]
    page = person_html(export)
    for said in ("Zzexemplard", "1 560,50", "ADIL", "accord au diagnostic donné", "CCAPEX", "CNIL"):
        assert said.replace(" ", "\u202f") in page or said in page, said
    assert "<script" not in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    noted = [one for one in caseload.records.access.lines("2021-08") if one.action is AccessAction.PERSON_EXPORT]
    assert [one.about for one in noted] == [case_id]


def test_a_copy_says_nothing_of_other_people_nor_of_who_of_the_team_did_what(caseload, case_id):
    """No worker, no unsafe channel, no case of somebody else, in neither form; entries are numbered without a gap."""
    export = caseload.export_person(case_id, on=TEN, sensitive=True)
    data = json.dumps(export.to_json())
    for hidden in ("social-1", "legal-1", "social-2", "channel-safety", case_id):
        assert hidden not in data
        assert hidden not in person_html(export)
    assert "sans risque" not in person_html(export)
    assert "à ne pas utiliser" not in person_html(export)
    numbers = [entry.number for entry in export.cases[0].entries]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) < len(caseload.entries(case_id, on=TEN))


def test_health_stays_out_until_somebody_made_sure_who_asks(caseload, case_id):
    """Not in the data, not in the page, and whoever hands it over is told so; with `sensitive` it is in both."""
    without, all_of_it = (caseload.export_person(case_id, on=TEN, sensitive=one) for one in (False, True))
    assert "health_among_causes" not in json.dumps(without.to_json())
    assert '"health_among_causes": true' in json.dumps(all_of_it.to_json())
    assert "Santé" not in person_html(without)
    assert "Santé" in person_html(all_of_it)
    assert any("--sensitive" in line for line in left_out(without))
    assert not any("--sensitive" in line for line in left_out(all_of_it))


def test_what_rests_on_the_agreement_is_flagged_as_portable(caseload, case_id):
    """The assessment and the referral are; the list and the contact are not."""
    entries = caseload.export_person(case_id, on=TEN).to_json()["cases"][0]["entries"]
    flags = {entry["event"]: entry["portable"] for entry in entries}
    assert flags["assessment-made.v1"]
    assert flags["referral-proposed.v1"]
    assert not flags["case-received.v1"]
    assert not flags["contact-attempted.v2"]


@pytest.mark.parametrize("kind", sorted(EVENT_TYPES.values(), key=lambda kind: kind.slug), ids=lambda kind: kind.slug)
def test_no_field_that_names_a_worker_or_another_case_is_handed_over(kind):
    """Whatever the event: told by the names of its fields, so that a field added tomorrow is seen here."""
    everything = {field.name: "x" for field in attrs.fields(kind)}
    kept = _pruned(kind, everything, sensitive=True)
    assert kind in OF_OTHERS or not [name for name in kept if "worker" in name or name.endswith("_case")]


def test_an_entry_of_a_plugin_that_is_gone_is_told_and_whoever_hands_the_copy_over_is_warned(caseload, case_id):
    """Its kind stands in the copy, its content cannot be read."""
    raw = json.dumps(
        {
            "type": "absent.thing-noted.v1",
            "data": {
                "case_id": case_id,
                "occurred_on": "2021-05-11",
                "recorded_at": "2021-05-11T08:00:00+00:00",
                "said": "zz-content",
            },
        }
    ).encode()
    event = caseload.records.codec.decode(raw)
    caseload.record(case_id, event, expected_version=caseload.case(case_id).version)
    export = caseload.export_person(case_id, on=JUNE)
    assert export.to_json()["cases"][0]["entries"][-1]["event"] == "absent.thing-noted.v1"
    assert "zz-content" not in json.dumps(export.to_json())
    assert any("absent.thing-noted.v1" in line for line in left_out(export))


def test_a_copy_goes_up_to_its_day_and_covers_cases_that_a_person_found_to_be_one(caseload, case_id, write_list):
    """The day before its reception there is no case; a duplicate is in the copy of either."""
    caseload.receive(write_list({"id_dossier": "62-2021-9", "locataire_nom": "Autrenom"}), received_on=TEN)
    other = next(case.case_id for case in caseload.cases() if case.case_id != case_id)
    with pytest.raises(UnknownCase):
        caseload.export_person(other, on=date(2021, 5, 9))
    assert len(caseload.export_person(case_id, on=JUNE).cases) == 1
    done(caseload.decide_same_case(case_id, on=JUNE, other_case=other, same=True))
    for one in (case_id, other):
        cases = caseload.export_person(one, on=JUNE).cases
        assert {exported.case.case_id for exported in cases} == {case_id, other}


@IN_A_FILE
def test_a_rectified_name_is_in_the_vault_found_by_lists_and_changed_by_none(caseload, case_id, write_list):
    """A list that is still wrong finds the case and changes no name; the ADIL, which had the old one, is to be told."""
    done(caseload.rectify(case_id, on=JUNE, surname="Zzexemple", phone="03 21 00 00 01"))
    identity = caseload.identity(case_id)
    assert (identity.surname.reveal(), identity.phone.reveal()) == ("Zzexemple", "+33321000001")
    notices = caseload.case(case_id).rights.notices
    assert [(one.partner, one.subject) for one in notices] == [("adil", NoticeSubject.RECTIFICATION)]
    wrong = caseload.receive(write_list({"dette_locative_eur": "1700"}), received_on=JUNE)
    right = caseload.receive(
        write_list({"locataire_nom": "Zzexemple", "id_dossier": "62-2021-77", "dette_locative_eur": "1560.50"}),
        received_on=JUNE,
    )
    assert [one.to_json()["rows"][0]["changed"] for one in (wrong, right)] == [["dette_locative_eur"]] * 2
    assert len(caseload.cases()) == 1
    assert caseload.identity(case_id).surname.reveal() == "Zzexemple"
    assert caseload.case(case_id).facts.arrears_cents == 156_050
    assert code(caseload.rectify(case_id, on=JUNE, surname="Zzexemple")) == "nothing-to-rectify"


def test_what_cannot_be_used_is_not_repeated(caseload, case_id):
    """A phone, an e-mail, a birth date, a field that is none: refused without the value, and nothing is written."""
    before = caseload.identity(case_id)
    for said in ({"phone": "zz-secret"}, {"email": "zz-secret"}, {"born_on": "zz-secret"}, {"nom": "zz-secret"}):
        with pytest.raises(InvalidValue) as refused:
            caseload.rectify(case_id, on=JUNE, **said)
        assert "zz-secret" not in f"{refused.value} {refused.value.params}"
    assert caseload.identity(case_id) == before
    event = IdentityRectified(case_id=case_id, occurred_on=TEN, recorded_at=NOW, fields=("surname",))
    with pytest.raises(InvalidValue):
        caseload.record(case_id, event, expected_version=caseload.case(case_id).version)


def test_a_struck_entry_is_told_to_who_received_data(caseload, case_id):
    """The entry is struck and each recipient is due; of a case nobody received, nobody is."""
    entry = next(one.number for one in caseload.entries(case_id) if one.event.slug == "contact-attempted.v2")
    assert (
        code(caseload.rectify_entry(case_id, on=JUNE, entry=1, reason=CorrectionReason.NEVER_HAPPENED))
        == "not-correctable"
    )
    after = done(caseload.rectify_entry(case_id, on=JUNE, entry=entry, reason=CorrectionReason.NEVER_HAPPENED))
    assert [one.partner for one in after.rights.notices] == ["adil"]
    assert after.attempts == ()


def test_a_frozen_case_stays_as_it_is_whatever_a_list_says_and_nothing_of_it_leaves(caseload, case_id, write_list):
    """The row is told to be stopped; lifted, the next list changes it; views are empty meanwhile."""
    done(caseload.freeze(case_id, on=JUNE, reason=LimitationReason.ACCURACY_CONTESTED))
    before = caseload.case(case_id)
    intake = caseload.receive(write_list({"dette_locative_eur": "1700", "id_dossier": "62-2021-1"}), received_on=JUNE)
    row = intake.to_json()["rows"][0]
    assert (row["outcome"], [one["reason"] for one in row["warnings"]]) == ("duplicate", ["use-stopped"])
    assert caseload.case(case_id) == before
    found = caseload.view(case_id, partner="ccapex", purpose="instruction", on=JUNE)
    assert (found.state, found.empty) == (FileState.FROZEN, True)
    assert code(caseload.record_attempt(case_id, on=JUNE, channel=Channel.PHONE, outcome=AttemptOutcome.REACHED)) == (
        "processing-limited"
    )
    done(caseload.lift(case_id, on=date(2021, 6, 9), channel=Channel.LETTER))
    caseload.receive(write_list({"dette_locative_eur": "1800"}), received_on=date(2021, 6, 9))
    assert caseload.case(case_id).facts.arrears_cents == 180_000


def test_an_event_past_the_commands_and_a_batch_are_stopped_too(caseload, case_id):
    """`record` raises, a line of a file is refused, by the same rule."""
    done(caseload.object(case_id, on=JUNE))
    event = DebtSettledReported(case_id=case_id, occurred_on=JUNE, recorded_at=NOW, settled=True)
    with pytest.raises(InvalidValue):
        caseload.record(case_id, event, expected_version=caseload.case(case_id).version)
    line = json.dumps({"case": case_id, "command": "fix-appointment", "on": "2021-06-08", "day": "2021-06-09"})
    assert [one.code for one in caseload.record_batch([line]).refused] == ["person-objected"]


def test_who_objects_is_neither_screened_nor_allocated_nor_written_to(caseload, write_list, case_id):
    """Before anybody answers for the case; the sheet on data and rights may still be made."""
    caseload.receive(
        write_list({"id_dossier": "62-2021-5", "locataire_nom": "Zzautre", "adresse_voie": "9 rue X"}), received_on=TEN
    )
    other = next(case.case_id for case in caseload.cases() if case.case_id != case_id)
    assert other in {one.case.case_id for one in caseload.screen(on=TEN)}
    done(caseload.object(other, on=TEN, channel=Channel.LETTER))
    assert other not in {one.case.case_id for one in caseload.screen(on=TEN)}
    assert other not in {event.case_id for event in caseload.allocate(on=JUNE).events(NOW)}
    assert caseload.case(other).allocation is None
    assert code(caseload.letter(other, LetterKind.FIRST_LETTER, on=TEN)) == "person-objected"
    done(caseload.letter(other, LetterKind.DATA_INFORMATION, on=TEN))


def test_nothing_goes_by_file_of_a_case_at_a_standstill_but_word_of_an_end(caseload, case_id, tmp_path):
    """A referral proposed before the limitation does not leave after it."""
    proposed = caseload.propose_referral(case_id, on=TEN, partner="cd62", purpose=ReferralPurpose.HOUSING_FUND)
    number = proposed.referrals[-1].number
    before = caseload.send_referrals("cd62", on=TEN, folder=tmp_path, dry_run=True)
    assert [one.number for one in before.sent] == [number]
    done(caseload.freeze(case_id, on=TEN, reason=LimitationReason.UNLAWFUL))
    after = caseload.send_referrals("cd62", on=TEN, folder=tmp_path)
    assert (after.sent, after.file) == ((), None)
    assert {one.left for one in after.left} <= {"processing-limited", "nothing-may-leave"}


@IN_A_FILE
def test_an_erasure_is_decided_told_to_recipients_and_then_done(caseload, case_id):
    """Refused before it is granted and while a recipient does not know; afterwards nothing can be read."""
    assert code(caseload.erase_on_request(case_id, on=JUNE)) == "no-erasure-granted"
    number = done(caseload.request_right(case_id, on=JUNE, right=PersonRight.ERASURE)).rights.requests[0].number
    assert code(caseload.erase_on_request(case_id, on=JUNE)) == "no-erasure-granted"
    granted = done(caseload.answer_right_request(case_id, on=JUNE, number=number, answer=RequestAnswer.GRANTED))
    (notice,) = granted.rights.notices
    assert (notice.partner, notice.subject) == ("adil", NoticeSubject.ERASURE)
    assert code(caseload.erase_on_request(case_id, on=JUNE)) == "recipients-to-tell"
    done(caseload.tell_recipient(case_id, number=notice.number, on=JUNE))
    assert caseload.erase_on_request(case_id, on=JUNE) is None
    with pytest.raises(Erased):
        caseload.case(case_id)


def test_an_erasure_that_is_refused_leaves_the_case_as_it_is(caseload, case_id):
    """With its ground; the case is worked on as before."""
    number = done(caseload.request_right(case_id, on=JUNE, right=PersonRight.ERASURE)).rights.requests[0].number
    said = {"answer": RequestAnswer.REFUSED, "ground": RefusalGround.PUBLIC_TASK}
    after = done(caseload.answer_right_request(case_id, on=JUNE, number=number, **said))
    assert after.rights.notices == ()
    assert code(caseload.erase_on_request(case_id, on=JUNE)) == "no-erasure-granted"
    done(caseload.do(case_id, RecordAttempt(on=JUNE, channel=Channel.PHONE, outcome=AttemptOutcome.REACHED)))


def test_the_alarm_names_who_was_not_informed_the_day_after_the_last_one(caseload, write_list):
    """A month after the list, allocated or not; informed, it is silent, and says with which text."""
    caseload.receive(write_list({}), received_on=MAY)
    case_id = caseload.cases()[0].case_id
    days = [caseload.person_findings(on=date(2021, 6, day)) for day in (4, 5)]
    assert [[(one.kind.value, one.due_on) for one in found] for found in days] == [
        [],
        [("not-informed", date(2021, 6, 4))],
    ]
    done(caseload.inform(case_id, on=JUNE, channel=Channel.LETTER))
    assert caseload.person_findings(on=JUNE) == ()
    (told,) = caseload.case(case_id).informed
    assert (told.source, told.text) == ("ccapex", caseload.pack.letters.version_told)


def test_the_alarm_names_answers_notices_and_erasures_that_are_late(caseload, case_id):
    """Each the day after its last day; done, it is silent."""
    done(caseload.inform(case_id, on=TEN, channel=Channel.VISIT_PLANNED))
    erasure = done(caseload.request_right(case_id, on=JUNE, right=PersonRight.ERASURE)).rights.requests[0].number
    kinds = [[one.kind.value for one in caseload.person_findings(on=date(2021, 7, day))] for day in (7, 8)]
    assert kinds == [[], ["not-answered"]]
    done(caseload.answer_right_request(case_id, on=date(2021, 7, 8), number=erasure, answer=RequestAnswer.GRANTED))
    found = [[one.kind.value for one in caseload.person_findings(on=date(2021, 7, day))] for day in (8, 9)]
    assert found == [[], ["not-erased", "recipient-not-told"]]
    done(caseload.tell_recipient(case_id, number=caseload.case(case_id).rights.notices[0].number, on=date(2021, 7, 9)))
    assert [one.kind.value for one in caseload.person_findings(on=date(2021, 7, 9))] == ["not-erased"]


def test_a_referral_of_another_day_is_not_yet_received(caseload, case_id):
    """The copy of the day before knows no recipient."""
    assert caseload.received_by(case_id, on=date(2021, 5, 9)) == ()
    assert [one.partner for one in caseload.received_by(case_id, on=TEN)] == ["adil"]
