"""The contract on paper and on the terminal: what is open, by whom, until when; nobody is named."""

from collections.abc import Callable
from datetime import date
from xml.etree.ElementTree import Element

import attrs
import pytest

from prevexp.casework.contract.instalments import equal_instalments
from prevexp.casework.contract.overview import EngagementOverview
from prevexp.casework.contract.overview import engagement_overview
from prevexp.domain.agreement import Agreement
from prevexp.domain.case import Case
from prevexp.domain.case import ListedFacts
from prevexp.domain.engagement import Engagement
from prevexp.domain.engagement import EngagementContract
from prevexp.domain.engagement import RepaymentPlan
from prevexp.domain.engagement import Undertaking
from prevexp.domain.engagement import UndertakingStep
from prevexp.domain.engagement_vocabulary import Creditor
from prevexp.domain.engagement_vocabulary import Objective
from prevexp.domain.engagement_vocabulary import UndertakingKind
from prevexp.domain.engagement_vocabulary import UndertakingOwner
from prevexp.domain.engagement_vocabulary import UndertakingProof
from prevexp.domain.engagement_vocabulary import UndertakingStatus
from prevexp.domain.values import CaseId
from prevexp.domain.values import Cents
from prevexp.domain.values import HouseholdId
from prevexp.domain.values import Month
from prevexp.domain.vocabulary import AgreementStatus
from prevexp.render.contract import contract_html
from prevexp.render.contract_text import contract_text
from prevexp.render.contract_text import who

SIGNED, ON = date(2021, 5, 12), date(2021, 6, 20)


def undertaking(number: int, kind: UndertakingKind, **more: object) -> Undertaking:
    fields = {
        "on": SIGNED,
        "number": number,
        "contract": 4,
        "kind": kind,
        "objective": Objective.KEEP_HOME,
        "owner": UndertakingOwner.HOUSEHOLD,
        "partner": None,
        "due_on": date(2021, 6, 10),
        "proof": UndertakingProof.RECEIPT,
    }
    return Undertaking(**(fields | more))


ENGAGEMENT = Engagement(
    contracts=(EngagementContract(on=SIGNED, number=4, starts_on=SIGNED, until=date(2021, 11, 12)),),
    undertakings=(
        undertaking(5, UndertakingKind.FSL),
        undertaking(6, UndertakingKind.CD_SOCIAL_WORKER, owner=UndertakingOwner.PARTNER, partner="cd62"),
        undertaking(7, UndertakingKind.PCB, owner=UndertakingOwner.TEAM, proof=None),
    ),
    steps=(
        UndertakingStep(on=date(2021, 5, 20), number=5, status=UndertakingStatus.ASKED, cents=Cents(80_050)),
        UndertakingStep(on=date(2021, 6, 1), number=7, status=UndertakingStatus.ADVISED),
    ),
    plans=(
        RepaymentPlan(
            on=SIGNED,
            number=8,
            creditor=Creditor.LANDLORD,
            total_cents=Cents(163_557),
            instalments=equal_instalments(163_557, months=12, first_due_on=date(2021, 5, 31)),
        ),
    ),
)


def overview(engagement: Engagement = ENGAGEMENT) -> EngagementOverview:
    """Return how an engagement stands on 20 June, in a case whose household agreed."""
    case = Case(
        case_id=CaseId("c1"),
        household_id=HouseholdId("h1"),
        territory="62",
        version=12,
        received_on=SIGNED,
        last_listed_on=SIGNED,
        month=Month(2021, 5),
        references=("62-2021-1",),
        facts=ListedFacts(),
        agreements=(Agreement(on=SIGNED, status=AgreementStatus.GIVEN, medium=None),),
        engagement=engagement,
    )
    return engagement_overview(case, ON)


def page(shown: EngagementOverview, **more: str) -> str:
    partners = {"cd62": "Département du Pas-de-Calais"}
    return contract_html(shown, reference="62-2021-1", team="L’équipe", partners=partners, **more)


def said(element: Element) -> str:
    return " ".join("".join(element.itertext()).replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.mark.parametrize("engagement", [ENGAGEMENT, Engagement()], ids=["full", "empty"])
def test_the_page_is_accessible_and_self_contained(checked: Callable[[str], Element], engagement: Engagement) -> None:
    """With all of it or with blanks: every check of `checked` passes."""
    checked(page(overview(engagement)))


def test_the_page_shows_what_is_open_in_plain_words(checked: Callable[[str], Element]) -> None:
    """Who does what until when, the plan with its instalments, where to sign; what is over is left out."""
    root = checked(page(overview()))
    told = said(root)
    for words in (
        "Ce contrat va du 12 mai au 12 novembre 2021.",
        "1. aide du FSL",
        "Qui le faitvous",
        "Au plus tard10 juin 2021",
        "Papier à montreraccusé de réception",
        "montant demandé 800,50 €",
        "Département du Pas-de-Calais",
        "Dette : 1 635,57 €",
        "Pour le ménage, le",
        "Pour l’équipe, le",
    ):
        assert words in told
    assert "Point Conseil Budget" not in told
    assert len(root.findall(".//tbody/tr")) == 12


def test_the_page_has_a_line_for_the_name_unless_initials_are_asked_for(checked: Callable[[str], Element]) -> None:
    """Identity stands on the page only by hand or as initials."""
    assert "Nom et prénom" in said(checked(page(overview())))
    asked = said(checked(page(overview(), initials="G. F.")))
    assert "Ménage : G. F." in asked
    assert "Nom et prénom" not in asked


def test_a_page_without_a_contract_has_blanks_for_its_dates(checked: Callable[[str], Element]) -> None:
    """It can be printed before the meeting and filled in there."""
    told = said(checked(page(overview(attrs.evolve(ENGAGEMENT, contracts=())))))
    assert "Ce contrat va du au" in told


def test_the_terminal_tells_all_of_it_in_eighty_columns() -> None:
    """Over or not, with sums, what is late and who is to act."""
    told = contract_text(overview(), reference="62-2021-1")
    assert max(map(len, told.splitlines())) <= 80
    plain = told.replace("\u00a0", " ").replace("\u202f", " ")
    for words in (
        "Contrat n° 4, du 12/05/2021 au 12/11/2021 : en vigueur.",
        "Démarche n° 5 : aide du FSL, pour garder le logement",
        "promise par le ménage, au plus tard le 10/06/2021, en retard",
        "demandée, le 20/05/2021 ; montant demandé 800,50 € ; au FSL d’agir",
        "Démarche n° 7 : Point Conseil Budget",
        "conseil donné, le 01/06/2021",
        "à vérifier ; payé 0,00 €",
        "Loyer courant : non connu.",
    ):
        assert words in plain
    nothing = contract_text(overview(Engagement()), reference="62-2021-1")
    assert "Aucun contrat d’engagement." in nothing
    assert "Aucune démarche promise." in nothing


def test_whoever_is_to_act_is_named() -> None:
    """Household, body, or the slug of a partner."""
    assert [who(slug) for slug in ("household", "fsl", "cd62")] == ["le ménage", "le FSL", "cd62"]
