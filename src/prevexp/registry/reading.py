"""Reads the folder of a territory pack; all of its problems are found in one pass."""

from collections.abc import Iterable
from pathlib import Path

import attrs

from prevexp.domain.places import CommuneRegister
from prevexp.domain.provenance import Provenance
from prevexp.domain.vocabulary import Stage
from prevexp.eligibility.rules import EligibilityRule
from prevexp.eligibility.rules import UpstreamStages
from prevexp.expressions import Fact

from .access_files import ACCESS
from .access_files import read_access_keeping
from .capacity_files import read_quota
from .capacity_files import read_rules
from .capacity_files import read_team
from .connector_files import CONNECTORS
from .connector_files import read_connectors
from .contributions import API_LEVELS
from .folder import PackFolder
from .label_files import LABELS
from .label_files import read_labels
from .law_files import CALENDAR
from .law_files import LAW
from .law_files import read_territory_law
from .letter_files import LETTER_FILES
from .letter_files import read_letters
from .local_files import LOCAL_FILES
from .local_files import Heading
from .local_files import Surroundings
from .local_files import read_local
from .pack import BasisKind
from .pack import DataSource
from .pack import ListBasis
from .pack import MapTile
from .pack import TerritoryPack
from .pack import TransferForm
from .partner_files import PARTNERS
from .partner_files import read_partners
from .problems import ProblemCode
from .register_files import ARRONDISSEMENTS
from .register_files import COMMUNES
from .register_files import FORMER
from .register_files import read_register
from .rounds_files import CENTRES
from .rounds_files import read_centres
from .scenario_files import read_scenarios
from .sections import Section
from .sharing_files import SHARING
from .sharing_files import read_sharing
from .work_files import WORK_FILES
from .work_files import read_work

FILES = frozenset(
    {
        "pack.toml",
        "capacity.toml",
        PARTNERS,
        "transfer.toml",
        LABELS,
        "map.toml",
        CALENDAR,
        LAW,
        CENTRES,
        *WORK_FILES,
        CONNECTORS,
        SHARING,
        ACCESS,
        COMMUNES,
        ARRONDISSEMENTS,
        FORMER,
        *LETTER_FILES,
        *LOCAL_FILES,
    }
)


def read_pack(
    root: Path,
    *,
    department: str | None = None,
    provenance: Provenance | None = None,
    facts: Iterable[Fact] = (),
    rules: Iterable[EligibilityRule] = (),
) -> TerritoryPack:
    """Read a territory pack from its folder; `department` is what the plugin that names the folder promised.

    `facts` and `rules` are those of plugins: its own rules may read the ones, replace or switch off the others.

    Raises PackInvalid, with every problem of the pack in `params["problems"]`.
    """
    folder = PackFolder(root=root, known=FILES)
    pack = _pack(folder, department, Surroundings(provenance=provenance, facts=tuple(facts), rules=tuple(rules)))
    folder.refuse_other_files()
    if pack is None or folder.problems:
        raise folder.invalid()
    return attrs.evolve(pack, fingerprint=folder.fingerprint())


def _pack(folder: PackFolder, promised: str | None, around: Surroundings) -> TerritoryPack | None:
    """Read every file; None only if one of the problems noted leaves a part without an object."""
    top, capacity = folder.toml("pack.toml"), folder.toml("capacity.toml")
    department = _department(top, promised)
    name, edition, contact = top.text("name"), top.text("edition"), top.text("contact")
    valid_from, requires = top.day("valid_from"), top.texts("requires")
    basis = _bases(top)
    sources = tuple(source for section in top.sections("source") if (source := _source(section)))
    stages, transfer = _stages(top.section("stages")), _transfer(folder)
    top.close()
    heading = None
    if stages and "department" not in top.faulty:
        heading = Heading(department=department, edition=edition, requires=requires, stages=stages[1])
    register = read_register(folder, department)
    register = attrs.evolve(register, centres=read_centres(folder, register))
    team, quota = read_team(capacity, register), read_quota(capacity)
    rules = read_rules(capacity, team)
    capacity.close()
    partners, labels, tiles = read_partners(folder, register), read_labels(folder), _tiles(folder, register)
    law, work = read_territory_law(folder, department, register), read_work(folder, register, team)
    matrix, letters = read_sharing(folder, tuple(one.ground for one in basis)), read_letters(folder, department)
    connectors, scenarios = read_connectors(folder), read_scenarios(folder)
    access_keeping = read_access_keeping(folder)
    local = read_local(folder, heading, around)
    if quota is None or rules is None or transfer is None or stages is None:
        return None
    if law is None or work is None or letters is None or access_keeping is None:
        return None
    return TerritoryPack(
        department=department,
        name=name,
        edition=edition,
        valid_from=valid_from,
        contact=contact,
        requires=requires,
        basis=basis,
        entry_stage=stages[0],
        stages=stages[1],
        register=register,
        team=team,
        quota=quota,
        allocation=rules,
        partners=partners,
        transfer=transfer,
        connectors=connectors,
        matrix=matrix,
        access_keeping=access_keeping,
        law=law,
        letters=letters,
        labels=labels,
        tiles=tiles,
        sources=sources,
        scenarios=scenarios,
        provenance=around.provenance,
        **work,
        **local,
    )


def _department(top: Section, promised: str | None) -> str:
    code, api = top.text("department"), top.whole("api")
    if promised is not None and code != promised:
        top.report(ProblemCode.CONTRADICTION, "department", expected=f"{promised}, que le plugin annonce")
    if "api" not in top.faulty and api not in API_LEVELS:
        top.report(ProblemCode.UNKNOWN_VALUE, "api", expected=", ".join(map(str, API_LEVELS)))
    return code


def _bases(top: Section) -> tuple[ListBasis, ...]:
    """Read [[basis]]; what stands twice under one id is one act renewed, so its days may not overlap."""
    found: list[ListBasis] = []
    for section in top.sections("basis"):
        basis = _basis(section)
        if basis is None:
            continue
        if any(one.id == basis.id and one.overlaps(basis) for one in found):
            section.report(ProblemCode.CONTRADICTION, "valid_from", expected=f"un jour où {basis.id} ne court pas déjà")
        found.append(basis)
    return tuple(found)


def _basis(section: Section) -> ListBasis | None:
    id_, kind, title = section.text("id"), section.choice("kind", BasisKind), section.text("title")
    reference, source = section.text("reference"), section.text("source")
    valid_from, valid_to = section.day("valid_from"), section.day_if_any("valid_to")
    return section.build(
        lambda: ListBasis(
            id=id_,
            kind=kind,
            title=title,
            reference=reference,
            valid_from=valid_from,
            valid_to=valid_to,
            source=source,
        )
    )


def _stages(section: Section) -> tuple[Stage, UpstreamStages] | None:
    entry, source = section.choice("entry", Stage), section.text("source")
    yes, ask, no = (section.choices(key, Stage) for key in ("yes", "ask", "no"))
    return section.build(lambda: (entry, UpstreamStages(yes=yes, ask=ask, no=no, source=source)))


def _source(section: Section) -> DataSource | None:
    id_, title, edition = section.text("id"), section.text("title"), section.text("edition")
    published_on, licence, note = section.day("published_on"), section.text("licence"), section.text("note", "")
    return section.build(
        lambda: DataSource(id=id_, title=title, edition=edition, published_on=published_on, licence=licence, note=note)
    )


def _transfer(folder: PackFolder) -> TransferForm | None:
    top = folder.toml("transfer.toml")
    sender, rhythm, source = top.text("sender"), top.text("rhythm"), top.text("source")
    name = top.text("aliases")
    aliases = folder.json_object(name) if name else {}
    return top.build(lambda: TransferForm(sender=sender, rhythm=rhythm, aliases=aliases, source=source))


def _tiles(folder: PackFolder, register: CommuneRegister) -> tuple[MapTile, ...]:
    top = folder.toml_if_any("map.toml")
    if top is None:
        return ()
    places: dict[tuple[int, int], MapTile] = {}
    for section in top.sections("tile"):
        code, row, column = section.text("arrondissement"), section.whole("row"), section.whole("column")
        if register.arrondissements and code not in register.arrondissements:
            section.report(ProblemCode.UNKNOWN_VALUE, "arrondissement", expected=", ".join(register.arrondissements))
        if (row, column) in places:
            section.report(ProblemCode.TWICE, "column")
        section.close()
        places[row, column] = MapTile(arrondissement=code, row=row, column=column)
    top.close()
    for code in sorted(register.arrondissements.keys() - {tile.arrondissement for tile in places.values()}):
        top.report(ProblemCode.MISSING_KEY, "tile", expected=f'arrondissement = "{code}"')
    return tuple(places.values())
