"""capacity.toml: team and sectors, yearly volumes, order of priority, places kept for rural cases."""

from collections.abc import Mapping

from prevexp.domain.places import Arrondissement
from prevexp.domain.places import CommuneRegister
from prevexp.domain.team import Team
from prevexp.domain.team import Worker
from prevexp.domain.values import WorkerId
from prevexp.domain.vocabulary import WorkerRole
from prevexp.programme.plan import AllocationRules
from prevexp.programme.quota import CarryOver
from prevexp.programme.quota import QuotaPlan
from prevexp.programme.quota import YearlyVolume
from prevexp.programme.ranking import NEAREST_DATE_THEN_LONGEST_WAIT
from prevexp.programme.ranking import Criterion
from prevexp.programme.ranking import Direction
from prevexp.programme.ranking import Priority

from .problems import ProblemCode
from .problems import nearest
from .sections import Section


def read_team(top: Section, register: CommuneRegister) -> Team:
    """Read [[worker]]; every arrondissement of the register needs a social worker."""
    workers: dict[str, Worker] = {}
    known = register.arrondissements
    for section in top.sections("worker"):
        worker = _worker(section, known)
        if worker is None:
            continue
        if worker.worker_id in workers:
            section.report(ProblemCode.TWICE, "id")
        workers[worker.worker_id] = worker
    team = Team(workers=tuple(workers.values()))
    served = frozenset[str]().union(*(worker.sector for worker in team.with_role(WorkerRole.SOCIAL)))
    for code in sorted(known.keys() - served):
        expected = f"un travailleur social pour l’arrondissement {code} ({known[code].name})"
        top.report(ProblemCode.CONTRADICTION, "worker", expected=expected)
    return team


def _worker(section: Section, known: Mapping[str, Arrondissement]) -> Worker | None:
    worker_id, role = section.text("id"), section.choice("role", WorkerRole)
    fte, sector = section.number("fte"), section.texts("sector")
    for code in sector:
        if known and code not in known:
            expected = ", ".join(known)
            section.report(ProblemCode.UNKNOWN_VALUE, "sector", expected=expected, nearest_to=nearest(code, known))
    if "fte" not in section.faulty and not 0 < fte <= 1:
        section.report(ProblemCode.WRONG_TYPE, "fte", expected="nombre au-dessus de 0, au plus 1")
    return section.build(lambda: Worker(worker_id=WorkerId(worker_id), role=role, fte=fte, sector=frozenset(sector)))


def read_quota(top: Section) -> QuotaPlan | None:
    """Read [quota] and its [[quota.year]]."""
    section = top.section("quota")
    carry_over = section.choice("carry_over", CarryOver)
    section.text("source")
    volumes = [volume for year in section.sections("year") if (volume := _volume(year))]
    return section.build(lambda: QuotaPlan(volumes=tuple(volumes), carry_over=carry_over))


def _volume(section: Section) -> YearlyVolume | None:
    year, cases, source = section.whole("year"), section.whole("cases"), section.text("source")
    starts_on = section.day_if_any("starts_on")
    if starts_on is None:
        return section.build(lambda: YearlyVolume(year=year, cases=cases, source=source))
    return section.build(lambda: YearlyVolume(year=year, cases=cases, starts_on=starts_on, source=source))


def read_rules(top: Section, team: Team) -> AllocationRules | None:
    """Read [open_files_per_fte], [[priority]] and [rural]; every role of the team needs a number of files."""
    files = top.section("open_files_per_fte")
    files.text("source")
    present = {worker.role for worker in team.workers}
    numbers = {role: files.whole(role.value) for role in WorkerRole if role in present or role.value in files.table}
    files.close()
    rural = top.section("rural")
    percent = rural.whole("guaranteed_percent")
    rural.text("source")
    order = [priority for section in top.sections("priority") if (priority := _priority(section))]
    return rural.build(
        lambda: AllocationRules(
            open_files_per_fte=numbers,
            priorities=tuple(order) or NEAREST_DATE_THEN_LONGEST_WAIT,
            rural_percent=percent,
        )
    )


def _priority(section: Section) -> Priority | None:
    criterion, direction = section.choice("criterion", Criterion), section.choice("direction", Direction)
    return section.build(lambda: Priority(criterion=criterion, direction=direction))
