"""`prevexp repayment-plan`: how a debt is paid back, instalment by instalment."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import click

from prevexp.domain.engagement_vocabulary import Creditor
from prevexp.domain.engagement_vocabulary import PlanEnd

from .amounts import Euros
from .amounts import pair
from .noting import told
from .options import Day
from .options import caseload_options
from .options import day_option
from .options import opened

if TYPE_CHECKING:
    from prevexp.caseload import Caseload
    from prevexp.casework.refusal import Refusal
    from prevexp.domain.case import Case
    from prevexp.domain.engagement import Instalment

_WANTED = {"sign": {"total"}, "paid": {"number", "amount"}, "missed": {"number", "rank"}, "end": {"number", "reason"}}
_ALLOWED = {
    "sign": {"total", "months", "each", "first", "instalment", "creditor", "replaces", "undertaking"},
    "paid": {"number", "amount", "rank"},
    "missed": {"number", "rank"},
    "end": {"number", "reason"},
}


@click.command("repayment-plan")
@click.argument("case")
@click.argument("action", type=click.Choice(list(_WANTED)))
@click.argument("number", required=False, type=click.IntRange(1))
@caseload_options
@day_option(help="Jour de la signature, du paiement ou de la vérification.")
@click.option("--total", type=Euros(), help="Dette à payer par le plan, avec sign.")
@click.option("--months", type=click.IntRange(1, 600), help="Nombre de mensualités égales, avec --first.")
@click.option("--each", type=Euros(), help="Montant de chaque mensualité, la dernière étant le reste, avec --first.")
@click.option("--first", type=Day(), help="Première échéance ; les autres tombent le même jour de chaque mois.")
@click.option("--instalment", multiple=True, metavar="JOUR=EUROS", help="Une échéance, autant de fois qu'il en faut.")
@click.option("--creditor", type=click.Choice([one.value for one in Creditor]), help="Créancier [landlord].")
@click.option("--replaces", type=click.IntRange(1), help="Numéro du plan que celui-ci remplace.")
@click.option("--undertaking", type=click.IntRange(1), help="Numéro de la démarche que le plan réalise.")
@click.option("--amount", type=Euros(), help="Montant payé, avec paid ; sans --rank il va à la plus ancienne échéance.")
@click.option("--rank", type=click.IntRange(1, 600), help="Rang de l'échéance : 1 est la première.")
@click.option("--reason", type=click.Choice([one.value for one in PlanEnd]), help="Motif de la fin, avec end.")
def command(case: str, action: str, store: str, territory: str, key_file: Path | None, on: date, **said: Any) -> int:
    """Noter un plan d'apurement signé (sign), un paiement (paid), une échéance impayée (missed), la fin (end).

    Le numéro du plan est montré par prevexp contract DOSSIER show.
    """
    given = {name for name, value in said.items() if value not in {None, ()}}
    if not _WANTED[action] <= given <= _ALLOWED[action]:
        optional = sorted(_ALLOWED[action] - _WANTED[action])
        words = [*map(_option, sorted(_WANTED[action])), *(f"[{_option(one)}]" for one in optional)]
        raise click.UsageError(f"avec {action} : {' '.join(words)}")
    instalments = _instalments(given, said) if action == "sign" else ()
    with opened(store, territory, key_file) as caseload:
        result = _noted(caseload, caseload.find(case), action, instalments, on=on, said=said)
        code = told(result)
        if following := _following(result, said["number"], on):
            click.echo(following)  # sums are data, and stderr ends in logs
        return code


def _option(name: str) -> str:
    return "NUMÉRO" if name == "number" else f"--{name}"


def _instalments(given: set[str], said: dict[str, Any]) -> "tuple[Instalment, ...]":
    """Return the instalments as typed, or as computed from a number of months or an amount."""
    from prevexp.casework.contract.instalments import equal_instalments
    from prevexp.casework.contract.instalments import instalments_of
    from prevexp.domain.engagement import Instalment

    match sorted(given & {"months", "each", "first", "instalment"}):
        case ["first", "months"]:
            return equal_instalments(said["total"], months=said["months"], first_due_on=said["first"])
        case ["each", "first"]:
            return instalments_of(said["each"], said["total"], first_due_on=said["first"])
        case ["instalment"]:
            pairs = [pair(one, "JOUR=EUROS, par exemple 2021-06-05=120,50") for one in said["instalment"]]
            return tuple(
                Instalment(due_on=Day().convert(day, None, None), cents=Euros().convert(euros, None, None))
                for day, euros in pairs
            )
    raise click.UsageError("donner --months et --first, ou --each et --first, ou des --instalment JOUR=EUROS")


def _noted(
    caseload: "Caseload",
    case_id: str,
    action: str,
    instalments: "tuple[Instalment, ...]",
    *,
    on: date,
    said: dict[str, Any],
) -> "Case | Refusal":
    match action:
        case "sign":
            return caseload.sign_repayment_plan(
                case_id,
                on=on,
                creditor=Creditor(said["creditor"] or Creditor.LANDLORD),
                total_cents=said["total"],
                instalments=instalments,
                replaces=said["replaces"],
                undertaking=said["undertaking"],
            )
        case "paid":
            return caseload.note_payment(case_id, on=on, number=said["number"], cents=said["amount"], rank=said["rank"])
        case "missed":
            return caseload.note_missed_instalment(case_id, on=on, number=said["number"], rank=said["rank"])
        case _:
            return caseload.end_repayment_plan(case_id, on=on, number=said["number"], reason=PlanEnd(said["reason"]))


def _following(result: "Case | Refusal", number: int | None, on: date) -> str:
    """Say how the plan stands after what was noted."""
    from prevexp.casework.refusal import Refusal

    if isinstance(result, Refusal):
        return ""
    from prevexp.casework.contract.repayment import plan_standings
    from prevexp.render.contract_text import plan_line

    plans = plan_standings(result, on)
    return plan_line(next((one for one in plans if one.number == number), plans[-1]))
