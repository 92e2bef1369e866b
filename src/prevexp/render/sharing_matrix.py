"""The sharing matrix as the data protection officer reads it: by partner, what, when, what for, on which ground."""

from collections.abc import Iterator
from typing import Any

from prevexp.domain.sharing import Direction
from prevexp.domain.sharing import Extract
from prevexp.domain.sharing import FileState
from prevexp.domain.sharing import GroundKind
from prevexp.domain.sharing import Recipient
from prevexp.domain.vocabulary import FieldGroup
from prevexp.privacy.matrix import Matrix
from prevexp.privacy.matrix import Row

from .columns import paragraph
from .labels import label

COLUMNS = ("Sens", "Quoi", "États du dossier", "Finalité", "Fondement", "Depuis", "Texte")


def matrix_page(matrix: Matrix) -> str:
    """Return the matrix as a page in Markdown, all partners, with what is never sent whole to each."""
    parts = []
    for partner in Recipient:
        rows = [row for row in matrix.rows if row.partner is partner]
        parts += [f"## {label(partner)} (`{partner.value}`)", "", _line(COLUMNS), f"|{'---|' * len(COLUMNS)}"]
        parts += [_line(matrix_row(row)) for row in rows]
        parts += ["", f"Jamais envoyé en entier : {', '.join(never_sent(rows))}.", ""]
    return plain_spaces("\n".join(parts))


def matrix_text(matrix: Matrix, *, partner: Recipient | None = None) -> str:
    """Return the matrix for a terminal: a paragraph for each permission, of one partner or of all."""
    parts = []
    for one in Recipient if partner is None else (partner,):
        rows = [row for row in matrix.rows if row.partner is one]
        parts += [f"{label(one)} ({one.value})", *(line for row in rows for line in _permission(matrix, row))]
        parts += [f"  Jamais envoyé en entier : {', '.join(never_sent(rows))}.", ""]
    return plain_spaces("\n".join(parts).rstrip())


def matrix_json(matrix: Matrix) -> list[dict[str, Any]]:
    """Return the rows as data, by the words of the matrix's files."""
    return [
        {
            "partner": row.partner.value,
            "direction": row.direction.value,
            "groups": sorted(one.value for one in row.groups),
            "by_hand": sorted(one.value for one in row.by_hand),
            "extracts": sorted(one.value for one in row.extracts),
            "states": sorted(one.value for one in row.states),
            "authorisation": row.authorisation,
            "purpose": row.purpose.value,
            "basis": row.basis.value,
            "valid_from": row.valid_from.isoformat(),
            "valid_to": row.valid_to.isoformat() if row.valid_to else None,
            "source": row.source,
        }
        for row in matrix.rows
    ]


def matrix_row(row: Row) -> tuple[str, ...]:
    """Return a permission in words, by `COLUMNS`."""
    whole = [one.value for one in FieldGroup if one in row.groups]
    by_hand = [f"{one.value} (choisi à la main)" for one in FieldGroup if one in row.by_hand]
    extracts = [label(one) for one in Extract if one in row.extracts]
    bare = ["sans nom ni adresse"] if row.facts_only else []
    word = " + autorisation du ménage" if row.authorisation and row.basis is not GroundKind.AUTHORISATION else ""
    return (
        label(row.direction),
        ", ".join([*whole, *by_hand, *extracts, *bare]),
        ", ".join(label(one) for one in FileState if one in row.states),
        f"{label(row.purpose)} (`{row.purpose.value}`)",
        f"{label(row.basis)}{word}",
        row.valid_from.isoformat() if row.valid_to is None else f"{row.valid_from} jusqu’au {row.valid_to}",
        row.source,
    )


def never_sent(rows: list[Row]) -> list[str]:
    """Return the groups of which no row of a partner sends the whole."""
    sent = {item for row in rows if row.direction is Direction.SEND for item in row.items}
    return [one.value for one in FieldGroup if one not in sent and one is not FieldGroup.TECHNICAL]


def _acts(matrix: Matrix, row: Row) -> Iterator[str]:
    """Yield the acts of the territory that a permission waits for; without one nothing passes."""
    if row.basis in (GroundKind.CONVENTION, GroundKind.DESIGNATION_PDALHPD):
        named = [one for one in matrix.grounds if one.kind is row.basis and one.recipient is row.partner]
        for one in named:
            yield f"acte : {one.reference}, depuis {one.valid_from}" + (
                f", jusqu’au {one.valid_to}" if one.valid_to else ""
            )
        if not named:
            yield "aucun acte du territoire n’est nommé : rien ne passe"


def _permission(matrix: Matrix, row: Row) -> Iterator[str]:
    direction, what, states, purpose, basis, since, text = matrix_row(row)
    yield paragraph(f"{direction} : {what}", indent="  ", hang=4)
    yield paragraph(f"si {states} ; pour {purpose.replace('`', '')} ; {basis}, depuis {since}", indent="    ")
    yield paragraph(text, indent="    ")
    yield from (paragraph(one, indent="    ") for one in _acts(matrix, row))


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def plain_spaces(text: str) -> str:
    """Return a text with plain spaces for those that do not break: tables and pages in Markdown are read raw."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
