"""What scenarios say of the life of a case: closed, opened again, handed over."""

from prevexp.casework.life.answering import answering
from prevexp.casework.life.commands import CloseCase
from prevexp.casework.life.commands import ReopenCase
from prevexp.casework.life.commands import TransferCase
from prevexp.casework.life.standing import closed
from prevexp.domain.life import ClosureOutcome
from prevexp.domain.life import ReopeningReason
from prevexp.domain.vocabulary import ClosureReason

LIFE = {"cloture": CloseCase, "reouverture": ReopenCase, "passation": TransferCase}
_WORDS = {
    "cloture": {"motif": ("reason", ClosureReason), "devenir": ("outcome", ClosureOutcome)},
    "reouverture": {"motif": ("reason", ReopeningReason)},
    "passation": {
        "social": ("social_worker", str),
        "juriste": ("legal_worker", str),
        "jusqu_au": ("overlap_until", lambda day: day),
    },
}


def lived(note):
    """Return the fields of one line of a scenario."""
    words = _WORDS[note["saisie"]]
    assert set(note) <= words.keys() | {"le", "saisie"}, "a word of the scenario is not known"
    return {words[word][0]: words[word][1](value) for word, value in note.items() if word in words}


def standing(case, on):
    """Return whether the case is open on a day, and who sees it."""
    who = answering(case, on)
    seen = sorted(who.workers | who.leaving) if who else []
    return {"dossier": "clos" if closed(case, on) else "ouvert", "suivi_par": seen}
