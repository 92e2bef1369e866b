"""Letters and visit sheets through the facade: what is noted of them, and what never leaves the vault."""

import json
from datetime import UTC
from datetime import date
from datetime import datetime

import attrs
import pytest

import prevexp
from prevexp.caseload.letters import ADDRESSED
from prevexp.caseload.letters import Meeting
from prevexp.casework.commands import NoteChannelSafety
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.errors import InvalidValue
from prevexp.domain.paper import LetterKind
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ProofKind

MAY = date(2021, 5, 4)
TEN = date(2021, 5, 10)
MEETING = Meeting(on=date(2021, 5, 20), at="14 h", place="Maison des services")
PERSONAL = ("Zzexemplard", "Camille", "Modèle Inventé", "+33639981234", "1980-02-29")


@pytest.fixture(params=["memory:", "sqlite"])
def caseload(request, tmp_path, write_list):
    """One case given to the team, in the summer of 2021."""
    store = "memory:" if request.param == "memory:" else f"sqlite:///{tmp_path / 'store.db'}"
    key, noon = tmp_path / "keys" / "master.key", datetime(2021, 8, 1, 12, tzinfo=UTC)
    with prevexp.open(store, territory="62", key_file=key, now=lambda: noon) as opened:
        opened.receive(write_list({}), received_on=MAY)
        opened.allocate(on=MAY)
        yield opened


@pytest.fixture
def case_id(caseload):
    return caseload.cases()[0].case_id


def made(caseload, case_id, kind, **more):
    meeting = MEETING if kind is LetterKind.APPOINTMENT else None
    return caseload.letter(case_id, kind, on=TEN, meeting=meeting, **more)


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_is_noted_without_its_text_and_without_an_attempt(caseload, case_id, kind):
    """The journal says which template, its fingerprint, to whom, by which channel; a dry run notes nothing."""
    before = caseload.case(case_id)
    made(caseload, case_id, kind, dry_run=True)
    assert caseload.case(case_id) == before
    letter = made(caseload, case_id, kind)
    after = caseload.case(case_id)
    (noted,) = after.letters
    assert (noted.kind, noted.template, noted.fingerprint) == (kind, letter.template.id, letter.template.fingerprint)
    assert after.attempts == ()
    body = caseload.records.codec.encode(caseload.events(case_id)[-1]).decode()
    assert len(body) < 400
    assert not any(word in body for word in PERSONAL)


@pytest.mark.parametrize("kind", LetterKind)
def test_who_the_people_are_stands_in_the_address_and_nowhere_else(caseload, case_id, kind):
    """Nor in a repr; a notice, a message and the sheet on data have no address at all."""
    letter = made(caseload, case_id, kind)
    assert not any(word in repr(letter) or word in str(dict(letter.values)) for word in PERSONAL)
    to_household = kind in ADDRESSED and kind is not LetterKind.LANDLORD_INFORMATION
    shown = [line.reveal() for line in letter.address]
    assert shown == (["Camille Zzexemplard", "1 rue du Modèle Inventé", "62000 Arras"] if to_household else [])


def test_an_appointment_needs_a_meeting_and_no_other_letter_has_one(caseload, case_id):
    """Day and place, each a line."""
    with pytest.raises(InvalidValue):
        caseload.letter(case_id, LetterKind.APPOINTMENT, on=TEN)
    with pytest.raises(InvalidValue):
        caseload.letter(case_id, LetterKind.SMS, on=TEN, meeting=MEETING)
    with pytest.raises(InvalidValue):
        caseload.letter(case_id, LetterKind.APPOINTMENT, on=date(2021, 5, 21), meeting=MEETING)
    for place in ("", " ", "x" * 201, "a\nb"):
        with pytest.raises(InvalidValue):
            Meeting(on=TEN, place=place)


def test_a_refused_letter_is_not_made_and_not_noted(caseload, case_id):
    """A household that said no, in a dry run as well."""
    caseload.refuse_agreement(case_id, on=TEN)
    before = caseload.case(case_id)
    for dry_run in (True, False):
        refused = made(caseload, case_id, LetterKind.FIRST_LETTER, dry_run=dry_run)
        assert refused.code is RefusalCode.NOT_APPROACHED
    assert caseload.case(case_id) == before


def test_a_household_is_informed_and_since_when(caseload, case_id):
    """A letter made informs nobody; the information noted does."""
    made(caseload, case_id, LetterKind.DATA_INFORMATION)
    assert caseload.information(case_id, on=TEN).informed_on is None
    caseload.inform(case_id, on=TEN, channel=Channel.LETTER)
    state = caseload.information(case_id, on=date(2021, 7, 1))
    assert (state.informed_on, state.due_on, state.missing(date(2021, 7, 1))) == (TEN, date(2021, 6, 4), False)


def test_a_visit_has_the_way_what_is_due_and_what_to_ask(caseload, case_id):
    """From the vault, the agenda, the law and what is not known."""
    (visit,) = caseload.visits([case_id], on=TEN)
    assert [line.reveal() for line in visit.address] == [
        "Camille Zzexemplard",
        "1 rue du Modèle Inventé",
        "62000 Arras",
    ]
    assert (visit.withheld, visit.careful, visit.initials) == (False, False, "C. Z.")
    assert visit.inform_by == date(2021, 6, 4)
    assert {"lease_concluded_on", "commandement_served_on"} <= set(visit.to_read)
    assert all(one.on >= TEN for one in visit.deadlines)
    assert not any(word in repr(visit) for word in PERSONAL)
    caseload.read_documents(case_id, {"lease_concluded_on": "2018-05-01"}, on=TEN)
    assert "lease_concluded_on" not in caseload.visits([case_id], on=TEN)[0].to_read


@pytest.mark.parametrize("reason", ["refused", "unsafe"])
def test_where_nobody_goes_the_address_stays_in_the_vault(caseload, case_id, reason):
    """A household that said no, or that a visit would put at risk; the day before, it was on the sheet."""
    if reason == "refused":
        caseload.record_attempt(case_id, on=TEN, channel=Channel.PHONE, outcome=AttemptOutcome.REFUSED)
    else:
        for channel in (Channel.VISIT_PLANNED, Channel.VISIT_UNANNOUNCED):
            caseload.do(case_id, NoteChannelSafety(on=TEN, channel=channel, safe=False))
    (visit,) = caseload.visits([case_id], on=TEN)
    assert (visit.withheld, visit.address, visit.careful) == (True, (), reason == "unsafe")
    assert caseload.visits([case_id], on=date(2021, 5, 9))[0].address


def test_one_unsafe_channel_has_no_box_and_only_a_mark(caseload, case_id):
    """The announced visit is possible, the unannounced one is not on the sheet; nothing says why."""
    caseload.do(case_id, NoteChannelSafety(on=TEN, channel=Channel.VISIT_UNANNOUNCED, safe=False))
    (visit,) = caseload.visits([case_id], on=TEN)
    assert visit.channels == (Channel.VISIT_PLANNED, Channel.DESK)
    assert (visit.careful, visit.withheld) == (True, False)


def test_an_agreement_in_force_is_known_on_the_sheet(caseload, case_id):
    """From its day on."""
    caseload.give_agreement(case_id, on=TEN, proof=ProofKind.SIGNED_FORM)
    assert [caseload.visits([case_id], on=day)[0].agreed for day in (date(2021, 5, 9), TEN)] == [False, True]


def test_letters_and_information_can_be_entered_later(caseload, case_id):
    """As every command of the casework."""
    fields = {"kind": "first_letter", "template": "prevexp:first_letter", "fingerprint": "0123456789abcdef"}
    lines = [
        json.dumps({"case": "62-2021-1", "command": "make-letter", "on": "2021-05-10", **fields}),
        json.dumps({"case": "62-2021-1", "command": "inform-person", "on": "2021-05-11", "channel": "letter"}),
    ]
    assert caseload.record_batch(lines).written
    assert [len(caseload.case(case_id).letters), len(caseload.case(case_id).informed)] == [1, 1]


def test_a_draft_says_what_is_still_to_be_filled_in(caseload, case_id):
    """Of what this letter shows, and of nothing else."""
    assert made(caseload, case_id, LetterKind.SMS).incomplete == ("phone",)
    assert set(made(caseload, case_id, LetterKind.DATA_INFORMATION).incomplete) == {"controller", "dpo"}
    complete = attrs.evolve(made(caseload, case_id, LetterKind.SMS), values={"phone": "03", "discreet_sender": "x"})
    assert complete.incomplete == ()
