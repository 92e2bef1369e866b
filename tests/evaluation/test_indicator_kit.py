"""The kit of indicators: the catalogue passes it; what is wrong on purpose fails it, at the number that says why."""

import inspect
from datetime import date
from itertools import product

import attrs
import duckdb
import polars as pl
import pytest

from prevexp.evaluation.blocks import Gap
from prevexp.evaluation.blocks import Rate
from prevexp.evaluation.building import build_table
from prevexp.evaluation.catalogue import core_indicators
from prevexp.evaluation.counting import Counts
from prevexp.evaluation.counting import count_rows
from prevexp.evaluation.facts import facts
from prevexp.evaluation.frames import count_frame
from prevexp.evaluation.indicators import Indicator
from prevexp.evaluation.indicators import Mode
from prevexp.evaluation.indicators import Statistic
from prevexp.expressions import Dtype
from prevexp.expressions import Fact
from prevexp.expressions import Facts
from prevexp.testing.indicators import IndicatorConformance
from prevexp.testing.indicators.kit import scope

TYPES = {Dtype.BOOL: pl.Boolean, Dtype.INTEGER: pl.Int64, Dtype.DATE: pl.Date, Dtype.SLUG: pl.String}


class TestTheCatalogue(IndicatorConformance):
    indicators = core_indicators()


def share(**changes) -> Indicator:
    said = {
        "id": "x.met",
        "title": "Rencontrés",
        "definition": "rencontrés / tentés",
        "source": "convention",
        "statistic": Statistic.SHARE,
        "numerator": facts.first_met_on.is_known(),
        "denominator": facts.first_attempt_on.is_known(),
        "breakdowns": ("stage",),
    }
    return Indicator(**said | changes)


def delay(numerator) -> Indicator:
    return Indicator(
        id="x.days",
        title="Délai",
        definition="jours",
        source="convention",
        statistic=Statistic.DELAY,
        population=facts.first_met_on.is_known(),
        numerator=numerator,
    )


class Good(IndicatorConformance):
    indicators = (share(), delay(facts.first_met_on - facts.received_on))


class NoWords(Good):
    indicators = (share(definition=""),)


class StrayFact(Good):
    indicators = (share(numerator=Facts([Fact(id="x.lost", dtype=Dtype.BOOL, question="?", ask="?")])["x.lost"]),)


class NoBreakdown(Good):
    indicators = (share(breakdowns=("persons",)),)


class TwoOfOneName(Good):
    indicators = (share(), share())


class UnknownReadAsNo(Good):
    """An engine that takes not known for no."""

    def count(self, group, rows, first, last):
        found = count_rows(group, rows, first, last)
        whole = (1 << group.rules.shift) - 1
        guessed = {}
        for cell, masks in found.masks.items():
            for mask, number in masks.items():
                guess = mask & whole | mask >> group.rules.shift
                guessed.setdefault(cell, type(masks)())[guess] += number
        return attrs.evolve(found, masks=guessed)

    indicators = (share(numerator=facts.diagnosis_refused),)


class Forgetful(Good):
    """An engine that leaves out the first case of each part."""

    def count(self, group, rows, first, last):
        return count_rows(group, rows[1:], first, last)


class EveryPeriod(Good):
    """An engine that counts whatever the day."""

    def count(self, group, rows, first, last):
        return count_rows(group, rows, date.min, date.max)


class WrongWayRound(Good):
    indicators = (delay(facts.received_on - facts.first_met_on),)


class AlwaysAll(Good):
    indicators = (share(numerator=facts.first_attempt_on.is_known()),)


def _shown(change):
    def table(self, rows, *by):
        made = build_table(self.indicators, rows, scope(*by), known=self.facts)
        return attrs.evolve(made, results=tuple(change(self, one, rows) for one in made.results))

    return table


class NoughtPercent(Good):
    table = _shown(
        lambda _, one, __: attrs.evolve(one, value=0) if one.value is Gap.NOTHING_TO_COUNT and not one.n else one
    )


class LargerPart(Good):
    indicators = (
        Indicator(
            id="x.ratio",
            title="À temps",
            definition="échus / à temps",
            source="convention",
            statistic=Statistic.RATIO,
            numerator=facts.watches_due,
            denominator=facts.watches_in_time,
        ),
    )


class NoN(Good):
    table = _shown(
        lambda _, one, __: attrs.evolve(one, value=Rate(1, 2)) if isinstance(one.value, Rate) and one.numerator else one
    )


class Unmasked(Good):
    """Shows a threshold of its own."""

    def table(self, rows, *by):
        made = build_table(self.indicators, rows, attrs.evolve(scope(*by), threshold=5), known=self.facts)
        return attrs.evolve(made, threshold=11)


class PrimaryOnly(Good):
    """Hides what is small and nothing beside it."""

    def table(self, rows, *by):
        real = build_table(self.indicators, rows, scope(*by), known=self.facts)
        group, *_ = self.groups(*by)
        counts: Counts = count_rows(group, rows, real.first, real.last)
        totals = {}
        for cell, masks in counts.masks.items():
            yes = sum(number for mask, number in masks.items() if group.is_yes(mask, group.member["x.met"]))
            for total in _above(cell):
                totals[total] = totals.get(total, 0) + yes
        return attrs.evolve(
            real,
            results=tuple(
                attrs.evolve(one, n=Gap.HIDDEN if 0 < totals.get(one.cell, 0) < 11 else totals.get(one.cell, 0))
                if one.indicator == "x.met"
                else one
                for one in real.results
            ),
        )


def _above(cell):
    return product(*((one, "all") for one in cell))


class ByOrder(Good):
    """A table that depends on which case comes first."""

    def table(self, rows, *by):
        made = build_table(self.indicators, rows, scope(*by), known=self.facts)
        if not rows:
            return made
        first = (rows[0]["received_on"] - date(2020, 1, 1)).days + 1000
        return attrs.evolve(made, results=(attrs.evolve(made.results[0], unsure=first), *made.results[1:]))


EXPECTED = {
    NoWords: "IK-01",
    StrayFact: "IK-02",
    NoBreakdown: "IK-03",
    TwoOfOneName: "IK-04",
    UnknownReadAsNo: "IK-05",
    Forgetful: "IK-06",
    EveryPeriod: "IK-07",
    WrongWayRound: "IK-08",
    AlwaysAll: "IK-09",
    NoughtPercent: "IK-10",
    LargerPart: "IK-11",
    NoN: "IK-11",
    Unmasked: "IK-12",
    PrimaryOnly: "IK-13",
    ByOrder: "IK-14",
}


def numbered(number: str) -> str:
    names = [name for name, _ in inspect.getmembers(IndicatorConformance, inspect.isfunction)]
    return next(name for name in names if name.startswith(f"test_{number.lower().replace('-', '_')}_"))


@pytest.mark.parametrize(("mutant", "number"), EXPECTED.items(), ids=lambda one: getattr(one, "__name__", one))
def test_what_is_wrong_fails_at_its_number(mutant: type[IndicatorConformance], number: str) -> None:
    """The failure is told with its number, what it means and what to do; the same test passes what is right."""
    with pytest.raises((AssertionError, Exception)) as failed:
        getattr(mutant(), numbered(number))()
    note = "\n".join(failed.value.__notes__)
    assert note.startswith(f"{number} ")
    assert "Fix: " in note


@pytest.mark.parametrize("number", sorted(set(EXPECTED.values())))
def test_what_is_right_passes(number: str) -> None:
    """No number of the kit fails on a good indicator."""
    getattr(Good(), numbered(number))()


def test_every_number_of_the_kit_has_its_mutant() -> None:
    """A test nothing can fail proves nothing."""
    names = [name for name, _ in inspect.getmembers(IndicatorConformance, inspect.isfunction)]
    numbers = {f"IK-{name.split('_')[2]}" for name in names if name.startswith("test_ik_")}
    assert numbers == set(EXPECTED.values())
    assert Mode.COHORT in {one.mode for one in Good.indicators}


class OnDuckDb(TestTheCatalogue):
    """The catalogue counted by an engine that is no data frame."""

    def count(self, group, rows, first, last):
        frame = pl.DataFrame(rows, schema={fact.id: TYPES[fact.dtype] for fact in facts}).to_arrow()
        with duckdb.connect() as engine:
            return count_frame(group, engine.from_arrow(frame), first, last, portable=True)


@pytest.mark.parametrize("number", ["IK-05", "IK-06", "IK-07", "IK-08"])
def test_another_engine_counts_the_catalogue_alike(number: str) -> None:
    """The same definitions, unchanged, on a database: the same counts in every cell."""
    getattr(OnDuckDb(), numbered(number))()
