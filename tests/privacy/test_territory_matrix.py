"""A territory takes from the matrix as it likes, and adds only with a reason: it never sees more by taking."""

from datetime import date

import attrs
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.domain.sharing import Direction
from prevexp.domain.sharing import Extract
from prevexp.domain.sharing import FileState
from prevexp.domain.sharing import GroundKind
from prevexp.domain.sharing import Recipient
from prevexp.domain.sharing import SharingPurpose
from prevexp.domain.vocabulary import AgreementStatus
from prevexp.domain.vocabulary import FieldGroup
from prevexp.privacy.loading import core_matrix
from prevexp.privacy.matrix import Row
from prevexp.privacy.territory import Narrowing
from prevexp.privacy.territory import of_territory
from prevexp.privacy.view import view
from prevexp.testing.households import addressee
from prevexp.testing.households import agreed_case
from prevexp.testing.households import all_grounds
from prevexp.testing.households import authorised
from prevexp.testing.households import ended
from prevexp.testing.households import word
from prevexp.testing.strategies import identities
from prevexp.testing.strategies import listed_facts

DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))


def some_of(kind):
    return st.frozensets(st.sampled_from(kind), max_size=3)


narrowings = st.builds(
    Narrowing,
    partner=st.sampled_from(Recipient),
    direction=st.sampled_from(Direction),
    purpose=st.none() | st.sampled_from(SharingPurpose),
    groups=some_of(FieldGroup),
    extracts=some_of(Extract),
    states=some_of(FileState),
    authorisation=st.booleans(),
    valid_from=st.none() | DAYS,
    valid_to=st.none() | DAYS,
)
words = st.lists(st.builds(word, st.sampled_from(AgreementStatus), DAYS), max_size=3)
sharings = st.lists(
    st.builds(
        lambda who, group, on: authorised(who, groups=(group,), on=on)[0],
        st.sampled_from(Recipient),
        st.sampled_from(FieldGroup),
        DAYS,
    ),
    max_size=12,
)


def by_day(facts):
    return tuple(sorted(facts, key=lambda fact: fact.on))


cases = st.builds(
    lambda facts, agreements, sharing, closed_on: agreed_case(
        facts=facts,
        agreements=by_day(agreements),
        sharing=by_day(sharing),
        life=(ended(closed_on),) if closed_on else (),
    ),
    listed_facts,
    words,
    sharings,
    st.none() | DAYS,
)


def within(inner, outer):
    """Say whether a tree of facts is another with some of it left out."""
    if isinstance(inner, dict):
        return inner.keys() <= outer.keys() and all(within(inner[key], outer[key]) for key in inner)
    if isinstance(inner, tuple):
        return len(inner) == len(outer) and all(map(within, inner, outer))
    return inner == outer


@settings(deadline=None)
@given(cases, identities(), st.sampled_from(Recipient), DAYS, st.lists(narrowings, max_size=3), st.booleans())
def test_what_a_territory_shows_without_a_reason_lies_within_what_the_core_shows(
    case, identity, partner, on, taken, grounded
):
    """For any case, partner, day and narrowing, with the same acts."""
    grounds = all_grounds(date(2021, 1, 1)) if grounded else ()
    core, own = (
        of_territory(core_matrix(), grounds=grounds),
        of_territory(core_matrix(), grounds=grounds, narrowings=taken),
    )
    for purpose in core.purposes(partner):
        asked = {"partner": addressee(partner), "purpose": purpose, "on": on}
        less, more = view(case, identity, **asked, matrix=own), view(case, identity, **asked, matrix=core)
        assert {one.item for one in less.passing} <= {one.item for one in more.passing}
        assert within(dict(less.facts), dict(more.facts))
        assert within(dict(less.identity), dict(more.identity))
        assert within(dict(less.extracts), dict(more.extracts))


@given(narrowings)
def test_taking_never_adds_to_a_row(taken):
    """Neither a group, a state, a day, nor freedom from an authorisation."""
    for row in core_matrix().rows:
        left = taken.applied(row)
        if left is not None:
            assert set(left.items) <= set(row.items)
            assert left.states <= row.states
            assert left.authorisation >= row.authorisation
            assert left.valid_from >= row.valid_from


def test_an_authorisation_can_be_required_where_the_core_needs_none():
    """Then the CCAPEX gets the budget only of those who said so; what it is told without agreement is gone."""
    required = Narrowing(partner=Recipient.CCAPEX, authorisation=True)
    matrix = of_territory(core_matrix(), narrowings=(required,))
    asked = {"partner": addressee(Recipient.CCAPEX), "purpose": SharingPurpose.INSTRUCTION, "on": date(2026, 6, 1)}
    assert FieldGroup.BUDGET in view(agreed_case(), None, **asked, matrix=matrix).groups
    assert view(agreed_case(sharing=()), None, **asked, matrix=matrix).empty


def test_a_territory_widens_with_a_reason_from_its_day():
    """The FSL of the département, say: the day before, nothing; on the day, what was decided."""
    added = Row(
        partner=Recipient.CONSEIL_DEPARTEMENTAL,
        direction=Direction.SEND,
        groups=frozenset({FieldGroup.DWELLING}),
        states=frozenset({FileState.AGREED}),
        authorisation=False,
        purpose=SharingPurpose.HOUSING_FUND,
        basis=GroundKind.LAW,
        valid_from=date(2026, 5, 1),
        source="loi 90-449, art. 6 ; règlement intérieur du FSL",
        decided_by="comité responsable du plan",
    )
    matrix = of_territory(core_matrix(), widenings=(added,))
    asked = {"partner": addressee(Recipient.CONSEIL_DEPARTEMENTAL), "purpose": SharingPurpose.HOUSING_FUND}
    seen = {
        on: view(agreed_case(), None, **asked, on=on, matrix=matrix).groups
        for on in (date(2026, 4, 30), date(2026, 5, 1))
    }
    assert seen == {date(2026, 4, 30): frozenset(), date(2026, 5, 1): {FieldGroup.DWELLING}}


def test_the_core_names_no_act_of_a_territory():
    """So that every convention is off until one is named."""
    assert core_matrix().grounds == ()
    assert attrs.evolve(core_matrix(), rows=()).purposes(Recipient.CAF) == ()
