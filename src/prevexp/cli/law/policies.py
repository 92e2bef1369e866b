"""`prevexp law policies`: what the law leaves open, the choices there are, the one that protects, and why."""

import json

import attrs
import click

from ..options import json_option
from .options import chosen_law
from .options import law_territory_option


@click.command("policies")
@law_territory_option
@json_option
def command(territory: str | None, as_json: bool) -> int:
    """Montrer les questions que la loi laisse ouvertes : choix possibles, choix par défaut et pourquoi."""
    from prevexp.law.loading import national_law
    from prevexp.render.law_pages import policies_text

    policies = tuple(national_law().policies.values())
    defaults = {str(one.id): one.default for one in policies}
    chosen = defaults | (dict(chosen_law(territory).setting.policies) if territory else {})
    if as_json:
        told = [attrs.asdict(one) | {"chosen": chosen[one.id]} for one in policies]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        click.echo(policies_text(policies, chosen))
    return 0
