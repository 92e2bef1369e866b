"""`prevexp law compute`: questions of law on stdin, answers on stdout, one JSON object a line, as they come."""

import json
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import IO
from typing import TYPE_CHECKING
from typing import Any

import click

from prevexp.domain.errors import LegalInputRefused
from prevexp.domain.errors import PrevexpError

from .territory import law_of

if TYPE_CHECKING:
    from prevexp.exchange.lawlines import LawLine


@click.command("compute")
@click.argument("questions", type=click.File("rb"), default="-")
def command(questions: IO[bytes]) -> int:
    """Répondre à des questions de droit : un objet JSON par ligne, d'un fichier ou de l'entrée standard.

    \b
    {"id": "a", "rule": "C2", "territory": "01",
     "inputs": {"lease_concluded_on": "2018-05-01", "served_on": "2021-04-15"}}

    Une question tient sur une seule ligne. Clés : id (rendu tel quel), rule (C2, ou E3+E7 ensemble), inputs (null : non
    connu), territory (numéro du département), et au besoin policies (voir prevexp law policies).

    Une réponse par question, dans l'ordre et au fil de l'eau : result, explanation, sources, policies, to_check ; ou
    error, et les lignes suivantes sont traitées. Code de sortie : 0 tout est calculé, 1 une ligne ne l'est pas.
    """  # noqa: D301 - the terminal is given the sign itself: these lines are not wrapped
    from prevexp.exchange.lawlines import law_lines

    failed = False
    for line in law_lines(questions):
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
    """Return an answer on one line; half a character, which UTF-8 cannot hold, is written as JSON names it."""
    text = json.dumps(told, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(told)
    return text
