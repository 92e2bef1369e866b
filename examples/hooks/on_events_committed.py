"""A plugin that is told which cases changed, after it is durable: here, how many of each kind of event."""

import sys
from collections import Counter

from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="compteur", api=1, title="Compteur", contact="equipe@example.org")


@hookimpl
def prevexp_on_events_committed(changes):
    counted = Counter(slug for change in changes for slug in change.events)
    print(*(f"{number} {slug}" for slug, number in sorted(counted.items())), file=sys.stderr)
