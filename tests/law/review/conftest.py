"""One check, asked by its id with what was read; a whole review."""

import pytest

from prevexp.law.review.checks import national_checks
from prevexp.law.review.review import review
from prevexp.law.rules.table import national_rules


@pytest.fixture(scope="session")
def answered(setting_of):
    """Return the answer of one check, from plain inputs: `answered("act-review-3", served_on="2021-03-07")`."""

    def answer(id_, *, department="62", policies=None, **inputs):
        check = next(check for check in national_checks() if check.id == id_)
        kind = min(check.act_kinds)
        found = review(inputs, setting_of(department, policies=policies or {}), kind)
        return next(one for one in found.answers if one.check.id == id_)

    return answer


@pytest.fixture(scope="session")
def computed(setting_of):
    """Return the values of a rule by its id, as a line of `law compute` gets them."""

    def compute(rule, *, department="62", **inputs):
        return dict(national_rules().compute(rule, setting_of(department), inputs).values)

    return compute
