"""The conformance kit of indicators: subclass `IndicatorConformance`, name the indicators, run pytest.

    class TestMyIndicators(IndicatorConformance):
        indicators = (MET_TWICE, RENT_PAID)
        facts = (visits,)

Each test has a number (IK-01…), says what a failure means for whoever reads the number and what to do. An engine of its
own counts with `count`, and is held to the same numbers.
"""

from .counting import Counted
from .definitions import Defined
from .publishing import Published

__all__ = ["IndicatorConformance"]


class IndicatorConformance(Defined, Counted, Published):
    """All tests of indicators."""
