"""What an indicator says of itself: IK-01 to IK-04."""

from datetime import date

import attrs

from prevexp.evaluation.building import usable
from prevexp.evaluation.facts import facts as core_facts
from prevexp.evaluation.indicators import MONTH
from prevexp.evaluation.indicators import Mode
from prevexp.expressions import Dtype

from ..conformance import conformance
from .kit import Kit
from .kit import scope


class Defined(Kit):
    """Words, facts and breakdowns."""

    @conformance
    def test_ik_01_it_says_what_it_counts(self) -> None:
        """IK-01 Every indicator has a title, a definition in words and the text that asks for it.

        Else the number is printed and nobody can say what it is.

        Fix: give `title`, `definition` (numerator / denominator, French) and `source`.
        """
        silent = [one.id for one in self.indicators if not (one.title and one.definition and one.source)]
        assert silent == []

    @conformance
    def test_ik_02_it_reads_declared_facts(self) -> None:
        """IK-02 Every fact it reads is prevexp's own or one of `facts`, declared as it is read.

        Else on a real caseload the indicator is a fault and has no value.

        Fix: offer the fact with `prevexp_facts`, and write the expression over that very declaration.
        """
        undated = [attrs.evolve(one, valid_from=None, valid_to=None) for one in self.indicators]
        _, faults = usable(undated, scope(), self.facts)
        assert [(one.indicator, one.message) for one in faults] == []

    @conformance
    def test_ik_03_its_breakdowns_can_be_asked_for(self) -> None:
        """IK-03 Each breakdown is "month", or a declared fact that is a slug or yes or no.

        Else whoever asks for the table the definition promises gets an error.

        Fix: correct the name in `breakdowns`; a number or a day is no breakdown.
        """
        groups = {one.id for one in (*core_facts, *self.facts) if one.dtype in (Dtype.SLUG, Dtype.BOOL)}
        wrong = [(one.id, name) for one in self.indicators for name in one.breakdowns if name not in {MONTH, *groups}]
        assert wrong == []

    @conformance
    def test_ik_04_its_period_holds_a_day(self) -> None:
        """IK-04 Ids are different, and each indicator is valid on some day.

        Else one of them is never published, or two numbers have one name.

        Fix: correct `id`, `valid_from`, `valid_to`.
        """
        ids = [one.id for one in self.indicators]
        assert len(set(ids)) == len(ids)
        days = [(one.valid_from or date.min, one.valid_to or date.max) for one in self.indicators]
        assert all(first <= last for first, last in days)
        assert all(one.mode in set(Mode) for one in self.indicators)
