"""Every value that somebody may see has a French label."""

import enum
import importlib
import inspect
import pkgutil

import pytest

import prevexp.domain
from prevexp.casework.assessment.debt import DebtCheck
from prevexp.casework.assessment.facts import Duty
from prevexp.casework.assessment.facts import FactName
from prevexp.casework.assessment.facts import ResourceHeading
from prevexp.casework.assessment.figure import FigureKind
from prevexp.casework.assessment.figure import Quantity
from prevexp.casework.assessment.summary import BlockKind
from prevexp.casework.due import Task
from prevexp.casework.follow_up import FollowUpState
from prevexp.casework.landlord.mediation import MediationState
from prevexp.casework.landlord.plan import InformFrom
from prevexp.casework.next_contact import ContactState
from prevexp.domain import vocabulary
from prevexp.domain.act_review import Finding
from prevexp.evaluation.blocks import BlockId
from prevexp.evaluation.blocks import Measure
from prevexp.evaluation.blocks import Place
from prevexp.exchange.faults import FAULTS
from prevexp.law.review.finding import Ask
from prevexp.law.review.service import ServedBy
from prevexp.law.review.service import ServiceMode
from prevexp.law.review.sheet import Adviser
from prevexp.law.review.sheet import SanctionKind
from prevexp.privacy.permitting import Withholding
from prevexp.programme.plan import ReasonCode
from prevexp.programme.ranking import Criterion
from prevexp.render import bilan_words
from prevexp.render.labels import VOCABULARIES
from prevexp.render.labels import fact_label
from prevexp.render.labels import label
from prevexp.storage.chain import Expected


def enums_of_the_domain() -> set[type[enum.StrEnum]]:
    modules = [
        importlib.import_module(f"prevexp.domain.{m.name}") for m in pkgutil.iter_modules(prevexp.domain.__path__)
    ]
    return {
        thing
        for module in modules
        for _, thing in inspect.getmembers(module, inspect.isclass)
        if issubclass(thing, enum.StrEnum) and thing is not enum.StrEnum
    }


def test_every_vocabulary_has_labels() -> None:
    """All enums of the domain, and those of other rooms that a page shows."""
    of_a_review = {Finding, Ask, SanctionKind, Adviser, ServedBy, ServiceMode}
    of_casework = {ContactState, FollowUpState, InformFrom, MediationState, Task}
    of_sharing = {Withholding}
    of_assessment = {BlockKind, DebtCheck, Duty, FactName, FigureKind, Quantity, ResourceHeading}
    others = {ReasonCode, Criterion, Expected} | of_a_review | of_casework | of_assessment | of_sharing
    assert set(VOCABULARIES) == enums_of_the_domain() | others


@pytest.mark.parametrize("kind", sorted(VOCABULARIES, key=lambda kind: kind.__name__), ids=lambda kind: kind.__name__)
def test_every_value_has_a_label_of_its_own(kind: type[enum.StrEnum]) -> None:
    """No value is without words, no two values of a vocabulary read alike, none shows its slug."""
    words = [label(value) for value in kind]
    assert len(set(words)) == len(kind)
    assert all(text.strip() == text and text for text in words)
    assert not any("_" in text for text in words)


def test_not_known_reads_as_neither_yes_nor_no() -> None:
    """The labels of what is not known say so."""
    unknown = (vocabulary.Stage.NOT_KNOWN, vocabulary.HousingStock.NOT_KNOWN, vocabulary.LandlordKind.NOT_KNOWN)
    assert all("non connu" in label(value) for value in unknown)


def test_slugs_of_facts_are_told_in_french() -> None:
    """A slug has its label, another text stays as it is."""
    assert fact_label("commandement_de_payer") == "commandement de payer"
    assert fact_label("Béthune") == "Béthune"


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        (bilan_words.BLOCKS, BlockId),
        (bilan_words.MEASURES, Measure),
        (bilan_words.PLACES, Place),
        (bilan_words.FAULTS, FAULTS),
    ],
    ids=["blocks", "measures", "places", "faults"],
)
def test_the_words_of_the_bilan_are_complete(words: dict[str, object], slugs: list[str]) -> None:
    """Every block, measure, place and fault is named, and nothing else is."""
    assert set(words) == set(slugs)
