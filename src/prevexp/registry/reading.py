"""Reads the folder of a territory pack; all of its problems are found in one pass."""

from collections.abc import Mapping
from pathlib import Path

import attrs

from prevexp.domain.errors import PackInvalid
from prevexp.domain.places import CommuneRegister
from prevexp.domain.provenance import Provenance
from prevexp.domain.sharing import Recipient
from prevexp.domain.vocabulary import PartnerKind
from prevexp.domain.vocabulary import Stage
from prevexp.eligibility.rules import UpstreamStages

from .capacity_files import read_quota
from .capacity_files import read_rules
from .capacity_files import read_team
from .connector_files import CONNECTORS
from .connector_files import read_connectors
from .contributions import API_LEVELS
from .folder import PackFolder
from .law_files import CALENDAR
from .law_files import LAW
from .law_files import read_territory_law
from .letter_files import LETTER_FILES
from .letter_files import read_letters
from .pack import BasisKind
from .pack import DataSource
from .pack import ListBasis
from .pack import MapTile
from .pack import Partner
from .pack import TerritoryPack
from .pack import TransferForm
from .problems import ProblemCode
from .register_files import ARRONDISSEMENTS
from .register_files import COMMUNES
from .register_files import FORMER
from .register_files import read_register
from .rounds_files import CENTRES
from .rounds_files import read_centres
from .sections import Section
from .sharing_files import SHARING
from .sharing_files import read_sharing
from .work_files import WORK_FILES
from .work_files import read_work

FILES = frozenset(
    {
        "pack.toml",
        "capacity.toml",
        "partners.toml",
        "transfer.toml",
        "labels.toml",
        "map.toml",
        CALENDAR,
        LAW,
        CENTRES,
        *WORK_FILES,
        CONNECTORS,
        SHARING,
        COMMUNES,
        ARRONDISSEMENTS,
        FORMER,
        *LETTER_FILES,
    }
)


def read_pack(root: Path, *, department: str | None = None, provenance: Provenance | None = None) -> TerritoryPack:
    """Read a territory pack from its folder; `department` is what the plugin that names the folder promised.

    Raises PackInvalid, with every problem of the pack in `params["problems"]`.
    """
    folder = PackFolder(root=root, known=FILES)
    pack = _pack(folder, department)
    folder.refuse_other_files()
    if pack is None or folder.problems:
        raise _invalid(folder)
    return attrs.evolve(pack, fingerprint=folder.fingerprint(), provenance=provenance)


def _pack(folder: PackFolder, promised: str | None) -> TerritoryPack | None:
    """Read every file; None only if one of the problems noted leaves a part without an object."""
    top, capacity = folder.toml("pack.toml"), folder.toml("capacity.toml")
    department = _department(top, promised)
    name, edition, contact = top.text("name"), top.text("edition"), top.text("contact")
    valid_from, requires = top.day("valid_from"), top.texts("requires")
    basis = tuple(item for section in top.sections("basis") if (item := _basis(section)))
    sources = tuple(source for section in top.sections("source") if (source := _source(section)))
    stages, transfer = _stages(top.section("stages")), _transfer(folder)
    top.close()
    register = read_register(folder, department)
    register = attrs.evolve(register, centres=read_centres(folder, register))
    team, quota = read_team(capacity, register), read_quota(capacity)
    rules = read_rules(capacity, team)
    capacity.close()
    partners, labels, tiles = _partners(folder), _labels(folder), _tiles(folder, register)
    law, work = read_territory_law(folder, department, register), read_work(folder, register, team)
    matrix, letters = read_sharing(folder, tuple(one.ground for one in basis)), read_letters(folder, department)
    if quota is None or rules is None or transfer is None or stages is None:
        return None
    if law is None or work is None or letters is None:
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
        connectors=read_connectors(folder),
        matrix=matrix,
        law=law,
        letters=letters,
        labels=labels,
        tiles=tiles,
        sources=sources,
        **work,
    )


def _invalid(folder: PackFolder) -> PackInvalid:
    problems = tuple(sorted(folder.problems, key=lambda p: (p.file, p.line or 0, p.key)))
    listed = "".join(f"\n- {problem}" for problem in problems)
    return PackInvalid(
        f"{len(problems)} problems in the territory pack {folder.root}:{listed}",
        root=str(folder.root),
        problems=problems,
    )


def _department(top: Section, promised: str | None) -> str:
    code, api = top.text("department"), top.whole("api")
    if promised is not None and code != promised:
        top.report(ProblemCode.CONTRADICTION, "department", expected=f"{promised}, que le plugin annonce")
    if "api" not in top.faulty and api not in API_LEVELS:
        top.report(ProblemCode.UNKNOWN_VALUE, "api", expected=", ".join(map(str, API_LEVELS)))
    return code


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


def _partners(folder: PackFolder) -> tuple[Partner, ...]:
    top = folder.toml("partners.toml")
    partners: dict[str, Partner] = {}
    for section in top.sections("partner"):
        partner = _partner(section)
        if partner is not None:
            if partner.slug in partners:
                section.report(ProblemCode.TWICE, "slug")
            partners[partner.slug] = partner
    top.close()
    return tuple(partners.values())


def _partner(section: Section) -> Partner | None:
    slug, kind = section.text("slug"), section.choice("kind", PartnerKind)
    label, asked = section.text("label"), section.flag("asked")
    recipient = section.choice("recipient", Recipient) if "recipient" in section.table else None
    return section.build(lambda: Partner(slug=slug, kind=kind, label=label, asked=asked, recipient=recipient))


def _labels(folder: PackFolder) -> Mapping[str, str]:
    top = folder.toml_if_any("labels.toml")
    return {key: top.text(key) for key in top.table} if top else {}


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
