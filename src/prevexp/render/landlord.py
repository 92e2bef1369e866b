"""How a case stands with its landlord, for a terminal. No name: who the landlord is stands in the vault."""

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date

from prevexp.casework.due import Due
from prevexp.casework.landlord.mediation import MediationStanding
from prevexp.casework.landlord.standing import LandlordStanding
from prevexp.casework.landlord.telling import GuaranteeTold

from . import french
from .columns import paragraph
from .labels import label
from .landlord_words import guarantee_words
from .landlord_words import statement_words

_FITS = {True: "mobilisable", False: "pas pour ce bail", None: "à demander au bailleur s’il l’a prise"}


def landlord_text(standing: LandlordStanding, guarantees: Iterable[GuaranteeTold], *, on: date, width: int = 80) -> str:
    """Return what passed with the landlord, what is due and which guarantees they may be told of on a day."""
    told = tuple(guarantees)
    words = {one.id: guarantee_words(one.id, one.label) for one in told}
    lines = [f"Bailleur, au {french.short_day(on)}", paragraph(_ground(standing), indent="  ", width=width)]
    for heading, entries in (
        ("Informé", list(_informed(standing, words))),
        ("Contacts avec le bailleur", list(_contacts(standing))),
        ("Ce qu’il dit", list(_said(standing))),
        ("Médiation", [mediation_words(one) for one in standing.mediations]),
        ("À faire", [_due(one, on) for one in standing.due]),
        ("Garanties à citer", [f"{words[one.id]} ({one.id}) : {_FITS[one.fits]}" for one in told]),
    ):
        lines += ["", heading] if entries else []
        lines += [paragraph(f"- {entry}", indent="  ", width=width) for entry in entries]
    return "\n".join(lines)


def mediation_words(one: MediationStanding) -> str:
    """Say how a mediation stands: number, state, since when, result."""
    result = f" : {label(one.result)}" if one.result else ""
    carried = f", démarche n° {one.undertaking}" if one.undertaking else ""
    return f"n° {one.number}, {label(one.state)} (depuis le {french.short_day(one.since)}){result}{carried}"


def _ground(standing: LandlordStanding) -> str:
    if standing.ground is None:
        return "Ne pas lui écrire au sujet de ce dossier : rien ne le permet encore."
    return f"Peut être informé des garanties : {label(standing.ground)}."


def _informed(standing: LandlordStanding, words: dict[str, str]) -> Iterator[str]:
    for one in standing.informed:
        told = ", ".join(words.get(slug, guarantee_words(slug)) for slug in one.guarantees)
        yield f"le {french.short_day(one.on)}, {label(one.channel)} : {told}"


def _contacts(standing: LandlordStanding) -> Iterator[str]:
    for one in standing.contacts:
        alone = " ; rien ne le permettait ce jour-là" if one in standing.without_ground else ""
        said = f"{label(one.channel)} : {label(one.outcome)}, {label(one.initiative)}"
        yield f"le {french.short_day(one.on)}, {said}{alone}"


def _said(standing: LandlordStanding) -> Iterator[str]:
    one = standing.statement
    if one is not None:
        account = f" (compte du {french.short_day(one.arrears_on)})" if one.arrears_on else ""
        yield f"le {french.short_day(one.on)}, {statement_words(one.arrears_cents, one.payment_resumed)}{account}"


def _due(one: Due, on: date) -> str:
    late = ", en retard" if one.overdue(on) else ""
    number = f" n° {one.number}" if one.number else ""
    waiting = " ; demander d’abord au ménage" if one.waiting_for == "household" else ""
    return f"{label(one.task)}{number}, au plus tard le {french.short_day(one.due_on)}{late}{waiting}"
