"""`prevexp law show`: a rule of law with its dated versions, their texts and sources; without a rule, all of them."""

import json
from datetime import date

import click

from ..options import Day
from ..options import json_option
from .options import law_territory_option
from .options import law_to_show


@click.command("show")
@click.argument("rule", required=False)
@click.option("--on", type=Day(), help="Seulement la version de ce jour-là (le jour du fait qui choisit la version).")
@law_territory_option
@json_option
def command(rule: str | None, on: date | None, territory: str | None, as_json: bool) -> int:
    """Montrer une règle (C2) ou une valeur datée (clause-delay) : versions, articles, sources ; sans nom, la liste."""
    from prevexp.exchange.lawlines import parameter_data
    from prevexp.law.rules.table import national_rules
    from prevexp.render.law_pages import found
    from prevexp.render.law_pages import list_text
    from prevexp.render.law_pages import rule_text
    from prevexp.render.law_pages import versions_on

    law = law_to_show(territory)
    parameters = tuple(law.parameters.values()) if rule is None else found(rule, law, national_rules())
    if as_json:
        told = [parameter_data(one, versions_on(one, on)) for one in parameters]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    elif rule is None:
        click.echo(list_text(law))
    else:
        click.echo(rule_text(rule, parameters, national_rules(), on=on))
    return 0
