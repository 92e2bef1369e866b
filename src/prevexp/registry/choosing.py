"""Which of the plugins found are loaded: decided by their names, before any is imported."""

from collections.abc import Iterable
from collections.abc import Mapping

import attrs

from ..domain.errors import PluginsRefused
from .finding import Found
from .problems import nearest


@attrs.frozen(kw_only=True)
class Choice:
    """Which plugins are wanted: `only` these (None: all), `without` those; `disabled` ones need not be there.

    A name is that of an entry point, a distribution, a file or a folder; capitals, `_` and `.` make no difference.
    """

    only: frozenset[str] | None = None
    without: frozenset[str] = frozenset()
    disabled: frozenset[str] = frozenset()

    def split(self, found: Iterable[Found]) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
        """Return the plugins to load and those that are not. Raises PluginsRefused for a name that nothing has."""
        every = tuple(found)
        known = {plain(alias): alias for one in every for alias in one.aliases}
        for name in sorted((self.only or frozenset()) | self.without):
            if plain(name) not in known:
                raise _unknown(name, known)
        wanted = tuple(one for one in every if self._wants(one))
        return wanted, tuple(one for one in every if one not in wanted)

    def _wants(self, one: Found) -> bool:
        names = {plain(alias) for alias in one.aliases}
        if self.only is not None and not names & {*map(plain, self.only)}:
            return False
        return not names & {*map(plain, self.without | self.disabled)}


def plain(name: str) -> str:
    """Return a name as it is compared."""
    return name.casefold().replace("_", "-").replace(".", "-")


def _unknown(name: str, known: Mapping[str, str]) -> PluginsRefused:
    near = nearest(plain(name), known)
    meant = f"did you mean {known[near]}?" if near else f"there are: {', '.join(sorted(known.values())) or 'none'}"
    return PluginsRefused(
        f"no plugin is called {name}; {meant}",
        reason="unknown-plugin",
        name=name,
        nearest=known[near] if near else None,
        known=tuple(sorted(known.values())),
    )
