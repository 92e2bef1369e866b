"""`prevexp review-act`: an act of a case, examined on what is known, then noted as the jurist concludes."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from prevexp.domain.act_review import Finding
from prevexp.domain.act_review import ReviewConclusion
from prevexp.domain.act_review import SeenDocument
from prevexp.domain.vocabulary import ActKind

from .noting import told
from .options import caseload_options
from .options import day_option
from .options import opened

_WORDS: Mapping[bool, str] = {True: "true", False: "false"}
_KEYS = ("lu", "documents", "intervenant", "conclusion", "motifs", "juge")


@click.command("review-act")
@click.argument("case")
@click.argument("act", type=click.Choice([one.value for one in ActKind]))
@click.argument("read", nargs=-1, metavar="[NOM=VALEUR]…")
@caseload_options
@day_option(help="Jour du contrôle.")
@click.option("--file", type=click.Path(dir_okay=False, exists=True, path_type=Path), help="Réponses en TOML.")
@click.option("--document", "documents", multiple=True, type=click.Choice([one.value for one in SeenDocument]))
@click.option("--worker", help="Juriste qui contrôle, par exemple legal-1.")
@click.option(
    "--conclusion",
    type=click.Choice([one.value for one in ReviewConclusion]),
    help="Ce que le juriste conclut ; sans elle rien n'est noté.",
)
@click.option("--ground", "grounds", multiple=True, metavar="POINT", help="Irrégularité retenue comme piste.")
@click.option(
    "--judge", "judged", multiple=True, metavar="POINT=CONSTAT", help="Constat du juriste, s'il en juge autrement."
)
@click.option("--show", is_flag=True, help="Montrer ce qui a été noté, et ce qui a changé depuis.")
def command(
    case: str,
    act: str,
    read: tuple[str, ...],
    store: str,
    territory: str,
    key_file: Path | None,
    on: date,
    file: Path | None,
    show: bool,
    **noted: Any,
) -> int:
    """Contrôler un acte d'un dossier sur les pièces vues ; avec --conclusion, noter le contrôle.

    Sans --conclusion, dit ce qui est conforme, à examiner ou non connu, et à qui demander ; rien n'est écrit.
    Exemple : prevexp review-act 01-2021-00123 commandement-de-payer served_at=10:30 --document act

    Une piste pour un juriste, jamais un verdict sur l'acte.
    """
    kind = ActKind(act)
    said = _merged(_from_file(file) if file else {}, read, noted)
    with opened(store, territory, key_file) as caseload:
        case_id = caseload.find(case)
        if show:
            return _show(caseload, case_id, kind, on)
        if said["conclusion"] is not None:
            return _note(caseload, case_id, kind, on, said)
        from prevexp.render.review import review_text

        found = caseload.examine_act(case_id, kind, said["read"], on=on)
        click.echo(review_text(found, caseload.pack.law.setting.law, on=on, reference=case))
        click.echo("Rien n'est noté : ajouter --conclusion pour noter ce contrôle.", err=True)
        return 0


def _show(caseload: Any, case_id: str, kind: ActKind, on: date) -> int:
    from prevexp.render.act_review import act_review_text

    standing = caseload.act_review(case_id, kind, on=on)
    click.echo("Aucun contrôle de cet acte n’est noté." if standing is None else act_review_text(standing, on=on))
    return 0


def _note(caseload: Any, case_id: str, kind: ActKind, on: date, said: Mapping[str, Any]) -> int:
    if not said["documents"] or not said["worker"]:
        raise click.UsageError("--conclusion demande --worker et au moins un --document vu")
    try:
        documents = tuple(map(SeenDocument, said["documents"]))
        conclusion = ReviewConclusion(said["conclusion"])
        judged = {check: Finding(found) for check, found in said["judged"].items()}
    except ValueError:
        expected = f"documents : {', '.join(SeenDocument)} ; conclusion : {', '.join(ReviewConclusion)}"
        raise click.UsageError(f"un mot du fichier n’est pas connu. {expected} ; juge : {', '.join(Finding)}") from None
    result = caseload.review_act(
        case_id,
        said["read"],
        on=on,
        act_kind=kind,
        worker=said["worker"],
        documents=documents,
        conclusion=conclusion,
        grounds=tuple(said["grounds"]),
        judged=judged,
    )
    return told(result, "Une piste, jamais un verdict sur l’acte.")


def _merged(filed: Mapping[str, Any], read: Iterable[str], noted: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the file says, then what the command line says beside or instead of it."""
    judged = _pairs(noted["judged"], "POINT=CONSTAT")
    return {
        "read": {**filed.get("lu", {}), **_pairs(read, "NOM=VALEUR")},
        "documents": noted["documents"] or filed.get("documents", ()),
        "worker": noted["worker"] or filed.get("intervenant"),
        "conclusion": noted["conclusion"] or filed.get("conclusion"),
        "grounds": noted["grounds"] or filed.get("motifs", ()),
        "judged": {**filed.get("juge", {}), **judged},
    }


def _pairs(said: Iterable[str], form: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for one in said:
        name, equals, value = one.partition("=")
        if not equals or not name or name in values:
            raise click.UsageError(f"écrire {form}, chaque nom une fois")
        values[name] = value
    return values


def _from_file(file: Path) -> dict[str, Any]:
    """Read the answers of a TOML file: `lu` and `juge` are tables, `documents` and `motifs` lists, the rest words."""
    from prevexp.registry.sections import LONGEST_TOML
    from prevexp.registry.sections import toml_table

    try:
        with file.open(encoding="utf-8-sig") as source:
            found = toml_table(source.read(LONGEST_TOML + 1))
    except ValueError:
        raise click.UsageError("le fichier n’est pas du TOML en UTF-8") from None
    kinds = {"lu": dict, "juge": dict, "documents": list, "motifs": list}
    for key, value in found.items():
        if key not in _KEYS or not isinstance(value, kinds.get(key, str)):
            raise click.UsageError(
                f"le fichier a {', '.join(_KEYS)} : [lu] et [juge] sont des tables, les listes des mots"
            )
    return {**found, "lu": {name: _text(value) for name, value in found.get("lu", {}).items()}}


def _text(value: object) -> str:
    return _WORDS[value] if isinstance(value, bool) else value.isoformat() if isinstance(value, date) else str(value)
