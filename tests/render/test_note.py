"""The note to a partner: what its view holds, to print; and nothing that may not leave, down to the bytes."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.casework.assessment.summary import summary
from prevexp.casework.contract.telling import steps_to_tell
from prevexp.domain import assessment_vocabulary as words
from prevexp.domain.assessment import Assessment
from prevexp.domain.assessment import Charge
from prevexp.domain.assessment import Composition
from prevexp.domain.assessment import DebtAccount
from prevexp.domain.assessment import DwellingState
from prevexp.domain.assessment import Findings
from prevexp.domain.assessment import MonthlyBudget
from prevexp.domain.assessment import Recommendation
from prevexp.domain.assessment import Resource
from prevexp.domain.case import Identity
from prevexp.domain.case import ListedFacts
from prevexp.domain.contact import Attempt
from prevexp.domain.engagement import Engagement
from prevexp.domain.engagement import Instalment
from prevexp.domain.engagement import RepaymentPlan
from prevexp.domain.engagement import Undertaking
from prevexp.domain.engagement import UndertakingStep
from prevexp.domain.engagement_vocabulary import Creditor
from prevexp.domain.engagement_vocabulary import Objective
from prevexp.domain.engagement_vocabulary import UndertakingKind
from prevexp.domain.engagement_vocabulary import UndertakingOwner
from prevexp.domain.engagement_vocabulary import UndertakingStatus
from prevexp.domain.landlord import MediationAnswer
from prevexp.domain.procedure import Procedure
from prevexp.domain.sharing import Extract
from prevexp.domain.sharing import Recipient
from prevexp.domain.sharing import SharingPurpose
from prevexp.domain.values import Cents
from prevexp.domain.values import Secret
from prevexp.domain.vocabulary import AgreementStatus
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import HousingStock
from prevexp.domain.vocabulary import LandlordKind
from prevexp.domain.vocabulary import Place
from prevexp.domain.vocabulary import Stage
from prevexp.privacy.loading import core_matrix
from prevexp.privacy.matrix import Matrix
from prevexp.privacy.view import Computed
from prevexp.privacy.view import choosable
from prevexp.privacy.view import view
from prevexp.render.note import note_html
from prevexp.render.note import nothing_leaves
from prevexp.testing.assessment_strategies import findings
from prevexp.testing.households import addressee
from prevexp.testing.households import agreed_case
from prevexp.testing.households import all_grounds
from prevexp.testing.households import word
from prevexp.testing.strategies import identities
from prevexp.testing.strategies import listed_facts

ON = date(2026, 6, 1)
FULL = Matrix(rows=core_matrix().rows, grounds=all_grounds())
ASKED = [(one, purpose) for one in Recipient for purpose in FULL.purposes(one)]

IDENTITY = Identity(
    surname=Secret("Zzcanari"),
    first_name=Secret("Prénomcanari"),
    born_on=Secret("1979-11-23"),
    phone=Secret("+33639989876"),
    email=Secret("canari@example.org"),
    street=Secret("19 rue des Canaris"),
    postcode=Secret("99997"),
    landlord_name=Secret("Bailleurcanari"),
    landlord_siret=Secret("12345678900017"),
)
FOUND = Findings(
    household=Composition(adults=13, children=14, children_under_14=12),
    budget=MonthlyBudget(
        resources=(
            Resource(kind=words.ResourceKind.WAGE, monthly_cents=111_111),
            Resource(kind=words.ResourceKind.FAMILY_BENEFITS, monthly_cents=22_222),
        ),
        health_resources=(Resource(kind=words.ResourceKind.AAH, monthly_cents=1_017_17),),
        resources_complete=True,
        charges=(Charge(kind=words.ChargeKind.ENERGY, monthly_cents=12_345),),
        charges_complete=True,
    ),
    debt=DebtAccount(account_on=date(2026, 2, 27), total_said_cents=1_234_567),
    causes=(words.ArrearsCause.RETIREMENT,),
    health_among_causes=True,
    dwelling=DwellingState(signs=tuple(words.DwellingSign)[:1], accessible=False),
    needs=tuple(words.Need)[:1],
    recommendations=(Recommendation(kind=words.MeasureKind.FSL, operator="canari-fsl"),),
)
CASE = agreed_case(
    facts=ListedFacts(
        stage=Stage.AUDIENCE,
        stock=HousingStock.PRIVATE,
        landlord_kind=LandlordKind.FAMILY_SCI,
        commune="99998",
        persons=17,
        rent_cents=70_707,
        arrears_cents=987_654,
        arrears_on=date(2026, 1, 29),
    ),
    procedure=Procedure(lease_concluded_on=date(2011, 7, 13), commandement_served_on=date(2025, 12, 24)),
    attempts=(
        Attempt(
            attempted_on=date(2026, 2, 19),
            channel=Channel.THIRD_PARTY,
            outcome=AttemptOutcome.CALL_BACK,
            workers=("social-77",),
        ),
    ),
    engagement=Engagement(
        undertakings=(
            Undertaking(
                on=date(2026, 4, 3),
                number=8,
                contract=None,
                kind=UndertakingKind.FSL,
                objective=Objective.CLEAR_DEBT,
                owner=UndertakingOwner.PARTNER,
                partner="service-canari",
                due_on=date(2026, 4, 30),
                proof=None,
            ),
        ),
        steps=(
            UndertakingStep(on=date(2026, 4, 9), number=8, status=UndertakingStatus.GRANTED, cents=Cents(4_444_44)),
        ),
        plans=(
            RepaymentPlan(
                on=date(2026, 4, 13),
                number=9,
                creditor=Creditor.GUARANTOR,
                total_cents=Cents(5_555_55),
                instalments=(Instalment(due_on=date(2027, 4, 13), cents=Cents(5_555_55)),),
            ),
        ),
    ),
    assessments=(
        Assessment(on=date(2026, 3, 17), number=7, place=Place.NEAR_HOME, workers=("social-77",), findings=FOUND),
    ),
)
CANARIES = {
    "G1": ("Zzcanari", "Prénomcanari", "23 novembre 1979"),
    "G2": ("+33639989876", "canari@example.org", "19 rue des Canaris", "99997"),
    "G3": ("SCI familiale", "99998", "13 juillet 2011"),
    "G4": ("9 876,54 €", "29 janvier 2026", "24 décembre 2025", "27 février 2026", "12 345,67 €"),
    "G5": ("1 111,11 €", "123,45 €"),
    "nobody": ("service-canari", "4 444,44 €", "5 555,55 €"),
    "G6": ("17", "13", "14"),
    "G7": ("départ à la retraite", "autre cause"),
    "G8": ("AAH", "1 017,17 €", "maladie"),
    "G9": ("canari-fsl", "aide du FSL", "3 avril 2026", "caution", "13 avril 2027"),
    "G10": ("2 mars 2026, accord",),
    "G11": ("19 février 2026", "à rappeler", "près du domicile", "social-77", "17 mars 2026"),
    "G12": ("case-1", "household-1"),
}
"""What of each group would stand on a page that told it; no number of one group is part of another's."""
WHOLE = {
    Recipient.CCAPEX: "G4 G5 G6 G9",
    Recipient.JUDGE: "G1 G3 G4 G5 G6 G9",
    Recipient.CONSEIL_DEPARTEMENTAL: "G1 G2 G4 G5 G6 G9",
    Recipient.CAF: "G3 G9",
    Recipient.MSA: "G3 G9",
    Recipient.ADIL: "G1 G3 G4",
    Recipient.PCB: "G1 G2 G5",
    Recipient.SIAO_REHOUSING: "G1 G2 G6",
}
BY_HAND = {
    Recipient.CCAPEX: "G7",
    Recipient.JUDGE: "G7",
    Recipient.CONSEIL_DEPARTEMENTAL: "G7 G8",
    Recipient.SIAO_REHOUSING: "G5",
    Recipient.HEALTH_PROFESSIONAL: "G8",
}


def seen(case, recipient, purpose, *, identity=IDENTITY, matrix=FULL, on=ON, all_chosen=False):
    computed = Computed(told=(*summary(case, on), *steps_to_tell(case, on)))
    asked = {"partner": addressee(recipient), "purpose": purpose, "on": on, "matrix": matrix, "computed": computed}
    first = view(case, identity, **asked)
    chosen = choosable(first.passing, computed.told) if all_chosen else ()
    return view(case, identity, **asked, chosen=chosen)


def body(page):
    """Return the words of a page; spaces are plain, and what lies in the head is apart."""
    return page.partition("<main")[2].replace("\u202f", " ").replace("\u00a0", " ")


def stands(canary, page):
    """Say whether a canary stands on a page; a number alone only as a whole answer."""
    return f">{canary}<" in page if canary.isdigit() and len(canary) < 4 else canary in page


@pytest.mark.parametrize("all_chosen", [False, True], ids=["nothing picked", "all picked"])
@pytest.mark.parametrize(("recipient", "purpose"), ASKED)
def test_no_value_of_a_forbidden_group_is_in_the_bytes(recipient, purpose, all_chosen):
    """For every recipient, of a household that authorised everything, whatever was picked by hand."""
    page = body(note_html(seen(CASE, recipient, purpose, all_chosen=all_chosen)))
    allowed = f"{WHOLE.get(recipient, '')} {BY_HAND.get(recipient, '') if all_chosen else ''}".split()
    told = {group for group, canaries in CANARIES.items() if any(stands(one, page) for one in canaries)}
    single_facts = {"G4"} if recipient in {Recipient.PCB, Recipient.BANQUE_DE_FRANCE} else set()
    assert told == set(allowed) | single_facts


@pytest.mark.parametrize(("recipient", "purpose"), ASKED)
def test_the_page_of_every_recipient_can_be_read_and_calls_nothing(checked, recipient, purpose):
    """Accessible, self-contained, no script."""
    checked(note_html(seen(CASE, recipient, purpose, all_chosen=True)))


def test_the_landlord_and_the_adil_learn_no_name_of_the_other():
    """No landlord's name to the ADIL; to the landlord nothing that stands in the case."""
    adil = body(note_html(seen(attrs.evolve(CASE, sharing=()), Recipient.ADIL, SharingPurpose.LEGAL_ADVICE)))
    assert "Bailleurcanari" not in adil
    assert "Zzcanari" not in adil
    landlord = body(note_html(seen(CASE, Recipient.LANDLORD, SharingPurpose.MEDIATION, all_chosen=True)))
    assert not any(stands(one, landlord) for canaries in CANARIES.values() for one in canaries)


def test_what_is_not_known_is_said_so_and_what_may_not_leave_is_not_asked():
    """Not known stands in the note; a heading of which nothing may leave does not."""
    page = body(note_html(seen(agreed_case(), Recipient.CCAPEX, SharingPurpose.INSTRUCTION)))
    assert 'Loyer mensuel avec charges</dt><dd class="gap">non connu' in page
    assert "Logement et bail" not in page
    assert "Nom<" not in page


def test_before_agreement_the_note_says_the_contact_and_no_more():
    """The reference and how far the team came."""
    found = seen(attrs.evolve(CASE, agreements=(), sharing=()), Recipient.CCAPEX, SharingPurpose.INSTRUCTION)
    page = body(note_html(found))
    assert "99-2026-1" in page
    assert "contact tenté" in page
    assert not any(stands(one, page) for canaries in CANARIES.values() for one in canaries)


def test_a_note_says_what_it_rests_on():
    """The text of law, and what the data are for."""
    page = note_html(seen(CASE, Recipient.CCAPEX, SharingPurpose.INSTRUCTION)).replace("\u00a0", " ")
    assert "loi 90-449, art. 7-2" in page
    assert "instruction par la CCAPEX" in page


def test_without_a_designation_nothing_goes_to_the_judge_and_it_is_said():
    """Only the body that the PDALHPD names makes the diagnostic social et financier."""
    found = seen(CASE, Recipient.JUDGE, SharingPurpose.DSF, matrix=core_matrix())
    assert found.empty
    assert "désignation" in nothing_leaves(found)
    refused = seen(attrs.evolve(CASE, agreements=(word(AgreementStatus.REFUSED),)), Recipient.JUDGE, SharingPurpose.DSF)
    assert "accord refusé" in nothing_leaves(refused)


def test_the_dsf_follows_its_headings():
    """Who, composition, dwelling, debt, procedure, means, causes, proposals."""
    page = body(note_html(seen(CASE, Recipient.JUDGE, SharingPurpose.DSF, all_chosen=True)))
    headings = [
        "Ménage<",
        "Composition",
        "Logement",
        "Dette",
        "Procédure<",
        "Ressources",
        "Causes",
        "Propositions",
        "Démarches promises",
        "Plans",
    ]
    places = [page.index(f">{heading}") for heading in headings]
    assert places == sorted(places)


def test_what_came_of_an_undertaking_is_told_and_how_a_plan_is_kept():
    """In words of the vocabularies: the result, its day, the state of the plan; no sum, no partner."""
    page = body(note_html(seen(CASE, Recipient.CCAPEX, SharingPurpose.INSTRUCTION)))
    promised = "un partenaire, promis le 3 avril 2026 pour solder la dette : aboutie (accordée le 9 avril 2026)"
    assert f"Aide du FSL</dt><dd>{promised}" in page
    assert "signé le 13 avril 2026, 1 échéance jusqu’au 13 avril 2027 : tenu" in page


def test_the_plan_that_a_landlord_signed_stands_in_what_they_are_given():
    """Its day, its sum, its instalments; what is not known is said."""
    offered = {"offered_on": date(2026, 4, 2), "answer": MediationAnswer.ACCEPTED, "answered_on": date(2026, 4, 5)}
    told = offered | {"met_on": (date(2026, 4, 8),), "ended_on": date(2026, 4, 20), "agreed": True}
    instalments = ({"due_on": date(2026, 5, 5), "cents": 2_500}, {"due_on": date(2026, 6, 5), "cents": 2_501})
    plan = {"signed_on": date(2026, 4, 20), "total_cents": 5_001, "instalments": instalments}
    computed = Computed(drawn={Extract.ACCEPTED_PLAN: lambda: plan, Extract.MEDIATION_OFFER: lambda: told})
    asked = {"partner": addressee(Recipient.LANDLORD), "purpose": SharingPurpose.MEDIATION, "on": ON, "matrix": FULL}
    page = body(note_html(view(CASE, IDENTITY, **asked, computed=computed)))
    for said in ("acceptée le 5 avril 2026", "accord trouvé le 20 avril 2026", "50,01 €", "Échéance du 5 juin 2026"):
        assert said in page
    nothing = body(note_html(view(CASE, IDENTITY, **asked)))
    assert "aucune n’est proposée" in nothing
    assert 'Plan d’apurement accepté</dt><dd class="gap">non connu' in nothing


@settings(deadline=None, max_examples=20)
@given(findings, listed_facts, identities(), st.sampled_from(Place))
def test_what_the_ccapex_may_not_see_does_not_change_a_byte(other, facts, identity, place):
    """Another identity, dwelling, illness, situation, place: the same note."""
    held = CASE.facts
    hidden = {name: getattr(facts, name) for name in ("stock", "landlord_kind", "commune", "answer", "answer_from")}
    found = attrs.evolve(
        FOUND,
        causes=other.causes,
        health_among_causes=other.health_among_causes,
        abilities=other.abilities,
        dwelling=other.dwelling,
        needs=other.needs,
        wish=other.wish,
    )
    made = attrs.evolve(CASE.assessments[0], findings=found, place=place, workers=("legal-1",))
    changed = attrs.evolve(CASE, facts=attrs.evolve(held, **hidden), assessments=(made,), sharing=())
    before = note_html(seen(CASE, Recipient.CCAPEX, SharingPurpose.INSTRUCTION))
    assert note_html(seen(changed, Recipient.CCAPEX, SharingPurpose.INSTRUCTION, identity=identity)) == before


def test_every_group_that_passes_whole_somewhere_is_in_the_table():
    """The table above is that of the matrix."""
    for recipient, purpose in ASKED:
        whole = {one.item for one in seen(CASE, recipient, purpose).passing if not one.by_hand}
        assert {one for one in whole if isinstance(one, FieldGroup)} == {
            FieldGroup(group) for group in WHOLE.get(recipient, "").split()
        }
