"""The kit of simulation models: a tiny model keeps it, and models broken on purpose fail it at the right number."""

import random
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from hashlib import sha256
from itertools import count as numbers
from pathlib import Path
from typing import ClassVar

import attrs
import pytest

from prevexp.domain.case import ListedFacts
from prevexp.domain.events import CaseReceived
from prevexp.domain.events import SocialServicesAnswered
from prevexp.domain.referral import ReferralMeans
from prevexp.domain.referral_events import ReferralSent
from prevexp.domain.values import Cents
from prevexp.domain.values import Month
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.registry.offers import SimulationModel
from prevexp.testing.conformance import rules_of
from prevexp.testing.models import COUNT
from prevexp.testing.models import ModelConformance
from prevexp.testing.models import Runs

FIRST = date(2021, 5, 4)


class Tiny:
    """Households that a list names and of which one partner answers some days later."""

    def generate(self, seed, count, context):
        return (self.life(self.chance(seed, number), number) for number in range(count))

    def chance(self, seed, number):
        return random.Random(f"{seed}/{number}")

    def life(self, chance, number):
        case_id = f"{chance.getrandbits(128):032x}"
        yield CaseReceived(
            case_id=case_id,
            occurred_on=FIRST,
            recorded_at=self.noted(FIRST),
            household_id=case_id,
            territory="62",
            transfer="tiny",
            line=number + 2,
            month=Month(2021, 5),
            reference=f"62-2021-{number}",
            facts=ListedFacts(arrears_cents=Cents(chance.randrange(1, 10**6)), arrears_on=FIRST),
        )
        yield self.answer(case_id, FIRST + timedelta(days=chance.randrange(30)), self.drawn(chance))

    def drawn(self, chance):
        return chance.choice(sorted(SocialServicesAnswer))

    def answer(self, case_id, on, answer):
        return SocialServicesAnswered(
            case_id=case_id, occurred_on=on, recorded_at=self.noted(on), partner="caf", answer=answer
        )

    def noted(self, on):
        return datetime.combine(on, datetime.min.time(), UTC) + timedelta(hours=12)


class OneMore(Tiny):
    """Yields one case too many."""

    def generate(self, seed, count, context):
        return super().generate(seed, count + 1, context)


class Clock(Tiny):
    """Notes what it makes when it makes it."""

    ticks = numbers()

    def noted(self, on):
        return super().noted(on) + timedelta(microseconds=next(self.ticks))


class Deaf(Tiny):
    """Does not listen to the seed."""

    def chance(self, seed, number):
        return random.Random(f"tiny/{number}")


class Chained(Tiny):
    """Draws every case from one generator, and begins with how many there are."""

    def generate(self, seed, count, context):
        chance = random.Random(f"{seed}/{count}")
        return (tuple(self.life(chance, number)) for number in range(count))


class Shared(Tiny):
    """Keeps one generator for all runs, seeded anew by each."""

    one = random.Random()

    def generate(self, seed, count, context):
        self.one.seed(seed)
        for number in range(count):
            yield tuple(self.life(self.one, number))


class Worldly(Tiny):
    """Draws from the generator of everybody."""

    def drawn(self, chance):
        random.random()
        return super().drawn(chance)


class AtOnce(Tiny):
    """Makes all of it, then hands it over."""

    def generate(self, seed, count, context):
        return [tuple(batch) for batch in super().generate(seed, count, context)]


class Unordered(Tiny):
    """Draws from a set, in the order the process happens to have."""

    def drawn(self, chance):
        return SocialServicesAnswer(next(iter({str(one) for one in SocialServicesAnswer})))


class Namesakes(Tiny):
    """Calls every case the same."""

    def life(self, chance, number):
        for event in super().life(chance, number):
            yield attrs.evolve(event, case_id=sha256(str(chance.getstate()[1][0] % 2).encode()).hexdigest()[:32])


class Reckless(Tiny):
    """Sends a referral of a household that never agreed."""

    def life(self, chance, number):
        events = tuple(super().life(chance, number))
        sent = events[-1]
        yield from events
        yield ReferralSent(
            case_id=sent.case_id,
            occurred_on=sent.occurred_on,
            recorded_at=sent.recorded_at,
            number=1,
            means=ReferralMeans.LETTER,
        )


class Ahead(Tiny):
    """Notes an answer before the list came."""

    def answer(self, case_id, on, answer):
        return attrs.evolve(super().answer(case_id, on, answer), recorded_at=self.noted(FIRST) - timedelta(days=1))


@attrs.frozen(kw_only=True)
class Rumour(SocialServicesAnswered):
    """An event of nobody."""


class Unregistered(Tiny):
    """Makes events of a class no store knows."""

    def answer(self, case_id, on, answer):
        return Rumour(**attrs.asdict(super().answer(case_id, on, answer), recurse=False))


def kit_of(model):
    """Return the kit of a model."""

    class Kit(ModelConformance):
        offer = SimulationModel(id="tiny.model", generate=model().generate)
        capabilities: ClassVar = frozenset(Runs)

        def context(self):
            return None

        def printing(self):
            return (
                "import importlib.util as u\n"
                f"spec = u.spec_from_file_location('tiny', {__file__!r})\n"
                "tiny = u.module_from_spec(spec); spec.loader.exec_module(tiny)\n"
                "from prevexp.testing.models import COUNT, SEED, digest_of\n"
                f"print(digest_of(tiny.{model.__name__}().generate(SEED, COUNT, None)))"
            )

    return Kit


def failures_of(model, folder, *, besides=()):
    """Return the numbers of the rules a model fails."""
    failed = set()
    for test, rule in rules_of(kit := kit_of(model)).items():
        one = kit()
        one.begin(folder)
        try:
            if rule.number not in besides:
                getattr(one, test)()
        except (Exception, pytest.fail.Exception):  # noqa: BLE001 - however a mutant fails
            failed.add(rule.number)
    return failed


MUTANTS = {
    OneMore: "SM-01",
    Clock: "SM-02",
    Deaf: "SM-03",
    Chained: "SM-04",
    Shared: "SM-05",
    Worldly: "SM-06",
    AtOnce: "SM-07",
    Namesakes: "SM-09",
    Reckless: "SM-10",
    Ahead: "SM-11",
    Unregistered: "SM-12",
}
"""Model broken on purpose -> the number at which it fails, whatever else it fails."""


def test_a_model_that_keeps_the_contract_passes(tmp_path):
    """The mutants differ from this one by what their names say."""
    assert failures_of(Tiny, tmp_path) == set()


@pytest.mark.parametrize(("mutant", "number"), MUTANTS.items())
def test_a_model_broken_on_purpose_fails_at_its_number(tmp_path, mutant, number):
    """Each mutant is a mistake somebody makes."""
    assert number in failures_of(mutant, tmp_path, besides=("SM-08",))


def test_a_model_that_leans_on_the_order_of_a_set_fails_in_another_process(tmp_path):
    """In one process it is the same each time: only another one tells."""
    assert failures_of(Unordered, tmp_path) == {"SM-08"}


def test_every_rule_has_a_mutant():
    """A rule that no mutant fails could be an empty one."""
    assert {*MUTANTS.values(), "SM-08"} == {rule.number for rule in rules_of(ModelConformance).values()}
    assert COUNT > 4


def test_the_example_of_the_hook_keeps_the_contract(tmp_path):
    """What a newcomer copies is a model that passes."""
    example = Path(__file__).parents[2] / "examples" / "hooks" / "simulation_models.py"
    names = {"__name__": "example"}
    exec(compile(example.read_text(encoding="utf-8"), example, "exec"), names)

    class Example:
        generate = staticmethod(names["generate"])

    assert failures_of(Example, tmp_path, besides=("SM-08",)) == set()
