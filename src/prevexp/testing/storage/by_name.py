"""Small things kept by name: listed, replaced, dropped, and gone: ST-69 to ST-71, ST-73."""

from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from threading import Event

from prevexp.testing.conformance import conformance
from prevexp.testing.conformance import needing
from prevexp.testing.stored_cases import counted
from prevexp.testing.stored_cases import new_case

from .erasure import written
from .kit import Capability
from .kit import Kit
from .kit import everything

_WRITERS = 4
_TIMES = 10
_MANY = 40_000
_NAMES = (
    *("a/2", "b", "a", "a/10", "A/1", "a0", "a/", "a/1", "ab", "a."),  # "0" follows "/", "." stands before it
    *("a%b", "a_b", "a*", "[a]"),  # what a pattern takes for more than itself
    *("\u00e9", "e\u0301", "a/\u00e9", "a/\uffff", "a/\U0001f3e0"),  # UTF-16 would turn the last two round
    *("\ud7ff1", "\ue000", "\U0010ffff", "\U0010ffff1", "a/\U0010ffff", "a/\U0010ffff\U0010ffff"),  # no letter follows
)
_PREFIXES = ("", "a", "a/", "a/1", "a.", "a%", "a_", "A", "[", "\u00e9", "\ud7ff", "\U0010ffff", "a/\U0010ffff", "none")


class ByName(Kit):
    """Settings by prefix, replaced, dropped."""

    @conformance
    def test_settings_are_listed_by_the_beginning_of_their_names(self) -> None:
        """ST-69 A prefix finds all names that begin with it and no other, letter by letter, by code point.

        Fix: from the prefix on, below the next word as long as it, in binary (COLLATE "C"); no pattern; "" is all.
        """
        store = self.new()
        other = self.closing(self.second_connection(store))
        kept = {name: f"of {name}".encode() for name in _NAMES} | {"empty/": b""}
        for name, value in kept.items():
            store.set_setting(name, value)
        for found in self.and_reopened(store, other):
            for prefix in (*_PREFIXES, *kept):
                wanted = [(name, kept[name]) for name in sorted(kept) if name.startswith(prefix)]
                assert list(found.settings(prefix).items()) == wanted
        assert {(type(name), type(value)) for name, value in other.settings("").items()} == {(str, bytes)}

    @conformance
    def test_a_setting_is_replaced_by_who_has_read_it(self) -> None:
        """ST-70 Who replaces a setting names what was read; was it another, or none, nothing changes and they are told.

        Fix: compare name and value in the statement that writes; test for NULL, never for truth.
        """
        store = self.new()
        other = self.closing(self.second_connection(store))
        assert not store.replace_setting("a", b"new", after=b"")
        assert (store.setting("a"), dict(store.settings(""))) == (None, {})
        store.set_setting("a", b"1")
        store.set_setting("a/b", b"1")
        for after, value, replaced in ((b"", b"2", False), (b"1", b"", True), (b"1", b"3", False), (b"", b"4", True)):
            before = store.setting("a")
            assert store.replace_setting("a", value, after=after) is replaced
            assert store.setting("a") == other.setting("a") == (value if replaced else before)
        assert store.replace_setting("a", b"4", after=b"4")
        assert (store.set_setting("a", b"5"), other.setting("a/b")) == (b"4", b"1")
        again = self.closing(self.reopen(store))
        assert dict(again.settings("")) == {"a": b"4", "a/b": b"1"}

    @conformance
    def test_of_two_who_replace_at_once_one_is_told(self) -> None:
        """ST-70 Of those who replace the same value at the same moment one does; who try again add up.

        Fix: compare and write under one lock, between processes as well.
        """
        store = self.new()
        store.set_setting("first", b"")
        store.set_setting("count", b"0")
        stores = [self.closing(self.second_connection(store)) for _ in range(_WRITERS)]
        start = Barrier(_WRITERS)

        def count(number: int) -> bool:
            start.wait()
            first = stores[number].replace_setting("first", b"%d" % number, after=b"")
            for _ in range(_TIMES):
                while not counted(stores[number]):
                    pass
            return first

        with ThreadPoolExecutor(_WRITERS) as pool:
            won = list(pool.map(count, range(_WRITERS)))
        assert Counter(won)[True] == 1
        assert store.setting("first") == b"%d" % won.index(True)
        assert store.setting("count") == b"%d" % (_WRITERS * _TIMES)

    @conformance
    def test_what_is_dropped_is_gone_and_nothing_else(self) -> None:
        """ST-71 Dropped settings are gone for all at once, counted once each; others stand, cases too; none comes back.

        Fix: delete by whole names; names that are not there, or there twice, are no error.
        """
        store = self.new()
        store.commit([new_case(1)])
        before = everything(store)
        other = self.closing(self.second_connection(store))
        for name in ("a", "a/1", "a/2", "b", "A"):
            store.set_setting(name, b"old")
        assert store.drop_settings([]) == store.drop_settings(["unknown"]) == 0
        assert store.drop_settings(["a", "a", "unknown", "a/2"]) == 2
        assert list(other.settings("")) == ["A", "a/1", "b"]
        assert store.drop_settings(["a"]) == 0
        assert not other.replace_setting("a", b"new", after=b"old")
        assert other.setting("a") is None
        assert store.set_setting("a", b"anew") == b"anew"
        again = self.closing(self.reopen(store))
        assert dict(again.settings("")) == {"A": b"old", "a": b"anew", "a/1": b"old", "b": b"old"}
        assert again.drop_settings([*(f"unknown {number}" for number in range(_MANY)), *again.settings("")]) == 4
        assert everything(again) == before

    @conformance
    def test_nobody_sees_a_part_dropped(self) -> None:
        """ST-71 Whoever looks while many are dropped finds all of them or none.

        Fix: one transaction; readers read one snapshot.
        """
        store, done = self.new(), Event()
        reader = self.closing(self.second_connection(store))

        def seen(names: Iterable[str]) -> set[int]:
            found = set()
            while not done.is_set():
                found.add(len(reader.settings("a/")))
            return found | {len(list(names))}

        names = [f"a/{number}" for number in range(20)]
        for name in names:
            store.set_setting(name, b"value")
        with ThreadPoolExecutor(1) as pool:
            reading = pool.submit(seen, names)
            store.drop_settings(names)
            done.set()
            assert reading.result() <= {0, len(names)}
        assert dict(store.settings("a/")) == {}

    @needing(Capability.ENCRYPTION)
    def test_what_was_dropped_or_replaced_leaves_no_byte(self) -> None:
        """ST-73 After a drop no byte of what was dropped, nor of what was replaced before, stands in the store's files.

        Fix: overwrite or rewrite, copies left by moving rows from page to page included; empty the log.
        """
        store, kept, gone = self.new(), dict[str, bytes](), list[bytes]()
        for step in range(_STEPS):
            name = f"a/{step * 37 % _STEPS:03}"
            kept[name] = store.set_setting(name, _marked(step, step * 31 % _SIZES))
            if step % 2:
                grown = sorted(kept)[step * 31 % len(kept)]
                gone.append(kept[grown])
                kept[grown] = _marked(_STEPS + step, step * 37 % _SIZES)
                assert store.replace_setting(grown, kept[grown], after=gone[-1])
            if step % 20 == 19:
                dropped = sorted(kept)[step % 7 :: 9]
                gone += [kept.pop(one) for one in dropped]
                assert store.drop_settings(dropped) == len(dropped)
        assert store.drop_settings(["unknown"]) == 0
        raw = self.stored_bytes(store)
        assert dict(store.settings("")) == kept
        assert [value[:_MARK] for value in gone if written(value[:_MARK], raw)] == []
        assert all(written(value[:_MARK], raw) for value in kept.values())


_STEPS, _SIZES, _MARK = 80, 500, 6  # rows of many sizes, so that pages are split and joined


def _marked(number: int, size: int) -> bytes:
    return b"[%04d]" % number * (1 + size)
