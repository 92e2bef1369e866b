"""Amounts, instants and texts come back as they were: ST-03, ST-04, ST-07 to ST-10."""

import pickle
from datetime import datetime
from typing import cast

import attrs
import pytest

from prevexp.domain.case import Identity
from prevexp.domain.case import ListedFacts
from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import StaleVersion
from prevexp.domain.errors import StoreCorrupt
from prevexp.domain.errors import StoreError
from prevexp.domain.events import CaseReceived
from prevexp.domain.values import LARGEST
from prevexp.domain.values import Cents
from prevexp.domain.values import Secret
from prevexp.storage.port import Store
from prevexp.testing.conformance import conformance
from prevexp.testing.stored_cases import more
from prevexp.testing.stored_cases import name
from prevexp.testing.stored_cases import new_case

from .kit import Kit
from .round_trip import put
from .round_trip import reception
from .round_trip import records_of

_LIKE_NUMBERS = ("65000", "007", "0.10", "123.50", "1e3", "9007199254740993", "-0", "NaN", "1_000", "12,50", "\u0661")
_LIKE_INSTANTS = ("2021-05-04T08:00:00.123456+00:00", "2021-05-04T08:00:00Z", "2021-03-28T02:30:00", "2021-05", "08:00")
_TEXTS = (
    "E\u0301lise \u00c9lise",  # the same name, composed and decomposed
    "L\u2019\u0152uvre \u00c6",
    "\U0001f3e0\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "d'Ab\"ord \\ ` $HOME ; -- %s {0}",
    " deux  espaces\tet\r\nplusieurs\n\nlignes ",
    "\u202fins\u00e9cable\u00a0\ufeff\u2028\ufffd",
    "\u05d0\u0628\u4e2d",
)
_MEGABYTE = 2**20


def kept(store: Store, *texts: bytes) -> tuple[tuple[bytes, ...], bytes]:
    """Write texts as bodies, the last one as identity too, and return what is read."""
    store.commit([new_case(1, bodies=texts, identity=texts[-1])])
    rows = tuple(row.body for row in store.load(name(1)))
    return rows, store.identities([name(1, "household")])[name(1, "household")]


class Values(Kit):
    """Amounts, instants, texts."""

    @conformance
    def test_what_looks_like_a_number_is_no_number(self) -> None:
        """ST-03 Digits a body happens to consist of are kept: no leading zero, no last cent is lost on the way.

        Fix: store bodies and identities as bytes; a column with numeric affinity rounds them.
        """
        bodies = tuple(text.encode() for text in _LIKE_NUMBERS)
        assert kept(self.new(), *bodies) == (bodies, bodies[-1])

    @conformance
    def test_amounts_come_back_to_the_cent(self) -> None:
        """ST-03 A rent or a debt comes back as the whole number of cents it was, however large.

        Fix: amounts travel inside the sealed body; nothing may read them as floating point.
        """
        records = records_of(self.new())
        for number, amount in enumerate((0, 1, 10, 156_050, 2**31, 2**52 + 1, LARGEST), start=1):
            put(records, told := reception(number, facts=ListedFacts(arrears_cents=Cents(amount))))
            (event,) = cast(tuple[CaseReceived], records.events_of(told.case_id))
            assert (type(event.facts.arrears_cents), event.facts.arrears_cents) == (int, amount)

    @conformance
    def test_what_looks_like_an_instant_is_no_instant(self) -> None:
        """ST-04 A body or a month that reads like a time is kept to the microsecond and the offset.

        Fix: store bodies as bytes and months as texts; a column of type date or time rewrites them.
        """
        bodies = tuple(text.encode() for text in _LIKE_INSTANTS)
        store = self.new()
        assert kept(store, *bodies) == (bodies, bodies[-1])
        assert store.summaries([name(1)])[name(1)].month == store.load(name(1))[0].month == "2021-05"

    @conformance
    def test_an_instant_without_a_time_zone_enters_nowhere(self) -> None:
        """ST-04 Instants come back in UTC to the microsecond; a naive one is refused, written or read.

        Fix: nothing between codec and disk may add or take away an offset.
        """
        records = records_of(self.new())
        told = reception()
        with pytest.raises(InvalidValue):
            attrs.evolve(told, recorded_at=datetime(2021, 5, 4, 8))  # noqa: DTZ001 - naive on purpose
        body = records.codec.encode(told)
        naive = body.replace(b"+00:00", b"").replace(b'Z"', b'"')
        assert naive != body
        for number, written in enumerate((body, naive), start=1):
            write = records.new_stream(
                name(number), name(number, "household"), (written,), territory="99", month="2021-05"
            )
            records.commit([write])
        (event,) = records.events_of(name(1))
        assert event.recorded_at == told.recorded_at
        with pytest.raises(StoreCorrupt):
            records.events_of(name(2))

    @conformance
    def test_texts_are_kept_letter_by_letter(self) -> None:
        """ST-07 Accents composed or not, ligatures, emoji, quotes and line ends come back as they were written.

        Fix: never normalise, trim, escape or re-encode; store bytes.
        """
        store, records = self.new(), records_of(self.new())
        bodies = tuple(text.encode() for text in _TEXTS)
        assert kept(store, *bodies) == (bodies, bodies[-1])
        for number, text in enumerate(_TEXTS, start=1):
            told, who = reception(number), Identity(surname=Secret(text), street=Secret(text[::-1]))
            put(records, told, identity=who)
            assert records.identity(told.household_id) == who

    @conformance
    def test_a_nul_never_cuts_what_follows(self) -> None:
        """ST-08 A text with a NUL is kept whole, or refused with a StoreError; it is never cut short.

        Fix: bind bytes with their length, not as a C string.
        """
        for number, text in enumerate((b"before\0after", b"\0first", b"last\0"), start=1):
            store = self.new()
            try:
                store.commit([new_case(number, bodies=(text,), identity=text)])
            except StoreError:
                assert store.count() == 0
            else:
                assert [row.body for row in store.load(name(number))] == [text]
                assert store.identities([name(number, "household")]) == {name(number, "household"): text}

    @conformance
    def test_a_megabyte_is_kept(self) -> None:
        """ST-09 A long account of a case, a megabyte of it, comes back whole.

        Fix: lift limits of columns and of messages to the server; never cut.
        """
        text = bytes(range(256)) * (_MEGABYTE // 256) + b"end"
        assert kept(self.new(), text) == ((text,), text)

    @conformance
    def test_errors_survive_what_is_not_ascii(self) -> None:
        """ST-10 A refusal about an identifier that is not ASCII names it, is printed and sent to another process.

        Fix: build messages as text; keep the fields of StaleVersion.
        """
        store, stream = self.new(), "dossier-\u0153\u00c9\U0001f3e0"
        store.commit([new_case(1, stream=stream)])
        with pytest.raises(StaleVersion) as refused:
            store.commit([more(1, 7, stream=stream)])
        again = pickle.loads(pickle.dumps(refused.value))  # noqa: S301 - our own error  # nosec B301
        for error in (refused.value, again):
            assert (error.stream, error.expected, error.actual) == (stream, 7, 1)
            assert stream in str(error)
        assert [row.stream for row in store.follow()] == [stream]
