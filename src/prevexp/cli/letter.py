"""`prevexp letter`: a letter, a notice or a message from the templates of the territory, to print or to send."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prevexp.casework.refusal import Refusal
from prevexp.domain.errors import StoreConflict
from prevexp.domain.paper import LetterKind
from prevexp.domain.paper import Recipient

from .noting import told
from .options import Day
from .options import caseload_options
from .options import day_option
from .options import opened

if TYPE_CHECKING:
    from prevexp.caseload.letters import LetterDraft


@click.command("letter")
@click.argument("case")
@click.argument("kind", type=click.Choice([one.value for one in LetterKind]))
@caseload_options
@day_option(help="Jour du courrier.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Fichier à écrire ; un SMS peut s'en passer."
)
@click.option("--meeting-on", type=Day(), help="Jour proposé (appointment).")
@click.option("--meeting-at", help="Heure proposée, par exemple « 14 h 30 ».")
@click.option("--meeting-place", help="Lieu proposé.")
@click.option("--dry-run", is_flag=True, help="Écrire le courrier sans noter qu'il est préparé.")
def command(
    case: str,
    kind: str,
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    out: Path | None,
    meeting_on: date | None,
    meeting_at: str | None,
    meeting_place: str | None,
    dry_run: bool,
) -> int:
    """Préparer un courrier, un avis de passage ou un SMS d'après les modèles du territoire.

    Le texte n'est gardé nulle part ; préparer n'est pas envoyer : noter l'envoi par prevexp contact.

    Exemple : prevexp letter 01-2021-00123 first_letter --out courrier.html
    """
    from prevexp.caseload.letters import Meeting

    chosen = LetterKind(kind)
    if (meeting_on is None) is not (meeting_place is None) or (meeting_at and meeting_on is None):
        raise click.UsageError("un rendez-vous a un jour (--meeting-on) et un lieu (--meeting-place)")
    if (chosen is LetterKind.APPOINTMENT) is (meeting_on is None):
        raise click.UsageError("--meeting-on et --meeting-place vont avec appointment, et avec lui seul")
    if out is None and chosen is not LetterKind.SMS:
        raise click.UsageError("--out FICHIER : où écrire le courrier")
    meeting = Meeting(on=meeting_on, at=meeting_at, place=meeting_place) if meeting_on and meeting_place else None
    with opened(store, territory, key_file) as caseload:
        case_id = caseload.find(case)
        made = caseload.letter(case_id, chosen, on=on, meeting=meeting, dry_run=True)
        if isinstance(made, Refusal):
            return told(made)
        with _written(made, out):
            if not dry_run and isinstance(caseload.letter(case_id, chosen, on=on, meeting=meeting), Refusal):
                raise StoreConflict("the case has changed while the letter was made")
    _tell(made, out)
    return 0


@contextmanager
def _written(made: "LetterDraft", out: Path | None) -> Iterator[None]:
    """Write the letter for its owner only; if it cannot be noted, no file is left, and the other way round."""
    from prevexp.exchange.atomic import replacing
    from prevexp.render.letters import letter_html
    from prevexp.render.letters import letter_text

    text = f"{letter_text(made)}\n" if made.kind is LetterKind.SMS else letter_html(made)
    if out is None:
        yield
        click.echo(text, nl=False)
        return
    with replacing(out) as sink:
        sink.write(text.encode())
        yield


def _tell(made: "LetterDraft", out: Path | None) -> None:
    """Say on stderr what was made, what is still to be filled in, and what to note next."""
    from prevexp.render import french
    from prevexp.render.letters import letter_text
    from prevexp.render.sms import segments

    if made.kind is LetterKind.SMS:
        text = letter_text(made)
        said = french.counted(segments(text), "message", "messages")
        click.echo(f"{french.counted(len(text), 'signe', 'signes')}, {said}.", err=True)
    if out is not None:
        click.echo(f"Courrier écrit : {out}", err=True)
    if made.incomplete:
        click.echo(f"À compléter dans letters.toml avant d'envoyer : {', '.join(made.incomplete)}", err=True)
    if made.recipient is Recipient.LANDLORD:
        click.echo("Une fois envoyé, le noter : prevexp landlord DOSSIER informed.", err=True)
        return
    click.echo("Une fois envoyé ou déposé, le noter : prevexp contact. Après l'information : prevexp inform.", err=True)
