"""What plugins say of themselves, hook by hook, as plain data: for a person who looks, and for a process that asks."""

from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

import attrs

from ..domain.errors import PackInvalid
from ..domain.errors import PluginFault
from ..domain.provenance import Provenance
from .clashing import claims
from .contributions import Fault
from .contributions import PackLocation
from .contributions import Phase
from .contributions import PluginInfo
from .hooks import RETURNING
from .hooks import name_of
from .offers import Offer
from .offers import Reference
from .offers import resolved
from .reading import read_pack
from .registry import Registry


def described(registry: Registry) -> dict[str, Any]:
    """Return who is in use and what each offers, and every fault, those only found by a closer look included."""
    faults = (*registry.faults, *closer_faults(registry))
    return {
        "plugins": [_plugin(registry, origin, info) for origin, info in registry.infos],
        "faults": [fault_data(fault) for fault in faults],
    }


def closer_faults(registry: Registry) -> Iterator[Fault]:
    """Yield what loading does not look at: functions named by a text that are not there, packs that do not hold."""
    for results in registry.offers.values():
        for offer in results:
            try:
                _looked_at(offer)
            except (PluginFault, PackInvalid) as error:
                yield Fault(
                    provenance=offer.provenance, phase=Phase.COLLECT, object=name_of(offer), message=_said(offer, error)
                )


def fault_data(fault: Fault) -> dict[str, str]:
    """Return a fault as plain data."""
    origin = fault.provenance
    return {
        "plugin": origin.plugin,
        "distribution": origin.distribution,
        "version": origin.version,
        "phase": str(fault.phase),
        "object": fault.object,
        "message": fault.message,
        "trace": fault.trace,
    }


def fault_from(data: Mapping[str, str]) -> Fault:
    """Return the fault that plain data tell of."""
    origin = Provenance(plugin=data["plugin"], distribution=data["distribution"], version=data["version"])
    told = {name: data[name] for name in ("object", "message", "trace")}
    return Fault(provenance=origin, phase=Phase(data["phase"]), **told)


def _plugin(registry: Registry, origin: Provenance, info: PluginInfo) -> dict[str, Any]:
    own = {
        hook.name: tuple(one for one in registry.offers[hook.name] if one.provenance == origin) for hook in RETURNING
    }
    answered = [hook for hook, offers in own.items() if offers]
    heard = [one.hook for one in registry.listeners if one.provenance == origin]
    return {
        "plugin": origin.plugin,
        "distribution": origin.distribution,
        "version": origin.version,
        "digest": origin.digest,
        "id": info.id,
        "api": info.api,
        "title": info.title,
        "contact": info.contact,
        "data_categories": [str(one) for one in info.data_categories],
        "settings": [field.alias for field in attrs.fields(info.config)] if info.config else [],
        "hooks": {hook: [name_of(one) for one in own.get(hook, ())] for hook in (*answered, *heard)},
        "rules": {rule.id: str(rule.expression) for rule in own["prevexp_eligibility_rules"]},
        "claims": [list(claim) for claim in claims(info, own)],
    }


def _looked_at(offer: Any) -> None:
    if isinstance(offer, PackLocation):
        read_pack(offer.root, department=offer.department)
    elif isinstance(offer, Offer):
        for field in attrs.fields(type(offer)):
            if field.type == Reference and isinstance(getattr(offer, field.name), str):
                resolved(offer, field.name)


def _said(offer: Any, error: PluginFault | PackInvalid) -> str:
    return str(error).removeprefix(f"{offer.provenance}: ").removeprefix(f"{name_of(offer)}: ")
