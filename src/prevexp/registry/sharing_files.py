"""sharing.toml: the acts a territory shares data under, what it takes from the matrix, what it adds with a reason."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from prevexp.domain.sharing import Direction
from prevexp.domain.sharing import Extract
from prevexp.domain.sharing import FileState
from prevexp.domain.sharing import GroundKind
from prevexp.domain.sharing import Recipient
from prevexp.domain.sharing import SharingGround
from prevexp.domain.sharing import SharingPurpose
from prevexp.domain.vocabulary import FieldGroup
from prevexp.privacy.loading import core_matrix
from prevexp.privacy.matrix import Matrix
from prevexp.privacy.matrix import Row
from prevexp.privacy.territory import Narrowing
from prevexp.privacy.territory import of_territory

from .folder import PackFolder
from .problems import ProblemCode
from .sections import Section

SHARING = "sharing.toml"

_E = TypeVar("_E", bound=StrEnum)


def read_sharing(folder: PackFolder, lists: Iterable[SharingGround]) -> Matrix:
    """Read what a territory makes of the matrix; `lists` are the acts under which it receives the CCAPEX's lists."""
    top = folder.toml_if_any(SHARING)
    if top is None:
        return of_territory(core_matrix(), grounds=lists)
    grounds = [
        ground
        for key, kind in (("convention", GroundKind.CONVENTION), ("designation", GroundKind.DESIGNATION_PDALHPD))
        for section in top.sections(key)
        if (ground := _ground(section, kind))
    ]
    narrowings = [one for section in top.sections("narrow") if (one := _narrowing(section))]
    widenings = [row for section in top.sections("widen") if (row := _widening(section))]
    top.close()
    return of_territory(core_matrix(), grounds=(*lists, *grounds), narrowings=narrowings, widenings=widenings)


def _ground(section: Section, kind: GroundKind) -> SharingGround | None:
    partner, reference = section.choice("partner", Recipient), section.text("reference")
    valid_from, valid_to = section.day("valid_from"), section.day_if_any("valid_to")
    rests = any(row.partner is partner and row.basis is kind for row in core_matrix().rows)
    if not rests and "partner" not in section.faulty:
        section.report(ProblemCode.CONTRADICTION, "partner", expected="un partenaire dont une ligne attend cet acte")
    return section.build(
        lambda: SharingGround(
            kind=kind, recipient=partner, reference=reference, valid_from=valid_from, valid_to=valid_to
        )
    )


def _narrowing(section: Section) -> Narrowing | None:
    partner, direction = section.choice("partner", Recipient), section.choice("direction", Direction, Direction.SEND)
    purpose = section.choice("purpose", SharingPurpose) if "purpose" in section.table else None
    groups, extracts = _if_any(section, "remove_groups", FieldGroup), _if_any(section, "remove_extracts", Extract)
    states = _if_any(section, "remove_states", FileState)
    authorisation = section.flag("require_authorisation") if "require_authorisation" in section.table else False
    valid_from, valid_to = section.day_if_any("valid_from"), section.day_if_any("valid_to")
    section.text("source")
    narrowing = section.build(
        lambda: Narrowing(
            partner=partner,
            direction=direction,
            purpose=purpose,
            groups=groups,
            extracts=extracts,
            states=states,
            authorisation=authorisation,
            valid_from=valid_from,
            valid_to=valid_to,
        )
    )
    if narrowing and not any(map(narrowing.concerns, core_matrix().rows)):
        section.report(ProblemCode.CONTRADICTION, "partner", expected="une ligne de la matrice à restreindre")
    return narrowing


def _widening(section: Section) -> Row | None:
    """Read one more permission: it rests on the text it names, who decided it and from when."""
    partner, direction = section.choice("partner", Recipient), section.choice("direction", Direction, Direction.SEND)
    groups, by_hand = _if_any(section, "groups", FieldGroup), _if_any(section, "by_hand", FieldGroup)
    extracts, states = _if_any(section, "extracts", Extract), frozenset(section.choices("states", FileState))
    authorisation, purpose = section.flag("authorisation"), section.choice("purpose", SharingPurpose)
    legal_basis, reference = section.text("legal_basis"), section.text("reference_text")
    decided_by = section.text("decided_by")
    valid_from, valid_to = section.day("valid_from"), section.day_if_any("valid_to")
    return section.build(
        lambda: Row(
            partner=partner,
            direction=direction,
            groups=groups,
            by_hand=by_hand,
            extracts=extracts,
            states=states,
            authorisation=authorisation,
            purpose=purpose,
            basis=GroundKind.LAW,
            valid_from=valid_from,
            valid_to=valid_to,
            source=f"{legal_basis} ; {reference}",
            decided_by=decided_by,
        )
    )


def _if_any(section: Section, key: str, kind: type[_E]) -> frozenset[_E]:
    section.seen.add(key)
    return frozenset(section.choices(key, kind)) if key in section.table else frozenset()
