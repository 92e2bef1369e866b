"""Indicators over the snapshots of many départements: the same definitions, counted on an engine for frames.

A plugin brings another engine by handing in its own frame. Source: design §3, "write once, run on one case or on a
country".
"""

from collections.abc import Callable
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import polars as pl

from ...domain.errors import InvalidValue
from ...domain.errors import StoreUnavailable
from ...domain.vocabulary import FieldGroup
from ...evaluation.building import TableScope
from ...evaluation.building import table_of
from ...evaluation.building import usable
from ...evaluation.catalogue import core_indicators
from ...evaluation.counting import Counts
from ...evaluation.counting import Group
from ...evaluation.frames import count_frame
from ...evaluation.indicators import Indicator
from ...evaluation.results import IndicatorFault
from ...evaluation.results import IndicatorTable
from ...expressions import Dtype
from ...expressions import Fact
from .cases import DEPARTMENT
from .manifest import Manifest
from .manifest import cases_file
from .manifest import read_manifest

DEPARTMENT_FACT = Fact(
    id=DEPARTMENT,
    dtype=Dtype.SLUG,
    question="Quel département ?",
    ask="La liste des instantanés.",
    description="Le département dont vient l'instantané.",
    data_categories=(FieldGroup.DWELLING,),
)
"""Whose snapshot a case comes from: a breakdown beside those of one territory."""

Frames = Callable[["Snapshots"], tuple[Any, bool]]
"""What an engine makes of some snapshots: one frame of all their cases; whether it is another engine than Polars."""


@attrs.frozen(kw_only=True)
class Snapshots:
    """The snapshots in some folders, all made as of one day, each of another store."""

    folders: tuple[Path, ...]
    manifests: tuple[Manifest, ...]

    @classmethod
    def of(cls, folders: Iterable[str | Path]) -> "Snapshots":
        """Read what the folders say they hold.

        Raises StoreUnavailable for a folder without a whole snapshot, StoreCorrupt, InvalidValue if one stands there
        twice or they were not made as of the same day.
        """
        paths = tuple(map(Path, folders))
        found = [read_manifest(path) for path in paths]
        whole = [one for one in found if one is not None and one.cases is not None]
        if not whole or len(whole) < len(found):
            missing = sum(one is None or one.cases is None for one in found)
            raise StoreUnavailable("no whole snapshot in the folder: take it (again)", missing=missing)
        if len({one.store for one in whole}) < len(whole):
            raise InvalidValue("the snapshot of one store is given twice: its cases would count twice")
        if len({one.observed_on for one in whole}) > 1:
            days = sorted({str(one.observed_on) for one in whole})
            raise InvalidValue(f"the snapshots are of different days ({', '.join(days)}): take them as of the same day")
        return cls(folders=paths, manifests=tuple(whole))

    @property
    def observed_on(self) -> date:
        """The day as of which the tables of the cases were made."""
        return date.fromisoformat(str(self.manifests[0].observed_on))

    @property
    def files(self) -> tuple[str, ...]:
        """The tables of the cases, a file for each snapshot."""
        pairs = zip(self.folders, self.manifests, strict=True)
        return tuple(str(folder / cases_file(one.cases or 0)) for folder, one in pairs)

    @property
    def facts(self) -> frozenset[str]:
        """The facts that every one of them holds."""
        return frozenset.intersection(*(frozenset(one.facts) for one in self.manifests))

    def indicators(
        self,
        first: date,
        last: date,
        *,
        by: Iterable[str] = (),
        generated_on: date,
        chosen: Iterable[Indicator] | None = None,
        added: Iterable[Fact] = (),
        frames: Frames | None = None,
    ) -> IndicatorTable:
        """Count the indicators of a period over all of them, small counts masked; see `Caseload.indicators`.

        `chosen` are the catalogue's if none are given; `added` are facts of packs that all of them hold; `frames` is
        the engine, Polars if none is given. An indicator that reads what is not in all of them is named as a fault.
        Raises InvalidValue if they were made as of another day than the period is observed on.
        """
        observed_on = max(first, min(last, generated_on))
        if observed_on != self.observed_on:
            told = f"the period is observed on {observed_on}, the snapshots are of {self.observed_on}"
            raise InvalidValue(f"{told}: take them with --on {observed_on}")
        scope = self._scope(first, last, observed_on, generated_on, tuple(by))
        known = (*(fact for fact in added if fact.id in self.facts), DEPARTMENT_FACT)
        wanted = tuple(chosen if chosen is not None else core_indicators())
        held = [one for one in wanted if all(fact.id in self.facts for fact in one.reads)]
        good, faults = usable(held, scope, known)
        absent = [_absent(one, self.facts) for one in wanted if one not in held and one.valid_on(observed_on)]
        frame, portable = (frames or polars_frame)(self)

        def counting(group: Group) -> Counts:
            return count_frame(group, frame, first, last, portable=portable)

        return table_of(good, counting, scope, known=known, faults=(*faults, *absent))

    def _scope(self, first: date, last: date, observed_on: date, generated_on: date, by: tuple[str, ...]) -> TableScope:
        names = {code: name for one in self.manifests for code, name in one.arrondissements.items()}
        departments = tuple(one.department for one in self.manifests)
        return TableScope(
            first=first,
            last=last,
            observed_on=observed_on,
            generated_on=generated_on,
            territory=", ".join(departments),
            by=by,
            members={"arrondissement": tuple(names), DEPARTMENT: departments},
            names=names,
            lock={one.department: one.made_with for one in self.manifests},
        )


def polars_frame(snapshots: Snapshots) -> tuple[Any, bool]:
    """Return the cases of all snapshots as one lazy frame of Polars."""
    frames = [pl.scan_parquet(one) for one in snapshots.files]
    return pl.concat(frames, how="diagonal"), False


def _absent(indicator: Indicator, held: frozenset[str]) -> IndicatorFault:
    missing = ", ".join(sorted({fact.id for fact in indicator.reads} - held))
    told = f"a fact it reads is not in every snapshot: {missing}"
    return IndicatorFault(indicator=indicator.id, message=told, origin=str(indicator.provenance or ""))
