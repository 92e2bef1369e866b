"""What leaves as a file names the plugins it was made with, so that a later count can be held against it."""

from datetime import UTC
from datetime import date
from datetime import datetime

import pytest

import prevexp
from prevexp.render.documents import bilan_document
from prevexp.render.documents import indicators_document
from prevexp.render.indicators import indicators_json

FIRST, LAST = date(2021, 5, 1), date(2021, 5, 31)


@pytest.fixture(scope="module")
def caseload():
    with prevexp.open("memory:", territory="62", now=lambda: datetime(2021, 5, 4, tzinfo=UTC)) as opened:
        yield opened


def test_indicators_carry_the_lock_they_were_counted_with(caseload):
    """As data, the whole lock; as a table, distribution, version and the beginning of the hash."""
    table = caseload.indicators(FIRST, LAST, generated_on=LAST)
    assert indicators_json(table)["lock"] == caseload.lock().to_json()
    assert "prevexp-departement-62 0.1.0" in dict(indicators_document(table).about)["Extensions"]


def test_a_bilan_that_leaves_as_a_file_names_its_plugins(caseload):
    """The same line stands in every form of the bilan that is not a page."""
    document = bilan_document(caseload.report(FIRST, LAST, generated_on=LAST))
    assert "prevexp-departement-62 0.1.0" in dict(document.about)["Extensions"]
