"""prevexp beside the lookup table of the baselines on the deadlines of a million acts: `deadlines.py --with` this file.

    python benchmarks/deadline_ways.py --n 200000 --rounds 3

runs the baseline with this way in its rounds; options are the baseline's. The folder of the baselines is
`../shared/baselines` beside the project, or what PREVEXP_BASELINES names. The baseline's deadline is a shape, not law
(it knows no extension of a truce): the same shape is made here from the scalar functions of prevexp.law.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from datetime import timedelta
from pathlib import Path
from typing import Any

import attrs
import polars as pl

from prevexp.casework.deadline_table import day_axis
from prevexp.casework.deadline_table import looked_up
from prevexp.casework.deadline_table import value_axis
from prevexp.law.counting import forward
from prevexp.law.counting import moved
from prevexp.law.loading import national_law
from prevexp.law.period import Period
from prevexp.law.setting import Setting
from prevexp.law.truce import truce_ends

BASELINES = Path(os.environ.get("PREVEXP_BASELINES") or Path(__file__).parents[2] / "shared" / "baselines")
if str(BASELINES) not in sys.path:
    sys.path.insert(0, str(BASELINES))

from bench import Bench  # noqa: E402 - the harness is no package: it is found beside the project
from bench import Way  # noqa: E402
from deadlines import PAYMENT_ORDER  # noqa: E402
from deadlines import acts  # noqa: E402
from deadlines import check  # noqa: E402

DAY = timedelta(days=1)


def setting() -> Setting:
    """Return a setting whose truce was never extended, as the baseline has it."""
    law = national_law()
    extended = law.parameters["truce-extended-to"]
    plain = attrs.evolve(extended, versions=(attrs.evolve(extended.versions[0], valid_to=None),))
    return Setting.of(attrs.evolve(law, parameters={**law.parameters, plain.id: plain}), "01")


def prepared(bench: Bench) -> tuple[pl.DataFrame, Setting, Mapping[bool, Period]]:
    """Read the acts and take both delays from the data of the law."""
    versions = national_law().parameters["clause-delay"].versions
    periods = [version.value for version in versions if isinstance(version.value, Period)]
    return acts(bench), setting(), dict(zip((True, False), periods, strict=True))


def deadlines(work: tuple[pl.DataFrame, Setting, Mapping[bool, Period]]) -> list[date | None]:
    """Count every delay with the scalar functions, once for each day and kind of act."""
    cases, place, periods = work

    def deadline(*, act_date: date | None, is_order: bool | None) -> tuple[date | None]:
        if act_date is None or is_order is None:
            return (None,)
        last = forward(act_date, periods[is_order], place.calendar).last_day
        ends = truce_ends(last, place)
        return (last if ends is None else moved(ends + DAY, place.calendar),)

    axes = [day_axis(cases["act_date"]), value_axis((cases["act_kind"] == PAYMENT_ORDER).alias("is_order"))]
    found: list[date | None] = looked_up(axes, ["deadline"], deadline, rows=cases.height)["deadline"]
    return found


def warm(bench: Bench) -> Any:
    """Prepare, and let the engine run once on a few rows."""
    work = prepared(bench)
    deadlines((work[0].head(8), *work[1:]))
    return work


WAYS = {"deadlines": {"prevexp": Way(deadlines, warm, check)}}

if __name__ == "__main__":
    command = [sys.executable, str(BASELINES / "deadlines.py"), "--with", str(Path(__file__).resolve()), *sys.argv[1:]]
    sys.exit(subprocess.run(command, check=False).returncode)
