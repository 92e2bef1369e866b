"""The review of an act as an event: run on what the case knows, confirmed by the jurist, compared later, counted."""

from datetime import date

import attrs
import pytest

from prevexp.casework.act_review.commands import Judged
from prevexp.casework.act_review.commands import ReviewAct
from prevexp.casework.act_review.counting import acts_checked
from prevexp.casework.act_review.counting import review_counts
from prevexp.casework.act_review.inputs import SERVED
from prevexp.casework.act_review.inputs import case_inputs
from prevexp.casework.act_review.inputs import inputs_asked
from prevexp.casework.act_review.inputs import plain
from prevexp.casework.act_review.standing import act_review
from prevexp.casework.commands import GiveAgreement
from prevexp.casework.commands import RefuseAgreement
from prevexp.casework.evolve import replay
from prevexp.casework.refusal import Refusal
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.act_review import LEADS
from prevexp.domain.act_review import OF_THE_HOUSEHOLD
from prevexp.domain.act_review import Finding
from prevexp.domain.act_review import NamedValue
from prevexp.domain.act_review import ReviewConclusion
from prevexp.domain.act_review import SeenDocument
from prevexp.domain.act_review_events import ActReviewed
from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import LegalInputRefused
from prevexp.domain.events import ProcedureRead
from prevexp.domain.procedure import PROCEDURE_FIELDS
from prevexp.domain.procedure import Procedure
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import ActKind
from prevexp.domain.vocabulary import ProofKind
from prevexp.law.inputs import inputs_of
from prevexp.law.review.checks import NoticeCheck
from prevexp.law.review.checks import national_checks
from prevexp.law.review.finding import ok

PAY = ActKind.COMMANDEMENT_DE_PAYER
SERVED_ON = date(2021, 4, 12)
SHORT = {"commandement_served_on": SERVED_ON, "lease_concluded_on": date(2018, 5, 1), "delay_stated": "P6W"}
SEEN = {"act_kind": PAY, "worker": "legal-1", "documents": (SeenDocument.ACT, SeenDocument.LEASE)}
LEAD = {"conclusion": ReviewConclusion.LEAD_FOR_ADIL, "grounds": ("act-review-7",)}
VERIFY = {"conclusion": ReviewConclusion.TO_VERIFY}


def read_on_documents(desk, day, **read):
    said = {"case_id": "c1", "occurred_on": desk.day(day), "recorded_at": utc(2021, 6, 1)}
    desk.events.append(ProcedureRead(**said, procedure=Procedure(**read)))


def named(**read):
    return tuple(NamedValue(name=name, value=value) for name, value in read.items())


@pytest.fixture
def jurist(desk):
    """Return a desk on which the documents of a commandement with a short delay were read."""
    read_on_documents(desk, 1, **SHORT)
    return desk


def standing(desk, day):
    case = replay([event for event in desk.events if event.occurred_on <= desk.day(day)])
    return act_review(case, PAY, desk.plan, on=desk.day(day))


def test_a_review_needs_no_agreement(jurist):
    """Upstream action 2 comes before the diagnosis; a household that refused has its act checked as well."""
    jurist.say(RefuseAgreement, 2)
    (event,) = jurist.say(ReviewAct, 3, **SEEN, **LEAD, read=named(served_at="10:30"))
    assert (event.needs_agreement, event.wants_agreement()) == (False, False)
    (noted,) = jurist.case.act_reviews
    assert (noted.number, noted.served_on, noted.contestable, noted.irregular) == (event.number, SERVED_ON, True, True)
    assert event.number == jurist.case.version


def test_every_check_of_the_act_is_noted_with_the_versions_of_the_law_it_rests_on(jurist):
    """As many as the law's review has; the delay by the version of the lease."""
    (event,) = jurist.say(ReviewAct, 3, **SEEN, **LEAD)
    checks = {one.check: one for one in event.checks}
    assert set(checks) == {check.id for check in national_checks() if PAY in check.act_kinds}
    assert (checks["act-review-7"].finding, checks["act-review-7"].computed) == (Finding.DEFECT, Finding.DEFECT)
    assert "clause-delay:always" in checks["act-review-7"].basis
    assert checks["act-review-14"].computed is Finding.UNKNOWN
    assert {one.name for one in event.known} == {"served_on", "lease_concluded_on", "delay_stated"}


def test_who_lives_in_the_dwelling_is_noted_only_while_the_household_agrees(jurist):
    """By what was read, and by what is found of the check; refused the day before the agreement."""
    spouse = {"read": named(has_spouse="false")}
    judged = {"judged": (Judged(check="act-review-17", finding=Finding.OK),)}
    for said in (spouse, judged):
        assert jurist.say(ReviewAct, 3, **SEEN, **VERIFY, **said).code is RefusalCode.AGREEMENT_MISSING
    jurist.say(GiveAgreement, 4, proof=ProofKind.SIGNED_FORM)
    for said in (spouse, judged):
        (event,) = jurist.say(ReviewAct, 4, **SEEN, **VERIFY, **said)
        assert event.wants_agreement()
        assert jurist.say(ReviewAct, 3, **SEEN, **VERIFY, **said).code is RefusalCode.AGREEMENT_MISSING


def test_the_checks_of_the_household_are_those_that_ask_who_lives_there():
    """The list of the domain and the signatures of the law meet: a check that asks the same is on it."""
    names = frozenset().union(*OF_THE_HOUSEHOLD.values())
    asking = {check.id for check in national_checks() if names & inputs_of(check.check).keys()}
    assert asking == set(OF_THE_HOUSEHOLD)
    for check in national_checks():
        assert OF_THE_HOUSEHOLD.get(check.id, frozenset()) <= inputs_of(check.check).keys()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"conclusion": ReviewConclusion.NO_REMARK}, RefusalCode.REVIEW_HAS_DEFECT),
        ({"conclusion": ReviewConclusion.LEAD_KEPT}, RefusalCode.REVIEW_WITHOUT_GROUND),
        ({**VERIFY, "grounds": ("act-review-7",)}, RefusalCode.GROUND_WITHOUT_LEAD),
        ({**LEAD, "grounds": ("act-review-14",)}, RefusalCode.GROUND_WITHOUT_DEFECT),
        ({**LEAD, "grounds": ("act-review-21",)}, RefusalCode.NO_SUCH_CHECK),
        ({**VERIFY, "judged": (Judged(check="act-review-99", finding=Finding.OK),)}, RefusalCode.NO_SUCH_CHECK),
        ({**VERIFY, "read": named(lease_concluded_on="2019-01-01")}, RefusalCode.ASKED_ON_DOCUMENTS),
    ],
)
def test_a_conclusion_says_neither_more_nor_less_than_the_findings(jurist, said, code):
    """Each slip has its code, and nothing is noted."""
    refused = jurist.say(ReviewAct, 3, **SEEN, **said)
    assert (refused.code, jurist.case.act_reviews) == (code, ())


def test_nothing_to_remark_needs_every_point_known(jurist):
    """One not known refuses it; with all judged ok or not applicable it is noted."""
    found = [check.id for check in national_checks() if PAY in check.act_kinds]
    jurist.say(GiveAgreement, 2, proof=ProofKind.SIGNED_FORM)
    all_ok = tuple(Judged(check=check, finding=Finding.OK) for check in found)
    no_remark = {"conclusion": ReviewConclusion.NO_REMARK}
    but_one = (*all_ok[1:], Judged(check=found[0], finding=Finding.UNKNOWN))
    assert jurist.say(ReviewAct, 3, **SEEN, **no_remark, judged=but_one).code is RefusalCode.REVIEW_NOT_COMPLETE
    (event,) = jurist.say(ReviewAct, 3, **SEEN, **no_remark, judged=all_ok)
    assert {one.computed for one in event.checks} >= {Finding.DEFECT, Finding.UNKNOWN}
    assert not jurist.case.act_reviews[0].irregular


def test_what_has_changed_since_is_told_with_its_cause(jurist):
    """The delay read anew changes check 7; what was noted stays; the day before nothing has changed."""
    jurist.say(ReviewAct, 3, **SEEN, **LEAD)
    assert standing(jurist, 2) is None
    read_on_documents(jurist, 20, delay_stated="P2M", clause_delay_in_lease="P2M")
    assert standing(jurist, 19).changes == ()
    now = standing(jurist, 20)
    (change,) = now.changes
    assert (change.check, change.then, change.now) == ("act-review-7", Finding.DEFECT, Finding.OK)
    assert (change.facts, change.law_changed) == (("clause_delay_in_lease", "delay_stated"), False)
    assert now.noted.conclusion is ReviewConclusion.LEAD_FOR_ADIL


def test_another_version_of_the_law_is_told_as_such(jurist):
    """A review noted on another version than the one read now: the finding is the same, the rule is not."""
    jurist.say(ReviewAct, 3, **SEEN, **LEAD)
    noted = jurist.case.act_reviews[0]
    old = attrs.evolve(
        noted, checks=tuple(attrs.evolve(one, basis=("clause-delay:1999-01-01",)) for one in noted.checks)
    )
    case = attrs.evolve(jurist.case, act_reviews=(old,))
    changes = act_review(case, PAY, jurist.plan, on=jurist.day(3)).changes
    assert {(one.facts, one.law_changed, one.then is one.now) for one in changes} == {((), True, True)}


def test_a_check_of_a_plugin_comes_and_goes(jurist):
    """New when it is added, gone when its plugin is: the review is told so, and still runs."""

    def charter(reason, *, charter_sent: bool | None = None):
        return ok()

    check = NoticeCheck(id="charte.letter", act_kinds=frozenset({PAY}), source="charte, art. 2", check=charter)
    plain_desk = jurist.plan
    jurist.plan = attrs.evolve(plain_desk, checks=(check,))
    jurist.say(ReviewAct, 3, **SEEN, **LEAD, read=named(charter_sent="true"))
    assert standing(jurist, 3).changes == ()
    jurist.plan = plain_desk
    (gone,) = standing(jurist, 3).changes
    assert (gone.check, gone.now, gone.law_changed) == ("charte.letter", None, True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("fsl_department", "Zzexemplard"),
        ("served_at", "Zzexemplard"),
        ("served_by", "Zzexemplard"),
        ("fsl_stated", "Zzexemplard"),
        ("fees_claimed_cents", "Zzexemplard"),
        ("oldest_term_due_on", "Zzexemplard"),
        ("fsl_statde", "true"),
    ],
)
def test_no_name_can_pass_for_what_was_read(jurist, name, value):
    """Every value is a day, an hour, a number, a choice, yes or no; the message repeats none of it."""
    with pytest.raises(LegalInputRefused) as caught:
        jurist.say(ReviewAct, 3, **SEEN, **VERIFY, read=named(**{name: value}))
    assert "Zzexemplard" not in str(caught.value)


def test_every_input_but_one_is_read_without_a_text():
    """The département of the FSL is the one text, and it is one of a closed list."""
    asked = {name for check in national_checks() for name, one in inputs_of(check.check).items() if one.kind is str}
    assert asked == {"fsl_department"}


def test_a_value_stands_once(jurist):
    """Twice under one name is refused."""
    twice = (NamedValue(name="served_at", value="10:30"), NamedValue(name="served_at", value="11:30"))
    with pytest.raises(LegalInputRefused):
        plain(twice, PAY, jurist.plan)


def test_the_case_gives_the_checks_what_its_documents_say_and_not_the_lists_account(jurist):
    """Each kind of act has its own day of service; the list's account is of another day than the act."""
    facts = attrs.evolve(jurist.case.facts, arrears_cents=99_000)
    case = attrs.evolve(jurist.case, facts=facts)
    given = case_inputs(case, PAY, jurist.plan)
    assert given == {
        "served_on": SERVED_ON,
        "lease_concluded_on": date(2018, 5, 1),
        "delay_stated": "P6W",
    }
    assert set(SERVED.values()) <= set(PROCEDURE_FIELDS)
    assert "debt_cents" in inputs_asked(PAY, jurist.plan)


def test_a_review_without_a_document_or_with_a_foreign_ground_cannot_be_written(jurist):
    """By the command, and past it by the event."""
    with pytest.raises(InvalidValue):
        ReviewAct(on=jurist.day(3), **{**SEEN, "documents": ()}, **VERIFY)
    (event,) = jurist.say(ReviewAct, 3, **SEEN, **LEAD)
    with pytest.raises(InvalidValue):
        attrs.evolve(event, grounds=("act-review-99",))
    assert isinstance(event, ActReviewed)


def test_acts_are_counted_once_by_their_last_review(jurist):
    """I13: one act reviewed twice is one act; its grounds are those of the last review in or before the period."""
    jurist.say(ReviewAct, 3, **SEEN, **LEAD)
    first = review_counts([jurist.case], jurist.day(0), jurist.day(3))
    assert (first.checked, first.irregular, first.contestable, dict(first.by_ground)) == (1, 1, 1, {"act-review-7": 1})
    jurist.say(ReviewAct, 10, **SEEN, conclusion=ReviewConclusion.DEFECT_WITHOUT_LEAD)
    later = review_counts([jurist.case], jurist.day(4), jurist.day(30))
    assert (later.checked, later.irregular, later.contestable, dict(later.by_ground)) == (1, 1, 0, {})
    assert review_counts([jurist.case], jurist.day(11), jurist.day(30)).checked == 0
    assert len(acts_checked(jurist.case, jurist.day(30))) == 1


def test_an_act_first_reviewed_without_its_day_is_the_same_act(desk):
    """Its day known later does not make it two; another commandement served since is another act."""
    desk.say(ReviewAct, 1, **SEEN, **VERIFY)
    read_on_documents(desk, 2, commandement_served_on=SERVED_ON)
    desk.say(ReviewAct, 3, **SEEN, **VERIFY)
    assert len(acts_checked(desk.case, desk.day(3))) == 1
    read_on_documents(desk, 20, commandement_served_on=desk.day(15))
    desk.say(ReviewAct, 21, **SEEN, **VERIFY)
    assert [one.served_on for one in acts_checked(desk.case, desk.day(30))] == [SERVED_ON, desk.day(15)]


def test_a_review_noted_late_stands_on_its_day(jurist):
    """Reviews stand in the order of their days, whenever they were noted."""
    jurist.say(ReviewAct, 10, **SEEN, **LEAD)
    assert not isinstance(jurist.say(ReviewAct, 5, **SEEN, **VERIFY), Refusal)
    assert [one.on for one in jurist.case.act_reviews] == [jurist.day(5), jurist.day(10)]
    assert jurist.case == replay(sorted(jurist.events, key=lambda one: one.occurred_on))
    assert standing(jurist, 30).noted.conclusion is ReviewConclusion.LEAD_FOR_ADIL


def test_leads_are_the_conclusions_that_hold_an_act_for_contestable():
    """Their slugs say so, and no other's."""
    assert {one.value for one in LEADS} == {one.value for one in ReviewConclusion if one.value.startswith("lead_")}
