"""The conformance kit of simulation models: the same seed gives the same caseload, and the casework accepts all of it.

    class TestMyModel(ModelConformance):
        offer = MY_MODEL
        def context(self): return MyContext(...)

`generate(seed, count, context)` yields `count` batches; a batch is the life of one case, its events in the order in
which they would be noted, the first its reception.
"""

import random
import subprocess
import sys
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sized
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from hashlib import sha256
from itertools import zip_longest
from typing import Any
from typing import ClassVar

from prevexp.casework.contact_plan import WorkPlan
from prevexp.casework.decide import admitted
from prevexp.casework.evolve import evolve
from prevexp.casework.evolve import replay
from prevexp.casework.refusal import Refusal
from prevexp.domain.events import CaseReceived
from prevexp.domain.events import Event
from prevexp.law.territory_law import national
from prevexp.registry.contact_files import default_contact_plan
from prevexp.registry.offers import SimulationModel
from prevexp.registry.offers import resolved
from prevexp.storage.codec import Codec
from prevexp.testing.conformance import ConformanceKit
from prevexp.testing.conformance import conformance
from prevexp.testing.conformance import needing

SEED = 20_210_504
COUNT = 40

Batch = tuple[Event, ...]


class Runs(StrEnum):
    """How a model can be tried."""

    PROCESSES = "processes"
    """In another process: `printing` says how its digest is printed there."""


def digest_of(batches: Iterable[Iterable[Event]], codec: Codec | None = None) -> str:
    """Return the SHA-256 of the events of a caseload, byte for byte as they would be stored."""
    encode = (codec or Codec()).encode
    total = sha256()
    for batch in batches:
        for event in batch:
            total.update(encode(event) + b"\n")
        total.update(b"\n")
    return total.hexdigest()


class ModelConformance(ConformanceKit):
    """All rules of a simulation model."""

    capabilities: ClassVar[frozenset[StrEnum]] = frozenset(Runs)
    offer: ClassVar[SimulationModel]

    def codec(self) -> Codec:
        """Return the codec of the events the model makes."""
        return Codec()

    def context(self) -> Any:
        """Return what the model is handed besides seed and count: its params as they are by default, if it has any."""
        return self.offer.params() if self.offer.params else None

    def printing(self) -> str:
        """Return Python source that prints `digest_of` what the model makes of SEED and COUNT (PROCESSES)."""
        raise NotImplementedError

    def made(self, seed: int = SEED, count: int = COUNT) -> list[Batch]:
        """Return what the model makes."""
        return list(self._batches(seed, count))

    def _batches(self, seed: int, count: int) -> Iterator[Batch]:
        return (tuple(batch) for batch in resolved(self.offer, "generate")(seed, count, self.context()))

    @conformance
    def test_as_many_as_asked(self) -> None:
        """SM-01 As many cases come as were asked for, none included.

        Fix: yield one batch for each case, and nothing for a count of 0.
        """
        assert [len(self.made(count=count)) for count in (0, 1, COUNT)] == [0, 1, COUNT]

    @conformance
    def test_the_same_seed_gives_the_same_bytes(self) -> None:
        """SM-02 The same seed gives the same events, byte for byte, instants and ids included.

        Fix: draw ids and instants from the seed; ask no clock.
        """
        assert digest_of(self.made(), self.codec()) == digest_of(self.made(), self.codec())

    @conformance
    def test_another_seed_gives_another_caseload(self) -> None:
        """SM-03 Another seed gives another caseload, under other ids.

        Fix: seed the generator with what is given.
        """
        here, there = self.made(), self.made(SEED + 1)
        assert digest_of(here, self.codec()) != digest_of(there, self.codec())
        assert not {batch[0].case_id for batch in here} & {batch[0].case_id for batch in there}

    @conformance
    def test_a_part_is_the_beginning_of_the_whole(self) -> None:
        """SM-04 A case depends on the seed and its number: of more cases, the first are those of fewer.

        Fix: seed each case with seed and number, not with what was drawn for the cases before it.
        """
        assert self.made(count=COUNT // 4) == self.made()[: COUNT // 4]

    @conformance
    def test_two_runs_do_not_disturb_each_other(self) -> None:
        """SM-05 Two runs that take turns give what each gives alone.

        Fix: keep the generator in the run, not in the module.
        """
        alone = (self.made(), self.made(SEED + 1))
        turns = list(zip_longest(self._batches(SEED, COUNT), self._batches(SEED + 1, COUNT)))
        assert ([one for one, _ in turns], [two for _, two in turns]) == alone

    @conformance
    def test_the_chance_of_others_is_left_alone(self) -> None:
        """SM-06 What others draw is the same before and after.

        Fix: use a generator of your own, never `random.seed` or the module's functions.
        """
        before = random.getstate()
        self.made()
        assert random.getstate() == before

    @conformance
    def test_the_first_comes_before_the_last_is_made(self) -> None:
        """SM-07 Cases come one by one: a million are never in memory at once.

        Fix: yield each case when it is made.
        """
        given = resolved(self.offer, "generate")(SEED, COUNT, self.context())
        assert not isinstance(given, Sized), f"a whole {type(given).__name__} was made at once"

    @needing(Runs.PROCESSES)
    def test_another_process_gives_the_same_bytes(self) -> None:
        """SM-08 A process with another order of sets gives the same bytes.

        Fix: sort what comes out of a set before you draw from it.
        """
        with ThreadPoolExecutor(2) as both:
            found = set(both.map(self._printed, ("1", "2")))
        assert found == {digest_of(self.made(), self.codec())}

    def _printed(self, hash_seed: str) -> str:
        command = [sys.executable, "-c", self.printing()]
        variables = {"PYTHONHASHSEED": hash_seed, **self.environment()}
        done = subprocess.run(command, capture_output=True, check=True, env=variables)  # noqa: S603 - the model
        return done.stdout.decode().strip()

    def environment(self) -> dict[str, str]:
        """Return the variables the other process needs to find the model."""
        return {"PYTHONPATH": ":".join(sys.path)}

    @conformance
    def test_a_batch_is_the_life_of_one_case(self) -> None:
        """SM-09 A batch is one case, received first and once, under an id no other case has.

        Fix: begin each batch with its CaseReceived, and give every case an id of its own.
        """
        batches = self.made()
        for batch in batches:
            assert isinstance(batch[0], CaseReceived)
            assert {event.case_id for event in batch} == {batch[0].case_id}
            replay(batch)
        assert len({batch[0].case_id for batch in batches}) == len(batches)

    @conformance
    def test_the_casework_accepts_every_event(self) -> None:
        """SM-10 Every event could have been noted when it was: not of a day to come, after an end, without agreement.

        Fix: make events by `decide`, from commands, on the case as it stands.
        """
        for batch in self.made():
            plan = WorkPlan(contact=default_contact_plan(), law=national(_received(batch).territory))
            case = evolve(None, batch[0])
            for event in batch[1:]:
                refused = admitted(case, event, at=event.recorded_at, plan=plan)
                assert not isinstance(refused, Refusal), f"{type(event).__name__}: {refused}"
                case = evolve(case, event)

    @conformance
    def test_what_is_noted_later_stands_later(self) -> None:
        """SM-11 Within a case, the instants of noting never go back.

        Fix: sort the events of a case by the instant they are noted at.
        """
        for batch in self.made():
            noted = [event.recorded_at for event in batch]
            assert noted == sorted(noted)

    @conformance
    def test_events_are_stored_and_read_again(self) -> None:
        """SM-12 Every event is one the store can write and read.

        Fix: give events of registered classes only, with values of the declared types.
        """
        codec = self.codec()
        for event in (event for batch in self.made() for event in batch):
            assert codec.decode(codec.encode(event)) == event


def _received(batch: Batch) -> CaseReceived:
    first = batch[0]
    assert isinstance(first, CaseReceived)
    return first
