"""`prevexp indicators`: the indicators of a period, by what one asks."""

import json
from datetime import date
from pathlib import Path

import click

from .options import Day
from .options import caseload_options
from .options import end_of
from .options import json_option
from .options import opened
from .options import today
from .publishing import output_options
from .publishing import published


def breakdowns(text: str) -> tuple[str, ...]:
    """Read the names of breakdowns; what is none is told with those that are usual."""
    from prevexp.evaluation.building import MOST_BREAKDOWNS

    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if len(names) > MOST_BREAKDOWNS or len(set(names)) < len(names):
        raise click.UsageError(f"--by : {MOST_BREAKDOWNS} ventilations au plus, chacune une fois")
    return names


@click.command("indicators")
@caseload_options
@click.option("--from", "first", type=Day(), required=True, help="Premier jour de la période.")
@click.option("--to", "last", type=Day(), required=True, help="Dernier jour de la période, compris.")
@click.option(
    "--by", default="", help="Ventilation : month, arrondissement, stage, rural… ; deux au plus, par une virgule."
)
@click.option("--noted-by", type=Day(), help="Compter ce qui était noté à la fin de ce jour.")
@json_option
@output_options
def command(
    store: str,
    territory: str,
    key_file: Path | None,
    first: date,
    last: date,
    by: str,
    noted_by: date | None,
    as_json: bool,
    form: str | None,
    output: Path | None,
) -> int:
    """Donner les indicateurs d'une période : chaque valeur avec son n, le non connu à part, les petits masqués."""
    if last < first:
        raise click.UsageError("--to doit être le jour de --from ou un jour suivant")
    from prevexp.domain.errors import InvalidValue
    from prevexp.expressions import UnknownFact
    from prevexp.render.documents import indicators_document
    from prevexp.render.indicators import indicators_json
    from prevexp.render.indicators import indicators_text

    names = breakdowns(by)
    with opened(store, territory, key_file) as caseload:
        noted = None if noted_by is None else end_of(noted_by)
        try:
            table = caseload.indicators(first, last, by=names, generated_on=today(), noted_by=noted)
        except (UnknownFact, InvalidValue) as error:
            if "fact" not in error.params:
                raise
            near = error.params.get("nearest")
            meant = f" ; peut-être {near} ?" if near else "."
            told = "month, arrondissement, stage, rural, ou un fait qui est un mot ou un oui-non"
            raise click.UsageError(f"--by : l'un des mots n'est pas une ventilation{meant} Il y a {told}.") from None
        if form is not None:
            published(indicators_document(table), form, output, caseload)
        elif as_json:
            click.echo(json.dumps(indicators_json(table), ensure_ascii=False, indent=1))
        else:
            click.echo(indicators_text(table))
    return 0
