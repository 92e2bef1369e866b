"""Undertakings: each kind has its own statuses, an end does not move, and who is to act is computed."""

from datetime import date
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.casework.case_day import CaseDay
from prevexp.casework.commands import GiveAgreement
from prevexp.casework.commands import RecordAttempt
from prevexp.casework.commands import WithdrawAgreement
from prevexp.casework.contract import commands
from prevexp.casework.contract.due import engagement_due
from prevexp.casework.contract.undertakings import not_gone_through
from prevexp.casework.contract.undertakings import to_go_through
from prevexp.casework.contract.undertakings import undertaking_standing
from prevexp.casework.due import Due
from prevexp.casework.due import Task
from prevexp.casework.engagement_rules import EngagementRules
from prevexp.casework.evolve import replay
from prevexp.casework.follow_up import FollowUpState
from prevexp.casework.follow_up import follow_up
from prevexp.casework.refusal import Refusal
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.engagement_vocabulary import Objective
from prevexp.domain.engagement_vocabulary import PostponeReason
from prevexp.domain.engagement_vocabulary import UndertakingKind as Kind
from prevexp.domain.engagement_vocabulary import UndertakingOwner as Owner
from prevexp.domain.engagement_vocabulary import UndertakingResult as Result
from prevexp.domain.engagement_vocabulary import UndertakingStatus as Status
from prevexp.domain.errors import InvalidValue
from prevexp.domain.undertaking_courses import COURSES
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ProofKind


@pytest.fixture
def agreed(desk):
    """Return the desk with an agreement of the first day; undertakings are listed seven days before their day."""
    desk = attrs.evolve(desk, plan=attrs.evolve(desk.plan, engagement=EngagementRules(undertaking_notice_days=7)))
    desk.say(GiveAgreement, 0, proof=ProofKind.SIGNED_FORM)
    return desk


def promise(desk, kind=Kind.FSL, on=1, due=30, owner=Owner.HOUSEHOLD, partner=None):
    """Promise an undertaking and return its number."""
    (event,) = desk.say(
        commands.PromiseUndertaking,
        on,
        kind=kind,
        objective=Objective.CLEAR_DEBT,
        owner=owner,
        partner=partner,
        due_on=desk.day(due),
    )
    return event.number


def move(desk, number, status, on, **more):
    """Note a status."""
    return desk.say(commands.MoveUndertaking, on, number=number, status=status, **more)


def standing(desk, number, day):
    """Return how an undertaking stands on a day."""
    return undertaking_standing(desk.case, number, desk.day(day))


@pytest.mark.parametrize("kind", Kind)
def test_every_course_is_closed_and_reaches_an_end(kind):
    """Each status can be reached from the first, and from each an end that succeeded or failed, and giving up."""
    course = COURSES[kind]
    assert course.obtained < course.final
    assert course.amounts | course.pending <= course.statuses
    assert not course.pending & course.final
    assert frozenset().union(*course.following.values()) <= course.statuses

    def reached(start):
        found = {start}
        while more := frozenset().union(*(course.following[one] for one in found)) - found:
            found |= more
        return found

    assert reached(Status.PLANNED) == course.statuses
    for status in course.statuses - course.final:
        assert course.following[status] >= {Status.GIVEN_UP, Status.NO_LONGER_NEEDED}
        assert reached(status) & course.obtained


def test_every_status_belongs_to_a_kind():
    """None stands in the vocabulary that no kind may have."""
    assert set(Status) == frozenset().union(*(course.statuses for course in COURSES.values()))


@pytest.mark.parametrize("kind", Kind)
def test_a_status_of_another_kind_is_refused(agreed, kind):
    """With its reason; nothing is written."""
    number = promise(agreed, kind)
    for status in set(Status) - COURSES[kind].statuses:
        assert move(agreed, number, status, 2).code is RefusalCode.STATUS_NOT_OF_KIND
    assert standing(agreed, number, 2).status is Status.PLANNED


def test_a_request_for_aid_goes_its_way_with_its_sums(agreed):
    """Asked with 80000 cents, granted with 60000: who must act changes with each status."""
    number = promise(agreed)
    move(agreed, number, Status.ASKED, 5, cents=80_000)
    move(agreed, number, Status.GRANTED_IN_PART, 20, cents=60_000)
    seen = [standing(agreed, number, day) for day in (1, 5, 20)]
    assert [one.waiting_for for one in seen] == ["household", "fsl", None]
    assert [one.result for one in seen] == [Result.OPEN, Result.OPEN, Result.OBTAINED]
    assert [(one.asked_cents, one.granted_cents) for one in seen] == [(None, None), (80_000, None), (80_000, 60_000)]
    assert [step.status for step in seen[-1].history] == [Status.ASKED, Status.GRANTED_IN_PART]


def test_a_sum_stands_only_where_there_is_one(agreed):
    """A refusal grants nothing, a hearing costs nothing."""
    assert move(agreed, promise(agreed), Status.REFUSED, 2, cents=1).code is RefusalCode.AMOUNT_NOT_EXPECTED
    hearing = promise(agreed, Kind.ATTEND_HEARING)
    assert move(agreed, hearing, Status.PRESENT, 2, cents=1).code is RefusalCode.AMOUNT_NOT_EXPECTED


def test_an_end_does_not_move(agreed):
    """Neither to another status nor to another day, on that day or later."""
    number = promise(agreed)
    move(agreed, number, Status.REFUSED, 10)
    assert move(agreed, number, Status.GRANTED, 10).code is RefusalCode.STATUS_FINAL
    later = {"due_on": agreed.day(60), "reason": PostponeReason.PAPERS_MISSING}
    refused = agreed.say(commands.PostponeUndertaking, 11, number=number, **later)
    assert refused.code is RefusalCode.STATUS_FINAL


def test_a_status_noted_late_fits_between_its_neighbours(agreed):
    """The complete file of day 8 is noted after the grant of day 20; a new request of day 21 is not, nor a refusal."""
    number = promise(agreed)
    move(agreed, number, Status.ASKED, 5)
    move(agreed, number, Status.GRANTED, 20)
    assert move(agreed, number, Status.REFUSED, 8).code is RefusalCode.STATUS_NOT_NEXT
    assert not isinstance(move(agreed, number, Status.COMPLETE, 8), Refusal)
    assert [step.status for step in standing(agreed, number, 20).history] == [
        Status.ASKED,
        Status.COMPLETE,
        Status.GRANTED,
    ]


def test_what_a_partner_owns_waits_for_the_partner(agreed):
    """By its slug; a partner without an undertaking, and the other way round, is no command."""
    number = promise(agreed, Kind.CD_SOCIAL_WORKER, owner=Owner.PARTNER, partner="cd62")
    assert standing(agreed, number, 1).waiting_for == "cd62"
    with pytest.raises(InvalidValue):
        promise(agreed, owner=Owner.PARTNER)
    with pytest.raises(InvalidValue):
        promise(agreed, partner="cd62")


def test_a_promise_stands_under_the_contract_that_is_signed(agreed):
    """In force or beginning later; before it, under none."""
    alone = promise(agreed, on=1)
    (signed,) = agreed.say(commands.SignContract, 2, starts_on=agreed.day(5), until=agreed.day(90))
    under = promise(agreed, on=2)
    assert standing(agreed, alone, 2).undertaking.contract is None
    assert standing(agreed, under, 2).undertaking.contract == signed.number


def test_a_territory_may_want_a_contract_first(agreed):
    """Département 62 does (field notes V10)."""
    rules = EngagementRules(undertakings_need_contract=True)
    strict = attrs.evolve(agreed, plan=attrs.evolve(agreed.plan, engagement=rules), events=agreed.events)
    said = {"kind": Kind.DLS, "objective": Objective.REHOUSE, "owner": Owner.TEAM, "due_on": agreed.day(9)}
    assert strict.say(commands.PromiseUndertaking, 1, **said).code is RefusalCode.NO_CONTRACT
    strict.say(commands.SignContract, 1, until=agreed.day(90))
    assert not isinstance(strict.say(commands.PromiseUndertaking, 1, **said), Refusal)


def test_a_due_date_lies_ahead_and_only_moves_away(agreed):
    """Promised for the day itself at the earliest; postponed beyond its day and beyond today."""
    said = {"kind": Kind.PCB, "objective": Objective.BALANCE_BUDGET, "owner": Owner.TEAM}
    past = agreed.say(commands.PromiseUndertaking, 5, due_on=agreed.day(4), **said)
    assert past.code is RefusalCode.DUE_TOO_EARLY
    number = promise(agreed, on=5, due=5)
    why = {"number": number, "reason": PostponeReason.PARTNER_SILENT}
    for day, until in ((5, 5), (9, 9), (9, 8)):
        refused = agreed.say(commands.PostponeUndertaking, day, due_on=agreed.day(until), **why)
        assert refused.code is RefusalCode.DUE_TOO_EARLY
    agreed.say(commands.PostponeUndertaking, 9, due_on=agreed.day(20), **why)
    assert [standing(agreed, number, day).due_on for day in (8, 9)] == [agreed.day(5), agreed.day(20)]
    assert [standing(agreed, number, day).overdue(agreed.day(day)) for day in (5, 6, 9, 20, 21)] == [
        False,
        True,
        False,
        False,
        True,
    ]


def test_an_open_undertaking_is_due_until_it_is_over(agreed):
    """From seven days before its day; the household's waits for the household, the team's for nobody else."""
    number = promise(agreed, due=30)
    mine = promise(agreed, Kind.MEDIATION, due=30, owner=Owner.TEAM)

    def due(day):
        return tuple(engagement_due(CaseDay.of(agreed.case, agreed.day(day)), agreed.plan))

    shared = {"task": Task.UNDERTAKING, "due_on": agreed.day(30)}
    wanted = (
        Due(**shared, number=number, about="fsl", waiting_for="household"),
        Due(**shared, number=mine, about="mediation"),
    )
    assert [due(day) for day in (22, 23, 30, 60)] == [(), wanted, wanted, wanted]
    move(agreed, number, Status.GRANTED, 40)
    assert due(39) == wanted
    assert due(40) == wanted[1:]


def test_the_withdrawal_of_the_agreement_stops_what_was_promised(agreed):
    """Nothing of it is due or can be added to; what was noted stays, and is not taken up by a new agreement."""
    number = promise(agreed, due=20)
    move(agreed, number, Status.ASKED, 5)
    agreed.say(WithdrawAgreement, 10)
    assert tuple(engagement_due(CaseDay.of(agreed.case, agreed.day(20)), agreed.plan)) == ()
    assert move(agreed, number, Status.GRANTED, 11).code is RefusalCode.STOPPED_BY_WITHDRAWAL
    stopped = standing(agreed, number, 10)
    assert (stopped.is_open, stopped.status, stopped.stopped_on) == (False, Status.ASKED, agreed.day(10))
    agreed.say(GiveAgreement, 12, proof=ProofKind.SIGNED_FORM)
    assert move(agreed, number, Status.GRANTED, 13).code is RefusalCode.STOPPED_BY_WITHDRAWAL
    said = {"kind": Kind.FSL, "objective": Objective.CLEAR_DEBT, "owner": Owner.TEAM, "due_on": agreed.day(30)}
    assert agreed.say(commands.PromiseUndertaking, 11, **said).code is RefusalCode.AGREEMENT_MISSING


def test_a_follow_up_goes_through_what_was_promised(agreed):
    """One has moved, one has not, one is left out and listed; the follow-up is done all the same (call C13)."""
    agreed.say(RecordAttempt, 1, channel=Channel.PHONE, outcome=AttemptOutcome.REACHED)
    later, first, third = promise(agreed, due=40), promise(agreed, Kind.DLS, due=20), promise(agreed, due=50)
    on = agreed.day(15)
    assert [one.number for one in to_go_through(agreed.case, on)] == [first, later, third]
    answers = (
        commands.UndertakingAnswer(number=first, status=Status.FILED),
        commands.UndertakingAnswer(number=later),
    )
    events = agreed.say(commands.ReviewUndertakings, 15, answers=answers, done=True)
    assert [type(event).__name__ for event in events] == [
        "UndertakingMoved",
        "UndertakingReviewed",
        "UndertakingReviewed",
        "FollowUpEnded",
    ]
    assert [one.number for one in not_gone_through(agreed.case, on)] == [third]
    assert follow_up(agreed.case, agreed.plan.law, on=on).state is FollowUpState.DONE


def test_a_follow_up_is_written_whole_or_not_at_all(agreed):
    """One wrong answer refuses all; two answers on one undertaking are no command."""
    first, second = promise(agreed), promise(agreed, Kind.DLS)
    wrong = (
        commands.UndertakingAnswer(number=first, status=Status.ASKED),
        commands.UndertakingAnswer(number=second, status=Status.GRANTED),
    )
    refused = agreed.say(commands.ReviewUndertakings, 10, answers=wrong)
    assert refused.code is RefusalCode.STATUS_NOT_OF_KIND
    assert standing(agreed, first, 10).status is Status.PLANNED
    with pytest.raises(InvalidValue):
        commands.ReviewUndertakings(on=agreed.day(1), answers=(wrong[0], wrong[0]))


def test_an_undertaking_of_no_number_is_refused(agreed):
    """And so is one that is promised later."""
    number = promise(agreed, on=5)
    assert move(agreed, 99, Status.ASKED, 6).code is RefusalCode.NO_SUCH_UNDERTAKING
    assert move(agreed, number, Status.ASKED, 4).code is RefusalCode.NO_SUCH_UNDERTAKING


notes = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 1), st.sampled_from(Status)), max_size=14)


@given(kinds=st.tuples(st.sampled_from(Kind), st.sampled_from(Kind)), said=notes)
def test_whatever_is_noted_in_whatever_order_the_course_is_kept(new_desk, kinds, said):
    """State and replay in the order of days agree, neighbours follow each other, nothing follows an end."""
    desk = new_desk()
    desk.say(GiveAgreement, 0, proof=ProofKind.SIGNED_FORM)
    numbers = [promise(desk, kind) for kind in kinds]
    for day, which, status in said:
        move(desk, numbers[which], status, day)
    assert desk.case == replay(sorted(desk.events, key=lambda one: one.occurred_on))
    for number, kind in zip(numbers, kinds, strict=True):
        history = undertaking_standing(desk.case, number, date.max).history
        course = COURSES[kind]
        for before, after in pairwise([Status.PLANNED, *(step.status for step in history)]):
            assert after in course.following[before]
        assert all(step.status not in course.final for step in history[:-1])
