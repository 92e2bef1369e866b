"""`prevexp undertaking`: what was promised, by whom, until when, and what becomes of it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import click

from prevexp.domain.engagement_vocabulary import Objective
from prevexp.domain.engagement_vocabulary import PostponeReason
from prevexp.domain.engagement_vocabulary import UndertakingKind
from prevexp.domain.engagement_vocabulary import UndertakingOwner
from prevexp.domain.engagement_vocabulary import UndertakingProof
from prevexp.domain.engagement_vocabulary import UndertakingStatus

from .amounts import Euros
from .noting import told
from .options import Day
from .options import caseload_options
from .options import day_option
from .options import opened

if TYPE_CHECKING:
    from prevexp.caseload import Caseload
    from prevexp.casework.refusal import Refusal
    from prevexp.domain.case import Case

_WANTED = {"open": {"objective", "due"}, "status": set(), "renew": {"due", "reason"}}
_ALLOWED = {
    "open": {"objective", "due", "owner", "partner", "proof"},
    "status": {"amount", "proof"},
    "renew": {"due", "reason"},
}
_ARGUMENTS = {"open": "NATURE", "status": "NUMÉRO [ÉTAT]", "renew": "NUMÉRO"}


@click.command("undertaking")
@click.argument("case")
@click.argument("action", type=click.Choice(list(_WANTED)))
@click.argument("what", metavar="NATURE|NUMÉRO")
@click.argument("status", required=False, metavar="[ÉTAT]", type=click.Choice([one.value for one in UndertakingStatus]))
@caseload_options
@day_option(help="Jour de la promesse ou du nouvel état.")
@click.option("--objective", type=click.Choice([one.value for one in Objective]), help="Objectif, avec open.")
@click.option(
    "--owner", type=click.Choice([one.value for one in UndertakingOwner]), help="Qui s'engage, avec open [household]."
)
@click.option("--partner", help="Le partenaire qui s'engage, par exemple cd01.")
@click.option("--due", type=Day(), help="Dernier jour, avec open et renew.")
@click.option("--proof", type=click.Choice([one.value for one in UndertakingProof]), help="Preuve attendue ou reçue.")
@click.option("--amount", type=Euros(), help="Montant demandé ou accordé, avec status.")
@click.option("--reason", type=click.Choice([one.value for one in PostponeReason]), help="Motif du report, avec renew.")
def command(
    case: str,
    action: str,
    what: str,
    status: str | None,
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    **said: Any,
) -> int:
    """Ouvrir une démarche (open NATURE), noter son état (status NUMÉRO ÉTAT), la reporter (renew NUMÉRO).

    NATURE : mediation, repayment_plan, fsl, bdf, dls, dalo, action_logement, cd_social_worker, legal_aid,
    caf_msa_rights, pcb, siao, contest_debt, attend_hearing. Sans ÉTAT, status dit où en est la démarche et ce qui
    peut suivre.
    """
    given = {name for name, value in said.items() if value is not None}
    if not _WANTED[action] <= given <= _ALLOWED[action] or (status is not None and action != "status"):
        raise click.UsageError(f"avec {action} : {_ARGUMENTS[action]} {_options(action)}".rstrip())
    kind, number = _named(action, what)
    said["owner"] = _owner(said)
    with opened(store, territory, key_file) as caseload:
        case_id = caseload.find(case)
        if action == "status" and status is None:
            return _told_so_far(caseload, case_id, number, on)
        result = _noted(caseload, case_id, action, (kind, number, status), on=on, said=said)
        from prevexp.render.contract_text import opened_text

        following = opened_text(result) if action == "open" else ""
        return told(result, following)


def _named(action: str, what: str) -> tuple[UndertakingKind, int]:
    """Read the kind or the number that is named; the other one is of no use."""
    if action == "open":
        if what not in set(UndertakingKind):
            raise click.UsageError(f"NATURE : une de ces valeurs est attendue : {', '.join(UndertakingKind)}")
        return UndertakingKind(what), 1
    if not (what.isascii() and what.isdigit() and int(what) > 0):
        raise click.UsageError("NUMÉRO : le numéro de la démarche est attendu, voir prevexp contract DOSSIER show")
    return UndertakingKind.MEDIATION, int(what)


def _noted(
    caseload: "Caseload",
    case_id: str,
    action: str,
    named: tuple[UndertakingKind, int, str | None],
    *,
    on: date,
    said: dict[str, Any],
) -> "Case | Refusal":
    kind, number, status = named
    proof = UndertakingProof(said["proof"]) if said["proof"] else None
    match action:
        case "open":
            return caseload.promise_undertaking(
                case_id,
                on=on,
                kind=kind,
                objective=Objective(said["objective"]),
                owner=said["owner"],
                partner=said["partner"],
                due_on=said["due"],
                proof=proof,
            )
        case "status":
            known = UndertakingStatus(status) if status else UndertakingStatus.PLANNED
            return caseload.move_undertaking(
                case_id, on=on, number=number, status=known, cents=said["amount"], proof=proof
            )
        case _:
            reason = PostponeReason(said["reason"])
            return caseload.postpone_undertaking(case_id, on=on, number=number, due_on=said["due"], reason=reason)


def _owner(said: dict[str, Any]) -> UndertakingOwner:
    """Return who promises: a partner that is named owns it, else the household unless told otherwise."""
    default = UndertakingOwner.PARTNER if said["partner"] else UndertakingOwner.HOUSEHOLD
    owner = UndertakingOwner(said["owner"]) if said["owner"] else default
    if (owner is UndertakingOwner.PARTNER) is not bool(said["partner"]):
        raise click.UsageError("--partner va avec --owner partner, et avec lui seul")
    return owner


def _options(action: str) -> str:
    optional = sorted(_ALLOWED[action] - _WANTED[action])
    return " ".join([f"--{one}" for one in sorted(_WANTED[action])] + [f"[--{one}]" for one in optional])


def _told_so_far(caseload: "Caseload", case_id: str, number: int, on: date) -> int:
    """Print how an undertaking stands and which statuses may follow."""
    from prevexp.caseload.reading import case_of
    from prevexp.casework.contract.undertakings import undertaking_standing
    from prevexp.casework.refusal import Refusal
    from prevexp.casework.refusal import RefusalCode
    from prevexp.render.contract_text import undertaking_text

    found = undertaking_standing(case_of(caseload.records, case_id, on), number, on)
    if found is None:
        params = {"number": str(number), "on": on.isoformat()}
        return told(Refusal(code=RefusalCode.NO_SUCH_UNDERTAKING, params=params))
    click.echo(undertaking_text(found, on=on))
    return 0
