"""The review of one act: which checks concern it, what the answers rest on, what plugins add."""

from datetime import date

import pytest

from prevexp.domain.act_review import Finding
from prevexp.domain.errors import LegalInputRefused
from prevexp.domain.vocabulary import ActKind
from prevexp.law.reasoning import Note
from prevexp.law.review.checks import NoticeCheck
from prevexp.law.review.finding import Why
from prevexp.law.review.finding import ok
from prevexp.law.review.review import review

PAY, SUE, QUIT, FORCE = ActKind
SEEN = {"served_on": "2023-08-10", "lease_concluded_on": "2016-06-01", "delay_stated": "P6W"}


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        (PAY, set(range(1, 21))),
        (SUE, {1, 3, 4, 5, 17, 18, 21, 22, 23}),
        (QUIT, {3, 4, 5, 18, 24}),
    ],
)
def test_a_review_makes_the_checks_of_its_kind_of_act(setting_of, kind, numbers):
    """The counts of the four findings add up to them."""
    found = review({}, setting_of(), kind)
    assert {answer.number for answer in found.answers} == numbers
    assert sum(found.counts.values()) == len(found.answers)


def test_a_kind_of_act_that_no_check_concerns_is_refused(setting_of):
    """A request for the public force is no act that this checklist reviews: an empty review would read as all well."""
    with pytest.raises(LegalInputRefused, match="no-check-for-act"):
        review({}, setting_of(), FORCE)


def test_a_review_says_act_day_place_and_what_stays_open(setting_of):
    """The day the act was served, the département, the policies some answer rests on."""
    found = review(SEEN, setting_of(), PAY)
    assert (found.act_kind, found.served_on, found.department) == (PAY, date(2023, 8, 10), "62")
    assert found.policies["partial-validity"] == "report-excess"


def test_an_answer_rests_on_dated_versions_of_the_law(answered):
    """The delay of an old lease is read in the version of the day the lease was concluded."""
    answer = answered("act-review-7", **SEEN)
    basis = next(one for one in answer.ruling.basis if one.parameter.id == "clause-delay")
    assert (basis.day, basis.version.valid_to) == (date(2016, 6, 1), date(2023, 7, 28))
    assert (answer.harm_needed, answer.ruling.values["wrong_last_day"]) == (True, date(2023, 9, 21))


def test_a_text_that_was_last_read_long_ago_is_to_be_checked(answered):
    """Article 664 was read in its text of 2020: an answer on an act of 2024 says so."""
    notes = {
        day: {remark.note for remark in answered("act-review-3", served_on=day).ruling.remarks}
        for day in ("2020-12-31", "2021-01-01")
    }
    assert notes == {"2020-12-31": set(), "2021-01-01": {Note.TEXT_STALE}}


@pytest.mark.parametrize(
    "inputs",
    [
        {"served_on": "2023-08-10", "lease_concluded_on": "2024-01-01"},
        {"served_on": "2023-08-10", "letter_sent_on": "2023-08-09"},
        {"served_at": "9h30"},
        {"served_at": "24:00"},
        {"served_by": "pigeon"},
        {"fsl_department": "062", "served_on": "2023-08-10"},
        {"delays_contradicts": True},
        {"fees_claimed_cents": -1},
        {"account_by_term": "non"},
    ],
)
def test_what_cannot_be_is_refused_by_name(setting_of, inputs):
    """Contradictions, misspelt names, hours and départements that do not exist: no review is made on them."""
    with pytest.raises(LegalInputRefused):
        review(inputs, setting_of(), PAY)


def test_inputs_that_no_rule_takes_are_told_and_change_nothing(setting_of):
    """A stranger among the inputs is named."""
    found = review({**SEEN, "xyzzy": 1}, setting_of(), PAY)
    assert found.unread == ("xyzzy",)
    assert [answer.finding for answer in found.answers] == [a.finding for a in review(SEEN, setting_of(), PAY).answers]


def stamp_seen(reason, *, stamp_seen: bool | None = None):
    return ok()


def raises(reason, *, stamp_seen: bool | None = None):
    raise RuntimeError("Mme Martin, 3 rue des Lilas")


def returns_nothing(reason, *, served_on: date | None = None):
    return None


def says_yes(reason):
    return True


def unreadable(reason, *, stamp_seen):
    return ok()


def takes_a_day_for_a_word(reason, *, served_on: str | None = None):
    return ok()


def check_of(function):
    return NoticeCheck(id="acme.stamp", act_kinds=frozenset({PAY, FORCE}), source="usage local", check=function)


def test_a_territory_adds_its_own_check(setting_of):
    """It comes last, reads its own inputs, and makes a kind of act reviewable."""
    found = review({**SEEN, "stamp_seen": True}, setting_of(), PAY, extra=[check_of(stamp_seen)])
    assert (found.answers[-1].check.id, found.answers[-1].finding) == ("acme.stamp", Finding.OK)
    assert found.answers[-1].read == {"stamp_seen": True}
    assert found.unread == ()
    assert [answer.check.id for answer in review({}, setting_of(), FORCE, extra=[check_of(stamp_seen)]).answers] == [
        "acme.stamp"
    ]


@pytest.mark.parametrize("function", [raises, returns_nothing, says_yes, unreadable, takes_a_day_for_a_word])
def test_a_check_at_fault_is_not_known_and_named_and_the_others_go_on(setting_of, function):
    """It is never ok; neither its text nor a value is told, only which check and which kind of fault."""
    found = review(SEEN, setting_of(), PAY, extra=[check_of(function)])
    last = found.answers[-1]
    assert (last.finding, last.ask) == (Finding.UNKNOWN, "plugin")
    (reason,) = last.because
    assert (reason.why, reason.params["check"]) == (Why.PLUGIN_FAULT, "acme.stamp")
    assert "Martin" not in repr(found)
    assert found.answers[:-1] == review(SEEN, setting_of(), PAY).answers


@pytest.mark.parametrize(
    ("rule", "inputs", "expected"),
    [
        (
            "C6c",
            SEEN,
            {
                "check": 7,
                "finding": "defect",
                "legal_delay": "P2M",
                "wrong_last_day": date(2023, 9, 21),
                "act_void": None,
            },
        ),
        (
            "C4",
            {"served_on": "2021-03-07", "judge_permission": False},
            {"check": 3, "finding": "defect", "harm_needed": True},
        ),
        (
            "C4",
            {"served_on": "2021-03-07", "judge_permission": None},
            {"check": 3, "finding": "unknown", "ask": "bailiff-or-act"},
        ),
        ("act-review-17", {"spouse_known_to_landlord": False, "spouse_served": False}, {"check": 17, "finding": "ok"}),
        ("C3", {"served_by": "post"}, {"check": 2, "finding": "defect"}),
        (
            "S3",
            {"fees_claimed_cents": 500, "other_sums_claimed_cents": 250},
            {"check": 11, "finding": "defect", "excess_cents": 750},
        ),
        (
            "act-review-22",
            {"hearing_on": "2025-05-07", "prefect_notified": False},
            {"check": 22, "finding": "defect", "harm_needed": False},
        ),
    ],
)
def test_a_check_is_computed_by_its_id_or_by_the_rule_it_answers_to(computed, rule, inputs, expected):
    """As worked examples T4b, T28 and X5 of the law notes have it."""
    values = computed(rule, **inputs)
    assert {
        name: str(value) if name == "legal_delay" else value for name, value in values.items() if name in expected
    } == expected
