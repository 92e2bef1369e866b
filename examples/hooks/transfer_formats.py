"""Une liste mensuelle à une ligne `clé=valeur;clé=valeur` par ménage."""

from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl
from prevexp.registry.offers import TransferFormat


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="paires", api=1, title="Liste en paires", contact="equipe@example.org")


def is_one(head):
    """Say whether a file begins as one of these."""
    return head.startswith(b"id_dossier=")


def rows(path):
    """Give each row with its line; one that holds no pair cannot be read."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            pairs = [cell.partition("=") for cell in line.strip().split(";") if "=" in cell]
            yield number, {name: value for name, _, value in pairs} or None


@hookimpl
def prevexp_transfer_formats():
    yield TransferFormat(id="paires.liste", suffixes=(".paires",), sniff=is_one, read=rows)
