"""Facts that a territory or a plugin adds to a case: declared, typed, dated, kept when who declared them is gone."""

from datetime import date
from enum import StrEnum

import attrs
import pytest

from prevexp.casework.assessment.commands import Assess
from prevexp.casework.commands import GiveAgreement
from prevexp.casework.commands import WithdrawAgreement
from prevexp.casework.evolve import evolve
from prevexp.casework.extra.commands import NoteFact
from prevexp.casework.extra.commands import WithdrawFact
from prevexp.casework.extra.narrowing import NARROWABLE
from prevexp.casework.legal import case_deadlines
from prevexp.casework.legal import next_deadlines
from prevexp.casework.refusal import Refusal
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.assessment import Findings
from prevexp.domain.assessment_vocabulary import ArrearsCause
from prevexp.domain.errors import InvalidValue
from prevexp.domain.events import Event
from prevexp.domain.extra import BEFORE_AGREEMENT
from prevexp.domain.extra import NOTED
from prevexp.domain.extra import ExtraFact
from prevexp.domain.extra import NotedValue
from prevexp.domain.extra import noted_by
from prevexp.domain.extra import notes
from prevexp.domain.extra_events import ExtraFactNoted
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import Place
from prevexp.domain.vocabulary import ProofKind
from prevexp.expressions import Dtype
from prevexp.expressions import Fact
from prevexp.expressions import Facts
from prevexp.expressions import Narrowing
from prevexp.law.deadlines import Bearing
from prevexp.law.deadlines import DeadlineRule
from prevexp.law.territory_law import national


def declare(name, dtype, group=FieldGroup.DWELLING, **more):
    return Fact(id=name, dtype=dtype, question="?", ask="?", data_categories=(group,), **more)


FACTS = Facts(
    [
        declare("d99.lift", Dtype.BOOL),
        declare("d99.floor", Dtype.INTEGER, unit="floors"),
        declare("d99.visited_on", Dtype.DATE),
        declare("d99.heating", Dtype.SLUG, values=("gas", "wood"), not_known=("unclear",)),
        declare("d99.pets", Dtype.INTEGER, group=FieldGroup.HOUSEHOLD),
        declare("d99.age_of_list", Dtype.INTEGER, unit="days", read=lambda case, on: (on - case.received_on).days),
        declare(
            "d99.stage",
            Dtype.SLUG,
            values=("d99.before", "d99.after"),
            narrows=Narrowing(of="stage", broader={"d99.before": "inconnu", "d99.after": "audience"}),
        ),
    ]
)
VALUES = {"d99.lift": True, "d99.floor": 3, "d99.visited_on": date(2021, 5, 6), "d99.heating": "wood"}


@pytest.fixture
def desk(new_desk):
    return new_desk(facts=FACTS)


def note(desk, fact, value, on=1):
    return desk.say(NoteFact, on, fact=fact, value=NotedValue.of(value))


@pytest.mark.parametrize("fact", VALUES)
def test_a_declared_fact_is_noted_with_its_group(desk, fact):
    """The value stands under the field of its type; its group of personal data is kept with it."""
    (event,) = note(desk, fact, VALUES[fact])
    assert (event.fact, event.group, event.value.plain) == (fact, FieldGroup.DWELLING, VALUES[fact])
    assert noted_by(desk.case.extra, desk.day(1))[fact].value == VALUES[fact]
    assert noted_by(desk.case.extra, desk.day(0)) == {}


@pytest.mark.parametrize(
    ("fact", "value", "code"),
    [
        ("d99.lfit", True, RefusalCode.NO_SUCH_FACT),
        ("d99.lift", 1, RefusalCode.FACT_VALUE_WRONG),
        ("d99.floor", True, RefusalCode.FACT_VALUE_WRONG),
        ("d99.visited_on", "2021-05-06", RefusalCode.FACT_VALUE_WRONG),
        ("d99.heating", "coal", RefusalCode.FACT_VALUE_WRONG),
        ("d99.age_of_list", 3, RefusalCode.FACT_IS_COMPUTED),
        ("d99.stage", "d99.after", RefusalCode.BROADER_WORD_MISSING),
    ],
)
def test_what_the_declaration_does_not_allow_is_refused(desk, fact, value, code):
    """An unknown fact is told with the one that was meant; 1 is not yes, a text is not a date."""
    refused = note(desk, fact, value)
    assert isinstance(refused, Refusal)
    assert refused.code is code
    if code is RefusalCode.NO_SUCH_FACT:
        assert refused.params["known"] == "d99.lift"


def test_a_narrower_word_is_noted_where_the_broader_one_holds(desk):
    """The stage of the case is not known, so the word below that one may be noted."""
    assert not isinstance(note(desk, "d99.stage", "d99.before"), Refusal)


def test_a_cause_is_refined_once_the_assessment_names_it(new_desk):
    """Prevexp's own word comes first: what is counted stays the same from one territory to the next."""
    word = declare(
        "d99.cause",
        Dtype.SLUG,
        group=NARROWABLE["cause"].group,
        values=("d99.mission",),
        narrows=Narrowing(of="cause", broader={"d99.mission": "job_loss"}),
    )
    desk = new_desk(facts=Facts([word]))
    desk.say(GiveAgreement, 1, proof=ProofKind.SIGNED_FORM)
    assert note(desk, "d99.cause", "d99.mission", 2).code is RefusalCode.BROADER_WORD_MISSING
    found = Findings(causes=(ArrearsCause.JOB_LOSS,))
    said = {"place": Place.HOME, "workers": ("social-1",), "findings": found}
    assert not isinstance(desk.say(Assess, 3, **said), Refusal)
    assert note(desk, "d99.cause", "d99.mission", 2).code is RefusalCode.BROADER_WORD_MISSING
    assert not isinstance(note(desk, "d99.cause", "d99.mission", 3), Refusal)


@pytest.mark.parametrize("group", sorted(NOTED))
def test_facts_of_a_household_s_life_wait_for_its_agreement(new_desk, group):
    """G5 to G9 are noted on days of an agreement only; taking back needs none (call C22; privacy notes §1)."""
    desk = new_desk(facts=Facts([declare("d99.x", Dtype.BOOL, group=group)]))
    allowed = not isinstance(note(desk, "d99.x", True, 1), Refusal)
    assert allowed == (group in BEFORE_AGREEMENT)
    desk.say(GiveAgreement, 2, proof=ProofKind.SIGNED_FORM)
    assert not isinstance(note(desk, "d99.x", False, 2), Refusal)
    desk.say(WithdrawAgreement, 3)
    assert isinstance(note(desk, "d99.x", True, 3), Refusal) != allowed
    assert not isinstance(desk.say(WithdrawFact, 4, fact="d99.x"), Refusal)
    assert noted_by(desk.case.extra, desk.day(4))["d99.x"].value is None


def test_a_fact_noted_late_stands_on_its_day(desk):
    """What was noted last of the latest day holds; an older word arriving late changes nothing."""
    note(desk, "d99.floor", 3, 5)
    note(desk, "d99.floor", 2, 1)
    values = [noted_by(desk.case.extra, desk.day(day)).get("d99.floor") for day in (0, 1, 4, 5)]
    assert [one.value if one else None for one in values] == [None, 2, 2, 3]


def test_only_what_was_noted_is_taken_back(desk):
    """The day before, and once more, there is nothing to withdraw."""
    note(desk, "d99.lift", False, 3)
    assert desk.say(WithdrawFact, 2, fact="d99.lift").code is RefusalCode.FACT_NOT_NOTED
    (event,) = desk.say(WithdrawFact, 3, fact="d99.lift")
    assert (event.group, event.value) == (FieldGroup.DWELLING, None)
    assert desk.say(WithdrawFact, 4, fact="d99.lift").code is RefusalCode.FACT_NOT_NOTED


def test_a_fact_whose_declaration_is_gone_is_kept_and_can_be_taken_back(desk, new_desk):
    """The plugin is uninstalled: the word stays in the state with its group, and the household can have it out."""
    note(desk, "d99.lift", True)
    without = new_desk()
    without.events = desk.events
    assert without.case.extra == desk.case.extra
    assert note(without, "d99.lift", False, 2).code is RefusalCode.NO_SUCH_FACT
    assert not isinstance(without.say(WithdrawFact, 2, fact="d99.lift"), Refusal)


@pytest.mark.parametrize(
    "fields", [{}, {"flag": True, "number": 1}, {"flag": 1}, {"number": True}, {"word": "a text"}, {"word": ""}]
)
def test_a_value_is_one_value_of_one_type(fields):
    """None, two, another type or a free text are no value."""
    with pytest.raises(InvalidValue):
        NotedValue(**fields)


@pytest.mark.parametrize("group", [FieldGroup.IDENTITY, FieldGroup.CONTACT])
def test_who_people_are_is_no_fact_of_the_journal(group):
    """Names and addresses stand in the vault, and an erased household leaves none behind."""
    with pytest.raises(InvalidValue):
        ExtraFactNoted(
            case_id="c1",
            occurred_on=date(2021, 5, 4),
            recorded_at=utc(2021, 5, 4),
            fact="d99.x",
            group=group,
            value=NotedValue.of("dupont"),
        )


class Heating(StrEnum):
    """A vocabulary of a plugin."""

    GAS = "gas"


@attrs.frozen(kw_only=True)
class LiftSeen(Event):
    """An event of a plugin that notes facts."""

    slug = "d99.lift-seen.v1"

    lift: bool | None = attrs.field(default=None, metadata=notes("d99.lift", FieldGroup.DWELLING))
    heating: Heating | None = attrs.field(default=None, metadata=notes("d99.heating", FieldGroup.DWELLING))
    pets: int | None = attrs.field(default=None, metadata=notes("d99.pets", FieldGroup.HOUSEHOLD))
    floors: int = 2


def test_an_event_of_a_plugin_notes_facts(desk):
    """Each field under its fact and its group, on the day of the event; a word of a vocabulary as its slug."""
    seen = LiftSeen(case_id=desk.case.case_id, occurred_on=date(2021, 5, 6), recorded_at=utc(2021, 5, 6), lift=True)
    later = attrs.evolve(seen, occurred_on=date(2021, 5, 8), lift=None, heating=Heating.GAS)
    case = evolve(evolve(desk.case, later), seen)
    assert case.version == desk.case.version + 2
    assert noted_by(case.extra, date(2021, 5, 7))["d99.lift"].value is True
    last = {name: (one.value, one.group) for name, one in noted_by(case.extra, date(2021, 5, 8)).items()}
    assert last == {"d99.lift": (None, "G3"), "d99.heating": ("gas", "G3"), "d99.pets": (None, "G6")}
    assert type(noted_by(case.extra, date(2021, 5, 8))["d99.heating"].value) is str


def test_an_event_of_a_plugin_needs_the_agreement_by_what_it_notes(desk):
    """The household's life waits for its word, its building does not; what is not said asks for nothing."""
    seen = LiftSeen(case_id=desk.case.case_id, occurred_on=date(2021, 5, 6), recorded_at=utc(2021, 5, 6), lift=True)
    assert not seen.wants_agreement()
    assert attrs.evolve(seen, pets=2).wants_agreement()


@pytest.mark.parametrize(("fact", "group"), [("d99.phone", FieldGroup.CONTACT), ("d 99", FieldGroup.DWELLING)])
def test_what_an_event_notes_is_a_fact_that_may_be_noted(fact, group):
    """Who people are and where they live stands in the vault; an id is an id."""
    with pytest.raises(InvalidValue):
        notes(fact, group)


def test_a_deadline_reads_a_fact_that_was_noted(desk):
    """Under its own id; what a plugin computes is not there."""
    day = ExtraFact(on=date(2021, 5, 6), fact="d99.visited_on", group=FieldGroup.DWELLING, value=date(2021, 5, 20))
    rule = DeadlineRule(
        kind="d99.visit", needs=("d99.visited_on",), day="d99.visited_on", bearing=Bearing.DO_BY, presses=True
    )
    law = national("62").with_deadlines([rule])
    known = attrs.evolve(desk.case, extra=(day,))
    assert [one.on for one in next_deadlines(known, law, on=date(2021, 5, 7)) if one.kind == rule.kind] == [day.value]
    gone = attrs.evolve(desk.case, extra=(day, attrs.evolve(day, on=date(2021, 5, 8), value=None)))
    assert [one for one in case_deadlines(gone, law).found if one.kind == rule.kind] == []
