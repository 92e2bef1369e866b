"""The indicators that come with prevexp: those of the catalogue that the events of a case can answer.

An id is the number of the catalogue, and a word where it asks several things. Source: field notes §3; call C37, C38.
"""

from ..indicators import Indicator
from .done import DONE
from .ended import ENDED
from .reached import REACHED
from .received import RECEIVED


def core_indicators() -> tuple[Indicator, ...]:
    """Return the indicators of the catalogue that are counted over cases, in its order."""
    return tuple(sorted((*RECEIVED, *REACHED, *DONE, *ENDED), key=lambda one: one.id))
