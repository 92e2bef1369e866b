"""The French words for deadlines and for what documents say."""

from datetime import date

from prevexp.domain.procedure import PROCEDURE_FIELDS
from prevexp.domain.procedure import Procedure
from prevexp.domain.vocabulary import DecisionKind
from prevexp.law.deadlines import Bearing
from prevexp.law.deadlines import Deadline
from prevexp.law.deadlines import DeadlineKind
from prevexp.render.deadline_words import deadline
from prevexp.render.deadline_words import short_deadline
from prevexp.render.document_words import WORDS
from prevexp.render.document_words import documents_text


def due(kind: str, title: str = "") -> Deadline:
    return Deadline(kind=kind, on=date(2021, 6, 15), bearing=Bearing.DO_BY, presses=True, title=title)


def test_every_kind_of_deadline_has_words_of_its_own() -> None:
    """In full and short, none alike, none a slug."""
    for words in (deadline, short_deadline):
        told = [words(due(kind)) for kind in DeadlineKind]
        assert len(set(told)) == len(DeadlineKind)
        assert not {str(kind) for kind in DeadlineKind if kind is not DeadlineKind.HEARING} & set(told)


def test_a_deadline_of_a_territory_is_told_in_its_own_words() -> None:
    """By its title; without one, by its kind."""
    assert deadline(due("val.letter", "première lettre")) == "première lettre"
    assert short_deadline(due("val.letter")) == "val.letter"


def test_everything_that_may_be_read_has_its_words() -> None:
    """One line for each field of `Procedure`, none alike."""
    assert tuple(WORDS) == PROCEDURE_FIELDS
    assert len(set(WORDS.values())) == len(WORDS)


def test_what_was_read_is_told_as_french_readers_write_it_within_eighty_columns() -> None:
    """Days, amounts, answers, words of a vocabulary; then what nobody read."""
    read = Procedure(
        lease_concluded_on=date(2018, 5, 1), surety=True, charges_cents=6050, decision_kind=DecisionKind.REFERE
    )
    told = documents_text(read)
    for words in ("01/05/2018", "oui", "60,50\u00a0€", "ordonnance de référé", "Non lu"):
        assert words in told
    assert max(map(len, told.splitlines())) <= 80
