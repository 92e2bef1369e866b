"""`prevexp law compute`: questions of law on stdin, answers on stdout, one JSON object a line, as they come."""

import json
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import click

from prevexp.domain.errors import LegalInputRefused
from prevexp.domain.errors import PrevexpError

from .territory import law_of

if TYPE_CHECKING:
    from prevexp.exchange.lawlines import LawLine


@click.command("compute")
def command() -> int:
    """Calculer des règles de droit : une question JSON par ligne sur l'entrée standard, une réponse par ligne.

    \b
    {"id": "a", "rule": "C2", "territory": "62",
     "inputs": {"lease_concluded_on": "2018-05-01", "served_on": "2021-04-15"}}

    La question tient sur une seule ligne. Clés : id (rendu tel quel), rule (C2, ou E3+E7 ensemble), inputs (null : non
    connu), territory (numéro du département), et au besoin policies (voir prevexp law policies).

    Réponse : result, explanation, sources, policies, to_check ; ou error, et les lignes suivantes sont traitées.
    Code de sortie : 0 tout est calculé, 1 une ligne au moins ne l'est pas.
    """
    from prevexp.exchange.lawlines import law_lines

    failed = False
    for line in law_lines(click.get_binary_stream("stdin")):
        told = _answered(line)
        failed = failed or "error" in told
        click.echo(_written(told))
    return 1 if failed else 0


def _answered(line: "LawLine") -> Mapping[str, Any]:
    """Answer one line; whatever goes wrong with it, the rest goes on."""
    from prevexp.render.law_answer import answer
    from prevexp.render.law_answer import refusal

    try:
        if line.request is None:
            return refusal(line.id, line.refused or LegalInputRefused("not-json"))
        law = law_of(line.request.territory)
        setting = law.setting.choosing(line.request.policies)
        return answer(line.id, law.rules.compute(line.request.rule, setting, line.request.inputs), setting.law)
    except PrevexpError as error:
        return refusal(line.id, error)
    except Exception as error:  # noqa: BLE001 - one line at fault does not stop the others; only the place is told
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__} dans {Path(place.filename).name}:{place.lineno}"
        return {"id": line.id, "error": {"code": "internal-error", "message": f"Erreur interne : {where}."}}


def _written(told: Mapping[str, Any]) -> str:
    """Return an answer on one line; half a character that JSON can name and UTF-8 cannot is written as JSON names it."""
    text = json.dumps(told, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(told)
    return text
