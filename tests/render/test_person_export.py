"""The copy handed to a person: a page anybody can read, with all of it and nothing of others."""

from datetime import date
from pathlib import Path

import pytest

import prevexp
from prevexp.domain.access import AccessAction
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import FieldGroup
from prevexp.render.person_export import left_out
from prevexp.render.person_export import person_html

SAMPLE = Path(__file__).parents[1] / "samples" / "transfer_62_2021-05.csv"
MAY, JUNE = date(2021, 5, 4), date(2021, 6, 4)


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    """Return the copy of a case that was allocated, informed and shown to the CCAPEX."""
    key = tmp_path_factory.mktemp("keys") / "k"
    with prevexp.open("memory:", territory="62", key_file=key) as caseload:
        caseload.receive(SAMPLE, received_on=MAY)
        caseload.allocate(on=MAY)
        case_id = next(case.case_id for case in caseload.cases() if case.allocation is not None)
        caseload.inform(case_id, on=MAY, channel=Channel.LETTER)
        told = {"partner": "ccapex", "purpose": "instruction", "groups": [FieldGroup.DEBT_AND_PROCEDURE]}
        caseload.note_access(AccessAction.SHARED, about=case_id, **told)
        return caseload.export_person(case_id, on=date.max)


def test_the_page_can_be_read_by_anybody(checked, export):
    """Nothing from outside, headings in order, tables with a caption; each entry is an item under its number."""
    root = checked(person_html(export))
    numbers = [int(item.get("value")) for item in root.iter("li")]
    assert numbers == list(range(1, len(export.cases[0].entries) + 1))


def test_the_page_names_partners_as_people_do(export):
    """No slug of a partner, a purpose or a group, no word for somebody who programs."""
    page = person_html(export)
    assert "CCAPEX" in page
    assert "dette et procédure" in page
    for word in ("ccapex", "instruction</td>", "G4", "social-", "legal-", "None", "prevexp."):
        assert word not in page


def test_whoever_hands_it_over_is_told_what_the_territory_has_not_filled_in(export):
    """The controller and the DPO are data of the pack; and identity comes first."""
    first, *others = left_out(export)
    assert "identité" in first
    assert any("controller, dpo" in line for line in others)
