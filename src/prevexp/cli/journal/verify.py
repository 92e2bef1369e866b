"""`prevexp journal verify`: the chains of both journals, whole or broken; loads no plugin and needs no key."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..options import json_option
from ..options import key_options
from ..options import opened
from ..options import store_option

if TYPE_CHECKING:
    from prevexp.storage.anchors import Anchor
    from prevexp.storage.anchors import Verified
    from prevexp.storage.port import Head

EXIT_FINDINGS = 1
_HEAD = re.compile(r"(\d+):([0-9a-f]{64})")


@click.command("verify")
@store_option
@click.option(
    "--anchor",
    metavar="FILE",
    help="Ancre confiée à un tiers (prevexp journal anchor), ou nombre:empreinte : détecte aussi une fin coupée.",
)
@click.option(
    "--contents",
    metavar="TERRITOIRE",
    help="Comparer aussi, dossier par dossier, ce qui est en clair avec ce qui est scellé ; la clé est nécessaire.",
)
@key_options
@json_option
def command(store: str, anchor: str | None, contents: str | None, key_file: Path | None, as_json: bool) -> int:
    """Vérifier la chaîne du journal des dossiers et celle du journal des accès. Ni clé ni extension n'est nécessaire.

    Ce qui a été changé, ajouté, retiré ou déplacé se voit ; une fin coupée, avec une ancre seulement. Après une panne
    de la machine, et avant de se fier à une sauvegarde : avec --contents. Nomme aussi chaque clé maîtresse que des
    ménages demandent. Code de sortie : 1 si l'ancre est trop ancienne pour être comparée ou s'il y a plusieurs clés,
    3 si un journal n'est pas intact.
    """
    from prevexp.caseload.auditing import verify_store
    from prevexp.caseload.bare import survey_store
    from prevexp.render.access import chain_json
    from prevexp.render.access import verified_text
    from prevexp.render.keys import verified_keys

    kept = _read(anchor) if anchor else None
    found, seen = verify_store(store, anchor=kept), survey_store(store)
    if contents is not None:
        with opened(store, contents, key_file) as caseload:
            caseload.verify(kept)
    if as_json:
        head = found.journal
        data = {"count": head.count, "link": head.link.hex(), "anchor": f"{head.count}:{head.link.hex()}"}
        access = None if found.access is None else chain_json(found.access)
        keys = {"needed": seen.needed, "households": dict(seen.households)}
        click.echo(json.dumps({**data, "access": access, "keys": keys}))
    else:
        click.echo("\n".join([verified_text(found, with_anchor=kept is not None), *verified_keys(seen)]))
    return EXIT_FINDINGS if _not_compared(found) or not seen.whole else 0


def _not_compared(found: "Verified") -> bool:
    return found.access is not None and found.access.anchor_gone


def _read(anchor: str) -> "Anchor | Head":
    from prevexp.storage.anchors import Anchor
    from prevexp.storage.port import Head

    if written := _HEAD.fullmatch(anchor):
        return Head(int(written[1]), bytes.fromhex(written[2]))
    if not Path(anchor).is_file():
        raise click.BadParameter("--anchor : un fichier d'ancre, ou nombre:empreinte comme verify la donne") from None
    try:
        return Anchor.read(Path(anchor).read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise click.BadParameter("--anchor : ce fichier n'est pas une ancre") from None
