"""The visit sheet: the way and the boxes, and nothing that somebody at the door should not read."""

import json
import re
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path

import pytest

import prevexp
from prevexp.casework.commands import NoteChannelSafety
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import Place
from prevexp.domain.vocabulary import ProofKind
from prevexp.law.deadlines import DeadlineKind
from prevexp.render.labels import label
from prevexp.render.visit_sheet import MEANINGS
from prevexp.render.visit_sheet import visit_sheets_html

SAMPLE = Path(__file__).parents[1] / "samples" / "transfer_62_2021-05.csv"
MAY = date(2021, 5, 4)
TEN = date(2021, 5, 10)


@pytest.fixture(scope="module")
def caseload():
    """Take the sample of May in and give it to the team."""
    noon = datetime(2021, 8, 1, 12, tzinfo=UTC)
    with prevexp.open("memory:", territory="62", now=lambda: noon) as opened:
        opened.receive(SAMPLE, received_on=MAY)
        opened.allocate(on=MAY)
        yield opened


@pytest.fixture(scope="module")
def listed(caseload):
    return [str(entry.case_id) for entry in caseload.worklist(on=MAY)]


def sheet(caseload, *cases, **more):
    return visit_sheets_html(caseload.visits(cases, on=TEN), team="Équipe mobile", **more)


def codes(page):
    """Return the codes beside the boxes, by what stands before them."""
    rows = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", page, re.DOTALL)
    return {name: re.findall(r"<code>(.*?)</code>", row) for name, row in rows}


def test_every_deadline_says_what_it_means():
    """In one sentence, for each kind of the law."""
    assert set(MEANINGS) == set(DeadlineKind)
    assert all(text.endswith(".") for text in MEANINGS.values())


def test_the_sheet_is_a_page_of_its_own_and_says_what_it_holds(caseload, listed, checked):
    """Name and address, and that it is to be destroyed; without them, initials only."""
    page = sheet(caseload, listed[0])
    checked(page)
    identity = caseload.identity(listed[0])
    names = {identity.surname.reveal(), identity.street.reveal().replace("'", "’")}
    assert all(name in page for name in names)
    assert "à détruire une fois la visite notée" in page
    bare = sheet(caseload, listed[0], with_address=False)
    checked(bare)
    assert not any(name in bare for name in names)
    assert "Initiales seulement" in bare


def test_no_sheet_shows_a_sum_a_phone_or_a_birth_date(caseload, listed):
    """Of nobody on the list."""
    page = sheet(caseload, *listed)
    assert "€" not in page
    for case_id in listed:
        identity = caseload.identity(case_id)
        told = (identity.phone, identity.email, identity.born_on, identity.landlord_name)
        assert not any(secret.reveal() in page for secret in told if secret)


def test_the_codes_of_the_boxes_are_the_vocabulary(caseload, listed):
    """Channel, outcome, place, proof: each with its own word; what cannot be at a door has no box."""
    found = codes(sheet(caseload, listed[0]))
    assert found["Par"] == ["visit_planned", "visit_unannounced", "desk"]
    assert set(found["Issue"]) == {str(one) for one in AttemptOutcome} - {"bad_number", "returned_mail", "no_answer"}
    assert set(found["Lieu"]) == set(Place) - {"remote"}
    assert found["Preuve"] == list(ProofKind)
    assert found["Accord"] == ["give-agreement", "refuse-agreement"]


def test_what_is_ticked_can_be_typed_back(caseload, listed):
    """The line of the sheet with any code of its boxes is an entry; dry, so that the sample stays as it is."""
    page = sheet(caseload, listed[0])
    found = codes(page)
    typed = page.partition("prevexp record")[2]
    attempt, agreement = (
        json.loads(line.replace("&#34;", '"')) for line in re.findall(r"<p><code>(.*?)</code></p>", typed)
    )
    lines = [
        json.dumps(attempt | {"channel": channel, "outcome": outcome, "place": place})
        for channel in found["Par"]
        for outcome in found["Issue"]
        for place in found["Lieu"]
    ]
    lines += [json.dumps(agreement | {"proof": found["Preuve"][0]})]
    done = caseload.record_batch(lines, dry_run=True)
    assert (done.refused, len(done.noted)) == ((), len(lines))


def test_an_unsafe_channel_leaves_a_mark_and_no_reason(caseload, listed):
    """No box for it, a sign, and the same words whatever the channel."""
    case_id = listed[1]
    before = sheet(caseload, case_id)
    caseload.do(case_id, NoteChannelSafety(on=TEN, channel=Channel.VISIT_UNANNOUNCED, safe=False))
    page = sheet(caseload, case_id)
    assert ("◆" in before, "◆" in page) == (False, True)
    assert label(Channel.VISIT_UNANNOUNCED) not in page.partition("<main")[2]
    assert not re.search("danger|risque|sécurité|violence", page.partition("<main")[2])
    caseload.do(case_id, NoteChannelSafety(on=TEN, channel=Channel.VISIT_PLANNED, safe=False))
    withheld = sheet(caseload, case_id)
    assert "Ne pas se rendre sur place" in withheld
    assert caseload.identity(case_id).surname.reveal() not in withheld


def test_a_day_without_visits_is_a_sheet_that_says_so(checked):
    """Empty, and still a page."""
    page = visit_sheets_html([], team="Équipe mobile")
    checked(page)
    assert "Personne à voir ce jour." in page


@pytest.mark.checkout
def test_each_household_is_one_page(caseload, listed, chromium, screenshot, tmp_path):
    """A4, so that one sheet is given to one pair of workers."""
    file, target = tmp_path / "visits.html", tmp_path / "visits.pdf"
    file.write_text(sheet(caseload, *listed[2:5]), encoding="utf-8")
    screenshot.run(chromium, f"--print-to-pdf={target}", "--no-pdf-header-footer", file.as_uri())
    assert target.read_bytes().count(b"/Type /Page\n") == 3
