"""The life of a case as text, as a picture and as a page."""

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from prevexp.caseload.story import CaseStory
from prevexp.casework.due import Due
from prevexp.casework.due import Task
from prevexp.casework.evolve import replay
from prevexp.casework.life.striking import numbered
from prevexp.domain.case import ListedFacts
from prevexp.domain.event_types import EVENT_TYPES
from prevexp.domain.events import CaseReceived
from prevexp.domain.events import ContactAttempted
from prevexp.domain.values import Month
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.render.story import story_html
from prevexp.render.story import story_text
from prevexp.render.story_lanes import LANES
from prevexp.render.story_picture import story_svg

MAY, JUNE = date(2021, 5, 4), date(2021, 6, 1)
SAID = {"case_id": "c1", "recorded_at": utc(2021, 5, 4, 9)}
RECEIVED = CaseReceived(
    **SAID, occurred_on=MAY, household_id="h", territory="62", transfer="t", line=2, month=Month(2021, 5),
    reference="62-2021-1", facts=ListedFacts(commune="62041"),
)  # fmt: skip
VISITED = ContactAttempted(
    **SAID, occurred_on=date(2021, 5, 3), channel=Channel.VISIT_PLANNED, outcome=AttemptOutcome.MET
)
DUES = (
    Due(task=Task.FOLLOW_UP, due_on=date(2021, 6, 4)),
    Due(task=Task.DECIDE, due_on=date(2021, 5, 30), about="exhausted", waiting_for="caf"),
)


@pytest.fixture
def story():
    events = (RECEIVED, VISITED)
    return CaseStory(
        on=JUNE,
        case=replay(events),
        commune="Arras",
        entries=numbered(events),
        team=None,
        dues=DUES,
        deadlines=(),
        partners={"caf": "CAF"},
    )


def test_every_event_stands_on_exactly_one_line():
    """No class of the domain is missing from the picture, and none is on two lines."""
    placed = [kind for kinds in LANES.values() for kind in kinds]
    assert sorted(placed, key=str) == sorted(EVENT_TYPES.values(), key=str)


def test_the_text_says_who_waits_for_whom(story):
    """The team has the follow-up to make, the CAF is to answer."""
    text = story_text(story)
    team, caf = text.index("équipe"), text.index("CAF")
    assert team < text.index("veille") < caf < text.index("Échéances")
    assert max(map(len, text.splitlines())) <= 80


def test_the_history_is_in_the_order_of_the_days_with_the_numbers_of_the_entries(story):
    """The visit of the day before stands first though it was noted second."""
    lines = story_text(story).splitlines()
    numbers = [line.split()[0] for line in lines if re.match(r"\d+ +\d\d/", line)]
    assert numbers == ["2", "1"]


def test_a_late_entry_says_when_it_was_noted(story):
    """Noted on 4 May, it happened on the 3rd; what was noted on its day says nothing."""
    history = story_text(story).partition("Ce qui s'est passé")[2]
    assert history.count("noté le") == 1


def test_the_picture_is_well_formed_and_says_all_in_words(story):
    """Title and description stand in it; a diamond for each day, an empty square for each thing due."""
    root = ET.fromstring(story_svg(story, title="Vie du dossier"))  # noqa: S314 - our own picture
    name = "{http://www.w3.org/2000/svg}"
    description = root.findtext(f"{name}desc")
    assert root.findtext(f"{name}title") == "Vie du dossier"
    assert "Contacts avec le ménage" in description
    assert "À faire" in description
    assert len(root.findall(f"{name}polygon")) == 1 + 2  # the legend's, and one a line


def test_a_day_due_far_ahead_stays_in_the_picture(story):
    """What is due in ten years stands on the edge."""
    far = CaseStory(
        on=story.on, case=story.case, commune=None, entries=story.entries, deadlines=(), partners={}, team=None,
        dues=(Due(task=Task.FOLLOW_UP, due_on=date(2031, 6, 4)),),
    )  # fmt: skip
    root = ET.fromstring(story_svg(far, title="t"))  # noqa: S314 - our own picture
    places = [float(one.get("x")) + float(one.get("width")) for one in root.iter("{http://www.w3.org/2000/svg}rect")]
    assert max(places) <= 340


def test_the_page_runs_no_script_and_asks_for_nothing(story):
    """Self-contained: one style, no script, no address."""
    page = story_html(story)
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "Dossier 62-2021-1" in page
