"""What the demonstration says as it goes, and what it leaves in its folder."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import BILAN
from . import CASE
from . import EXCHANGES
from . import KEY
from . import SHEET
from . import STORE

if TYPE_CHECKING:
    from .playing import Dealt
    from .playing import Player

_TOLD = (
    ("record-attempt", "contact tenté", "contacts tentés"),
    ("exchange", "échange", "échanges"),
    ("give-agreement", "accord", "accords"),
    ("assess", "diagnostic", "diagnostics"),
    ("sign-contract", "contrat", "contrats"),
    ("sign-repayment-plan", "plan d’apurement", "plans d’apurement"),
    ("sent", "orientation envoyée", "orientations envoyées"),
    ("close-case", "clôture", "clôtures"),
)
SHOWN = 3
"""Lines of each part of the day's sheet."""


def tell_month(player: "Player", path: Path, on: date) -> None:
    """Receive a list, give cases out, and say what came of it."""
    from prevexp.render.telling import counts_line
    from prevexp.render.telling import round_line

    click.secho(f"\n{on.isoformat()}  {path.name}", bold=True)
    click.echo(f"  {counts_line(player.caseload.receive(path, received_on=on))}")
    round_ = player.caseload.allocate(on=on)
    click.echo(f"  {round_line(round_)}")
    player.deal((one.case_id for one in round_.plan.allocated), on)


def tell_work(player: "Player") -> None:
    """Say what the team noted since the last list."""
    from prevexp.render import french
    from prevexp.render.columns import paragraph

    done = player.done
    if not done:
        return
    told = [french.counted(done[what], one, many) for what, one, many in _TOLD]
    click.echo(paragraph(f"Travail de l’équipe : {', '.join(told)}.", indent="  "))


def show(player: "Player", out: Path) -> None:
    """Write the pages, show the day's sheet, and say what to try."""
    from prevexp.render.bilan import bilan_html
    from prevexp.render.sheet import sheet_of
    from prevexp.render.sheet import worklist_text
    from prevexp.render.story import story_html

    caseload, script, day = player.caseload, player.script, player.script.worklist_on
    entries = caseload.worklist(on=day)
    click.echo(f"\n{worklist_text(entries, on=day, most=SHOWN)}")
    (out / SHEET).write_text(sheet_of(caseload.pack, entries, on=day), encoding="utf-8")
    bilan = caseload.report(script.report_from, script.report_to, generated_on=day)
    (out / BILAN).write_text(bilan_html(bilan), encoding="utf-8")
    whole = _whole_case(player)
    (out / CASE).write_text(story_html(caseload.story(whole.case_id, on=day)), encoding="utf-8")
    _tell_folder(out)
    click.secho("\nÀ essayer ensuite :", bold=True)
    click.echo(f"  export PREVEXP_TERRITORY={script.territory}")
    click.echo(f"  export PREVEXP_STORE=sqlite:///{out / STORE}")
    click.echo(f"  export PREVEXP_KEY_FILE={out / KEY}")
    click.echo(f"  prevexp case show {whole.reference} --on {day.isoformat()}")
    for entry in entries[:1]:
        click.echo(f"  prevexp explain {entry.reference} --on {day.isoformat()}")
    click.echo(f"  prevexp plan-rounds --worker social-1 --on {day.isoformat()}")
    click.echo(f"  prevexp referral due --on {day.isoformat()}")


def _tell_folder(out: Path) -> None:
    click.secho(f"\nÉcrit dans {out}/ :", bold=True)
    for name, what in (
        (BILAN, "le bilan des trois mois, à ouvrir dans un navigateur"),
        (SHEET, "la feuille du jour à imprimer : initiales seulement"),
        (CASE, "la vie d’un dossier, du premier courrier à la clôture"),
        (f"{EXCHANGES}/", "les fichiers échangés avec le Département"),
        (STORE, f"la base, scellée ; sa clé est dans {KEY}"),
    ):
        click.echo(f"  {name:22} {what}")


def _whole_case(player: "Player") -> "Dealt":
    """Return the case with the longest story: the first one of the course with most steps, act included."""
    from prevexp.caseload.reading import case_of

    longest = max(player.script.courses, key=lambda name: len(player.script.courses[name]))
    cases = [dealt for dealt in player.dealt if dealt.course == longest]
    return max(cases, key=lambda dealt: case_of(player.caseload.records, dealt.case_id).version)
