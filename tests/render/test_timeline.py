"""The timeline of a case: every day in words, nothing on top of something else, no colour alone."""

from datetime import date
from itertools import pairwise

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.domain.vocabulary import DecisionKind
from prevexp.domain.vocabulary import LandlordKind
from prevexp.law.territory_law import national
from prevexp.render.svg import WIDTH
from prevexp.render.svg import width_of
from prevexp.render.timeline import timeline_svg
from prevexp.render.timeline import timeline_text
from prevexp.render.timeline_rows import ACTS
from prevexp.render.timeline_rows import timeline_of
from prevexp.render.timeline_rows import truces_between

LAW = national("62")
ON = date(2022, 1, 3)
FACTS = {
    "lease_concluded_on": date(2018, 5, 1),
    "commandement_served_on": date(2021, 3, 8),
    "surety": True,
    "landlord_kind": LandlordKind.LEGAL_PERSON,
    "ccapex_seized_on": date(2021, 3, 10),
    "assignation_served_on": date(2021, 6, 15),
    "hearing_on": date(2021, 9, 21),
    "judged_on": date(2021, 10, 12),
    "decision_kind": DecisionKind.JUGEMENT,
    "decision_served_on": date(2021, 10, 20),
    "quit_notice_served_on": date(2021, 12, 10),
    "prefect_seized": True,
}
SVG = "{http://www.w3.org/2000/svg}"

days = st.dates(date(2012, 1, 1), date(2029, 12, 31))
cases = st.dictionaries(st.sampled_from([*ACTS, "hearing_on", "lease_concluded_on"]), days)


def made(facts, on=ON):
    return timeline_of(facts, LAW.deadlines_in(None, facts), LAW.setting, on=on)


def drawn(facts, on=ON):
    return fromstring(timeline_svg(made(facts, on), title="Délais"))


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_clause_delay_runs_from_its_act_to_the_day_to_plan_by_and_to_its_latest_reading():
    """8 May 2021 is a Saturday and a holiday: the delay ends there or, moved, on the 10th."""
    row = next(row for row in made(FACTS).rows if row.label == "fin du délai de la clause")
    assert (row.start, row.end, row.latest) == (date(2021, 3, 8), date(2021, 5, 8), date(2021, 5, 10))
    assert plain(row.said) == "jusqu’au 8 mai 2021, au plus tard le 10 mai 2021"
    assert not row.sure


def test_a_delay_counted_back_is_drawn_as_a_day():
    """The diagnosis is due before the hearing that its delay is counted from."""
    facts = FACTS | {"dsf_body_seized_on": date(2021, 7, 5)}
    row = next(row for row in made(facts).rows if row.label.startswith("remise du diagnostic"))
    assert (row.start, row.end, row.latest) == (date(2021, 9, 13), date(2021, 9, 13), date(2021, 9, 14))


@pytest.mark.parametrize(
    "changed",
    [
        {"last_exchange_on": date(2021, 12, 20)},
        {"force_requested_on": date(2022, 2, 1), "judge_time_until": date(2022, 9, 30)},
    ],
)
def test_a_day_known_later_adds_rows_and_changes_no_other(changed):
    """What was drawn stays where it was."""
    before, after = made(FACTS).rows, made(FACTS | changed).rows
    assert len(after) > len(before)
    assert [row for row in before if row not in after and row.label != "expulsion possible"] == []


def test_the_picture_is_the_one_that_was_looked_at(golden):
    """The golden picture was read by people, in a browser, at 320 pixels and in print."""
    golden("timeline.svg", timeline_svg(made(FACTS), title="Délais du dossier 62-2021-1"))


def test_the_text_says_every_row_the_lease_and_the_truces():
    """What the picture shows is read without it, on 80 columns."""
    told = plain(timeline_text(made(FACTS), title="Délais"))
    assert "08/03/2021  10/05/2021  Fin du délai de la clause" in told
    assert "Audience : le 21 septembre 2021" in told
    assert "Bail conclu le 1er mai 2018." in told
    assert "Trêve hivernale : du 1er novembre 2021 au 31 mars 2022." in told
    assert max(map(len, told.splitlines())) <= 80


def test_a_contradiction_is_told_with_what_it_leaves_out():
    """An assignation before its commandement: no day that rests on it, and the reason in French."""
    told = plain(timeline_text(made(FACTS | {"assignation_served_on": date(2021, 3, 1)}), title="Délais"))
    assert "L’assignation est antérieure au commandement de payer" in told
    assert "Non calculé :" in told


def test_a_case_of_which_nothing_is_known_says_so():
    """No row does not mean no delay."""
    assert "rien n'a été lu" in plain(timeline_text(made({}), title="Délais"))
    assert drawn({}).findtext(f"{SVG}title") == "Délais"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2021, 10, 31), date(2022, 4, 1), [(date(2021, 11, 1), date(2022, 3, 31))]),
        (date(2020, 3, 1), date(2020, 7, 11), [(date(2020, 3, 1), date(2020, 7, 10))]),
        (date(2021, 4, 1), date(2021, 5, 1), [(date(2021, 4, 1), date(2021, 5, 1))]),
        (date(2022, 4, 1), date(2022, 10, 31), []),
    ],
)
def test_truces_are_whole_with_their_extensions(first, last, expected):
    """Ordinary, of 2020 and of 2021; cut to the span; none in summer."""
    assert list(truces_between(first, last, LAW.setting)) == expected


def test_the_picture_has_a_title_a_description_and_a_word_for_each_mark():
    """A reader who sees no colour, or nothing, is told all of it."""
    root = drawn(FACTS)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Délais"
    description = plain(root.findtext(f"{SVG}desc"))
    texts = [plain(found.text) for found in root.iter(f"{SVG}text")]
    assert "Fin du délai de la clause : jusqu’au 8 mai 2021" in description
    for word in ("jour du tracé : 3 janvier 2022", "acte, ou jour fixé", "trêve hivernale", "déduit ou à vérifier"):
        assert word in texts


@settings(max_examples=60, deadline=None)
@given(facts=cases, on=days)
def test_no_words_lie_on_other_words_nor_outside(facts, on):
    """Whatever is known: lines of words stand apart and end inside the picture."""
    root = drawn(facts, on)
    boxes = [
        (float(found.get("x")), float(found.get("y")), width_of(found.text, float(found.get("font-size"))))
        for found in root.iter(f"{SVG}text")
        if found.get("text-anchor") == "start"
    ]
    assert all(x >= 0 and x + wide <= WIDTH + 8 for x, _, wide in boxes)
    for (x, y, wide), (other, below, _) in pairwise(sorted(boxes, key=lambda box: (box[1], box[0]))):
        assert below - y >= 12 or (below == y and other >= x + wide)


@settings(max_examples=60, deadline=None)
@given(facts=cases, on=days)
def test_nothing_is_drawn_outside_the_picture(facts, on):
    """Bars that end beyond the span stop at its edge."""
    for box in drawn(facts, on).findall(f"{SVG}rect"):
        x, wide = float(box.get("x")), float(box.get("width"))
        assert x >= -1
        assert x + wide <= WIDTH + 3


@settings(max_examples=60, deadline=None)
@given(facts=cases, on=days)
def test_every_deadline_and_every_act_has_a_row(facts, on):
    """Nothing that is known is left out of the text."""
    found = made(facts, on)
    told = timeline_text(found, title="Délais")
    assert len(found.rows) == len(found.deadlines.found) + sum(name in ACTS for name in facts)
    assert all(f"{row.start:%d/%m/%Y}" in told for row in found.rows)
