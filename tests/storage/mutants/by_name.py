"""Stores that list, replace or drop settings wrongly, or keys."""

import time
from fnmatch import fnmatch

import attrs

from prevexp.domain.errors import StoreError
from prevexp.storage.memory import MemoryStore


class OrderOfSetting(MemoryStore):
    """Lists settings in the order in which they were set."""

    def settings(self, prefix):
        return {name: value for name, value in self._contents.settings.items() if name.startswith(prefix)}


class LikePattern(MemoryStore):
    """Takes a prefix for a pattern, whatever the case of its letters."""

    def settings(self, prefix):
        return {
            name: value for name, value in super().settings("").items() if fnmatch(name.lower(), f"{prefix.lower()}*")
        }


class BelowTheBound(MemoryStore):
    """Looks below a letter that is not the last."""

    def settings(self, prefix):
        end = f"{prefix}\uffff"
        return {name: value for name, value in super().settings("").items() if prefix <= name < end}


class InSixteenBits(MemoryStore):
    """Orders names as UTF-16 does."""

    def settings(self, prefix):
        return dict(sorted(super().settings(prefix).items(), key=lambda one: one[0].encode("utf-16-be")))


class NothingIsNoPrefix(MemoryStore):
    """Finds nothing where nothing is asked."""

    def settings(self, prefix):
        return super().settings(prefix) if prefix else {}


class ReplacesAnything(MemoryStore):
    """Replaces whatever is there."""

    def replace_setting(self, name, value, *, after):
        known = self.setting(name)
        return known is not None and super().replace_setting(name, value, after=known)


class ReplacesNothing(MemoryStore):
    """Takes what is not there for empty."""

    def replace_setting(self, name, value, *, after):
        if after == b"" and self.setting(name) is None:
            self.set_setting(name, after)
        return super().replace_setting(name, value, after=after)


class SaysReplaced(MemoryStore):
    """Never says that somebody was faster."""

    def replace_setting(self, name, value, *, after):
        return super().replace_setting(name, value, after=after) or True


class ReplacesInTwoSteps(MemoryStore):
    """Compares first, and writes then."""

    def replace_setting(self, name, value, *, after):
        found = self.setting(name) == after
        time.sleep(0.001)
        if found:
            self._contents.settings[name] = value
        return found


class ReplacedForItself(MemoryStore):
    """Remembers what was replaced in the store object that did so."""

    def replace_setting(self, name, value, *, after):
        found = self.setting(name) == after
        self.mine = getattr(self, "mine", {}) | ({name: value} if found else {})
        return found

    def setting(self, name):
        return getattr(self, "mine", {}).get(name) or super().setting(name)


class CountsNames(MemoryStore):
    """Counts what it was asked to drop."""

    def drop_settings(self, names):
        super().drop_settings(names)
        return len(names)


class DropsBelow(MemoryStore):
    """Drops all that begins with a name."""

    def drop_settings(self, names):
        return super().drop_settings([one for name in names for one in self.settings(name)])


class DropsEmptied(MemoryStore):
    """Leaves an empty value where one was dropped."""

    def drop_settings(self, names):
        known = [name for name in dict.fromkeys(names) if self._contents.settings.get(name)]
        self._contents.settings |= dict.fromkeys(known, b"")
        return len(known)


class NeverAgain(MemoryStore):
    """Cannot set again what was dropped."""

    def drop_settings(self, names):
        self.gone = {*getattr(self, "gone", ()), *names}
        return super().drop_settings(names)

    def set_setting(self, name, value):
        return b"" if name in getattr(self, "gone", ()) else super().set_setting(name, value)


class FewNames(MemoryStore):
    """Drops as many as a statement has parameters."""

    def drop_settings(self, names):
        if len(names) > 32_766:
            raise StoreError("too many SQL variables")
        return super().drop_settings(names)


class DropsOneByOne(MemoryStore):
    """Drops one after the other, before the eyes of all."""

    def drop_settings(self, names):
        gone = 0
        for name in dict.fromkeys(names):
            gone += super().drop_settings([name])
            time.sleep(0.0005)
        return gone


class Revives(MemoryStore):
    """Gives an erased household a key again."""

    def rewrap(self, keys):
        known = self._contents.households
        for one, (_, new) in keys.items():
            if one in known and known[one].wrapped_key is None:
                known[one] = attrs.evolve(known[one], wrapped_key=new)
        return super().rewrap(keys)


class RewrapsAnything(MemoryStore):
    """Replaces keys whatever they are by now."""

    def rewrap(self, keys):
        held = self.wrapped_keys(list(keys))
        return super().rewrap({one: (key, keys[one][1]) for one, key in held.items()})


class CountsKeys(MemoryStore):
    """Counts the keys it was asked to replace."""

    def rewrap(self, keys):
        super().rewrap(keys)
        return len(keys)


class LosesIdentities(MemoryStore):
    """Writes the row of a household anew, with its key alone."""

    def rewrap(self, keys):
        known = self._contents.households
        known |= {one: attrs.evolve(known[one], identity=None) for one in keys if one in known}
        return super().rewrap(keys)


class RewrapsForItself(MemoryStore):
    """Remembers new keys in the store object that replaced them."""

    def rewrap(self, keys):
        held = super().wrapped_keys(list(keys))
        changed = {one: keys[one][1] for one, key in held.items() if key == keys[one][0]}
        self.mine = getattr(self, "mine", {}) | changed
        return len(changed)

    def wrapped_keys(self, households):
        return {one: getattr(self, "mine", {}).get(one, key) for one, key in super().wrapped_keys(households).items()}


class RewrapsOneByOne(MemoryStore):
    """Replaces one key after the other: of two who do so each gets some."""

    def rewrap(self, keys):
        if len(keys) > 100:
            return super().rewrap(keys)
        changed = 0
        for one, pair in keys.items():
            changed += super().rewrap({one: pair})
            time.sleep(0.0005)
        return changed


class FewKeys(MemoryStore):
    """Replaces as many keys as a statement has parameters."""

    def rewrap(self, keys):
        if len(keys) > 32_766:
            raise StoreError("too many SQL variables")
        return super().rewrap(keys)


class OutlivesClosing(MemoryStore):
    """Drops from what it remembers, open or not."""

    def __init__(self, memory=None):
        super().__init__(memory)
        self.remembered = self._memory

    def drop_settings(self, names):
        self._memory, now = self.remembered, self._memory
        try:
            return super().drop_settings(names)
        finally:
            self._memory = now


BROKEN = {
    OrderOfSetting: ("ST-69",),
    LikePattern: ("ST-69",),
    BelowTheBound: ("ST-69",),
    InSixteenBits: ("ST-69",),
    NothingIsNoPrefix: ("ST-69",),
    ReplacesAnything: ("ST-70",),
    ReplacesNothing: ("ST-70",),
    SaysReplaced: ("ST-70",),
    ReplacesInTwoSteps: ("ST-70",),
    ReplacedForItself: ("ST-70",),
    CountsNames: ("ST-71",),
    DropsBelow: ("ST-71",),
    DropsEmptied: ("ST-71",),
    NeverAgain: ("ST-71",),
    FewNames: ("ST-71",),
    DropsOneByOne: ("ST-71",),
    Revives: ("ST-72",),
    RewrapsAnything: ("ST-72",),
    CountsKeys: ("ST-72",),
    LosesIdentities: ("ST-72",),
    RewrapsForItself: ("ST-72",),
    RewrapsOneByOne: ("ST-72",),
    FewKeys: ("ST-72",),
    OutlivesClosing: ("ST-28",),
}
