"""`prevexp demo`: a quarter of invented transfers and of a team's work on them, in one folder."""

import shutil
from pathlib import Path

import click

from ..plugging import registry

STORE, KEY, EXCHANGES = "demo.db", "demo.key", "echanges"
BILAN, SHEET, CASE = "bilan.html", "feuille-du-jour.html", "dossier.html"


@click.command("demo")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("prevexp-demo"),
    show_default=True,
    help="Dossier de la démonstration.",
)
def command(out: Path) -> int:
    """Montrer prevexp sur un trimestre d'exemple (ménages inventés), de la liste au bilan."""
    import prevexp

    from .playing import Clock
    from .playing import Player
    from .playing import numbered_ids
    from .script import Script
    from .script import transfers
    from .telling import show

    out.mkdir(parents=True, exist_ok=True)
    for name in (STORE, f"{STORE}-wal", f"{STORE}-shm", KEY, BILAN, SHEET, CASE):
        (out / name).unlink(missing_ok=True)
    shutil.rmtree(out / EXCHANGES, ignore_errors=True)
    with transfers() as folder:
        script = Script.read(folder)
        clock = Clock(day=script.report_from)
        with prevexp.open(
            f"sqlite:///{out / STORE}",
            territory=script.territory,
            key_file=out / KEY,
            now=clock.now,
            new_id=numbered_ids(),
            registry=registry(),
        ) as caseload:
            player = Player(
                caseload=caseload, script=script, clock=clock, lists=folder, exchanges=out / EXCHANGES, say=click.echo
            )
            player.play()
            show(player, out)
    return 0
