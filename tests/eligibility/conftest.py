"""A case as the monthly list alone knows it: private stock, followed by nobody, at the first stage."""

from datetime import date

import pytest

from prevexp.eligibility import Screening
from prevexp.eligibility import core_rules
from prevexp.eligibility import facts
from prevexp.expressions import Scalar

ON = date(2021, 5, 4)


@pytest.fixture
def listed() -> dict[str, Scalar | None]:
    row: dict[str, Scalar | None] = {fact.id: None for fact in facts}
    return row | {
        "stock": "prive",
        "stage": "signalement",
        "in_territory": True,
        "answer_caf": "non_suivi",
        "listed_as_unpaid": True,
        "arrears_settled_reported": False,
        "departure_reported": False,
        "open_elsewhere": False,
    }


@pytest.fixture(scope="session")
def screening() -> Screening:
    return Screening.of(core_rules(), on=ON)
