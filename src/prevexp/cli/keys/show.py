"""`prevexp keys show`: which key a store needs, where it was looked for, and what is left without it."""

import json
from pathlib import Path

import click

from ..options import json_option
from ..options import key_options
from ..options import said_key
from ..options import store_option


@click.command("show")
@store_option
@key_options
@json_option
def command(store: str, key_file: Path | None, as_json: bool) -> int:
    """Dire quelle clé maîtresse la base demande, où elle est cherchée, avec quels droits, et quoi copier.

    Si la clé manque : ce qui reste lisible sans elle (comptes, chaîne) et ce qui est perdu. Finit par 1 si la clé
    trouvée n'ouvre pas toute la base.
    """
    from prevexp.caseload.keys import show_keys

    shown = show_keys(store, said_key(key_file))
    if as_json:
        seen = shown.survey
        data = {
            "needed": seen.needed,
            "place": str(shown.place),
            "found": shown.given,
            "opens": shown.opens,
            "problem": shown.problem.code if shown.problem else None,
            "mode": None if shown.mode is None else f"{shown.mode:04o}",
            "beside_store": shown.beside,
            "households": dict(seen.households),
            "erased": seen.erased,
            "readable": {
                "cases": seen.cases,
                "events": seen.events,
                "by_status": dict(seen.statuses),
                "by_month": dict(seen.months),
                "by_territory": dict(seen.territories),
            },
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        from prevexp.render.keys import keys_page

        click.echo(keys_page(shown))
    return 0 if shown.survey.needed is None or (shown.opens and shown.survey.whole) else 1
