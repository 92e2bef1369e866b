"""The household full of canaries, its life and every error played once, and what was caught of it."""

from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import attrs
import pytest

import prevexp
from prevexp.domain.errors import PrevexpError
from prevexp.registry import Registry

from . import watcher
from .birds import Canary
from .birds import Leaf
from .birds import canaries_of
from .birds import leaves
from .commands import Cases
from .errors import PROVOKED
from .errors import Scene
from .household import NOW
from .household import SECOND
from .household import THIRD
from .household import territory_folder
from .life import Life
from .rights import keep
from .watching import Catch
from .watching import Watched
from .watching import catching


@attrs.frozen(kw_only=True)
class Played:
    """What was played: what was caught, which methods were called, which errors came, what the store holds."""

    folder: Path
    cases: Cases
    catch: Catch
    called: frozenset[str]
    raised: tuple[tuple[str, str, str | None], ...]
    stored: tuple[Leaf, ...]
    gone: tuple[Leaf, ...] = attrs.field(
        metadata={"description": "what it held of the erased, and before a correction"}
    )
    canaries: tuple[Canary, ...]
    told: tuple[tuple[str, Canary], ...] = attrs.field(metadata={"description": "what was found, and where"})


def registry() -> Registry:
    """Return the plugins in use: the one that watches."""
    return Registry.build([EntryPoint(name="watcher", value=watcher.__name__, group="prevexp")])


def stored_in(caseload: Any) -> Iterator[Leaf]:
    """Yield every value the store holds of its households."""
    for case in caseload.cases():
        yield from leaves((case, caseload.identity(case.case_id), *caseload.events(case.case_id)))


def provoke(scene: Scene) -> Iterator[tuple[str, str, str | None]]:
    """Provoke every error; yield the function's name, the code expected, the code that came."""
    for code, function in PROVOKED:
        try:
            function(scene)
        except PrevexpError as error:
            scene.caseload.catch.shown(f"raised {function.__name__}", error)
            yield function.__name__, code, error.code
        else:
            yield function.__name__, code, None


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Play the life of the household on a store of SQLite, then every error."""
    folder = tmp_path_factory.mktemp("canaries")
    key, store = folder / "keys" / "master.key", folder / "store.db"
    watcher.SEEN.clear()

    with catching(folder) as catch:
        territory = territory_folder(catch.read_from / "pack")

        def opening(url: str, **options: Any) -> Any:
            more = {"now": lambda: NOW, "registry": registry(), "key_file": key}
            try:
                return prevexp.open(url, **{**more, **options})
            except PrevexpError as error:
                catch.raised("raised open", error, error.__traceback__.tb_next if error.__traceback__ else None)
                raise

        watched = Watched(opening(f"sqlite:///{store}", territory=str(territory)), catch)
        out = folder / "sorties"
        out.mkdir()
        life = Life(caseload=watched, folder=catch.read_from, shared=folder / "echanges", out=out, key=key)
        life.play()
        catch.stored("store in use")
        keep(life)
        catch.stored("store under its key again")
        stored = tuple(stored_in(watched.caseload))
        wrong = catch.read_from / "wrong"
        wrong.mkdir()
        said = {"caseload": watched, "case": life.case, "opening": opening, "folder": wrong}
        cases = Cases(life.case, watched.find(SECOND), watched.find(THIRD))
        scene = Scene(**said, store=store, key=key, territory=territory)
        raised = tuple(provoke(scene))
        for name, one in vars(watched.caseload).items():
            if name != "pack":  # a territory's own words
                catch.shown(f"caseload.{name}", one)
        watched.close()
    catch.stored("store closed")
    for where, texts in watcher.SEEN.items():
        catch.texts[where] |= texts
    canaries = canaries_of((*stored, *life.gone))
    return Played(
        folder=folder,
        cases=cases,
        catch=catch,
        called=frozenset(watched.called),
        raised=raised,
        stored=stored,
        gone=tuple(life.gone),
        canaries=canaries,
        told=tuple(catch.told(canaries)),
    )
