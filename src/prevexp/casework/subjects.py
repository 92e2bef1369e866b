"""All parts of the casework; each is one line here, and `decide`, `evolve` and the worklist know no other list."""

from collections.abc import Mapping

from .act_review.subject import ACT_REVIEWS
from .agreeing import AGREEING
from .appointments.subject import APPOINTMENTS
from .archiving.subject import ARCHIVING
from .assessment.subject import ASSESSING
from .command import Command
from .contract.subject import ENGAGING
from .extra.subject import EXTRA_FACTS
from .informing.subject import INFORMING
from .landlord.subject import LANDLORDS
from .life.subject import LIFE
from .reaching import REACHING
from .referral.subject import REFERRING
from .rights.subject import RIGHTS
from .subject import Decider
from .subject import Effect
from .subject import Subject
from .watching import WATCHING

SUBJECTS: tuple[Subject, ...] = (
    REACHING,
    AGREEING,
    ASSESSING,
    WATCHING,
    APPOINTMENTS,
    ENGAGING,
    LIFE,
    ARCHIVING,
    LANDLORDS,
    ACT_REVIEWS,
    INFORMING,
    REFERRING,
    EXTRA_FACTS,
    RIGHTS,
)

DECIDERS: Mapping[type[Command], Decider] = {
    kind: decider for subject in SUBJECTS for kind, decider in subject.deciders.items()
}
EFFECTS: Mapping[type[object], Effect] = {
    kind: effect for subject in SUBJECTS for kind, effect in subject.effects.items()
}
AFTER_THE_END: frozenset[type[Command]] = frozenset().union(*(subject.after_the_end for subject in SUBJECTS))
