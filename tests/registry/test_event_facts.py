"""An event of a plugin may note facts: its own, of a type a fact has."""

from collections.abc import Callable

import pytest

from prevexp.registry import Registry

PLUGIN = """
from typing import ClassVar
import attrs
from prevexp.domain.events import Event
from prevexp.domain.extra import notes
from prevexp.registry import EventType, FieldGroup, PluginInfo, hookimpl

@attrs.frozen(kw_only=True)
class Seen(Event):
    slug: ClassVar[str] = "val.seen.v1"
    lift: bool | None = attrs.field(default=None, metadata=notes("val.lift", FieldGroup.DWELLING))

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="val", api=1, title="Val", contact="equipe@example.org")

@hookimpl
def prevexp_event_types():
    yield EventType(id="val.seen", slug=Seen.slug, cls=Seen)
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('notes("val.lift"', 'notes("other.lift"', "facts of val only"),
        ("lift: bool | None", "lift: str | None", "a word of a vocabulary, or None is needed"),
        ("lift: bool | None", "lift: int | bool", "a word of a vocabulary, or None is needed"),
        ("FieldGroup.DWELLING", "FieldGroup.IDENTITY", "stands in the vault"),
    ],
)
def test_an_event_that_notes_what_it_may_not_leaves_its_plugin_out(
    install: Callable[..., object], old: str, new: str, said: str
) -> None:
    """Neither another plugin's fact, nor a text, nor who people are."""
    assert Registry.build(install(val=PLUGIN)).faults == ()
    registry = Registry.build(install(val=PLUGIN.replace(old, new)))
    (fault,) = registry.faults
    assert said in str(fault)
    assert registry.event_types == ()
