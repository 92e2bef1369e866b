"""What would leave to a partner and why, what stays and why: for a terminal, or as data."""

from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from prevexp.domain.sharing import Extract
from prevexp.domain.sharing import GroundKind
from prevexp.domain.values import Month
from prevexp.domain.values import Secret
from prevexp.domain.vocabulary import FieldGroup
from prevexp.privacy.permitting import Permission
from prevexp.privacy.view import View

from . import french
from .columns import paragraph
from .labels import label

_MASK = "…"


def view_text(view: View, *, width: int = 80) -> str:
    """Return the view for a terminal: groups and reasons, and no value of them."""
    lines = [paragraph(line, width=width) for line in _head(view)]
    lines += ["", paragraph("Part :" if view.passing else "Rien ne part.")]
    lines += [paragraph(f"- {item_words(one.item)}{_how(one)} : {reason(one)}", width=width) for one in view.passing]
    lines += ["", paragraph("Reste :")]
    for held in view.withheld:
        lines.append(paragraph(f"- {item_words(held.item)} : {label(held.why)}", width=width))
    return "\n".join(lines)


def view_json(view: View, *, with_identities: bool = False) -> dict[str, Any]:
    """Return the view as data; a text that names somebody is masked unless it is asked for."""
    return {
        "partner": view.partner.slug,
        "recipient": view.partner.recipient.value,
        "purpose": view.purpose.value,
        "on": view.on.isoformat(),
        "state": view.state.value,
        "passing": [
            {
                "item": one.item.value,
                "by_hand": one.by_hand,
                "basis": one.row.basis.value,
                "source": one.row.source,
                "act": one.ground.reference if one.ground else None,
                "authorised_on": one.authorised_on.isoformat() if one.authorised_on else None,
            }
            for one in view.passing
        ],
        "withheld": [{"item": one.item.value, "why": one.why.value} for one in view.withheld],
        "facts": _plain(view.facts, reveal=with_identities),
        "identity": _plain(view.identity, reveal=with_identities),
        "extracts": _plain(view.extracts, reveal=with_identities),
        "extra": _plain(view.extra, reveal=with_identities),
    }


def reason(permission: Permission) -> str:
    """Say what lets something leave: the text, the act of the territory, the household's word."""
    row, ground = permission.row, permission.ground
    parts = [row.source if row.basis is GroundKind.LAW else f"{label(row.basis)} ({row.source})"]
    if ground:
        parts.append(f"acte : {ground.reference}, depuis le {french.day(ground.valid_from)}")
    if permission.authorised_on and row.basis is not GroundKind.AUTHORISATION:
        parts.append(f"autorisé par le ménage le {french.day(permission.authorised_on)}")
    elif permission.authorised_on:
        parts.append(f"le {french.day(permission.authorised_on)}")
    return " ; ".join(parts)


def item_words(item: FieldGroup | Extract) -> str:
    """Name a group with its number, or a single fact."""
    return f"{item.value} {label(item)}" if isinstance(item, FieldGroup) else label(item)


def _head(view: View) -> Iterator[str]:
    who = label(view.partner.recipient)
    named = who if view.partner.slug == view.partner.recipient.value else f"{who} ({view.partner.slug})"
    yield f"Pour : {named}. Finalité : {label(view.purpose)}."
    yield f"Le {french.day(view.on)}, {label(view.state)}."


def _how(permission: Permission) -> str:
    return ", seulement ce qui est choisi à la main" if permission.by_hand else ""


def _plain(value: Any, *, reveal: bool) -> Any:
    match value:
        case Mapping():
            return {_key(key): _plain(one, reveal=reveal) for key, one in value.items()}
        case tuple() | frozenset():
            return [_plain(one, reveal=reveal) for one in value]
        case Secret():
            return value.reveal() if reveal else _MASK
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Month() | Decimal():
            return str(value)
        case _:
            return value


def _key(key: object) -> str:
    return str(key.value) if isinstance(key, Enum) else str(key)
