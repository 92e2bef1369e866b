"""A case full of canaries."""

from datetime import date

import attrs
import pytest

from prevexp.domain.contact import Attempt
from prevexp.domain.sharing import Recipient
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.testing.canaries import Canaries
from prevexp.testing.households import authorised
from prevexp.testing.households import word


@pytest.fixture(scope="session")
def canaries():
    """Return a case whose household agreed and authorised everything, its identity, and the group of each value."""
    birds = Canaries()
    case, identity = birds.case(), birds.identity()
    with attrs.validators.disabled():
        attempt = attrs.evolve(case.attempts[0], outcome=AttemptOutcome.MET, channel=Channel.PHONE)
    case = attrs.evolve(case, life=(), agreements=(word(),), sharing=authorised(*Recipient), attempts=(attempt,))
    return case, identity, birds.groups


@pytest.fixture
def letter():
    return Attempt(attempted_on=date(2026, 2, 10), channel=Channel.LETTER, outcome=AttemptOutcome.NO_ANSWER)
