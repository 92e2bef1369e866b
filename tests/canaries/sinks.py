"""Where something of a household may stand, what of it, and why. Every other place holds nothing of it."""

from fnmatch import fnmatchcase

import attrs

from prevexp.domain.vocabulary import FieldGroup

from .birds import Canary

EVERYTHING = frozenset(FieldGroup)


def groups(words: str) -> frozenset[FieldGroup]:
    """Return groups by their numbers."""
    return frozenset(FieldGroup(f"G{word}") for word in words.split())


@attrs.frozen
class Sink:
    """Sources that may hold groups of data, and why; `vault`: also what names somebody."""

    source: str
    groups: frozenset[FieldGroup]
    why: str
    vault: bool = True

    def lets(self, source: str, canary: Canary) -> bool:
        """Say whether a canary may stand there: each group it is of, and the vault only where it is said."""
        if not fnmatchcase(source, self.source):
            return False
        named = any(field.startswith("Identity.") for field in canary.fields)
        return bool(canary.groups & self.groups) and (self.vault or not named)


SINKS = (
    Sink(
        "gone .orientations_cd62_*.part",
        groups("1 2 3 4 5 6 9"),
        "the batch for a partner before it gets its name: what the view lets pass (CASF, art. L121-6-2)",
    ),
    Sink("plugin connector", groups("1 2 3 4 5 6 9"), "rows of that batch: what the view lets pass"),
    Sink("plugin connector made*", groups("9 10"), "a partner's name and purposes, as the territory sets them", vault=False),
    Sink("plugin fact", EVERYTHING, "a fact that is computed reads the case, and never who it is", vault=False),
    Sink("plugin notice check*", groups("4"), "a check reads the inputs it names: here the day of service", vault=False),
    Sink("params of read_documents", groups("3 4"), "the jurist is shown both days of a contradiction", vault=False),
    Sink("params of *", groups("9 10 11"), "the slug of a partner that was named in the call", vault=False),
    Sink("returned receive_answers", groups("9 10 11"), "the slug of a partner that was named in the call", vault=False),
    Sink("returned receive_from", groups("9 10 11"), "the slug of a partner that was named in the call", vault=False),
    Sink("returned send_referrals", groups("9 10 11"), "the slug of a partner that was named in the call", vault=False),
)
"""The table of sinks of the library."""


def is_let(source: str, canary: Canary, sinks: tuple[Sink, ...]) -> bool:
    """Say whether a canary may stand in a source."""
    return any(sink.lets(source, canary) for sink in sinks)

WORKER = "the worker of the case reads it"
REFERENCES = groups("12")

COMMANDS = (
    *SINKS,
    Sink("plugin report section", frozenset(), "after disclosure control"),
)
