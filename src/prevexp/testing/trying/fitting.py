"""Which kits fit what a target offers: made of the offers themselves, and of the author's own class where needed."""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs

from prevexp.domain.errors import PrevexpError
from prevexp.registry import Registry
from prevexp.registry import TerritoryPack
from prevexp.registry import load_territory

from ..conformance import ConformanceKit
from ..connectors import ConnectorConformance
from ..exporters import ExporterConformance
from ..indicators import IndicatorConformance
from ..models import ModelConformance
from ..packs import PackConformance
from ..rules import RuleConformance
from ..running import Untried
from ..storage import StoreConformance
from .model import model_kit
from .own import OwnKits
from .target import Target


class KitName(StrEnum):
    """The kits there are."""

    PACKS = "packs"
    RULES = "rules"
    INDICATORS = "indicators"
    EXPORTERS = "exporters"
    CONNECTORS = "connectors"
    MODELS = "models"
    STORAGE = "storage"


@attrs.frozen(kw_only=True)
class Trial:
    """A kit that is ready to be run on something."""

    kit: KitName
    subject: str
    rules: type[ConformanceKit]


Trials = Iterator[Trial | Untried]


@attrs.define(kw_only=True, slots=False)
class Fitting:
    """What is tried on a target."""

    target: Target

    @cached_property
    def own(self) -> OwnKits:
        """The kits its author wrote."""
        return OwnKits.of(self.target.tests)

    def trials(self, name: KitName) -> Trials:
        """Yield what a kit is run on, and what it cannot be run on."""
        each: Mapping[KitName, Callable[[], Trials]] = {
            KitName.PACKS: self._packs,
            KitName.RULES: self._rules,
            KitName.INDICATORS: self._indicators,
            KitName.EXPORTERS: self._exporters,
            KitName.CONNECTORS: self._connectors,
            KitName.MODELS: self._models,
            KitName.STORAGE: self._storage,
        }
        return each[name]()

    def _packs(self) -> Trials:
        for one in self.target.packs:
            yield Trial(kit=KitName.PACKS, subject=one.name, rules=_kit(PackConformance, pack=one.root))

    def _rules(self) -> Trials:
        for place, offering in self._territories.items():
            if isinstance(offering, PrevexpError):
                yield _unreadable(KitName.RULES, place)
            elif offering.rules or offering.facts:
                territory = self._loaded_by[place] if isinstance(offering, TerritoryPack) else None
                made = _kit(RuleConformance, registry=self.target.registry, territory=territory)
                yield Trial(kit=KitName.RULES, subject=place, rules=made)

    def _indicators(self) -> Trials:
        for place, offering in self._territories.items():
            if isinstance(offering, PrevexpError):
                yield _unreadable(KitName.INDICATORS, place)
            elif offering.indicators:
                made = _kit(IndicatorConformance, indicators=offering.indicators, facts=offering.facts)
                yield Trial(kit=KitName.INDICATORS, subject=place, rules=made)

    def _exporters(self) -> Trials:
        for one in self.target.registry.exporters:
            yield self._of_author(KitName.EXPORTERS, ExporterConformance, "exporter", one, "`read`")

    def _connectors(self) -> Trials:
        for one in self.target.registry.connectors:
            yield self._of_author(KitName.CONNECTORS, ConnectorConformance, "offer", one, "`partner`, a fake")

    def _models(self) -> Trials:
        for one in self.target.registry.models:
            trial = self._of_author(KitName.MODELS, ModelConformance, "offer", one, "`context`, for its params")
            if isinstance(trial, Untried) and _made_of_nothing(one.params):
                trial = Trial(kit=KitName.MODELS, subject=one.id, rules=model_kit(self.target.registry, one))
            yield trial

    def _storage(self) -> Trials:
        classes = self.own.trying(StoreConformance)
        for one in classes if self.target.registry.backends else ():
            yield Trial(kit=KitName.STORAGE, subject=one.__name__, rules=one)
        for offer in self.target.registry.backends if not classes else ():
            told = f"stores need a place: `prevexp conformance storage {offer.scheme}:…`"
            yield self._left(KitName.STORAGE, offer, told)

    def _of_author(
        self, name: KitName, kit: type[ConformanceKit], field: str, offer: Any, gives: str
    ) -> Trial | Untried:
        """Return the author's class for an offer, tried on the offer itself."""
        for one in self.own.trying(kit):
            if getattr(getattr(one, field, None), "id", None) == offer.id:
                return Trial(kit=name, subject=offer.id, rules=_kit(one, **{field: offer}))
        told = f"a test_….py beside it needs a subclass of {kit.__name__} with `{field}` and {gives}"
        return self._left(name, offer, told)

    def _left(self, name: KitName, offer: Any, told: str) -> Untried:
        return Untried(kit=name, subject=offer.id, reason="; ".join((told, *self.own.notes)))

    @cached_property
    def _loaded_by(self) -> Mapping[str, str | Path]:
        return {one.name: one.territory for one in self.target.packs}

    @cached_property
    def _territories(self) -> Mapping[str, TerritoryPack | Registry | PrevexpError]:
        """Each territory with what plugins add to it, or why it cannot be read; without a pack, the plugins alone."""
        if not self.target.packs:
            return {self.target.said: self.target.registry}
        return {place: _read(name, self.target.registry) for place, name in self._loaded_by.items()}


def _kit(base: type[ConformanceKit], **given: object) -> type[ConformanceKit]:
    """Return a kit on something."""
    made: type[ConformanceKit] = type("Tried", (base,), given)
    return made


def _read(name: str | Path, registry: Registry) -> TerritoryPack | PrevexpError:
    try:
        return load_territory(name, registry=registry)
    except PrevexpError as error:
        return error


def _unreadable(kit: KitName, place: str) -> Untried:
    return Untried(kit=kit, subject=place, reason="the pack cannot be read: `prevexp conformance pack` says why")


def _made_of_nothing(params: type | None) -> bool:
    """Say whether the params of a model are there without anybody setting them."""
    try:
        return params is None or params() is not None
    except TypeError:
        return False
