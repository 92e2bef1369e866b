"""The conformance kit of indicators: subclass `IndicatorConformance`, name the indicators, run pytest.

    class TestMyIndicators(IndicatorConformance):
        indicators = (MET_TWICE, RENT_PAID)
        facts = (visits,)

Each test has a number (IK-01…), says what a failure means for whoever reads the number and what to do. An engine of its
own counts with `count`, and is held to the same numbers. `run_indicator_conformance` runs the same without pytest.
"""

from collections.abc import Sequence

from prevexp.evaluation.indicators import Indicator
from prevexp.expressions import Fact

from ..running import Report
from ..running import run_kit
from .counting import Counted
from .definitions import Defined
from .publishing import Published

__all__ = ["IndicatorConformance", "run_indicator_conformance"]


class IndicatorConformance(Defined, Counted, Published):
    """All tests of indicators."""


def run_indicator_conformance(some: Sequence[Indicator], facts: Sequence[Fact] = ()) -> Report:
    """Try every rule on some indicators without pytest's command; `facts` are read besides prevexp's own."""
    declared = tuple(facts)

    class Tested(IndicatorConformance):
        indicators = tuple(some)
        facts = declared

    return run_kit(Tested, name="indicators", subject=", ".join(one.id for one in some))
