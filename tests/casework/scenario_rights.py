"""What scenarios say of the rights of a person: asked, answered, taken back, limited, lifted."""

from prevexp.casework.rights import commands
from prevexp.casework.rights.due import answer_due
from prevexp.domain.rights import LimitationReason
from prevexp.domain.rights import PersonRight
from prevexp.domain.rights import RefusalGround
from prevexp.domain.rights import RequestAnswer
from prevexp.domain.vocabulary import Channel

RIGHTS = {
    "demande": commands.RequestRight,
    "prolongation": commands.ExtendRightRequest,
    "suite": commands.AnswerRightRequest,
    "demande retirée": commands.TakeBackRightRequest,
    "limitation": commands.LimitProcessing,
    "levée": commands.LiftLimitation,
}
_OF_A_REQUEST = frozenset({"prolongation", "suite", "demande retirée"})
_WORDS = {
    "droit": ("right", PersonRight),
    "canal": ("channel", Channel),
    "réponse": ("answer", RequestAnswer),
    "raison": ("ground", RefusalGround),
    "motif": ("reason", LimitationReason),
}


def rights_played(desk, note):
    """Note one line of a scenario; the request it is about is the last one."""
    assert set(note) <= _WORDS.keys() | {"le", "saisie"}, "a word of the scenario is not known"
    said = {_WORDS[word][0]: _WORDS[word][1](value) for word, value in note.items() if word in _WORDS}
    if note["saisie"] in _OF_A_REQUEST:
        said["number"] = desk.case.rights.requests[-1].number
    return desk.say(RIGHTS[note["saisie"]], note["le"], **said)


def rights_read(case, law, on):
    """Return by when the last request is to be answered on a day, and whether the case may be used."""
    asked = [one for one in case.rights.requests if one.on <= on]
    due = answer_due(case, asked[-1], law, on=on).due_on if asked and asked[-1].open_on(on) else None
    return {"répondre_avant": due or "rien", "limité": case.rights.limitation_on(on) is not None}
