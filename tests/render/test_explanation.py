"""The decision on one case, told question by question."""

from collections.abc import Callable
from datetime import UTC
from datetime import date
from datetime import datetime
from xml.etree.ElementTree import Element

import pytest

from prevexp.caseload.explaining import CaseExplanation
from prevexp.casework.legal import case_deadlines
from prevexp.domain import events
from prevexp.domain import life_events
from prevexp.domain.case import Case
from prevexp.domain.case import ListedFacts
from prevexp.domain.event_types import EVENT_TYPES
from prevexp.domain.values import Month
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.domain.vocabulary import Stage
from prevexp.eligibility import Screening
from prevexp.eligibility import core_rules
from prevexp.eligibility import facts
from prevexp.law.territory_law import national
from prevexp.render.explanation import explain_html
from prevexp.render.explanation import explain_text

ON = date(2021, 5, 12)
SCREENING = Screening.of(core_rules(), on=ON)
LISTED = {
    "stock": "prive",
    "stage": "signalement",
    "in_territory": True,
    "answer_caf": "non_suivi",
    "listed_as_unpaid": True,
    "arrears_settled_reported": False,
    "departure_reported": False,
    "open_elsewhere": False,
    "arrears_cents": 163557,
}
VERDICTS = {"eligible": {}, "not-eligible": {"stock": "social"}, "to-check": {"stock": None}}


def explanation(happened: tuple[events.Event, ...] = (), **more: object) -> CaseExplanation:
    row = {fact.id: None for fact in facts} | LISTED | more
    case = Case(
        case_id="0" * 32,
        household_id="1" * 32,
        territory="62",
        version=1,
        received_on=date(2021, 5, 4),
        last_listed_on=date(2021, 5, 4),
        month=Month(2021, 5),
        references=("62-2021-06328",),
        facts=ListedFacts(stage=Stage.COMMANDEMENT_DE_PAYER, act_on=date(2021, 4, 10)),
    )
    return CaseExplanation(
        on=ON,
        territory="62",
        case=case,
        commune="Arras",
        result=SCREENING.verdict(row),
        rules=SCREENING.explain(row),
        events=happened,
        deadlines=case_deadlines(case, national("62")),
        edition="2026.1",
    )


@pytest.mark.parametrize("more", VERDICTS.values(), ids=VERDICTS)
def test_the_page_is_accessible_and_self_contained(checked: Callable[[str], Element], more: dict[str, object]) -> None:
    """Eligible, not eligible or to be checked: every check of `checked` passes."""
    checked(explain_html(explanation(**more)))


@pytest.mark.parametrize("tell", [explain_text, explain_html], ids=["terminal", "page"])
def test_a_question_is_told_with_its_answer_facts_clause_and_version(tell: Callable[[CaseExplanation], str]) -> None:
    """What a coordinator needs to answer for the decision."""
    told = " ".join(tell(explanation(stock="social")).replace("\u00a0", " ").replace("\u202f", " ").split())
    for words in ("62-2021-06328", "non éligible", "parc social", "1 635,57 €", "C19", "version 1", "au plus tôt"):
        assert words in told


@pytest.mark.parametrize(
    ("more", "done"), [({}, False), ({"stock": "social"}, True), ({"stock": None}, True)], ids=VERDICTS
)
def test_what_is_to_be_done_is_said_unless_all_is_well(more: dict[str, object], done: bool) -> None:
    """A case that may be approached asks for nothing; the others say whom to ask, or why not."""
    assert ("À faire" in explain_text(explanation(**more))) is done


def test_the_terminal_keeps_to_eighty_columns() -> None:
    """Whatever the questions, no line is longer."""
    assert max(map(len, explain_text(explanation(stock=None)).splitlines())) <= 80


def test_every_kind_of_event_has_its_words() -> None:
    """The history of a case names each event in French."""
    from prevexp.render.event_words import EVENTS

    assert set(EVENTS) == set(EVENT_TYPES.values())


def test_the_history_tells_what_happened_and_when() -> None:
    """Dates, partners, workers, channels and outcomes; never the slug of an enum."""
    common = {"case_id": "0" * 32, "occurred_on": date(2021, 5, 10), "recorded_at": datetime(2021, 5, 10, tzinfo=UTC)}
    happened = (
        events.SocialServicesAnswered(**common, partner="caf", answer=SocialServicesAnswer.UNKNOWN_TO),
        events.CaseAllocated(
            **common, quota_month=Month(2021, 5), rank=3, criterion="received-on", social_worker="social-1"
        ),
        events.ContactAttempted(**common, channel=Channel.VISIT_UNANNOUNCED, outcome=AttemptOutcome.DOOR_CLOSED),
        life_events.CaseClosed(**common, reason=ClosureReason.DEBT_CLEARED),
    )
    told = explain_text(explanation(happened))
    for words in (
        "10/05/2021",
        "caf : inconnu du service",
        "rang 3, social-1",
        "visite inopinée : porte close",
        "dette soldée",
    ):
        assert words in told.replace("\u00a0", " ")
