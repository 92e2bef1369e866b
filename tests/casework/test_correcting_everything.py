"""Whatever kind of entry is struck, the case is the one without it; and nothing that rests on it is left in the air."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.casework.evolve import replay
from prevexp.casework.life.commands import CorrectEntry
from prevexp.casework.life.correcting import decide_correction
from prevexp.casework.life.striking import NEVER_STRUCK
from prevexp.casework.refusal import Refusal
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.act_review import OF_THE_HOUSEHOLD
from prevexp.domain.act_review import NamedValue
from prevexp.domain.act_review_events import ActReviewed
from prevexp.domain.appointment_events import AppointmentFixed
from prevexp.domain.case import ListedFacts
from prevexp.domain.casework_events import AgreementGiven
from prevexp.domain.casework_events import AgreementRefused
from prevexp.domain.casework_events import AgreementWithdrawn
from prevexp.domain.events import CaseReceived
from prevexp.domain.life import CorrectionReason
from prevexp.domain.life_events import EntryCorrected
from prevexp.domain.values import Maybe
from prevexp.domain.values import Month
from prevexp.domain.values import entry_number
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import ProofKind
from prevexp.testing.strategies import FIELDS
from prevexp.testing.strategies import events

AT = utc(2022, 5, 4, 9)
FIRST, LAST = date(2021, 5, 4), date(2022, 5, 3)
RECEPTION = CaseReceived(
    case_id="c1",
    occurred_on=FIRST,
    recorded_at=AT,
    household_id="h1",
    territory="62",
    transfer="t1",
    line=2,
    month=Month(2021, 5),
    reference="62-1",
    facts=ListedFacts(),
)
GIVEN = AgreementGiven(case_id="c1", occurred_on=FIRST, recorded_at=AT, proof=ProofKind.SIGNED_FORM)
KINDS = sorted((kind for kind in FIELDS if kind is not CaseReceived), key=lambda kind: kind.slug)
STRIKABLE = [kind for kind in KINDS if not issubclass(kind, NEVER_STRUCK)]
FORGOTTEN = {"version": 0, "corrections": ()}


def links(kind):
    """Return the fields by which an event of a class names entries."""
    return [one.name for one in attrs.fields(kind) if one.validator in (entry_number, Maybe(entry_number))]


def drawn(kind):
    """Draw an event of one class for the one case, on a day of its life."""
    day = st.dates(FIRST, LAST)
    return st.builds(lambda one, on: attrs.evolve(one, case_id="c1", occurred_on=on), events(kind), day)


def correct(story, entry, plan):
    command = CorrectEntry(on=LAST, entry=entry, reason=CorrectionReason.NEVER_HAPPENED)
    return decide_correction(story, command, at=AT, plan=plan)


others = st.lists(
    st.sampled_from([kind for kind in KINDS if not issubclass(kind, EntryCorrected)]).flatmap(drawn), max_size=4
)


@pytest.mark.parametrize("kind", STRIKABLE, ids=lambda kind: kind.slug)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_a_struck_entry_of_any_kind_leaves_the_case_that_never_had_it(kind, data):
    """Before it, after it, on any day: only the count of entries remembers."""
    before, entry, after = data.draw(others), data.draw(drawn(kind)), data.draw(others)
    story = [RECEPTION, *before, entry, *after]
    number = len(before) + 2
    said = {"case_id": "c1", "occurred_on": LAST, "recorded_at": AT, "reason": CorrectionReason.WRONG_DAY}
    corrected = replay([*story, EntryCorrected(**said, entry=number)])
    without = replay([RECEPTION, *before, *after])
    assert attrs.evolve(corrected, **FORGOTTEN) == attrs.evolve(without, **FORGOTTEN)


NAMING = [(kind, name) for kind in STRIKABLE for name in links(kind)]


@pytest.mark.parametrize(("kind", "name"), NAMING, ids=lambda part: getattr(part, "slug", part))
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_what_a_later_entry_names_by_its_number_stands_until_that_one_is_struck(plan, kind, name, data):
    """Every class of events, every field that names an entry: refused, then the naming one first, then both."""
    opener = data.draw(drawn(AppointmentFixed).map(lambda one: attrs.evolve(one, number=3)))
    others = dict.fromkeys(links(kind), 4) | {name: 3}
    naming = attrs.evolve(data.draw(drawn(kind)), **others)
    story = [RECEPTION, GIVEN, opener, naming]
    refused = correct(story, 3, plan)
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.params["resting"]) == (RefusalCode.SOMETHING_RESTS_ON_IT, "4")
    for entry in (4, 3):
        correction = correct(story, entry, plan)
        assert not isinstance(correction, Refusal)
        story += correction
    assert attrs.evolve(replay(story), **FORGOTTEN) == attrs.evolve(replay([RECEPTION, GIVEN]), **FORGOTTEN)


@pytest.mark.parametrize("kind", STRIKABLE, ids=lambda kind: kind.slug)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_an_agreement_stands_as_long_as_something_is_written_by_it(plan, kind, data):
    """Of every class: what wants an agreement keeps the one that let it be written, and nothing else does."""
    entry = data.draw(drawn(kind))
    if isinstance(entry, AgreementRefused | AgreementWithdrawn):
        return
    refused = correct([RECEPTION, GIVEN, attrs.evolve(entry, **dict.fromkeys(links(kind), 3))], 2, plan)
    rests = isinstance(refused, Refusal) and refused.code is RefusalCode.SOMETHING_RESTS_ON_IT
    assert rests is entry.wants_agreement()


@settings(max_examples=10, deadline=None)
@given(entry=drawn(ActReviewed))
def test_a_review_that_tells_of_the_household_keeps_its_agreement(plan, entry):
    """Not its class but what it read needs the agreement: who lives in the dwelling."""
    name = min(frozenset().union(*OF_THE_HOUSEHOLD.values()))
    review = attrs.evolve(entry, number=3, read=(NamedValue(name=name, value="2"),))
    refused = correct([RECEPTION, GIVEN, review], 2, plan)
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.params["resting"]) == (RefusalCode.SOMETHING_RESTS_ON_IT, "3")
