"""The rules of the call, one fact at a time."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.domain.errors import InvalidValue
from prevexp.domain.vocabulary import PartnerKind
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.domain.vocabulary import Stage
from prevexp.domain.vocabulary import Verdict
from prevexp.eligibility import DEFAULT_STAGES
from prevexp.eligibility import EligibilityRule
from prevexp.eligibility import Screening
from prevexp.eligibility import ServiceAnswer
from prevexp.eligibility import UpstreamStages
from prevexp.eligibility import answer_columns
from prevexp.eligibility import core_rules
from prevexp.eligibility import facts
from prevexp.expressions import Scalar

Row = dict[str, Scalar | None]
FOLLOWED, NOT_FOLLOWED, UNKNOWN_TO, NO_ANSWER = SocialServicesAnswer


def answer(kind: PartnerKind, said: SocialServicesAnswer, on: date | None = None) -> ServiceAnswer:
    return ServiceAnswer(kind=kind, answer=said, answered_on=on)


def test_a_line_of_the_list_is_eligible(screening: Screening, listed: Row) -> None:
    """Private stock, in the territory, followed by nobody, at the first stage: all seven rules say yes."""
    result = screening.verdict(listed)
    assert result.verdict is Verdict.ELIGIBLE
    assert set(result.checks.values()) == {True}
    assert len(result.checks) == 7


@pytest.mark.parametrize(
    ("rule", "fact", "answers"),
    [
        ("private-stock", "stock", {"prive": True, "social": False, "inconnu": None, None: None}),
        ("in-territory", "in_territory", {True: True, False: False, None: None}),
        ("dwelling-occupied", "departure_reported", {False: True, True: False}),
        ("not-open-elsewhere", "open_elsewhere", {False: True, True: False, None: None}),
        (
            "upstream-stage",
            "stage",
            {
                "signalement": True,
                "commandement_de_payer": True,
                "assignation": None,
                "inconnu": None,
                None: None,
                "audience": False,
                "jugement": False,
                "commandement_de_quitter_les_lieux": False,
                "concours_force_publique": False,
            },
        ),
        (
            "not-followed",
            "answer_caf",
            {"non_suivi": True, "inconnu_du_service": True, "suivi": False, "sans_reponse": None, None: None},
        ),
    ],
)
def test_answers_of_a_rule(
    screening: Screening, listed: Row, rule: str, fact: str, answers: dict[Scalar | None, bool | None]
) -> None:
    """Every value of the fact a rule asks about has its answer; a word for "not known" is not known."""
    got = {value: screening.verdict(listed | {fact: value}).checks[rule] for value in answers}
    assert got == answers


@pytest.mark.parametrize(
    ("settled", "on_list", "cents", "expected"),
    [
        (False, True, None, True),
        (False, True, 0, True),
        (False, True, 1, True),
        (True, True, 500_00, False),
        (False, False, 1, True),
        (False, False, 0, False),
        (False, False, None, None),
    ],
)
def test_arrears(
    screening: Screening, listed: Row, settled: bool, on_list: bool, cents: int | None, expected: bool | None
) -> None:
    """The list is itself the report of arrears; a debt of 0 is no reason against, a reported settlement is."""
    row = {"arrears_settled_reported": settled, "listed_as_unpaid": on_list, "arrears_cents": cents}
    assert screening.verdict(listed | row).checks["in-arrears"] is expected


def test_one_service_that_follows_is_enough(screening: Screening, listed: Row) -> None:
    """Over all answers of three services: any yes decides, else any no; silence says nothing."""
    for said in product(SocialServicesAnswer, repeat=3):
        columns = answer_columns(map(answer, PartnerKind, said))
        expected = False if FOLLOWED in said else True if {NOT_FOLLOWED, UNKNOWN_TO} & set(said) else None
        assert screening.verdict(listed | columns).checks["not-followed"] is expected


def test_services_of_one_kind_share_a_column() -> None:
    """Among other services, one that follows outweighs a more recent one that does not; then the most recent counts."""
    other, early, late = PartnerKind.OTHER, date(2021, 4, 1), date(2021, 5, 1)
    answers = [answer(other, FOLLOWED, early), answer(other, NOT_FOLLOWED, late)]
    for order in (answers, answers[::-1]):
        assert answer_columns(order)["answer_autre"] == "suivi"
        assert answer_columns(order)["answer_autre_on"] == early
    recent = answer_columns([answer(other, UNKNOWN_TO, late), answer(other, NOT_FOLLOWED, early)])
    assert recent["answer_autre"] == "inconnu_du_service"


def test_no_answer_never_stands_against_an_answer() -> None:
    """A service that stays silent later does not take back what it said."""
    said = [answer(PartnerKind.CAF, FOLLOWED, date(2021, 4, 1)), answer(PartnerKind.CAF, NO_ANSWER, date(2021, 5, 1))]
    assert answer_columns(said)["answer_caf"] == "suivi"
    assert answer_columns([answer(PartnerKind.CAF, NO_ANSWER)])["answer_caf"] is None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(
            answer,
            st.sampled_from(PartnerKind),
            st.sampled_from(SocialServicesAnswer),
            st.none() | st.dates(date(2021, 4, 1), date(2021, 4, 3)),
        ),
        max_size=6,
    )
)
def test_answer_columns_are_values_of_their_facts(answers: list[ServiceAnswer]) -> None:
    """Whatever services answered, every kind has its two columns, and the facts accept them."""
    columns = answer_columns(answers)
    assert set(columns) == {fact.id for fact in facts if fact.id.startswith("answer_")}
    for name, value in columns.items():
        facts.declared(name).check(value)


def test_a_territory_draws_its_own_line_between_stages(listed: Row) -> None:
    """Where a team goes in at the assignation, that stage answers yes."""
    late = UpstreamStages(
        yes=(*DEFAULT_STAGES.yes, Stage.ASSIGNATION), ask=(Stage.AUDIENCE,), no=DEFAULT_STAGES.no - {Stage.AUDIENCE}
    )
    screening = Screening.of(core_rules(late), on=date(2021, 5, 4))
    stages = ("assignation", "audience", "jugement", None)
    answers = [screening.verdict(listed | {"stage": stage}).checks["upstream-stage"] for stage in stages]
    assert answers == [True, None, False, None]


@pytest.mark.parametrize(
    ("yes", "ask", "no"),
    [
        (DEFAULT_STAGES.yes, DEFAULT_STAGES.ask, DEFAULT_STAGES.no - {Stage.JUGEMENT}),
        (DEFAULT_STAGES.yes, DEFAULT_STAGES.ask | {Stage.JUGEMENT}, DEFAULT_STAGES.no),
        (DEFAULT_STAGES.yes | {Stage.NOT_KNOWN}, DEFAULT_STAGES.ask - {Stage.NOT_KNOWN}, DEFAULT_STAGES.no),
        (DEFAULT_STAGES.yes, DEFAULT_STAGES.ask - {Stage.NOT_KNOWN}, DEFAULT_STAGES.no | {Stage.NOT_KNOWN}),
    ],
)
def test_stages_forgotten_or_listed_twice_are_refused(
    yes: frozenset[Stage], ask: frozenset[Stage], no: frozenset[Stage]
) -> None:
    """A stage is too late only because somebody said so, and one that is not known is neither in time nor too late."""
    with pytest.raises(InvalidValue):
        UpstreamStages(yes=yes, ask=ask, no=no)


def test_every_rule_names_its_clause_and_its_remedy() -> None:
    """Title, question, source, clause and remedy are there for whoever reads a decision."""
    for rule in core_rules():
        assert all((rule.title, rule.question.endswith("?"), rule.source, rule.remedy)), rule.id
        assert rule.clause.startswith("C"), rule.id


def test_rules_that_say_the_same_are_equal() -> None:
    """Rules compare by what they say, their expression included."""
    assert core_rules() == core_rules()
    assert core_rules()[0] != core_rules(valid_from=date(2022, 1, 1))[0]


def test_a_rule_ends_no_earlier_than_it_begins() -> None:
    """A rule may hold for one day, not for less."""
    words = {"id": "d62.cap", "question": "Dette ?", "source": "convention", "remedy": "Demander le décompte."}
    day, before = date(2021, 5, 4), date(2021, 5, 3)
    EligibilityRule(expression=facts.in_territory, valid_from=day, valid_to=day, **words)
    with pytest.raises(InvalidValue):
        EligibilityRule(expression=facts.in_territory, valid_from=day, valid_to=before, **words)
