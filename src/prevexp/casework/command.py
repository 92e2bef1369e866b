"""The form of every command: what the team asks to be written down, in the imperative."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import attrs

from ..domain.groups import Veiled
from ..domain.values import plain_date

NAMES_PARTNER: Mapping[str, object] = MappingProxyType({"names": "partner"})
NAMES_WORKER: Mapping[str, object] = MappingProxyType({"names": "worker"})
"""Metadata of fields that name a partner or a worker: before anything is written, the territory is to know it."""


@attrs.frozen(kw_only=True)
class Command(Veiled):
    """What every command says; never given itself.

    `on` is the calendar day (Europe/Paris) on which the thing happened, which may lie before the day it is noted.
    """

    on: date = attrs.field(validator=plain_date)
