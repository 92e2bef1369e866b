"""Exchange with partners by file: what leaves, once; what comes in, line by line."""

from datetime import UTC
from datetime import date
from datetime import datetime

import pytest

import prevexp
from prevexp.casework.referral.standing import Standing
from prevexp.casework.refusal import Refusal
from prevexp.domain.access import AccessAction
from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import TransferRefused
from prevexp.domain.life import ClosureOutcome
from prevexp.domain.referral import ReferralMeans
from prevexp.domain.referral import ReferralPurpose
from prevexp.domain.referral import ReferralStatus
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import ProofKind
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.testing.partner import FakePartner
from prevexp.testing.partner import Malformed

MAY = date(2021, 5, 4)
TEN = date(2021, 5, 10)
ELEVEN = date(2021, 5, 11)
NAMES = ("Zzexemplard", "Camille", "Inventé", "0639981234")


@pytest.fixture(params=["memory:", "sqlite"])
def caseload(request, tmp_path):
    """Open a caseload of territory 62 in the autumn of 2021."""
    store = "memory:" if request.param == "memory:" else f"sqlite:///{tmp_path / 'store.db'}"
    key, noon = tmp_path / "keys" / "master.key", datetime(2021, 11, 1, 12, tzinfo=UTC)
    with prevexp.open(store, territory="62", key_file=key, now=lambda: noon) as opened:
        yield opened


@pytest.fixture
def case_id(caseload, write_list):
    """Take one case in whose household agreed on 4 May."""
    caseload.receive(write_list({"dette_locative_eur": "1560.50"}), received_on=MAY)
    case_id = caseload.cases()[0].case_id
    caseload.give_agreement(case_id, on=MAY, proof=ProofKind.SIGNED_FORM)
    return case_id


@pytest.fixture
def cd(tmp_path):
    """Return the Conseil départemental, and the folder shared with partners."""
    return FakePartner(folder=tmp_path / "echanges" / "cd62")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "echanges"


@pytest.fixture
def sent(caseload, case_id, cd, folder):
    """Return the reference under which the Conseil départemental knows a referral sent to it on 11 May."""
    propose(caseload, case_id)
    caseload.send_referrals("cd62", on=ELEVEN, folder=folder)
    return cd.rows()[0]["reference_orientation"]


def propose(caseload, case_id, partner="cd62", purpose=ReferralPurpose.SOCIAL_SUPPORT, on=TEN):
    case = caseload.propose_referral(case_id, on=on, partner=partner, purpose=purpose)
    assert not isinstance(case, Refusal)
    return case.referrals[-1].number


def stand(caseload, case_id, on=date(2021, 10, 1)) -> Standing:
    """Return how the last referral stands."""
    return caseload.referrals(case_id, on=on)[-1]


def test_what_leaves_is_what_the_matrix_lets_pass(caseload, case_id, cd, sent):
    """The Conseil départemental has identity, address and debt by law, in the form of a French Excel; no id of ours."""
    (row,) = cd.rows()
    assert (row["objet"], row["demande"], row["envoyee_le"]) == ("orientation", "accompagnement social", "11/05/2021")
    assert (row["nom"], row["adresse_voie"]) == ("Zzexemplard", "1 rue du Modèle Inventé")
    assert (row["telephone"], row["dette_locative_eur"]) == ("'+33639981234", "1560,50")
    (batch,) = cd.batches()
    content = batch.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    assert case_id.encode() not in content
    assert batch.stat().st_mode & 0o777 == 0o600
    assert stand(caseload, case_id, on=ELEVEN).status is ReferralStatus.SENT


def test_each_row_that_leaves_is_a_line_of_the_access_journal_before_it_leaves(caseload, case_id, cd, folder):
    """Partner, purpose, the groups of the columns that hold something, the ground; a dry run notes nothing."""
    propose(caseload, case_id)
    caseload.send_referrals("cd62", on=ELEVEN, folder=folder, dry_run=True)
    assert caseload.access() == ()
    store = caseload.records.store
    with pytest.MonkeyPatch.context() as full:
        full.setattr(type(store), "set_setting", _broken)
        with pytest.raises(OSError, match="cut short"):
            caseload.send_referrals("cd62", on=ELEVEN, folder=folder)
    assert cd.batches() == []
    caseload.send_referrals("cd62", on=ELEVEN, folder=folder)
    (line,) = [one.line for one in caseload.access()]
    assert (line.action, line.about, line.partner) == (AccessAction.EXPORTED, case_id, "cd62")
    assert (line.purpose, line.basis) == ("social_support", "law")
    assert [str(group) for group in line.groups] == ["G1", "G2", "G4"]


def test_a_reminder_that_leaves_is_a_line_without_any_data_of_the_household(caseload, case_id, folder, sent):
    """It names the referral by the partner's reference, and that is all."""
    caseload.send_referrals("cd62", on=date(2021, 6, 30), folder=folder)
    line = caseload.access()[-1].line
    assert (line.purpose, [str(group) for group in line.groups], line.basis) == ("reminder", ["G12"], "")


def test_what_was_sent_is_not_sent_again(caseload, case_id, cd, folder, sent):
    """Nothing new is written, and it is said."""
    before = {path.name: path.read_bytes() for path in (folder / "cd62" / "envoi").iterdir()}
    again = caseload.send_referrals("cd62", on=ELEVEN, folder=folder)
    assert (again.file, again.sent, again.left) == (None, (), ())
    assert {path.name: path.read_bytes() for path in (folder / "cd62" / "envoi").iterdir()} == before
    assert len(caseload.events(case_id)) == 4


def test_a_batch_laid_and_not_noted_is_noted_by_the_next_run_and_not_laid_again(caseload, case_id, cd, folder):
    """Cut short after the receipt: the row is found there, and the referral was sent on that day."""
    propose(caseload, case_id)
    record, caseload.records.commit = caseload.records.commit, _broken
    with pytest.raises(OSError, match="cut short"):
        caseload.send_referrals("cd62", on=ELEVEN, folder=folder)
    caseload.records.commit = record
    assert stand(caseload, case_id).status is ReferralStatus.PROPOSED
    next_day = caseload.send_referrals("cd62", on=date(2021, 5, 12), folder=folder)
    assert (next_day.file, len(next_day.already)) == (None, 1)
    assert len(cd.rows()) == 1
    assert stand(caseload, case_id).sent_on == ELEVEN


def _broken(*_, **__):
    raise OSError("cut short")


def test_a_dry_run_writes_nothing_anywhere(caseload, case_id, folder):
    """It says what would go."""
    propose(caseload, case_id)
    tried = caseload.send_referrals("cd62", on=ELEVEN, folder=folder, dry_run=True)
    assert len(tried.sent) == 1
    assert not folder.exists()
    assert stand(caseload, case_id).status is ReferralStatus.PROPOSED


def test_without_a_ground_nothing_leaves(caseload, case_id, folder):
    """The territory names no convention with the ADIL: the referral stays with the team, which is told why."""
    propose(caseload, case_id, "adil", ReferralPurpose.LEGAL_ADVICE)
    kept = caseload.send_referrals("adil", on=ELEVEN, folder=folder)
    assert [(one.left, one.motion.value) for one in kept.left] == [("nothing-may-leave", "orientation")]
    assert not (folder / "adil").exists()


def test_a_purpose_that_does_not_leave_by_file_stays(caseload, case_id, folder):
    """It is to be sent otherwise, and noted."""
    number = propose(caseload, case_id, purpose=ReferralPurpose.LEGAL_ADVICE)
    kept = caseload.send_referrals("cd62", on=ELEVEN, folder=folder)
    assert [one.left for one in kept.left] == ["not-by-file"]
    caseload.send_referral(case_id, on=ELEVEN, number=number, means=ReferralMeans.LETTER)
    assert stand(caseload, case_id, on=ELEVEN).status is ReferralStatus.SENT


def test_nothing_leaves_of_a_day_after_which_the_household_took_its_agreement_back(caseload, case_id, folder):
    """The withdrawal of the 20th is known: what was due on the 11th does not leave any more."""
    propose(caseload, case_id)
    caseload.withdraw_agreement(case_id, on=date(2021, 5, 20))
    kept = caseload.send_referrals("cd62", on=ELEVEN, folder=folder)
    assert [one.left for one in kept.left] == ["over-since"]
    assert not folder.exists()


def test_no_reminder_leaves_for_a_referral_that_is_over_since(caseload, case_id, cd, folder, sent):
    """Due on the 18th; the household took its agreement back on the 20th, which is known."""
    caseload.withdraw_agreement(case_id, on=date(2021, 5, 20))
    kept = caseload.send_referrals("cd62", on=date(2021, 5, 18), folder=folder)
    assert [(one.motion.value, one.left) for one in kept.left] == [("relance", "over-since")]
    assert len(cd.rows()) == 1


def test_a_closed_case_asks_nothing_of_a_partner_and_holds_no_batch_back(caseload, case_id, folder, sent):
    """Neither the reminder of what was sent nor what was proposed; the day before, both are tried."""
    propose(caseload, case_id, purpose=ReferralPurpose.HOUSING_FUND, on=date(2021, 5, 24))
    caseload.close_case(
        case_id, on=date(2021, 5, 25), reason=ClosureReason.HANDED_OVER, outcome=ClosureOutcome.NOT_KNOWN
    )
    before = caseload.send_referrals("cd62", on=date(2021, 5, 24), folder=folder, dry_run=True)
    assert len((*before.sent, *before.left)) == 2
    after = caseload.send_referrals("cd62", on=date(2021, 5, 26), folder=folder)
    assert (after.sent, after.left) == ((), ())


def test_reminders_and_the_end_go_by_file_too_and_name_nobody(caseload, case_id, cd, folder, sent):
    """Seven days of silence; then the household takes its agreement back."""
    caseload.send_referrals("cd62", on=date(2021, 5, 17), folder=folder)
    assert len(cd.rows()) == 1
    for day in (18, 18, 19):
        caseload.send_referrals("cd62", on=date(2021, 5, day), folder=folder)
    assert [row["objet"] for row in cd.rows()] == ["orientation", "relance"]
    caseload.withdraw_agreement(case_id, on=date(2021, 5, 20))
    for _ in range(2):
        caseload.send_referrals("cd62", on=date(2021, 5, 21), folder=folder)
    rows = cd.rows()
    assert sorted(row["objet"] for row in rows) == ["fin", "orientation", "relance"]
    for row in rows:
        if row["objet"] != "orientation":
            assert row["reference_orientation"] == sent
            assert not any(name in text for name in NAMES for text in row.values())
    assert stand(caseload, case_id, on=date(2021, 5, 21)).told_on == date(2021, 5, 21)


def test_answers_are_noted_on_the_day_the_partner_gave_them(caseload, case_id, cd, sent):
    """A receipt, then a rejection with its reason; the same file again changes nothing."""
    path = cd.answer([(sent, "bien reçue", "", "12/05/2021"), (sent, "refusée", "complet", "14/05/2021")])
    received = caseload.receive_answers(path, partner="cd62", received_on=date(2021, 5, 20))
    assert received.counts == {"recorded": 2, "late": 0, "unchanged": 0, "refused": 0}
    now = stand(caseload, case_id)
    assert (now.status, now.received_on, now.since) == (
        ReferralStatus.REJECTED,
        date(2021, 5, 12),
        date(2021, 5, 14),
    )
    before = caseload.case(case_id)
    again = caseload.receive_answers(path, partner="cd62", received_on=date(2021, 5, 21))
    assert again.counts == {"recorded": 0, "late": 0, "unchanged": 2, "refused": 0}
    assert caseload.case(case_id) == before


def test_the_partner_may_fill_in_the_file_it_was_sent_or_a_workbook(caseload, case_id, cd, sent):
    """Rows without an answer say nothing."""
    path = cd.fill_in(cd.batches()[0], {sent: ("Acceptée", "13/05/2021")})
    assert caseload.receive_answers(path, partner="cd62", received_on=date(2021, 5, 20)).counts["recorded"] == 1
    empty = cd.fill_in(cd.batches()[0], {})
    assert caseload.receive_answers(empty, partner="cd62", received_on=date(2021, 5, 20)).lines == ()
    book = cd.answer_in_workbook([(sent, "en cours", "", "15/05/2021")])
    assert caseload.receive_answers(book, partner="cd62", received_on=date(2021, 5, 20)).ok
    assert stand(caseload, case_id, on=date(2021, 5, 20)).status is ReferralStatus.IN_PROGRESS


def test_a_reference_is_known_however_the_partner_writes_it(caseload, case_id, cd, sent):
    """In small letters, without its dashes."""
    path = cd.answer([(sent.lower().replace("-", " "), "acceptée", "", "14/05/2021")])
    assert caseload.receive_answers(path, partner="cd62", received_on=date(2021, 5, 20)).counts["recorded"] == 1


def test_a_late_answer_is_kept_and_puts_nobody_in_charge(caseload, case_id, cd, sent):
    """The household took its agreement back on the 13th; the acceptance of the 14th is a fact, no more."""
    caseload.withdraw_agreement(case_id, on=date(2021, 5, 13))
    path = cd.answer([(sent, "acceptée", "", "14/05/2021")])
    assert caseload.receive_answers(path, partner="cd62", received_on=date(2021, 5, 20)).counts["late"] == 1
    now = stand(caseload, case_id)
    assert (now.status, now.in_charge, len(now.late)) == (ReferralStatus.WITHDRAWN, False, 1)


REFUSED_LINES = {
    Malformed.TRUNCATED: ("unparsable-date", "date_reponse"),
    Malformed.CONTRADICTING_LINES: ("conflicting-lines", None),
    Malformed.DATES_REVERSED: ("unparsable-date", "date_reponse"),
    Malformed.BEFORE_SENDING: ("not-sent-yet", "date_reponse"),
    Malformed.FORMULA_CELLS: ("formula-cell", "reponse"),
    Malformed.UNKNOWN_REFERENCE: ("unknown-reference", "reference_orientation"),
    Malformed.UNKNOWN_WORD: ("unknown-value", "reponse"),
    Malformed.WRONG_ENCODING: ("unreadable-cell", "reponse"),
}
REFUSED_FILES = {
    Malformed.WRONG_COLUMNS: "missing-column",
    Malformed.UNCLOSED_QUOTE: "unclosed-quote",
    Malformed.EMPTY: "empty-file",
    Malformed.NOT_A_TABLE: "unreadable-cell",
    Malformed.BROKEN_WORKBOOK: "not-a-workbook",
}


@pytest.mark.parametrize("how", Malformed)
def test_a_malformed_reply_writes_nothing_half(caseload, case_id, cd, sent, how):
    """A line is refused with its code and column, or the file as a whole; a line said twice counts once."""
    before = caseload.case(case_id)
    path = cd.misbehave(how, sent, day="14/05/2021")
    if how in REFUSED_FILES:
        with pytest.raises(TransferRefused) as refused:
            caseload.receive_answers(path, partner="cd62", received_on=date(2021, 5, 20))
        assert refused.value.reason == REFUSED_FILES[how]
    else:
        received = caseload.receive_answers(path, partner="cd62", received_on=date(2021, 5, 20))
        if how is Malformed.DUPLICATE_LINES:
            assert received.counts == {"recorded": 1, "late": 0, "unchanged": 1, "refused": 0}
            return
        assert {(line.code, line.column) for line in received.lines} == {REFUSED_LINES[how]}
        assert not received.ok
    assert caseload.case(case_id) == before


def test_good_lines_beside_a_bad_one_are_taken(caseload, case_id, cd, sent):
    """The bad one is told with its line."""
    path = cd.answer([(sent, "acceptée", "", "14/05/2021"), (sent, "peut-être", "", "15/05/2021")])
    received = caseload.receive_answers(path, partner="cd62", received_on=date(2021, 5, 20))
    assert [(one.line, one.outcome, one.code) for one in received.lines] == [
        (2, "recorded", None),
        (3, "refused", "unknown-value"),
    ]
    assert stand(caseload, case_id, on=date(2021, 5, 20)).status is ReferralStatus.ACCEPTED


def test_another_partner_s_referral_or_another_case_is_not_answered(caseload, case_id, cd, sent, tmp_path):
    """The CAF may not answer for the Conseil départemental; a case that does not go with the reference is seen."""
    path = cd.answer([(sent, "acceptée", "", "14/05/2021")])
    by_caf = caseload.receive_answers(path, partner="caf", received_on=date(2021, 5, 20))
    assert [one.code for one in by_caf.lines] == ["other-partner"]
    crossed = cd.leave(f"reference_orientation;dossier;reponse;date\n{sent};62-2021-9;acceptée;14/05/2021\n".encode())
    assert [
        one.code for one in caseload.receive_answers(crossed, partner="cd62", received_on=date(2021, 5, 20)).lines
    ] == ["other-case"]


def test_a_list_of_followed_households_becomes_dated_answers(caseload, case_id, cd):
    """On the true day, once; an unknown reference and a bare « inconnu » are told."""
    lines = [
        ("62-2021-1", "suivi", "03/05/2021"),
        ("62-2021-77", "non", "03/05/2021"),
        ("62-2021-1", "inconnu", "04/05/2021"),
    ]
    path = cd.say_followed(lines)
    received = caseload.receive_answers(path, partner="cd62", received_on=date(2021, 5, 20))
    assert [(one.line, one.outcome, one.code) for one in received.lines] == [
        (2, "recorded", None),
        (3, "refused", "unknown-reference"),
        (4, "refused", "unknown-value"),
    ]
    answers = [(one.partner, one.answer, one.answered_on) for one in caseload.case(case_id).answers]
    assert ("cd62", SocialServicesAnswer.FOLLOWED, date(2021, 5, 3)) in answers
    again = caseload.receive_answers(path, partner="cd62", received_on=date(2021, 5, 20))
    assert again.counts["unchanged"] == 1


def test_a_partner_without_an_exchange_by_file_is_named(caseload, folder):
    """With those that have one."""
    with pytest.raises(InvalidValue, match="cd62"):
        caseload.send_referrals("ccas", on=ELEVEN, folder=folder)


def test_no_receipt_and_no_result_says_who_the_household_is(caseload, case_id, cd, folder, sent):
    """Neither of what was sent, nor of what came in."""
    path = cd.answer([(sent, "peut-être Zzexemplard", "", "14/05/2021")])
    received = caseload.receive_answers(path, partner="cd62", received_on=date(2021, 5, 20))
    receipts = [receipt.read_text(encoding="utf-8") for receipt in folder.rglob("*.recu.csv")]
    assert receipts
    for text in (*receipts, repr(received)):
        assert not any(name in text for name in (*NAMES, case_id))
    assert all(text.startswith("ligne,date,fichier\n") for text in receipts)
