"""The day's sheet: who is to be contacted, by initials only, on the terminal and on paper."""

import re
from collections.abc import Callable
from datetime import date
from datetime import timedelta
from pathlib import Path
from xml.etree.ElementTree import Element

import attrs
import pytest

from prevexp.casework.due import Due
from prevexp.casework.due import Task
from prevexp.casework.worklist import WorklistEntry
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import Stage
from prevexp.law.deadlines import Bearing
from prevexp.law.deadlines import Deadline
from prevexp.law.deadlines import DeadlineKind
from prevexp.render.due_words import COUNTED
from prevexp.render.due_words import WORDS
from prevexp.render.due_words import counted
from prevexp.render.due_words import due_sentence
from prevexp.render.due_words import due_words
from prevexp.render.sheet import silent_text
from prevexp.render.sheet import worklist_html
from prevexp.render.sheet import worklist_text

DAY = date(2021, 7, 6)
CLAUSE = Deadline(
    kind=DeadlineKind.CLAUSE_DELAY_ENDS,
    on=date(2021, 7, 12),
    latest=date(2021, 7, 13),
    bearing=Bearing.DO_BY,
    presses=True,
)

LETTER = Due(task=Task.FIRST_CONTACT, due_on=date(2021, 7, 5), about="letter")
CALL = Due(task=Task.FIRST_CONTACT, due_on=date(2021, 7, 5), about="phone")
WATCH = Due(task=Task.FOLLOW_UP, due_on=date(2021, 6, 16))
ENDED = Due(task=Task.DECIDE, due_on=date(2021, 6, 16), about="exhausted")


def entry(number: int = 1, **more: object) -> WorklistEntry:
    fields = {
        "case_id": f"case-{number}",
        "reference": f"62-2021-{number:05}",
        "commune": "Boulogne-sur-Mer",
        "arrondissement": "623",
        "stage": Stage.COMMANDEMENT_DE_PAYER,
        "worker": "social-1",
        "legal_worker": "legal-1",
        "allocated_on": date(2021, 6, 4),
        "received_on": date(2021, 6, 3),
        "waits_days": 33,
        "rank": number,
        "next_legal_date": CLAUSE,
        "attempts": 2,
        "last_attempt_on": date(2021, 6, 28),
        "initials": "G. F.",
        "dues": (LETTER,),
    }
    return WorklistEntry(**(fields | more))


def sheet(*entries: WorklistEntry) -> str:
    return worklist_html(entries, on=DAY, territory="Ici", team="L’équipe", arrondissements={"623": "Boulogne"})


def said(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("number", [0, 1, 40])
def test_the_sheet_is_accessible_and_self_contained(checked: Callable[[str], Element], number: int) -> None:
    """Nobody, one or forty households: every check of `checked` passes."""
    checked(sheet(*(entry(i, worker=f"social-{i % 3 + 1}") for i in range(number))))


def test_a_household_has_its_row(checked: Callable[[str], Element]) -> None:
    """Initials, reference, place, stage, legal date, wait, attempts and boxes to tick."""
    (row,) = checked(sheet(entry())).findall(".//tbody/tr")
    told = said(row)
    for words in (
        "G. F.",
        "62-2021-00001",
        "Boulogne-sur-Mer",
        "commandement de payer",
        "12/07/2021",
        "33 jours",
        "depuis le 03/06/2021",
        "dernière le 28/06/2021",
        "visite inopinée",
        "porte close",
    ):
        assert words in told


def test_an_inferred_date_is_said_to_be_the_earliest(checked: Callable[[str], Element]) -> None:
    """What rests on an assumption is « au plus tôt »; a hearing is not; no date is « aucune connue »."""
    hearing = Deadline(kind=DeadlineKind.HEARING, on=DAY, bearing=Bearing.HAPPENS_ON, presses=True)
    rows = checked(sheet(entry(1), entry(2, next_legal_date=hearing), entry(3, next_legal_date=None))).findall(
        ".//tbody/tr"
    )
    assert ["au plus tôt" in said(row) for row in rows] == [True, False, False]
    assert "aucune connue" in said(rows[2])


def test_each_worker_has_a_part_with_a_place_to_sign(checked: Callable[[str], Element]) -> None:
    """Two workers, two parts, in order of their pseudonyms, each with its households only."""
    root = checked(sheet(entry(1, worker="social-2"), entry(2), entry(3, worker="social-2")))
    parts = root.findall(".//main/section")
    assert [part.findtext(".//h2") for part in parts] == ["social-1", "social-2"]
    assert [len(part.findall(".//tbody/tr")) for part in parts] == [1, 2]
    assert all("Visa" in said(part) for part in parts)


def test_the_terminal_shows_the_first_ones_and_says_how_many_there_are() -> None:
    """Eighty columns, a star where a date is the earliest possible, and what is left out is counted."""
    text = worklist_text([entry(i) for i in range(30)], on=DAY, most=5)
    assert max(map(len, text.splitlines())) <= 80
    assert text.count("62-2021-") == 5
    assert "et 25 de plus" in text
    assert "* au plus tôt" in text


def test_a_long_name_of_a_commune_is_cut_with_a_sign() -> None:
    """The longest names of France do not break the columns."""
    text = worklist_text([entry(commune="Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson")], on=DAY)
    assert "…" in text
    assert max(map(len, text.splitlines())) <= 80


def late(number: int = 1) -> WorklistEntry:
    """Return a household whose follow-up is overdue."""
    return entry(number, dues=(WATCH,))


def test_each_kind_of_thing_to_do_is_told_apart_from_first_contacts() -> None:
    """Counted on its own, with what is to be done; the first line counts first contacts."""
    text = worklist_text([entry(1), late(2), entry(3, dues=(ENDED,))], on=DAY).replace("\u00a0", " ")
    first, _, rest = text.partition("1 veille sociale")
    assert "1 ménage à contacter" in first
    assert "62-2021-00001" in first
    assert "62-2021-00002" in rest
    assert "en retard, au plus tard le 16/06/2021" in rest
    assert "plan épuisé : à décider" in rest.partition("1 dossier à décider")[2]
    assert max(map(len, text.splitlines())) <= 80


def test_a_household_stands_in_each_part_in_which_something_is_to_be_done_for_it() -> None:
    """One line a thing to do, with its number and who is waited for."""
    asked = Due(task=Task.DECIDE, due_on=date(2021, 7, 9), about="exhausted")
    both = entry(1, dues=(WATCH, asked))
    text = worklist_text([both], on=DAY)
    assert text.count("62-2021-00001") == 2


EVERY = {
    Due(task=Task.FIRST_CONTACT, due_on=DAY, about="phone"): "téléphone, depuis le",
    Due(task=Task.FOLLOW_UP, due_on=DAY): "à faire, au plus tard le",
    Due(task=Task.DECIDE, due_on=DAY, about="exhausted"): "plan épuisé : à décider",
    Due(task=Task.APPOINTMENT, due_on=DAY, number=4): "n° 4, le",
    Due(task=Task.UNDERTAKING, due_on=DAY, number=6, about="fsl"): "aide du FSL (n° 6), au plus tard le",
    Due(task=Task.UNDERTAKING, due_on=DAY, number=6, about="dalo", waiting_for="household"): "attendu : le ménage",
    Due(task=Task.UNDERTAKING, due_on=DAY, number=6, about="bdf", waiting_for="bdf"): "attendu : la Banque de France",
    Due(task=Task.UNDERTAKING, due_on=DAY, number=6, about="fsl", waiting_for="cd62"): "attendu : cd62",
    Due(task=Task.INSTALMENT, due_on=DAY, number=8, about="3"): "échéance 3 du plan n° 8 : noter si elle est payée",
    Due(task=Task.CONTRACT, due_on=DAY, number=3): "contrat n° 3 jusqu’au",
    Due(task=Task.DECIDE_REOPENING, due_on=DAY): "le rouvrir ou le laisser clos",
    Due(task=Task.INFORM_LANDLORD, due_on=DAY): "garanties mobilisables, au plus tard le",
    Due(task=Task.INFORM_LANDLORD, due_on=DAY, waiting_for="household"): "demander d’abord au ménage",
    Due(task=Task.MEDIATION_ANSWER, due_on=DAY, number=5, waiting_for="landlord"): "réponse attendue du bailleur",
    Due(task=Task.INFORM, due_on=DAY, by_law=True): "feuille « Vos données et vos droits »",
    Due(task=Task.SEND_REFERRAL, due_on=DAY, number=7, about="legal_advice"): "conseil juridique (n° 7), au plus tard",
    Due(task=Task.REMIND_PARTNER, due_on=DAY, number=7, about="legal_advice", waiting_for="adil"): "adil, conseil",
    Due(task=Task.REMIND_ABOVE, due_on=DAY, number=7, about="legal_advice", waiting_for="adil"): "adil, conseil",
    Due(task=Task.TELL_PARTNER, due_on=DAY, number=7, about="rehousing"): "relogement (n° 7), finie le",
    Due(task=Task.DECIDE_REFERRAL, due_on=DAY, number=7, about="rehousing"): "sans suite depuis le",
    Due(task=Task.ANSWER_RIGHT, due_on=DAY, number=7, about="access", by_law=True): "accès aux données (n° 7), réponse",
    Due(task=Task.TELL_RECIPIENT, due_on=DAY, number=7, about="limitation", by_law=True): "traitement limité (n° 7)",
    Due(task=Task.ERASE, due_on=DAY, number=7, by_law=True): "demande n° 7, acceptée le",
}
"""A thing to do, as the parts of the casework make it -> some of its words."""


@pytest.mark.parametrize(("due", "expected"), EVERY.items(), ids=lambda part: str(getattr(part, "task", "")))
def test_everything_to_do_is_told_in_words_and_never_in_slugs(due: Due, expected: str) -> None:
    """In time, on its last day and after it; a partner alone goes by its slug."""
    days = (DAY - timedelta(days=1), DAY, DAY + timedelta(days=1))
    told = [due_sentence(due, day).replace("\u00a0", " ").replace("\u202f", " ") for day in days]
    assert expected in told[1]
    assert not any("None" in words or "_" in words for words in told)
    assert ["en retard" in words for words in told] == [False, False, "au plus tard" in told[1]]


def test_every_kind_of_thing_to_do_has_words_of_its_own() -> None:
    """No kind is told, or counted, by default; what is counted agrees with its number."""
    assert set(WORDS) == set(COUNTED) == {due.task for due in EVERY} == set(Task)
    for task in Task:
        assert counted(task, 1).startswith("1")
        assert counted(task, 2).startswith("2")
        assert "_" not in counted(task, 2)


def test_an_extended_follow_up_says_so_until_it_is_late() -> None:
    """Extended up to its last day, late after it."""
    extended = attrs.evolve(WATCH, about="extended")
    told = [due_words(extended, date(2021, 6, day)) for day in (15, 16, 17)]
    assert [words.partition(",")[0] for words in told] == ["prolongée", "prolongée", "en retard"]


def test_the_silent_are_told_in_columns() -> None:
    """Since when, and the last exchange if there was one."""
    text = silent_text([entry(1), entry(2, last_exchange_on=date(2021, 6, 20))], on=DAY, days=10).replace("\u00a0", " ")
    assert "2 ménages sans échange depuis 10 jours ou plus" in text
    assert "33 jours" in text
    assert "aucun" in text
    assert "20/06/2021" in text
    assert max(map(len, text.splitlines())) <= 80


def test_the_sheet_says_all_that_is_to_be_done(checked: Callable[[str], Element]) -> None:
    """The step of the plan with its day and the follow-up; a decision is taken at a desk, not on a doorstep."""
    cases = (entry(1, dues=(CALL,)), late(2), entry(3, dues=(WATCH, ENDED)), entry(4, dues=(ENDED,)))
    rows = [said(row) for row in checked(sheet(*cases)).findall(".//tbody/tr")]
    assert len(rows) == 3
    assert "premier contact téléphone, depuis le 05/07/2021" in rows[0]
    assert "veille en retard, au plus tard le 16/06/2021" in rows[1]
    assert "décider" not in rows[2]


def test_what_nobody_answers_for_yet_stands_on_the_sheet(checked: Callable[[str], Element]) -> None:
    """What the law asks for does not wait for an allocation."""
    page = checked(sheet(entry(1, worker=None, legal_worker=None)))
    assert [part.findtext(".//h2") for part in page.findall(".//main/section")] == ["non attribué"]


def test_an_unsafe_channel_has_no_box_on_paper_and_a_warning_on_the_screen(
    checked: Callable[[str], Element],
) -> None:
    """Paper may be found at home: it does not say that somebody is afraid of the phone."""
    careful = entry(1, dues=(WATCH,), unsafe=(Channel.PHONE,))
    rows = [said(row) for row in checked(sheet(careful, late(2))).findall(".//tbody/tr")]
    assert ["téléphone" in row for row in rows] == [False, True]
    assert "jamais" not in rows[0]
    assert "jamais par : téléphone" in " ".join(worklist_text([careful], on=DAY).split())


def test_an_entry_has_no_room_for_a_name() -> None:
    """Whatever is put on a sheet, an entry holds initials and nothing else of an identity."""
    fields = {field.name for field in attrs.fields(WorklistEntry)}
    assert fields.isdisjoint({"surname", "first_name", "phone", "email", "street", "postcode", "born_on"})


@pytest.mark.checkout
def test_the_sheet_prints_on_landscape_a4(chromium: str, screenshot: object, tmp_path: Path) -> None:
    """Nine households or so a page: a worker's twenty-five fit on three."""
    page, target = tmp_path / "sheet.html", tmp_path / "sheet.pdf"
    page.write_text(sheet(*(entry(i) for i in range(25))), encoding="utf-8")
    screenshot.run(chromium, f"--print-to-pdf={target}", "--no-pdf-header-footer", page.as_uri())
    printed = target.read_bytes()
    boxes = {tuple(map(float, found.split())) for found in re.findall(rb"/MediaBox \[([\d. ]+)\]", printed)}
    assert {(round(wide), round(high)) for _, _, wide, high in boxes} == {(842, 595)}
    assert printed.count(b"/Type /Page\n") <= 3


@pytest.mark.checkout
@pytest.mark.parametrize("width", [320, 1280])
def test_the_sheet_never_scrolls_sideways(chromium: str, screenshot: object, tmp_path: Path, width: int) -> None:
    """On a phone each household is a card."""
    page = tmp_path / "sheet.html"
    page.write_text(sheet(*(entry(i) for i in range(5))), encoding="utf-8")
    assert screenshot.measured(chromium, page, width)[1] == width
