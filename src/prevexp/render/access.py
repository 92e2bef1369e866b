"""The access journal and the check of both journals, as somebody who watches over them reads it."""

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import UTC
from typing import TYPE_CHECKING
from typing import Any

from prevexp.domain.sharing import GroundKind
from prevexp.domain.sharing import SharingPurpose

from . import french
from .columns import paragraph
from .labels import label

if TYPE_CHECKING:
    from prevexp.caseload.access_book import NotedAccess
    from prevexp.domain.access import AccessLine
    from prevexp.storage.access_chain import AccessChain
    from prevexp.storage.anchors import Verified

_NOBODY = "personne de nommé"
_PURPOSES = {one.value: one for one in SharingPurpose}
_GROUNDS = {one.value: one for one in GroundKind}


def access_text(found: "Iterable[NotedAccess]") -> str:
    """Return the lines for a terminal of 80 columns, each under its number."""
    return "\n".join(_told(one) for one in found) or "Aucune ligne."


def access_json(one: "NotedAccess") -> dict[str, Any]:
    """Return a line as plain data; it names no household."""
    line = one.line
    return {
        "month": one.month,
        "number": one.number,
        "at": line.at.isoformat(),
        "actor": line.actor,
        "action": str(line.action),
        "case": line.about,
        "cases": line.count,
        "partner": line.partner,
        "purpose": line.purpose,
        "groups": [str(group) for group in line.groups],
        "basis": line.basis,
    }


def verified_text(found: "Verified", *, with_anchor: bool) -> str:
    """Say that both journals are whole, how long they are, and how the first one's anchor reads."""
    head = found.journal
    lines = [
        f"Journal intact : {french.counted(head.count, 'événement', 'événements')}.",
        f"Ancre : {head.count}:{head.link.hex()}",
        "Journal des accès : ce rôle n’a pas le droit de le lire."
        if found.access is None
        else chain_text(found.access),
    ]
    if found.access is not None and found.access.anchor_gone:
        lines.append(paragraph("L’ancre est d’un mois dont les lignes sont effacées : en donner une plus récente."))
    if not with_anchor:
        lines.append(paragraph("Sans ancre, une fin coupée ne se voit pas : prevexp journal anchor FICHIER."))
    return "\n".join(lines)


def chain_text(chain: "AccessChain") -> str:
    """Say how long the access journal is, and which months of it went."""
    gone = [one.month for one in chain.months if not one.kept]
    told = f"Journal des accès intact : {french.counted(chain.lines, 'ligne', 'lignes')}"
    if gone:
        told += f" ; {french.counted(len(gone), 'mois effacé', 'mois effacés')}, {gone[0]} à {gone[-1]}"
    return paragraph(f"{told}.")


def chain_json(chain: "AccessChain") -> dict[str, Any]:
    """Return what there is of the access journal as plain data."""
    head = chain.head
    return {
        "month": head.month,
        "count": head.count,
        "hash": head.link.hex(),
        "lines": chain.lines,
        "gone": [one.month for one in chain.months if not one.kept],
        "anchor_gone": chain.anchor_gone,
    }


def _told(one: "NotedAccess") -> str:
    line = one.line
    at = line.at.astimezone(UTC)
    head = f"{one.month}/{one.number}  {french.short_day(at.date())} {at:%H:%M} UTC  {line.actor or _NOBODY}"
    said = paragraph(" ; ".join(_said(line)), indent="    ")
    about = f"    dossier {line.about}" if line.about else ""
    return "\n".join(part for part in (head, said, about) if part)


def _said(line: "AccessLine") -> Iterator[str]:
    yield label(line.action)
    if line.partner:
        yield f"pour {line.partner}"
    if line.purpose:
        yield label(_PURPOSES[line.purpose]) if line.purpose in _PURPOSES else line.purpose
    if line.groups:
        yield " ".join(line.groups)
    if line.basis:
        yield "base : " + french.listed([_ground(one) for one in line.basis.split("+")])
    if line.count > 1:
        yield french.counted(line.count, "dossier", "dossiers")


def _ground(slug: str) -> str:
    return label(_GROUNDS[slug]) if slug in _GROUNDS else slug
