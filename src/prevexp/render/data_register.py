"""The entry in the register of processing and the skeleton of an impact assessment, from the fields and the matrix.

What only the controller can say is marked « à compléter ». Source: RGPD art. 30 and 35; CNIL, délibération 2018-327.
"""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

import attrs

from prevexp.domain.case import Case
from prevexp.domain.case import Identity
from prevexp.domain.event_types import EVENT_TYPES
from prevexp.domain.groups import entities_in
from prevexp.domain.sharing import Direction
from prevexp.domain.sharing import Extract
from prevexp.domain.sharing import Recipient
from prevexp.domain.vocabulary import FieldGroup
from prevexp.privacy.matrix import Matrix
from prevexp.privacy.matrix import Row
from prevexp.registry.pack import TerritoryPack

from .data_register_words import CONTENTS
from .data_register_words import MEASURES
from .data_register_words import PURPOSES
from .data_register_words import RETENTION
from .data_register_words import SECTIONS
from .data_register_words import THREATS
from .data_register_words import TO_FILL
from .labels import label
from .sharing_matrix import plain_spaces


def register_entry(pack: TerritoryPack) -> str:
    """Return the entry of the register of a territory's processing, in Markdown (RGPD art. 30)."""
    parts = [f"# Registre des traitements : prévention des expulsions, {pack.name}", "", *_controller(pack)]
    parts += ["## Finalités et bases légales", "", "| Finalité | Base légale | Texte |", "|---|---|---|"]
    parts += [f"| {purpose} | {basis} | {source} |" for purpose, basis, source in PURPOSES]
    parts += ["", "## Personnes concernées", "", *(f"- {one}" for one in SECTIONS["persons"])]
    parts += ["", "## Données", "", "| Groupe | Ce qu’il contient | Colonnes de la liste |", "|---|---|---|"]
    parts += list(_data_rows())
    parts += ["", "Un fait qu’un territoire ou une extension ajoute est du groupe noté avec lui."]
    parts += ["", "## Destinataires", "", "| Destinataire | Peut recevoir | Fondements |", "|---|---|---|"]
    parts += list(_recipients(pack.matrix))
    parts += ["", "## Durées de conservation", "", *(f"- {one}" for one in RETENTION)]
    parts += ["", "## Mesures de sécurité", "", *(f"- {one}" for one in MEASURES)]
    parts += ["", "## Transferts hors de l’Union européenne", "", "Aucun par le logiciel. " + TO_FILL, ""]
    parts += ["## Annexe : champs notés par l’équipe, par groupe", "", "| Groupe | Champs |", "|---|---|"]
    parts += [f"| {group.value} | {_codes(noted)} |" for group, (_, noted) in fields_by_group().items()] + [""]
    return plain_spaces("\n".join(parts))


def impact_skeleton(pack: TerritoryPack) -> str:
    """Return the skeleton of the impact assessment, in Markdown (RGPD art. 35): what is known is filled in."""
    parts = [f"# Analyse d’impact (AIPD) : prévention des expulsions, {pack.name}", ""]
    parts += ["Obligatoire : CNIL, délibération 2018-327, point 13 (accompagnement social et médico-social).", ""]
    parts += ["## 1. Contexte", "", *_controller(pack), *(f"- {one}" for one in SECTIONS["context"]), ""]
    parts += ["## 2. Principes fondamentaux", ""]
    parts += [f"- **{name}** : {words}" for name, words in SECTIONS["principles"]]
    parts += ["", "## 3. Risques et mesures", "", "| | Menace | Mesure du logiciel | Preuve | Gravité, vraisemblance |"]
    parts += ["|---|---|---|---|---|"]
    parts += [
        f"| {number} | {threat} | {measure} | {proof} | {TO_FILL} |"
        for number, (threat, measure, proof) in enumerate(THREATS, start=1)
    ]
    parts += ["", "## 4. Avis et validation", "", f"- Délégué à la protection des données : {TO_FILL}"]
    parts += [f"- Avis des personnes concernées : {TO_FILL}", f"- Décision du responsable : {TO_FILL}", ""]
    return plain_spaces("\n".join(parts))


def fields_by_group() -> Mapping[FieldGroup, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return group -> (columns of the list, fields noted since) of all that a case, an identity or an event holds."""
    listed: defaultdict[FieldGroup, set[str]] = defaultdict(set)
    noted: defaultdict[FieldGroup, set[str]] = defaultdict(set)
    for entity in _entities():
        for field in attrs.fields(entity):
            group = field.metadata.get("group")
            if not isinstance(group, FieldGroup):
                continue
            column = field.metadata.get("column")
            if column is None:
                noted[group].add(field.name)
            else:
                listed[group].add(column)
    return {one: (tuple(sorted(listed[one])), tuple(sorted(noted[one]))) for one in FieldGroup}


def _entities() -> Iterator[type[Any]]:
    roots: Iterable[type[Any]] = (Case, Identity, *EVENT_TYPES.values())
    yield from dict.fromkeys(entity for root in roots for entity in entities_in(root))


def _controller(pack: TerritoryPack) -> list[str]:
    return [
        f"- Responsable du traitement : {TO_FILL}",
        f"- Contact du territoire : {pack.contact}",
        f"- Délégué à la protection des données : {TO_FILL}",
        f"- Équipe : {pack.labels.get('team', pack.name)}",
        *(f"- Réception des listes : {basis.title} ({basis.reference})" for basis in pack.basis),
        "",
    ]


def _data_rows() -> Iterator[str]:
    for group, (listed, _) in fields_by_group().items():
        yield f"| {group.value} {label(group)} | {CONTENTS[group]} | {_codes(listed)} |"


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "aucun"


def _recipients(matrix: Matrix) -> Iterator[str]:
    for partner in Recipient:
        rows = matrix.rows_for(partner, Direction.SEND)
        if rows:
            items = dict.fromkeys(_item(row, item) for row in rows for item in row.items)
            grounds = dict.fromkeys(label(row.basis) for row in rows)
            yield f"| {label(partner)} | {', '.join(items)} | {', '.join(grounds)} |"


def _item(row: Row, item: FieldGroup | Extract) -> str:
    """Return what passes, and whether only by hand or only if the household says so."""
    needed = [word for held, word in ((item in row.by_hand, "choisi à la main"), (row.authorisation, _ASKED)) if held]
    return f"{label(item)} ({', '.join(needed)})" if needed else label(item)


_ASKED = "si le ménage l’autorise"
