"""prevexp beside hand-written polars on the twelve rules of the screening baseline: `screening.py --with` this file.

    python benchmarks/screening_ways.py --n 200000 --rounds 3

runs the baseline with these ways in its rounds; options are the baseline's. The folder of the baselines is
`../shared/baselines` beside the project, or what PREVEXP_BASELINES names. The rules are a shape, not the law.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

import attrs
import narwhals as nw
import polars as pl

from prevexp.eligibility import EligibilityRule
from prevexp.eligibility import Screening
from prevexp.expressions import Dtype
from prevexp.expressions import Expression
from prevexp.expressions import Fact
from prevexp.expressions import Facts
from prevexp.registry import PluginInfo
from prevexp.registry import Registry
from prevexp.registry import hookimpl

BASELINES = Path(os.environ.get("PREVEXP_BASELINES") or Path(__file__).parents[2] / "shared" / "baselines")
if str(BASELINES) not in sys.path:
    sys.path.insert(0, str(BASELINES))

from bench import Bench  # noqa: E402 - the harness is no package: it is found beside the project
from bench import Way  # noqa: E402
from gen_data import ACTS  # noqa: E402
from gen_data import AGREEMENTS  # noqa: E402
from gen_data import ANSWERS  # noqa: E402
from gen_data import ARRONDISSEMENTS  # noqa: E402
from gen_data import LANDLORDS  # noqa: E402
from gen_data import LEASES  # noqa: E402
from gen_data import STAGES  # noqa: E402
from screening import ADULT  # noqa: E402
from screening import COLUMNS  # noqa: E402
from screening import CUT  # noqa: E402
from screening import LATE  # noqa: E402
from screening import RULES  # noqa: E402
from screening import TERRITORY  # noqa: E402
from screening import check  # noqa: E402
from screening import enum_frame  # noqa: E402
from screening import frame  # noqa: E402

SLUGS = {
    "landlord_kind": LANDLORDS,
    "answer_department": ANSWERS,
    "answer_caf": ANSWERS,
    "answer_ccas": ANSWERS,
    "agreement": AGREEMENTS,
    "lease_kind": LEASES,
    "act_kind": ACTS,
    "arrondissement": tuple(ARRONDISSEMENTS),
    "stage": STAGES,
}


def declare(column: str) -> Fact:
    words = {"id": column, "question": column, "ask": column}
    if column in SLUGS:
        return Fact(dtype=Dtype.SLUG, values=SLUGS[column], **words)
    if column in {"debt", "rent"}:
        return Fact(dtype=Dtype.INTEGER, unit="cents", **words)
    return Fact(dtype=Dtype.DATE, **words)


facts = Facts(declare(column) for column in COLUMNS)

CONDITIONS: tuple[Expression, ...] = (  # in the order of RULES; the baseline writes what fails, a rule what must hold
    facts.landlord_kind != "social",
    facts.answer_department != "followed",
    facts.answer_caf != "followed",
    facts.answer_ccas != "followed",
    facts.agreement != "refused",
    facts.debt >= 150_00,
    facts.debt >= facts.rent * 2,
    facts.lease_kind != "mobility",
    ~(facts.act_kind.is_in(LATE) & (facts.act_date < CUT)),
    facts.arrondissement.is_in(TERRITORY) | (facts.rent <= 900_00),
    facts.birth_date <= ADULT,
    facts.stage != "closed",
)


def screening() -> Screening:
    rules = (
        EligibilityRule(id=rule, question=rule, expression=expression, source="a shape", remedy=rule, order=i)
        for i, (rule, expression) in enumerate(zip(RULES, CONDITIONS, strict=True))
    )
    return Screening.of(rules, on=date(2024, 6, 30))


class Plugin:
    """The same rules as a plugin offers them: loaded, checked and stamped by the registry."""

    @hookimpl
    def prevexp_plugin(self) -> PluginInfo:
        return PluginInfo(id="bench", api=1, title="Banc d’essai", contact="equipe@example.org")

    @hookimpl
    def prevexp_eligibility_rules(self) -> tuple[EligibilityRule, ...]:
        return tuple(attrs.evolve(rule, id=f"bench.{rule.id}") for rule in screening().rules)


def screening_of_a_plugin() -> Screening:
    registry = Registry.build([], plugins=[Plugin()])
    if registry.faults:
        raise SystemExit(f"{registry.faults[0]}")
    return Screening.of(registry.rules, on=date(2024, 6, 30))


def with_rules(
    load: Callable[[Bench], Any], rules: Callable[[], Screening] = screening
) -> Callable[[Bench], tuple[Screening, Any]]:
    """Compile the rules before the clock starts, as a program does once, with the tables of reasons.

    One case is screened as well: narwhals imports what it needs for an engine on first use, and engines are to be warm.
    """

    def setup(bench: Bench) -> tuple[Screening, Any]:
        compiled, cases = rules(), load(bench)
        if isinstance(cases, pl.DataFrame):
            compiled.frame(cases.head(1), reasons=True)
        return compiled, cases

    return setup


def masks(state: tuple[Screening, Any]) -> pl.Series:
    rules, cases = state
    (mask,) = rules.compiled.frame_masks()
    return nw.from_native(cases).select(mask.alias("mask")).to_native()["mask"]


def reason_lists(state: tuple[Screening, Any]) -> pl.DataFrame:
    rules, lists = state[0], state[0].compiled.reasons[0]
    half = 1 << rules.compiled.shift
    return pl.DataFrame({"mask": masks(state)}).with_columns(
        fails=lists(pl.col("mask") % half), not_known=lists(pl.col("mask") // half)
    )


def verdicts(state: tuple[Screening, Any]) -> pl.DataFrame:
    return state[0].frame(state[1], reasons=True)


def check_verdicts(screened: pl.DataFrame) -> str:
    return check(screened["screening_mask"])


def rows(bench: Bench) -> Any:
    return cycle(frame(bench).head(10_000).to_dicts())


def one_case(state: tuple[Screening, Any]) -> Any:
    rules, cases = state
    return rules.verdict(next(cases))


def one_explanation(state: tuple[Screening, Any]) -> Any:
    rules, cases = state
    return rules.explain(next(cases))


WAYS = {
    "screening": {
        "prevexp": Way(masks, with_rules(frame), check),
        "prevexp, Enum columns": Way(masks, with_rules(enum_frame), check),
        "prevexp, reason lists": Way(reason_lists, with_rules(frame), check),
        "prevexp, verdict and reasons": Way(verdicts, with_rules(frame), check_verdicts),
        "prevexp, rules of a plugin": Way(masks, with_rules(frame, screening_of_a_plugin), check),
        "prevexp, one case, rules of a plugin": Way(one_case, with_rules(rows, screening_of_a_plugin), ops=20_000),
        "prevexp, one case": Way(one_case, with_rules(rows), ops=20_000),
        "prevexp, one explanation": Way(one_explanation, with_rules(rows), ops=2_000),
    }
}

if __name__ == "__main__":
    command = [sys.executable, str(BASELINES / "screening.py"), "--with", str(Path(__file__).resolve()), *sys.argv[1:]]
    sys.exit(subprocess.run(command, check=False).returncode)
