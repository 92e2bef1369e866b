"""`prevexp demo`: three months of invented transfers, from the list to the bilan, in one folder."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib.resources import as_file
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from prevexp.caseload import Caseload

TERRITORY = "62"
MONTHS = (
    ("transfer_62_2021-05.csv", date(2021, 5, 4)),
    ("transfer_62_2021-06_excel.csv", date(2021, 6, 3)),
    ("transfer_62_2021-07.xlsx", date(2021, 7, 5)),
)
"""The shipped transfers and the day each was received."""

DAY = date(2021, 7, 6)
PERIOD = (date(2021, 5, 1), date(2021, 7, 31))
FILES = ("62.db", "62.db-wal", "62.db-shm", "demo.key", "bilan.html", "feuille-du-jour.html")


@click.command("demo")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("prevexp-demo"), show_default=True, help="Dossier de la démonstration.")
def command(out: Path) -> int:
    """Montrer prevexp sur trois transferts d'exemple (ménages inventés) : décisions, attribution, feuille du jour, bilan."""
    import prevexp

    out.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        (out / name).unlink(missing_ok=True)
    with (
        prevexp.open(f"sqlite:///{out / '62.db'}", territory=TERRITORY, key_file=out / "demo.key") as caseload,
        transfers() as folder,
    ):
        for name, received_on in MONTHS:
            _month(caseload, folder / name, received_on)
        _show(caseload, out)
    return 0


@contextmanager
def transfers() -> Iterator[Path]:
    """Give the folder of the shipped transfers, wherever the package is installed."""
    with as_file(files("prevexp") / "examples") as packaged:
        if packaged.is_dir():
            yield packaged
            return
    yield Path(__file__).parents[3] / "examples" / "transfers"


def _month(caseload: "Caseload", path: Path, received_on: date) -> None:
    from .pages import counts_line
    from .pages import round_line

    click.secho(f"\n{received_on.isoformat()}  {path.name}", bold=True)
    intake = caseload.receive(path, received_on=received_on)
    click.echo(f"  {counts_line(intake)}")
    click.echo(f"  {round_line(caseload.allocate(on=received_on))}")


def _show(caseload: "Caseload", out: Path) -> None:
    from prevexp.render.bilan import bilan_html

    from .pages import worklist_page
    from .pages import write_worklist

    entries = caseload.worklist(on=DAY)
    click.echo("")
    click.echo(worklist_page(caseload, entries, on=DAY, most=12))
    write_worklist(caseload, entries, on=DAY, target=out / "feuille-du-jour.html")
    bilan = caseload.report(*PERIOD, generated_on=DAY)
    (out / "bilan.html").write_text(bilan_html(bilan), encoding="utf-8")
    example = entries[0].reference if entries else "RÉFÉRENCE"
    width = shutil.get_terminal_size().columns
    click.secho(f"\n{'Écrit dans ' + str(out) + '/ :':.{width}}", bold=True)
    click.echo("  bilan.html               le bilan de mai à juillet 2021 (à ouvrir dans un navigateur)")
    click.echo("  feuille-du-jour.html     la feuille du 6 juillet, à imprimer : initiales seulement")
    click.echo("  62.db                    la base chiffrée ; sa clé est dans demo.key")
    click.secho("\nÀ essayer ensuite :", bold=True)
    click.echo(f"  export PREVEXP_STORE=sqlite:///{out / '62.db'} PREVEXP_KEY_FILE={out / 'demo.key'} PREVEXP_TERRITORY={TERRITORY}")
    click.echo(f"  prevexp explain {example} --on {DAY.isoformat()}")
    click.echo(f"  prevexp screen --on {DAY.isoformat()}")
