"""`prevexp landlord`: guarantees told, contacts, statements, mediation; and how the case stands with its landlord."""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from prevexp.domain.landlord import Initiative
from prevexp.domain.landlord import LandlordParty
from prevexp.domain.landlord import MediationAnswer
from prevexp.domain.landlord import MediationResult
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import Place

from .noting import told
from .options import Day
from .options import caseload_options
from .options import day_option
from .options import opened

if TYPE_CHECKING:
    from prevexp.casework.command import Command

_INFORMED, _CONTACT, _SAID, _MEDIATION, _SHOW = "informed", "contact", "said", "mediation", "show"
_OFFERED, _MET, _ENDED = "offered", "met", "ended"
_MOVES = (_OFFERED, *(one.value for one in MediationAnswer), _MET, _ENDED)
_YES_OR_NO: Mapping[str, bool] = {"oui": True, "non": False}


@attrs.frozen(kw_only=True)
class _Said:
    """What was typed beside the case and the action."""

    words: tuple[str, ...]
    on: date
    channel: str | None
    agent: bool
    by: str
    workers: tuple[str, ...]
    place: str | None
    arrears_cents: int | None
    account_on: date | None
    payment_resumed: str | None
    number: int | None
    undertaking: int | None

    @property
    def party(self) -> LandlordParty:
        return LandlordParty.AGENT if self.agent else LandlordParty.LANDLORD


@click.command("landlord")
@click.argument("case")
@click.argument("action", type=click.Choice([_INFORMED, _CONTACT, _SAID, _MEDIATION, _SHOW]))
@click.argument("words", nargs=-1, metavar="[MOT]…")
@caseload_options
@day_option(help="Jour où la chose a eu lieu.")
@click.option("--channel", type=click.Choice([one.value for one in Channel]), help="Canal de ce qui lui est dit.")
@click.option("--agent", is_flag=True, help="C'est le mandataire du bailleur, et non lui.")
@click.option(
    "--by",
    type=click.Choice([one.value for one in Initiative]),
    default=Initiative.TEAM.value,
    show_default=True,
    help="Qui a cherché le contact.",
)
@click.option("--worker", "workers", multiple=True, help="Intervenant, par exemple social-1 ; à répéter.")
@click.option("--place", type=click.Choice([one.value for one in Place]), help="Lieu d'une rencontre.")
@click.option("--arrears-cents", type=click.IntRange(min=0), help="Impayé que dit le bailleur, en centimes.")
@click.option("--account-on", type=Day(), help="Jour de son compte.")
@click.option("--payment-resumed", type=click.Choice(list(_YES_OR_NO)), help="Le paiement du loyer a repris.")
@click.option("--number", type=click.IntRange(min=1), help="Numéro de la médiation ; sinon celle qui est en cours.")
@click.option("--undertaking", type=click.IntRange(min=1), help="Numéro de la démarche qui porte l'accord trouvé.")
def command(
    case: str, action: str, store: str, territory: str, key_file: Path | None, on: date, **typed: object
) -> int:
    """Noter ce qui se passe avec le bailleur d'un dossier, ou le montrer.

    \b
    informed GARANTIE…      le bailleur est informé de garanties
    contact CANAL ISSUE     tentative ou échange (--by landlord : il a appelé)
    said                    ce qu'il dit (--arrears-cents, --payment-resumed)
    mediation offered | accepted | declined | met | ended RÉSULTAT
    show                    où l'on en est, ce qui est dû, les garanties à citer

    Le bailleur n'apprend rien du ménage : un contact avec lui n'est pas un échange avec le ménage.
    """  # noqa: D301 - the terminal is given the sign itself: these lines are not wrapped
    said = _Said(on=on, **typed)  # type: ignore[arg-type]
    make = None if action == _SHOW else _MAKERS[action]
    if make is None and said.words:
        raise click.UsageError("show ne prend aucun mot de plus")
    check_words(action, said.words)
    with opened(store, territory, key_file) as caseload:
        case_id = caseload.find(case)
        if make is None:
            from prevexp.render.landlord import landlord_text

            standing = caseload.landlord(case_id, on=on)
            click.echo(landlord_text(standing, caseload.guarantees_to_tell(case_id, on=on), on=on))
            return 0
        if said.number is None and action == _MEDIATION and said.words[0] != _OFFERED:
            going_on = [one.number for one in caseload.landlord(case_id, on=on).mediations]
            said = attrs.evolve(said, number=going_on[-1] if going_on else 1)
        return told(caseload.do(case_id, make(said)))


def check_words(action: str, words: tuple[str, ...]) -> None:
    """Refuse words that do not go with an action, before anything is opened."""
    match action, words:
        case ("informed", (_, *_)) | ("said", ()) | ("show", ()):
            return
        case "contact", (channel, outcome) if channel in set(Channel) and outcome in set(AttemptOutcome):
            return
        case "mediation", ("ended", result) if result in set(MediationResult):
            return
        case "mediation", (move,) if move in _MOVES and move != _ENDED:
            return
    raise click.UsageError(f"{action} : {_NEEDED[action]}")


_NEEDED: Mapping[str, str] = {
    _INFORMED: "nommer au moins une garantie, par exemple visale",
    _CONTACT: f"un canal ({', '.join(Channel)}) puis une issue ({', '.join(AttemptOutcome)})",
    _SAID: "aucun mot de plus, mais --arrears-cents ou --payment-resumed",
    _MEDIATION: f"{', '.join(_MOVES)} ; ended avec son résultat ({', '.join(MediationResult)})",
    _SHOW: "aucun mot de plus",
}


def _informed(said: _Said) -> "Command":
    from prevexp.casework.landlord.commands import InformLandlord

    channel = Channel(said.channel or Channel.LETTER)
    return InformLandlord(on=said.on, guarantees=said.words, channel=channel, party=said.party, workers=said.workers)


def _contact(said: _Said) -> "Command":
    from prevexp.casework.landlord.commands import RecordLandlordContact

    channel, outcome = said.words
    return RecordLandlordContact(
        on=said.on,
        channel=Channel(channel),
        outcome=AttemptOutcome(outcome),
        initiative=Initiative(said.by),
        party=said.party,
        workers=said.workers,
    )


def _statement(said: _Said) -> "Command":
    from prevexp.casework.landlord.commands import RecordLandlordStatement
    from prevexp.domain.values import Cents

    if said.arrears_cents is None and said.payment_resumed is None:
        raise click.UsageError(f"{_SAID} : {_NEEDED[_SAID]}")
    return RecordLandlordStatement(
        on=said.on,
        arrears_cents=None if said.arrears_cents is None else Cents(said.arrears_cents),
        arrears_on=said.account_on,
        payment_resumed=None if said.payment_resumed is None else _YES_OR_NO[said.payment_resumed],
    )


def _mediation(said: _Said) -> "Command":
    from prevexp.casework.landlord import commands

    number = said.number or 1
    match said.words[0]:
        case "offered":
            return commands.OfferMediation(
                on=said.on, channel=Channel(said.channel or Channel.LETTER), workers=said.workers
            )
        case "met":
            place = Place(said.place) if said.place else None
            return commands.HoldMediationMeeting(on=said.on, mediation=number, place=place, workers=said.workers)
        case "ended":
            result = MediationResult(said.words[1])
            return commands.EndMediation(on=said.on, mediation=number, result=result, undertaking=said.undertaking)
        case answer:
            return commands.AnswerMediation(on=said.on, mediation=number, answer=MediationAnswer(answer))


_MAKERS: Mapping[str, Callable[[_Said], "Command"]] = {
    _INFORMED: _informed,
    _CONTACT: _contact,
    _SAID: _statement,
    _MEDIATION: _mediation,
}
