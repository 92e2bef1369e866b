"""`prevexp contract`: the engagement contract of a household, and all that was promised with it."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import click

from prevexp.domain.assessment_vocabulary import RentResumed
from prevexp.domain.engagement_vocabulary import ContractEnd

from .noting import told
from .options import Day
from .options import caseload_options
from .options import day_option
from .options import json_option
from .options import opened
from .pages import write_page

if TYPE_CHECKING:
    from prevexp.caseload import Caseload

_WANTED = {"sign": {"until"}, "renew": {"until"}, "end": {"reason"}, "rent": {"payment"}, "show": set()}
_ALLOWED = {
    "sign": {"until", "starts"},
    "renew": {"until", "number"},
    "end": {"reason", "number"},
    "rent": {"payment"},
    "show": {"as_json", "html"},
}


@click.command("contract")
@click.argument("case")
@click.argument("action", type=click.Choice(list(_WANTED)))
@caseload_options
@day_option(help="Jour de la signature ou de la décision ; avec show, jour dont l'état est montré.")
@click.option("--starts", type=Day(), help="Premier jour du contrat, avec sign ; sinon le jour de la signature.")
@click.option("--until", type=Day(), help="Dernier jour du contrat, avec sign et renew.")
@click.option("--number", type=click.IntRange(1), help="Numéro du contrat ; sinon le dernier signé.")
@click.option("--reason", type=click.Choice([one.value for one in ContractEnd]), help="Motif de la fin, avec end.")
@click.option(
    "--payment", type=click.Choice([one.value for one in RentResumed]), help="Loyer courant payé ou non, avec rent."
)
@click.option(
    "--html", type=click.Path(dir_okay=False, path_type=Path), help="Écrire le contrat à imprimer, avec show."
)
@json_option
def command(case: str, action: str, store: str, territory: str, key_file: Path | None, on: date, **said: Any) -> int:
    """Noter un contrat signé (sign), renouvelé (renew), terminé (end), le loyer courant (rent) ; tout montrer (show).

    Le contrat imprimé ne porte aucun nom : il se complète à la main.
    """
    given = {name for name, value in said.items() if value}
    if not _WANTED[action] <= given <= _ALLOWED[action]:
        raise click.UsageError(f"avec {action} : {_options(action)}")
    with opened(store, territory, key_file) as caseload:
        case_id = caseload.find(case)
        match action:
            case "sign":
                result = caseload.sign_contract(case_id, on=on, starts_on=said["starts"], until=said["until"])
            case "renew":
                result = caseload.renew_contract(case_id, on=on, until=said["until"], number=said["number"])
            case "end":
                reason = ContractEnd(said["reason"])
                result = caseload.end_contract(case_id, on=on, reason=reason, number=said["number"])
            case "rent":
                result = caseload.note_rent(case_id, on=on, payment=RentResumed(said["payment"]))
            case _:
                return _show(caseload, case_id, on, as_json=said["as_json"], html=said["html"])
        return told(result)


def _options(action: str) -> str:
    """Say which options go with an action."""
    names = {"as_json": "--json"}
    wanted, others = _WANTED[action], _ALLOWED[action] - _WANTED[action]
    said = [names.get(one, f"--{one}") for one in sorted(wanted)]
    return " ".join([*said, *(f"[{names.get(one, f'--{one}')}]" for one in sorted(others))])


def _show(caseload: "Caseload", case_id: str, on: date, *, as_json: bool, html: Path | None) -> int:
    """Print or write how all of it stands on a day."""
    from prevexp.caseload.reading import case_of
    from prevexp.render.contract import contract_html
    from prevexp.render.contract_text import contract_json
    from prevexp.render.contract_text import contract_text

    case, overview = case_of(caseload.records, case_id, on), caseload.engagement(case_id, on=on)
    if html is not None:
        team = caseload.pack.labels.get("team", caseload.pack.name)
        partners = {partner.slug: partner.label for partner in caseload.pack.partners}
        page = contract_html(overview, reference=case.reference, team=team, partners=partners)
        write_page(html, page)
        click.echo(f"Contrat écrit : {html}", err=True)
    if as_json:
        click.echo(json.dumps(contract_json(overview), ensure_ascii=False, indent=1, default=str))
    elif html is None:
        click.echo(contract_text(overview, reference=case.reference))
    return 0
