"""One line for every batch that was written: where the journal stands, how many cases, which kinds of events."""

import json
from collections import Counter
from pathlib import Path

import attrs

from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl


@attrs.frozen(kw_only=True)
class Settings:
    """`file` is where the lines go."""

    file: Path


@hookimpl
def prevexp_plugin():
    """Introduce the plugin."""
    contact = "equipe@example.org"
    return PluginInfo(id="commit-log", api=1, title="Journal des écritures", contact=contact, config=Settings)


@hookimpl
def prevexp_on_events_committed(changes, context, settings):
    """Write a line: no case is named, and nothing of what was noted is known here."""
    kinds = Counter(slug for change in changes for slug in change.events)
    line = {"position": context.position, "cases": len(changes), "events": dict(sorted(kinds.items()))}
    with settings.file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(line) + "\n")
