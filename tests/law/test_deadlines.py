"""The deadlines of a case from its acts and dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.domain.errors import LegalInputRefused
from prevexp.domain.procedure import PROCEDURE_FIELDS
from prevexp.domain.vocabulary import AidPaidTo
from prevexp.domain.vocabulary import DecisionKind
from prevexp.domain.vocabulary import LandlordKind
from prevexp.law.case_deadlines import CASE_DEADLINES
from prevexp.law.deadlines import Bearing
from prevexp.law.deadlines import DeadlineKind
from prevexp.law.deadlines import DeadlineRule
from prevexp.law.territory_law import TerritoryLaw
from prevexp.law.territory_law import national

LAW = national("62")
WHOLE = {
    "lease_concluded_on": date(2018, 5, 1),
    "commandement_served_on": date(2021, 3, 8),
    "surety": True,
    "landlord_kind": LandlordKind.LEGAL_PERSON,
    "ccapex_seized_on": date(2021, 5, 31),
    "debt_on": date(2021, 5, 5),
    "debt_cents": 70000,
    "rent_without_charges_cents": 52000,
    "charges_cents": 6000,
    "housing_aid_cents": 25000,
    "aid_paid_to": AidPaidTo.LANDLORD,
    "assignation_served_on": date(2021, 8, 5),
    "dsf_body_seized_on": date(2021, 8, 10),
    "hearing_on": date(2021, 11, 16),
    "judged_on": date(2021, 12, 14),
    "decision_kind": DecisionKind.JUGEMENT,
    "decision_served_on": date(2022, 1, 10),
    "quit_notice_served_on": date(2022, 2, 15),
    "prefect_seized": True,
    "judge_time_until": date(2022, 6, 30),
    "force_requested_on": date(2022, 7, 4),
    "moratorium_starts_on": date(2022, 1, 31),
    "moratorium": "P24M",
    "rp_decided_on": date(2024, 2, 29),
    "last_exchange_on": date(2021, 4, 30),
    "follow_up_until": date(2021, 5, 20),
}
EXPECTED = {
    DeadlineKind.CLAUSE_DELAY_ENDS: (date(2021, 5, 8), date(2021, 5, 10)),
    DeadlineKind.SURETY_SERVICE: (date(2021, 3, 23), None),
    DeadlineKind.CAF_REPORT: (date(2021, 7, 5), None),
    DeadlineKind.EARLIEST_ASSIGNATION: (date(2021, 8, 3), None),
    DeadlineKind.PREFECT_NOTICE: (date(2021, 9, 15), None),
    DeadlineKind.DSF_INTERVIEW: (date(2021, 8, 31), None),
    DeadlineKind.DSF_DELIVERY: (date(2021, 11, 5), date(2021, 11, 8)),
    DeadlineKind.HEARING: (date(2021, 11, 16), None),
    DeadlineKind.PLAN_ENDS_AT_LATEST: (date(2024, 12, 14), None),
    DeadlineKind.APPEAL_ENDS: (date(2022, 2, 10), None),
    DeadlineKind.LEAVING_DELAY_ENDS: (date(2022, 4, 15), None),
    DeadlineKind.JUDGE_TIME_ENDS: (date(2022, 6, 30), None),
    DeadlineKind.EARLIEST_EVICTION: (date(2022, 7, 1), None),
    DeadlineKind.FORCE_REFUSED: (date(2022, 9, 4), None),
    DeadlineKind.MORATORIUM_DELAY_ENDS: (date(2024, 4, 30), None),
    DeadlineKind.CLAUSE_SUSPENDED_UNTIL: (date(2026, 2, 28), None),
    DeadlineKind.FOLLOW_UP_DUE: (date(2021, 5, 15), None),
    DeadlineKind.FOLLOW_UP_EXTENDED: (date(2021, 5, 20), None),
}
DAYS = [name for name, value in WHOLE.items() if isinstance(value, date)]


def found(facts, law=LAW):
    """Return kind -> the day to plan by and the latest reading."""
    return {one.kind: (one.on, one.latest) for one in law.deadlines_in("62041", facts).found}


def test_a_case_whose_documents_are_all_read_has_every_deadline():
    """Each day counted by hand; the State's liability before 7 November 2025 is not established and stays unsaid."""
    assert found(WHOLE) == EXPECTED
    assert set(DeadlineKind) - set(EXPECTED) == {DeadlineKind.STATE_LIABLE}


def test_the_days_are_in_order_and_each_says_what_it_rests_on():
    """A deadline counted by law names its texts, its steps and the day that started it; a fact names none."""
    deadlines = LAW.deadlines_in(None, WHOLE).found
    assert [one.on for one in deadlines] == sorted(one.on for one in deadlines)
    facts = {DeadlineKind.HEARING, DeadlineKind.JUDGE_TIME_ENDS, DeadlineKind.FOLLOW_UP_EXTENDED}
    assert {one.kind for one in deadlines if not one.articles} == facts
    assert all(one.steps and one.started_on for one in deadlines if one.kind not in facts)


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_a_deadline_whose_fact_is_not_known_is_not_made_up(name):
    """Without a fact, the deadlines that need it are gone."""
    kept = found({fact: value for fact, value in WHOLE.items() if fact != name})
    gone = {one.kind for one in CASE_DEADLINES if name in one.needs}
    assert not gone & kept.keys()


def test_every_fact_a_deadline_reads_can_be_recorded_on_a_case():
    """The names of the rules and those of `Procedure` and of the list are the same words."""
    from_the_list = {"landlord_kind", "debt_on", "debt_cents", "last_exchange_on", "follow_up_until"}
    unknown = {
        source
        for one in CASE_DEADLINES
        for source in (*one.needs, *one.inputs.values())
        if source not in {*PROCEDURE_FIELDS, *from_the_list}
    }
    assert unknown == set()


@pytest.mark.parametrize(
    ("more", "reason", "kind"),
    [
        ({"lease_concluded_on": date(2021, 3, 9)}, "act-before-lease", DeadlineKind.CLAUSE_DELAY_ENDS),
        ({"hearing_on": date(2021, 8, 4)}, "hearing-before-assignation", DeadlineKind.HEARING),
        ({"assignation_served_on": date(2021, 3, 7)}, "assignation-before-commandement", DeadlineKind.PREFECT_NOTICE),
        ({"quit_notice_served_on": date(2021, 12, 13)}, "leaving-before-judgment", DeadlineKind.EARLIEST_EVICTION),
    ],
)
def test_facts_that_contradict_each_other_are_named_and_nothing_is_counted_from_them(more, reason, kind):
    """The deadlines that read one of the two facts are left out; the others stand."""
    deadlines = LAW.deadlines_in(None, WHOLE | more)
    (refusal,) = deadlines.refused
    assert refusal.reason == reason
    assert kind in refusal.kinds
    assert not set(refusal.kinds) & {one.kind for one in deadlines.found}
    assert DeadlineKind.FOLLOW_UP_DUE in {one.kind for one in deadlines.found}


@given(st.fixed_dictionaries({}, optional={name: st.dates(date(2014, 1, 1), date(2030, 12, 31)) for name in DAYS}))
def test_whatever_is_known_no_deadline_precedes_the_fact_that_starts_it(facts):
    """Counted forward from its start, or back from a hearing; contradictions give refusals, never an error."""
    back = {DeadlineKind.PREFECT_NOTICE, DeadlineKind.DSF_DELIVERY}
    for one in LAW.deadlines_in("62041", facts).found:
        if one.started_on is not None and one.kind not in back:
            assert one.on >= one.started_on
        assert one.latest is None or one.latest > one.on


def test_what_presses_is_what_the_household_or_the_team_must_act_before():
    """On the day itself it still presses, the day after no more."""
    deadlines = LAW.deadlines_in(None, {"commandement_served_on": date(2021, 3, 8), "surety": True})
    assert [one.kind for one in deadlines.pressing(date(2021, 5, 7))] == [DeadlineKind.CLAUSE_DELAY_ENDS]
    assert [one.kind for one in deadlines.pressing(date(2021, 5, 8))] == [DeadlineKind.CLAUSE_DELAY_ENDS]
    assert deadlines.pressing(date(2021, 5, 9)) == ()


def test_a_clause_delay_is_at_the_earliest_as_long_as_the_lease_was_not_read():
    """The lease may grant more time; once it was read and nothing is moved, the day is certain."""
    served = {"commandement_served_on": date(2021, 4, 15)}
    (unread,) = LAW.deadlines_in(None, served).found
    (read,) = LAW.deadlines_in(None, served | {"lease_concluded_on": date(2018, 5, 1)}).found
    assert (unread.inferred, read.inferred) == (True, False)


def test_a_territory_counts_a_deadline_of_its_own():
    """A plugin's deadline stands beside those of the law, and names its parameter."""
    mine = DeadlineRule(
        kind="d62.seen", parameter="follow-up", needs=("received_on",), bearing=Bearing.DO_BY, title="première visite"
    )
    law = TerritoryLaw.of("62", more_deadlines=[mine])
    (deadline,) = law.deadlines_in(None, {"received_on": date(2021, 4, 30)}).found
    assert (deadline.kind, deadline.on, deadline.title) == ("d62.seen", date(2021, 5, 15), "première visite")
    assert [basis.parameter.id for basis in deadline.basis] == ["follow-up"]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"kind": DeadlineKind.HEARING, "parameter": "follow-up"}, "deadline-twice"),
        ({"kind": "d62.x", "parameter": "folow-up"}, "unknown-parameter"),
        ({"kind": "d62.x", "rule": "C999"}, "unknown-rule"),
    ],
)
def test_a_deadline_that_cannot_be_counted_is_refused_when_it_is_added(more, reason):
    """A kind that is taken, a parameter or a rule that is not known."""
    rule = DeadlineRule(needs=("received_on",), bearing=Bearing.DO_BY, **more)
    with pytest.raises(LegalInputRefused) as refused:
        TerritoryLaw.of("62", more_deadlines=[rule])
    assert refused.value.reason == reason


def test_good_friday_is_a_holiday_where_the_territory_says_there_is_a_temple():
    """Two communes of one département, one with a temple, one without; of a third nothing is known."""
    law = TerritoryLaw.of("67", temples={"67001": True, "67002": False})
    served = {"commandement_served_on": date(2025, 3, 7), "lease_concluded_on": date(2024, 2, 1)}
    latest = {insee: law.deadlines_in(insee, served).found[0].latest for insee in ("67001", "67002", "67003")}
    assert latest == {"67001": date(2025, 4, 22), "67002": None, "67003": date(2025, 4, 22)}
    assert any(remark.note == "good-friday-not-known" for remark in law.deadlines_in("67003", served).found[0].remarks)
