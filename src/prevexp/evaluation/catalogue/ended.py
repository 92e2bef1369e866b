"""How cases ended, and how long it took: I26, I30. Source: call C03, C25."""

from prevexp.domain.life import ClosureOutcome

from ..facts import facts as f
from .words import accompanied
from .words import attempted
from .words import closed
from .words import delay_of
from .words import met
from .words import share_of

_OUTCOMES = {
    ClosureOutcome.MAINTAINED: "maintenus dans le logement",
    ClosureOutcome.REHOUSED: "relogés",
    ClosureOutcome.LEFT: "partis",
    ClosureOutcome.EVICTED: "expulsés",
}

ENDED = (
    *(
        share_of(
            id=f"I26-{outcome}",
            title=f"Clôture : {words}",
            definition=f"ménages {words} / dossiers clos ; le devenir non connu est compté à part",
            numerator=f.closure_outcome == outcome,
            denominator=closed,
            clause="C03",
            breakdowns=("stage",),
        )
        for outcome, words in _OUTCOMES.items()
    ),
    *(
        delay_of(
            id=f"I30-{name}",
            title=f"Délai jusqu’{words}",
            definition=f"jours calendaires de la réception {words} : médiane, 9e décile",
            population=happened,
            numerator=day - f.received_on,
            clause="C25",
            breakdowns=("first_channel",),
        )
        for name, words, day, happened in (
            ("allocated", "à l’attribution", f.allocated_on, f.allocated_on.is_known()),
            ("attempted", "à la première tentative", f.first_attempt_on, attempted),
            ("met", "à la rencontre", f.first_met_on, met),
            ("assessed", "au diagnostic", f.assessed_on, accompanied),
            ("closed", "à la clôture", f.closed_on, closed),
        )
    ),
)
