"""Where commands are found and where errors end.

Each command is imported when it is called, each error is told in French.
"""

import sys
import traceback
from pathlib import Path
from typing import Any

import click

from prevexp.domain.errors import PackInvalid
from prevexp.domain.errors import PluginFault
from prevexp.domain.errors import PrevexpError
from prevexp.domain.errors import UnknownTerritory

from .lazy import LazyGroup

COMMANDS = {
    "demo": "Montrer prevexp sur trois transferts d'exemple, de la liste au bilan.",
    "intake": "Prendre en charge un transfert mensuel de la CCAPEX.",
    "screen": "Dire qui peut être approché, et pourquoi.",
    "explain": "Expliquer la décision sur un dossier.",
    "case": "Montrer la vie d'un dossier : ce qui s'est passé, ce qui est à faire et par qui.",
    "answer": "Noter la réponse d'un service social sur un dossier.",
    "documents": "Noter ce que disent le bail et les actes d'un dossier.",
    "review-act": "Contrôler un acte d'un dossier et noter ce que le juriste en conclut.",
    "allocate": "Attribuer les dossiers éligibles dans la limite du quota et de l'équipe.",
    "worklist": "Donner la feuille du jour : qui contacter, depuis quand il attend.",
    "plan-rounds": "Grouper les visites à faire par commune en journées faisables.",
    "appointment": "Fixer un rendez-vous avec un ménage, ou l'annuler.",
    "contact": "Noter une tentative de contact ou un échange, et dire ce qui vient ensuite.",
    "agreement": "Noter l'accord au diagnostic : donné, refusé, retiré.",
    "sharing": "Noter ce que le ménage laisse transmettre à un partenaire, ou ne laisse plus.",
    "share": "Dire ce qui partirait vers un partenaire, pourquoi, et pourquoi le reste ne part pas.",
    "note": "Écrire la note à la CCAPEX, ou ce qui va au juge, à imprimer.",
    "channel": "Noter qu'un canal met quelqu'un en danger, ou n'en met plus.",
    "hold": "Suspendre le contact avec un ménage jusqu'à un jour, ou lever la suspension.",
    "landlord": "Noter ce qui se passe avec le bailleur : garanties, contacts, médiation.",
    "referral": "Orienter un ménage vers un partenaire : proposer, envoyer, répondre, relancer, retirer.",
    "exchange": "Échanger par fichier avec un partenaire : envoyer les orientations, recevoir les réponses.",
    "follow-up": "Décider de la veille d'un ménage : faite, perdue, annulée, prolongée.",
    "contract": "Noter le contrat d'engagement et le loyer courant, montrer tout ce qui est promis.",
    "undertaking": "Ouvrir une démarche, noter son état, la reporter.",
    "repayment-plan": "Noter un plan d'apurement, ses paiements, ses impayés.",
    "close": "Clore un dossier, avec son motif et ce qu'est devenu le ménage.",
    "reopen": "Rouvrir un dossier clos.",
    "transfer": "Transmettre un dossier à un autre intervenant, avec une passation.",
    "same-case": "Dire si deux dossiers n'en font qu'un.",
    "split": "Donner son propre dossier au second ménage d'un dossier.",
    "history": "Donner les saisies numérotées d'un dossier.",
    "correct": "Rayer une saisie fausse d'un dossier.",
    "assess": "Noter un diagnostic d'après un formulaire, ou donner le formulaire vide.",
    "assessment": "Montrer le diagnostic d'un dossier, budget et décompte expliqués.",
    "visit-sheet": "Écrire la feuille de visite à imprimer, avec cases à cocher.",
    "letter": "Préparer un courrier, un avis de passage ou un SMS d'après les modèles.",
    "inform": "Noter que le ménage est informé de ce qui est fait de ses données.",
    "record": "Noter un fichier de saisies après coup : toutes, ou aucune.",
    "report": "Écrire le bilan d'une période en HTML.",
    "verify": "Vérifier la chaîne du journal et donner son ancre.",
    "law": "Calculer un délai, lire une règle datée, tracer les délais d'un dossier.",
}
"""Name of a command -> its one line of help. The module of the same name holds it; listing them imports none."""

_HELP_ASKED: Any = getattr(click.exceptions, "NoArgsIsHelpError", ())
"""How click 8.2 and later show the help of a command typed alone."""

EXIT_DATA = 3
EXIT_PLUGIN = 4
EXIT_INTERNAL = 70


@click.group(
    cls=LazyGroup,
    listed=COMMANDS,
    package=__package__,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "PREVEXP"},
)
@click.version_option(package_name="prevexp", prog_name="prevexp")
def group() -> None:
    """Prévention des expulsions : de la liste de la CCAPEX aux décisions motivées, à la feuille du jour et au bilan.

    Essayer : prevexp demo
    """


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    out = sys.stdout
    try:
        code = group.main(args=arguments, prog_name="prevexp", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Interrompu : rien n'a été écrit à moitié.", err=True)
        return 130
    except click.ClickException as error:
        _mistyped(error)
        return error.exit_code
    except SystemExit:
        if sys.stdout is out:
            raise
        return (
            0  # click muffled a pipe that nobody reads, and would end with 1, which here says that rows were rejected
        )
    except PrevexpError as error:
        return _told(error)
    except OSError as error:
        click.echo(f"Erreur [file-error] Fichier inaccessible : {error.filename or 'sortie standard'}", err=True)
        click.echo("  À faire : vérifier le dossier, les droits et la place restante.", err=True)
        return EXIT_DATA
    except Exception as error:  # noqa: BLE001 - the last net: its text could hold a name, so only the place is shown
        return _internal(error)
    return code if isinstance(code, int) else 0


def _mistyped(error: click.ClickException) -> None:
    if not isinstance(error, click.UsageError) or isinstance(error, _HELP_ASKED):
        error.show()
        return
    from .usage import usage_text

    click.echo(usage_text(error), err=True)


def _told(error: PrevexpError) -> int:
    from prevexp.render.errors import explain_error

    code, message, remedy = explain_error(error)
    click.echo(f"Erreur [{code}] {message}", err=True)
    if remedy:
        click.echo(f"  À faire : {remedy}", err=True)
    return EXIT_PLUGIN if isinstance(error, PluginFault | PackInvalid | UnknownTerritory) else EXIT_DATA


def _internal(error: Exception) -> int:
    """Say where it happened, never what was in it: messages and values may name somebody."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    kind = type(error).__name__
    where = f"{Path(place.filename).name}:{place.lineno} ({place.name})"
    click.echo(f"Erreur interne [internal-error] {kind} dans {where}. Rien n'a été écrit à moitié.", err=True)
    click.echo("  À faire : transmettre cette ligne, qui ne contient aucune donnée personnelle.", err=True)
    return EXIT_INTERNAL
