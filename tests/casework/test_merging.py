"""A later row of a known case."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from prevexp.casework.merging import NOT_KNOWN
from prevexp.casework.merging import known_fields
from prevexp.casework.merging import merge
from prevexp.domain.case import Identity
from prevexp.domain.case import ListedFacts
from prevexp.domain.values import Secret
from prevexp.domain.vocabulary import HousingStock
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.domain.vocabulary import Stage


def lower(column, text):
    """Compare texts without case."""
    return text.lower()


FACTS = st.builds(
    ListedFacts,
    act_on=st.none() | st.dates(date(2020, 1, 1), date(2022, 1, 1)),
    stage=st.sampled_from(Stage),
    stock=st.sampled_from(HousingStock),
    arrears_cents=st.none() | st.integers(0, 10**6),
    persons=st.none() | st.integers(1, 30),
    answer=st.sampled_from(SocialServicesAnswer),
)
IDENTITY = st.builds(Identity, surname=st.none() | st.sampled_from("AaBb").map(Secret))


@given(FACTS, FACTS, IDENTITY, IDENTITY)
def test_what_is_not_known_never_erases_what_is(facts, row, identity, row_identity):
    """After any row, every value known before is still known, and every value the row knows is the case's."""
    merged = merge(facts, identity, row, row_identity, normal=lower)
    for name in ListedFacts.__slots__[:-1]:
        before, said, after = getattr(facts, name), getattr(row, name), getattr(merged.facts, name)
        assert after == (said if said is not None and said not in NOT_KNOWN else before)


@given(FACTS, FACTS, IDENTITY, IDENTITY)
def test_the_same_row_twice_changes_nothing_the_second_time(facts, row, identity, row_identity):
    """Taking a row in again after it was merged changes no column."""
    once = merge(facts, identity, row, row_identity, normal=lower)
    twice = merge(once.facts, once.identity, row, row_identity, normal=lower)
    assert twice.changed == ()
    assert (twice.facts, twice.identity) == (once.facts, once.identity)


def test_changes_are_named_by_column_in_the_order_of_the_transfer():
    """A new act and another debt are named as the secretariat names them; the same name in capitals is no change."""
    merged = merge(
        ListedFacts(stage=Stage.SIGNALEMENT, arrears_cents=100),
        Identity(surname=Secret("Exemple")),
        ListedFacts(stage=Stage.ASSIGNATION, act_on=date(2021, 6, 1), arrears_cents=200),
        Identity(surname=Secret("EXEMPLE"), phone=Secret("+33639980000")),
        normal=lower,
    )
    assert merged.changed == ("stade_procedure", "date_acte", "dette_locative_eur", "locataire_telephone")
    assert merged.identity.surname == Secret("Exemple")
    assert known_fields(merged.identity) == ("surname", "phone")
