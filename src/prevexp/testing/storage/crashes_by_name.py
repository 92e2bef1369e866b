"""The end of a process that replaces and drops: ST-74; no space for it: ST-75."""

from prevexp.testing.conformance import needing
from prevexp.testing.stored_cases import name
from prevexp.testing.stored_cases import new_case

from .crashes import another
from .crashes import killed
from .kit import Capability
from .kit import Kit

_TURNING = """
number = {first}
while True:
    pair = [f"a/{{number}}/1", f"a/{{number}}/2"]
    for one in pair:
        store.set_setting(one, b"value")
    assert store.replace_setting("count", b"%d" % (number + 1), after=b"%d" % number)
    keys = {{name(one, "household"): (b"%d" % number, b"%d" % (number + 1)) for one in range({households})}}
    assert store.rewrap(keys) == {households}
    assert store.drop_settings(pair) == 2
    print(number, flush=True)
    number += 1
"""
_GROWING = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
number, size = 0, {first}
try:
    while True:
        store.set_setting(f"a/{{number}}", bytes(size))
        print(number, flush=True)
        number, size = number + 1, size + size // 2
except StoreFull:
    print("full", len(store.settings("a/")), flush=True)
try:
    store.replace_setting("a/0", bytes(2 * {limit}), after=bytes({first}))
except StoreFull:
    print("full", len(store.setting("a/0")), flush=True)
"""
_ROUNDS = 3
_HOUSEHOLDS = 5
_LIMIT = 2_000_000
_FIRST = 100_000


class CrashesByName(Kit):
    """Crashes and space."""

    @needing(Capability.CRASH)
    def test_who_is_killed_while_replacing_leaves_all_or_nothing(self) -> None:
        """ST-74 Killed at any moment, whoever replaces keys and drops settings has done each of it whole or not at all.

        Fix: one transaction for all keys, one for all names; acknowledge after the commit is on disk.
        """
        store = self.new()
        households = [name(number, "household") for number in range(_HOUSEHOLDS)]
        store.commit([new_case(number, wrapped_key=b"0") for number in range(_HOUSEHOLDS)])
        store.set_setting("count", b"0")
        turn = 0
        for attempt in range(_ROUNDS):
            source = _TURNING.format(first=turn, households=_HOUSEHOLDS)
            told = killed(self, store, source, after=0.15 * attempt)
            store = self.closing(self.reopen(store))
            (turn,) = {int(key) for key in store.wrapped_keys(households).values()}
            count, left = int(store.setting("count") or b""), list(store.settings("a/"))
            assert turn > told[-1]
            pair, last = ([f"a/{number}/1", f"a/{number}/2"] for number in (turn, turn - 1))
            assert (count, left) in [(turn, []), *((turn, one) for one in (pair[:1], pair, last)), (turn + 1, pair)]
            assert store.drop_settings(left) == len(left)
            assert store.replace_setting("count", b"%d" % turn, after=b"%d" % count)

    @needing(Capability.FULL)
    def test_a_setting_there_is_no_space_for_is_refused(self) -> None:
        """ST-75 No space is left for a setting, new or replaced: StoreFull, what was there stands, and work goes on.

        Fix: see ST-52.
        """
        store = self.new()
        child = another(self, store, _GROWING.format(limit=_LIMIT, first=_FIRST))
        told, _ = child.communicate()
        *acknowledged, full, still = told.splitlines()
        assert (child.returncode, full, still) == (0, f"full {len(acknowledged)}", f"full {_FIRST}")
        assert acknowledged
        store = self.closing(self.reopen(store))
        assert sorted(store.settings("a/")) == sorted(f"a/{number}" for number in acknowledged)
        assert store.setting("a/0") == bytes(_FIRST)
        assert store.drop_settings([f"a/{number}" for number in acknowledged]) == len(acknowledged)
        assert store.set_setting("a/0", b"new") == b"new"
