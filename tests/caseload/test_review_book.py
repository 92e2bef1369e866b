"""The review of an act through the facade: examined, noted with what the documents say, compared, counted."""

from datetime import UTC
from datetime import date
from datetime import datetime

import pytest

import prevexp
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.act_review import Finding
from prevexp.domain.act_review import ReviewConclusion
from prevexp.domain.act_review import SeenDocument
from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import LegalInputRefused
from prevexp.domain.vocabulary import ActKind

MAY = date(2021, 5, 4)
TEN = date(2021, 5, 10)
PAY = ActKind.COMMANDEMENT_DE_PAYER
READ = {"lease_concluded_on": "2018-05-01", "delay_stated": "P6W", "served_at": "10:30", "fsl_stated": "oui"}
NOTED = {
    "on": TEN,
    "act_kind": PAY,
    "worker": "legal-1",
    "documents": (SeenDocument.ACT, SeenDocument.LEASE),
    "conclusion": ReviewConclusion.LEAD_FOR_ADIL,
    "grounds": ("act-review-7",),
}


@pytest.fixture(params=["memory:", "sqlite"])
def caseload(request, tmp_path):
    """Open a caseload of territory 62 in the summer of 2021."""
    store = "memory:" if request.param == "memory:" else f"sqlite:///{tmp_path / 'store.db'}"
    key, noon = tmp_path / "keys" / "master.key", datetime(2021, 8, 1, 12, tzinfo=UTC)
    with prevexp.open(store, territory="62", key_file=key, now=lambda: noon) as opened:
        yield opened


@pytest.fixture
def case_id(caseload, write_list):
    """Take in one case with a commandement of 12 April."""
    caseload.receive(write_list({}), received_on=MAY)
    return caseload.cases()[0].case_id


def test_an_act_is_examined_without_writing_anything(caseload, case_id):
    """From the list's day of service and what was read; not known is told with whom to ask."""
    before = caseload.case(case_id)
    found = caseload.examine_act(case_id, PAY, READ, on=TEN)
    assert (found.served_on, found.counts[Finding.DEFECT]) == (date(2021, 4, 12), 1)
    assert all(answer.ask for answer in found.of(Finding.UNKNOWN))
    assert caseload.case(case_id) == before


def test_a_review_is_written_with_what_the_documents_say(caseload, case_id):
    """Lease and delay become facts of the case, the rest stays with the review; both or neither."""
    after = caseload.review_act(case_id, READ, **NOTED)
    assert after == caseload.case(case_id)
    assert after.procedure.delay_stated == "P6W"
    (noted,) = after.act_reviews
    assert {one.name: one.value for one in noted.read} == {"fsl_stated": "true", "served_at": "10:30"}
    assert noted.number == after.version
    again = caseload.review_act(case_id, READ, **NOTED)
    assert again.version == after.version + 1


def test_a_refused_review_writes_not_even_the_documents(caseload, case_id):
    """The refusal comes back as a value."""
    before = caseload.case(case_id)
    refused = caseload.review_act(case_id, READ, **{**NOTED, "grounds": ("act-review-14",)})
    assert refused.code is RefusalCode.GROUND_WITHOUT_DEFECT
    spouse = {**READ, "has_spouse": "non"}
    assert caseload.review_act(case_id, spouse, **NOTED).code is RefusalCode.AGREEMENT_MISSING
    assert caseload.case(case_id) == before


def test_a_jurist_may_find_otherwise_than_the_rules(caseload, case_id):
    """What was computed stays beside it."""
    judged = {"act-review-9": Finding.DEFECT}
    after = caseload.review_act(
        case_id, READ, **{**NOTED, "judged": judged, "grounds": ("act-review-7", "act-review-9")}
    )
    check = next(one for one in after.act_reviews[0].checks if one.check == "act-review-9")
    assert (check.finding, check.computed) == (Finding.DEFECT, Finding.UNKNOWN)


def test_the_review_is_compared_with_what_is_known_later(caseload, case_id):
    """Nothing noted, noted and unchanged, changed; each as of its day."""
    caseload.review_act(case_id, READ, **NOTED)
    caseload.read_documents(case_id, {"delay_stated": "P2M", "clause_delay_in_lease": "P2M"}, on=date(2021, 6, 1))
    assert caseload.act_review(case_id, PAY, on=date(2021, 5, 9)) is None
    assert caseload.act_review(case_id, PAY, on=date(2021, 5, 31)).changes == ()
    (change,) = caseload.act_review(case_id, PAY, on=date(2021, 6, 1)).changes
    assert (change.check, change.now) == ("act-review-7", Finding.OK)
    counted = caseload.reviews_counted(date(2021, 5, 1), date(2021, 5, 31))
    assert (counted.checked, counted.contestable, dict(counted.by_ground)) == (1, 1, {"act-review-7": 1})


def test_what_cannot_be_is_refused_before_anything_is_written(caseload, case_id):
    """A name of no check, an act read before it was served, a jurist of no team, an act that no check concerns."""
    for read in ({"served_att": "10:30"}, {"served_on": "2021-07-01"}):
        with pytest.raises(LegalInputRefused):
            caseload.review_act(case_id, read, **NOTED)
    with pytest.raises(InvalidValue):
        caseload.review_act(case_id, READ, **{**NOTED, "worker": "legal-99"})
    with pytest.raises(LegalInputRefused):
        caseload.examine_act(case_id, ActKind.CONCOURS_FORCE_PUBLIQUE, on=TEN)
    assert caseload.case(case_id).act_reviews == ()
