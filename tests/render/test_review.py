"""The review of an act as a jurist sees it: page, print, terminal."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from xml.etree.ElementTree import Element

import pytest

from prevexp.domain.act_review import Finding
from prevexp.domain.vocabulary import ActKind
from prevexp.law.inputs import inputs_of
from prevexp.law.loading import national_law
from prevexp.law.review.checks import NoticeCheck
from prevexp.law.review.checks import national_checks
from prevexp.law.review.finding import Why
from prevexp.law.review.review import review
from prevexp.law.setting import Setting
from prevexp.render.law_results import INPUTS
from prevexp.render.review import SECTIONS
from prevexp.render.review import WARNING
from prevexp.render.review import review_html
from prevexp.render.review import review_text
from prevexp.render.review_words import KNOWN_REASONS

ON = date(2023, 9, 4)
LAW = national_law()
SEEN = {
    "served_on": "2023-08-10",
    "served_at": "21:05",
    "lease_concluded_on": "2016-06-01",
    "delay_stated": "P6W",
    "fsl_stated": True,
    "fsl_department": "59",
    "rent_and_charges_stated": True,
    "fees_claimed_cents": 1500,
    "surety": False,
    "surety_served_on": None,
}
KINDS = [ActKind.COMMANDEMENT_DE_PAYER, ActKind.ASSIGNATION, ActKind.COMMANDEMENT_DE_QUITTER_LES_LIEUX]


def fails(reason, *, served_on: date | None = None):
    raise RuntimeError


EXTRA = NoticeCheck(id="acme.stamp", act_kinds=frozenset(ActKind), source="usage local", check=fails)


def reviewed(kind=KINDS[0], *, extra=(), **more):
    return review({**(SEEN if kind is KINDS[0] else {}), **more}, Setting.of(LAW, "62"), kind, extra=extra)


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("extra", [(), (EXTRA,)], ids=["checklist", "with-a-fault"])
def test_the_page_is_accessible_and_self_contained(checked: Callable[[str], Element], kind, extra) -> None:
    """For every kind of act, with a plugin at fault or without."""
    checked(review_html(reviewed(kind, extra=extra), LAW, on=ON, reference="62-2023-00017"))


@pytest.mark.parametrize("tell", [review_text, review_html], ids=["terminal", "page"])
def test_a_review_tells_what_a_jurist_needs(tell) -> None:
    """Act, days, place, what was read, dated text, sanction, proof, next step, whom to ask, open questions."""
    told = plain(tell(reviewed(), LAW, on=ON, reference="62-2023-00017"))
    for words in (
        "commandement de payer, signifié le 10 août 2023",
        "département 62",
        "4 septembre 2023, dossier 62-2023-00017",
        "L’acte annonce 6 semaines, jusqu’au 21 septembre 2023 : moins que 2 mois.",
        "Signifié à 21 h 05, hors des heures permises (de 6 h à 21 h).",
        "délai annoncé dans l’acte : 6 semaines",
        "jusqu’au 28/07/2023 : 2 mois",
        "Nullité de forme possible, seulement si le vice a causé un grief.",
        "La partie qui invoque le vice prouve le grief.",
        "15,00 €",
        "l’ADIL et un avocat",
        "permission du juge",
        "Commandement qui réclame trop",
        "date de conclusion du bail : 1er juin 2016",
        plain(WARNING),
    ):
        assert words in told, words


@pytest.mark.parametrize("tell", [review_text, review_html], ids=["terminal", "page"])
def test_every_answer_stands_under_its_finding(tell) -> None:
    """As many answers as counts say; a part without answers is left out."""
    found = reviewed()
    told = plain(tell(found, LAW, on=ON))
    for finding, words in SECTIONS.items():
        assert (f"{words} ({found.counts[finding]})" in told) is bool(found.counts[finding])


def test_a_document_is_asked_of_whom_can_give_it() -> None:
    """Each addressee once, with the documents of all checks that ask them; thresholds are asked of the prefecture."""
    seen = {
        "served_on": "2021-04-15",
        "landlord_kind": "natural-person",
        "rent_cents": 1,
        "debt_cents": 1,
        "months_unpaid": 1,
    }
    told = plain(review_text(reviewed(**(dict.fromkeys(SEEN) | seen)), LAW, on=ON))
    assert told.count("- Lire le bail :") == 1
    assert (
        "- Demander à la préfecture : mois fixés par l’arrêté préfectoral, loyers fixés par l’arrêté préfectoral"
        in told
    )


def test_a_plugin_at_fault_is_named_on_the_page() -> None:
    """What was not checked is said, with whom to tell."""
    told = plain(review_html(reviewed(extra=(EXTRA,)), LAW, on=ON))
    assert "L’extension « acme.stamp » a échoué (RuntimeError) : ce contrôle n’a pas été fait." in told


@pytest.mark.parametrize("kind", KINDS)
def test_the_terminal_keeps_to_eighty_columns(kind) -> None:
    """Whatever was read, no line is longer."""
    assert max(map(len, review_text(reviewed(kind, extra=(EXTRA,)), LAW, on=ON).splitlines())) <= 80


def test_every_reason_and_every_input_has_its_words() -> None:
    """No slug is shown for want of a sentence."""
    assert set(Why) == KNOWN_REASONS
    assert {name for check in national_checks() for name in inputs_of(check.check)} <= set(INPUTS)
    assert set(SECTIONS) == set(Finding)


@pytest.mark.checkout
def test_the_page_fits_a_phone_and_prints(chromium: str, screenshot: ModuleType, tmp_path: Path) -> None:
    """At 320 pixels nothing is cut; on A4 the review of a commandement takes at most ten sheets."""
    page, target = tmp_path / "review.html", tmp_path / "review.pdf"
    page.write_text(review_html(reviewed(), LAW, on=ON), encoding="utf-8")
    assert [screenshot.measured(chromium, page, width)[1] for width in (320, 1280)] == [320, 1280]
    screenshot.run(chromium, f"--print-to-pdf={target}", "--no-pdf-header-footer", page.as_uri())
    assert 3 <= target.read_bytes().count(b"/Type /Page\n") <= 10
