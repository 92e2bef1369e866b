"""Who read which sensitive group, who was handed what: written before it is handed out, or it is not handed out."""

from datetime import UTC
from datetime import date
from datetime import datetime

import pytest

import prevexp
from prevexp.casework.commands import AuthoriseSharing
from prevexp.domain.access import AccessAction
from prevexp.domain.access import AccessLine
from prevexp.domain.assessment import Findings
from prevexp.domain.errors import Erased
from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import StoreFull
from prevexp.domain.errors import UnknownCase
from prevexp.domain.life import CorrectionReason
from prevexp.domain.paper import LetterKind
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import Place
from prevexp.domain.vocabulary import ProofKind
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.storage.memory import MemoryStore

MAY, TEN = date(2021, 5, 4), date(2021, 5, 10)
G7, G8 = FieldGroup.SOCIAL_SITUATION, FieldGroup.SENSITIVE


class Clock:
    now = datetime(2021, 8, 1, 12, tzinfo=UTC)

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def caseload(tmp_path, clock):
    with prevexp.open("memory:", territory="62", now=clock, actor="w1") as opened:
        yield opened


@pytest.fixture
def case_id(caseload, write_list):
    """Take two cases in; the household of one is met and agrees on 10 May."""
    caseload.receive(write_list({}, {"id_dossier": "62-2021-2", "locataire_nom": "Autre"}), received_on=MAY)
    caseload.allocate(on=MAY)
    case_id = caseload.find("62-2021-1")
    met = {"channel": Channel.VISIT_PLANNED, "outcome": AttemptOutcome.MET, "place": Place.HOME}
    caseload.record_attempt(case_id, on=TEN, **met)
    caseload.give_agreement(case_id, on=TEN, proof=ProofKind.SIGNED_FORM)
    return case_id


@pytest.fixture
def assessed(caseload, case_id):
    """An illness is among the causes."""
    found = Findings(health_among_causes=True)
    caseload.assess(case_id, on=TEN, place=Place.HOME, workers=("social-1",), findings=found)
    return case_id


def noted(caseload):
    return [one.line for one in caseload.access()]


def test_a_view_is_a_line_with_partner_purpose_groups_and_grounds(caseload, case_id):
    """What passed, for whom, for what and on which ground; by law here, by the household's word there."""
    caseload.view(case_id, partner="ccapex", purpose="instruction", on=TEN)
    said = AuthoriseSharing(on=TEN, partner="landlord", groups=(FieldGroup.STEPS,), proof=ProofKind.SIGNED_FORM)
    caseload.do(case_id, said)
    caseload.view(case_id, partner="landlord", purpose="mediation", on=TEN)
    ccapex, landlord = noted(caseload)
    assert (ccapex.action, ccapex.actor, ccapex.about, ccapex.at) == (AccessAction.SHARED, "w1", case_id, Clock.now)
    assert (ccapex.partner, ccapex.purpose, ccapex.basis) == ("ccapex", "instruction", "law")
    assert {FieldGroup.DEBT_AND_PROCEDURE, FieldGroup.HOUSEHOLD} <= set(ccapex.groups)
    assert not {G7, G8, FieldGroup.IDENTITY} & set(ccapex.groups)
    assert (landlord.groups, landlord.basis) == ((FieldGroup.STEPS,), "authorisation")


def test_what_is_picked_by_hand_is_told_by_its_group(caseload, case_id):
    """The social situation is among the groups if something of it was chosen, and only then."""
    findings = Findings(causes=())
    caseload.assess(case_id, on=TEN, place=Place.HOME, workers=("social-1",), findings=findings)
    caseload.view(case_id, partner="ccapex", purpose="instruction", on=TEN)
    caseload.view(case_id, partner="ccapex", purpose="instruction", on=TEN, chosen=iter(["causes"]))
    assert [G7 in one.groups for one in noted(caseload)] == [False, True]


def test_a_view_of_which_nothing_passes_is_refused_access(caseload, case_id):
    """Who asked for whom is noted, and no group; nothing more comes of a partner nobody knows."""
    assert caseload.view(case_id, partner="caf", purpose="benefit_rights", on=TEN).empty
    with pytest.raises(InvalidValue):
        caseload.view(case_id, partner="nobody", purpose="care", on=TEN)
    (line,) = noted(caseload)
    assert (line.action, line.partner, line.purpose) == (AccessAction.REFUSED, "caf", "benefit_rights")
    assert (line.groups, line.basis) == ((), "")


READS = {
    "case": lambda caseload, case_id: caseload.case(case_id),
    "events": lambda caseload, case_id: caseload.events(case_id),
    "entries": lambda caseload, case_id: caseload.entries(case_id),
    "story": lambda caseload, case_id: caseload.story(case_id, on=TEN),
    "assessment": lambda caseload, case_id: caseload.assessment(case_id, on=TEN),
}


def test_reading_a_case_is_a_line_if_it_holds_sensitive_data(caseload, assessed):
    """One line names the case and the groups, whatever of it is asked for; of another case, none."""
    other = caseload.find("62-2021-2")
    for number, read in enumerate(READS.values(), start=1):
        read(caseload, assessed)
        read(caseload, other)
        lines = noted(caseload)
        assert len(lines) == number
        assert (lines[-1].action, lines[-1].about, lines[-1].groups) == (AccessAction.READ, assessed, (G8,))


def test_a_case_as_it_was_before_the_assessment_is_no_sensitive_reading(caseload, assessed):
    """The groups are those of what is shown on that day."""
    caseload.case(assessed, on=date(2021, 5, 9))
    assert noted(caseload) == []
    caseload.case(assessed, on=TEN)
    assert len(noted(caseload)) == 1


def test_an_assessment_that_was_struck_is_still_read(caseload, assessed):
    """A corrected entry stays among the events, and so does what it said."""
    number = next(one.number for one in caseload.entries(assessed) if one.event.slug == "assessment-made.v1")
    caseload.correct_entry(assessed, on=TEN, entry=number, reason=CorrectionReason.WRONG_CONTENT)
    caseload.events(assessed)
    assert [one.groups for one in noted(caseload)] == [(G8,), (G8,)]


def test_a_bulk_reading_is_one_line_with_its_count(caseload, assessed):
    """All cases: how many held sensitive data, and no case is named."""
    assert len(caseload.cases()) == 2
    (line,) = noted(caseload)
    assert (line.about, line.count, line.groups) == ("", 1, (G8,))


def test_what_the_team_works_with_writes_no_line(caseload, assessed):
    """Writing, lists, deadlines, decisions, counts: nothing of the sensitive groups comes out of them."""
    letter = {"channel": Channel.LETTER, "outcome": AttemptOutcome.NO_ANSWER}
    caseload.record_attempt(assessed, on=TEN, **letter)
    caseload.answer(assessed, partner="caf", answer=SocialServicesAnswer.NOT_FOLLOWED, on=TEN)
    caseload.worklist(on=TEN)
    caseload.screen(on=TEN)
    caseload.explain(assessed, on=TEN)
    caseload.deadlines(assessed, on=TEN)
    caseload.next_contact(assessed, on=TEN)
    caseload.follow_up(assessed, on=TEN)
    caseload.engagement(assessed, on=TEN)
    caseload.referrals(assessed, on=TEN)
    caseload.information(assessed, on=TEN)
    caseload.identity(assessed)
    caseload.letter(assessed, LetterKind.FIRST_LETTER, on=TEN)
    caseload.report(MAY, TEN, generated_on=TEN)
    caseload.indicators(MAY, TEN, generated_on=TEN)
    assert noted(caseload) == []


def test_addresses_taken_along_are_one_line(caseload, case_id):
    """A sheet for one household names its case; of several it says how many; of none, nothing."""
    other = caseload.find("62-2021-2")
    caseload.visits([case_id], on=TEN)
    caseload.visits([case_id, other], on=TEN)
    caseload.visits([], on=TEN)
    said = [(one.action, one.about, one.count, one.purpose) for one in noted(caseload)]
    assert said == [
        (AccessAction.EXPORTED, case_id, 1, "visit-sheet"),
        (AccessAction.EXPORTED, "", 2, "visit-sheet"),
    ]


def test_a_letter_to_the_landlord_is_a_line_once_it_is_made(caseload, case_id):
    """To whom and why it may be told; a dry run makes none, nor does a letter to the household."""
    kind = LetterKind.LANDLORD_INFORMATION
    caseload.letter(case_id, kind, on=TEN, dry_run=True)
    assert noted(caseload) == []
    caseload.letter(case_id, kind, on=TEN)
    (line,) = noted(caseload)
    assert (line.partner, line.purpose, line.basis) == ("landlord", "landlord_information", "procedure")


def test_opening_what_was_erased_is_noted(caseload, case_id):
    """Reading, viewing or naming an erased household fails as before, and that it was tried is a line."""
    caseload.records.erase(caseload.case(case_id).household_id)
    for attempt in (
        lambda: caseload.case(case_id),
        lambda: caseload.identity(case_id),
        lambda: caseload.view(case_id, partner="ccapex", purpose="instruction", on=TEN),
    ):
        with pytest.raises(Erased):
            attempt()
    with pytest.raises(UnknownCase):
        caseload.case("0" * 32)
    assert [(one.action, one.about) for one in noted(caseload)] == [(AccessAction.REFUSED, case_id)] * 3


class Full(MemoryStore):
    """A store on a disk that is full."""

    def set_setting(self, name, value):
        raise StoreFull("the disk is full")


HANDED_OUT = {
    **READS,
    "cases": lambda caseload, case_id: caseload.cases(),
    "view": lambda caseload, case_id: caseload.view(case_id, partner="ccapex", purpose="instruction", on=TEN),
    "visits": lambda caseload, case_id: caseload.visits([case_id], on=TEN),
    "letter": lambda caseload, case_id: caseload.letter(case_id, LetterKind.LANDLORD_INFORMATION, on=TEN),
    "export": lambda caseload, case_id: caseload.export_access(),
}


def test_what_cannot_be_noted_is_not_handed_out(caseload, assessed):
    """A store that cannot take the line answers with its error instead of the case, and nothing else is written."""
    version = caseload._case(assessed).version
    caseload.records.store.__class__ = Full
    for ask in HANDED_OUT.values():
        with pytest.raises(StoreFull):
            ask(caseload, assessed)
    assert (caseload.access(), caseload._case(assessed).version) == ((), version)


def test_the_lines_are_asked_for_by_month_case_and_actor(caseload, case_id, clock):
    """Each line has its number; a filter keeps the numbers."""
    other = caseload.find("62-2021-2")
    for month, actor, about in ((8, "w1", case_id), (8, "w2", other), (9, "w1", other)):
        clock.now = datetime(2021, month, 1, 12, tzinfo=UTC)
        caseload.actor = actor
        caseload.note_access(AccessAction.ARCHIVE_READ, about=about)
    told = {"all": {}, "month": {"month": "2021-08"}, "case": {"case_id": other}, "actor": {"actor": "w1"}}
    found = {name: [(one.month, one.number) for one in caseload.access(**asked)] for name, asked in told.items()}
    assert found == {
        "all": [("2021-08", 1), ("2021-08", 2), ("2021-09", 1)],
        "month": [("2021-08", 1), ("2021-08", 2)],
        "case": [("2021-08", 2), ("2021-09", 1)],
        "actor": [("2021-08", 1), ("2021-09", 1)],
    }


def test_lines_go_on_the_first_day_they_would_be_older_than_a_year(caseload, clock):
    """The lines of August 2021 stay until 31 July 2022 and go the day after; who did it is the line that is left."""
    caseload.note_access(AccessAction.READ)
    clock.now = datetime(2022, 8, 1, 8, tzinfo=UTC)
    for day in (date(2022, 7, 30), date(2022, 7, 31)):
        assert (caseload.access_overdue(on=day), caseload.forget_access(on=day)) == ((), ())
    assert caseload.access_overdue(on=date(2022, 8, 1)) == ("2021-08",)
    assert caseload.forget_access(on=date(2022, 8, 1)) == ("2021-08",)
    assert caseload.forget_access(on=date(2022, 8, 2)) == ()
    (line,) = noted(caseload)
    assert (line.action, line.actor, line.count) == (AccessAction.FORGOTTEN, "w1", 0)
    assert [one.kept for one in caseload.verify_access().months] == [False, True]


def test_nothing_goes_for_a_day_to_come(caseload, clock):
    """A mistyped year would take away what is to be kept; tomorrow is allowed, since Paris is ahead of UTC."""
    caseload.note_access(AccessAction.READ)
    assert caseload.forget_access(on=date(2021, 8, 2)) == ()
    with pytest.raises(InvalidValue):
        caseload.forget_access(on=date(2021, 8, 3))
    assert len(noted(caseload)) == 1


def test_an_export_of_the_journal_is_its_last_line(caseload):
    """Whoever is handed the lines is in them."""
    assert caseload.access() == ()
    assert [(one.line.action, one.line.purpose) for one in caseload.export_access()] == [
        (AccessAction.EXPORTED, "access-journal")
    ]


def test_the_whole_check_walks_the_access_journal_too(caseload):
    """`verify` refuses a store whose access journal was touched."""
    caseload.note_access(AccessAction.READ)
    caseload.verify()
    caseload.records.store.drop_settings(["access/2021-08/00000001"])
    caseload.records.store.set_setting("access/2021-08/00000002", b"L" * 50)
    with pytest.raises(prevexp.PrevexpError) as found:
        caseload.verify()
    assert found.value.params["journal"] == "access"


def test_an_actor_who_is_no_pseudonym_opens_nothing(tmp_path):
    """A name is refused before the store is made."""
    with pytest.raises(InvalidValue):
        prevexp.open(f"sqlite:///{tmp_path / 's.db'}", territory="62", key_file=tmp_path / "k", actor="Jean Dupont")
    assert list(tmp_path.iterdir()) == []


def test_a_line_says_how_many_cases(caseload):
    """One, if nobody says otherwise."""
    caseload.note_access(AccessAction.BACKED_UP)
    assert noted(caseload) == [AccessLine(at=Clock.now, actor="w1", action=AccessAction.BACKED_UP)]
