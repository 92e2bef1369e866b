"""What is written comes back, through the sealed layer as an embedder uses it: ST-01, ST-02, ST-05, ST-06, ST-65."""

import json
from datetime import UTC
from datetime import date
from datetime import datetime
from typing import cast

import attrs
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings

from prevexp.domain.case import Identity
from prevexp.domain.case import ListedFacts
from prevexp.domain.events import CaseReceived
from prevexp.domain.events import Event
from prevexp.domain.values import CaseId
from prevexp.domain.values import Cents
from prevexp.domain.values import HouseholdId
from prevexp.domain.values import Month
from prevexp.domain.values import Secret
from prevexp.domain.vocabulary import Stage
from prevexp.storage.keys import MasterKey
from prevexp.storage.port import CaseStatus
from prevexp.storage.port import Store
from prevexp.storage.records import Records
from prevexp.storage.sealing import Sealer
from prevexp.testing.conformance import conformance
from prevexp.testing.stored_cases import entry
from prevexp.testing.stored_cases import name
from prevexp.testing.stored_cases import new_case
from prevexp.testing.strategies import events
from prevexp.testing.strategies import identities

from .kit import Kit

_KEY = bytes(range(32))
_AT = datetime(2021, 5, 4, 8, 0, 0, 123456, tzinfo=UTC)


def records_of(store: Store) -> Records:
    """Return the records of a store under a key every test knows."""
    return Records(store, Sealer.open(store, MasterKey(_KEY)))


def reception(number: int = 1, *, facts: ListedFacts | None = None) -> CaseReceived:
    """Return the first event of a case."""
    return CaseReceived(
        case_id=CaseId(name(number)),
        occurred_on=date(2021, 5, 4),
        recorded_at=_AT,
        household_id=HouseholdId(name(number, "household")),
        territory="99",
        transfer=name(1, "transfer"),
        line=2,
        month=Month(2021, 5),
        reference=f"R-{number}",
        facts=facts or ListedFacts(),
    )


def put(records: Records, *told: Event, identity: Identity | None = None) -> None:
    """Write a case as the application does."""
    encode = records.codec.encode
    first = cast(CaseReceived, told[0])
    body = None if identity is None else records.codec.encode_identity(identity)
    write = records.new_stream(
        first.case_id,
        first.household_id,
        tuple(map(encode, told)),
        territory="99",
        month="2021-05",
        identity=body,
    )
    records.commit([write])


class RoundTrip(Kit):
    """Round trips."""

    @conformance
    def test_events_come_back_equal_after_reopening(self) -> None:
        """ST-01 What happened to a case is told unchanged by a store opened again.

        Fix: write bodies as bytes, order rows by version, make the commit durable before it returns.
        """
        store = self.new()
        first = reception(facts=ListedFacts(commune="99001", persons=3, rent_cents=Cents(65_000)))
        second = attrs.evolve(first, line=3)
        put(records_of(store), first, second)
        again = self.closing(self.reopen(store))
        assert records_of(again).events_of(first.case_id) == (first, second)

    @conformance
    def test_absent_empty_and_zero_stay_distinct(self) -> None:
        """ST-02 Not known, empty and zero are three things: a debt of 0 is paid, a debt not known is not.

        Fix: nothing between codec and disk may take "" or 0 for missing.
        """
        records = records_of(self.new())
        zero = reception(facts=ListedFacts(arrears_cents=Cents(0), commune=""))
        put(records, zero, identity=Identity(surname=Secret("")))
        (event,) = cast(tuple[CaseReceived], records.events_of(zero.case_id))
        assert (event.facts.arrears_cents, event.facts.rent_cents, event.facts.commune) == (0, None, "")
        found = records.identity(zero.household_id)
        assert (found.surname, found.first_name) == (Secret(""), None)

    @conformance
    def test_empty_bytes_are_there(self) -> None:
        """ST-02 An empty body, identity or setting is something that is there, not something missing.

        Fix: test for NULL, never for truth.
        """
        store = self.new()
        store.commit([new_case(1, bodies=(b"", b"x"), identity=b"")])
        assert [row.body for row in store.load(name(1))] == [b"", b"x"]
        assert store.identities([name(1, "household")]) == {name(1, "household"): b""}
        assert (store.set_setting("empty", b""), store.set_setting("empty", b"later"), store.setting("empty")) == (
            b"",
            b"",
            b"",
        )

    @conformance
    def test_identifiers_and_members_are_what_they_were(self) -> None:
        """ST-05 Identifiers are compared letter by letter, a status is a member of its vocabulary, bytes are bytes.

        Fix: compare identifiers in binary, whatever the collation; make members of what was stored as texts.
        """
        store = self.new()
        streams = ("a", "A", "a ", "\u00e9", "e\u0301", "1", "01")
        store.commit([new_case(number, stream=one, events=number) for number, one in enumerate(streams, start=1)])
        assert {one: len(store.load(one)) for one in streams} == {one: n for n, one in enumerate(streams, start=1)}
        for summary in store.find().summaries:
            assert type(summary.status) is CaseStatus
            assert type(summary.wrapped_key) is bytes
        assert {type(value) for row in store.follow() for value in attrs.astuple(row)} == {int, str, bytes}

    @conformance
    def test_members_ids_instants_and_nesting_come_back(self) -> None:
        """ST-05 Members of vocabularies, identifiers, instants to the microsecond and nested facts keep their types.

        Fix: bodies are bytes to a backend; nothing of them may pass through a column type.
        """
        records = records_of(self.new())
        put(records, told := reception(facts=ListedFacts(stage=Stage.ASSIGNATION, act_on=date(2021, 4, 1))))
        (event,) = cast(tuple[CaseReceived], records.events_of(told.case_id))
        assert type(event.facts.stage) is Stage
        assert (event.recorded_at, event.month) == (_AT, Month(2021, 5))

    @conformance
    def test_what_is_handed_in_and_out_is_never_shared(self) -> None:
        """ST-06 A list that changes after it was written, or after it was read, changes nothing in the store.

        Fix: copy what comes in, hand out tuples and mappings of your own.
        """
        store = self.new()
        writes = [new_case(1, events=2)]
        store.commit(writes)
        writes.clear()
        for found in (store.load_many([name(1)]), store.lookup(entry("").kind, [entry("value 1").digest]).items()):
            for _, values in found:
                assert isinstance(values, tuple)
        for mapping in (store.summaries([name(1)]), store.wrapped_keys([name(1, "household")])):
            cast(dict[str, object], mapping).clear()
        assert len(store.load(name(1))) == 2
        assert store.summaries([name(1)])
        assert store.wrapped_keys([name(1, "household")])

    @conformance
    def test_an_event_of_a_plugin_that_is_gone_survives(self) -> None:
        """ST-65 An event nobody here knows is kept byte for byte, and what surrounds it is read.

        Fix: a backend never looks into a body; the codec gives an UnknownEvent.
        """
        store = self.new()
        records = records_of(store)
        known = reception()
        content = json.loads(records.codec.encode(known))
        foreign = json.dumps(content | {"type": "elsewhere.thing-done.v7"}, indent=1).encode()
        write = records.new_stream(
            known.case_id, known.household_id, (records.codec.encode(known), foreign), territory="99", month="2021-05"
        )
        records.commit([write])
        first, unknown = records.events_of(known.case_id)
        assert first == known
        assert records.codec.encode(unknown) == foreign
        store.commit([new_case(7, bodies=(foreign, b"\xff not a text"))])
        assert [row.body for row in store.load(name(7))] == [foreign, b"\xff not a text"]

    @conformance
    def test_every_event_and_identity_comes_back(self) -> None:
        """ST-01 Whatever a case tells, and whoever its people are, comes back equal.

        Fix: see the smallest example printed.
        """
        records = records_of(self.new())
        number = iter(range(1, 10_000))

        @settings(max_examples=50, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(event=events(), identity=identities())
        def check(event: Event, identity: Identity) -> None:
            first = reception(next(number))
            put(records, first, event, identity=identity)
            assert records.events_of(first.case_id) == (first, event)
            assert records.identity(first.household_id) == identity

        check()
