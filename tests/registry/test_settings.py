"""Settings of plugins: one table each, read strictly into the class the plugin names; mistakes have their line."""

from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from prevexp.domain.errors import SettingsInvalid
from prevexp.registry import Phase
from prevexp.registry import Registry

Install = Callable[..., list[EntryPoint]]

PLUGIN = """
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
import attrs
from prevexp.domain.values import Secret
from prevexp.registry import PluginInfo, hookimpl

class Way(StrEnum):
    POST = "post"
    MAIL = "mail"

@attrs.frozen
class Server:
    address: str
    password: Secret

@attrs.frozen(kw_only=True)
class Config:
    server: Server
    retries: int = 3
    rate: Decimal = Decimal(0)
    way: Way = Way.POST
    since: date | None = None
    strict: bool = False
    names: tuple[str, ...] = ()
    folder: Path = Path(".")

SEEN = []

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="d99", api=1, title="Val-Perdu", contact="equipe@example.org", config=Config)

@hookimpl
def prevexp_facts(settings):
    SEEN.append(settings)
    {attempt}
    return []
"""
WHOLE = """
[plugins.d99]
retries = 5
rate = 0.25
way = "mail"
since = 2021-04-01
strict = true
names = ["a", "b"]
folder = "exports"

[plugins.d99.server]
address = "sftp.example.org"
password = "very secret"
"""


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        (tmp_path / "prevexp.toml").write_text(text, encoding="utf-8")
        return tmp_path / "prevexp.toml"

    return write


def plugin(attempt: str = "pass") -> str:
    return PLUGIN.replace("{attempt}", attempt)


def test_a_plugin_is_handed_its_own_settings_as_its_own_class(install: Install, written: Callable[[str], Path]) -> None:
    """Numbers are exact, words are those of the vocabulary, and a secret shows nowhere."""
    points = install(d99=plugin())
    assert Registry.build(points, settings=written(WHOLE)).faults == ()
    (seen,) = points[0].load().SEEN
    assert repr(seen) == (
        "Config(server=Server(address='sftp.example.org', password=Secret(…)), retries=5, rate=Decimal('0.25'), "
        "way=<Way.MAIL: 'mail'>, since=datetime.date(2021, 4, 1), strict=True, names=('a', 'b'), "
        "folder=PosixPath('exports'))"
    )
    assert seen.server.password.reveal() == "very secret"


def test_settings_may_be_handed_over_as_a_mapping_or_as_the_object_itself(install: Install) -> None:
    """An embedder keeps its own configuration."""
    points = install(d99=plugin())
    server = {"address": "a", "password": "b"}
    Registry.build(points, settings={"d99": {"server": server}})
    module = points[0].load()
    given = module.Config(server=module.Server("a", module.Secret("b")))
    assert Registry.build(points, settings={"d99": given}).faults == ()
    assert [given, given] == module.SEEN


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("retries", "retrys", "prevexp.toml, ligne 3, plugins.d99.retrys : clé inconnue ; peut-être retries ?"),
        (
            "= 5",
            '= "5"',
            "prevexp.toml, ligne 3, plugins.d99.retries : valeur d’un autre type ; attendu : nombre entier",
        ),
        ('"mail"', '"mial"', "ligne 5, plugins.d99.way : valeur inconnue ; attendu : post, mail ; peut-être mail ?"),
        ("address =", "adress =", "ligne 11, plugins.d99.server.address : clé absente"),
        ('"very secret"', "12", "ligne 13, plugins.d99.server.password : valeur d’un autre type ; attendu : texte"),
    ],
)
def test_what_does_not_fit_is_a_fault_with_file_line_and_key(
    install: Install, written: Callable[[str], Path], old: str, new: str, said: str
) -> None:
    """The plugin is left out, since it would run on something nobody meant; no value is repeated."""
    registry = Registry.build(install(d99=plugin()), settings=written(WHOLE.replace(old, new, 1)))
    (fault,) = registry.faults
    assert (fault.provenance.plugin, fault.phase) == ("d99", Phase.SETTINGS)
    assert said in fault.message
    assert "very secret" not in fault.message + fault.trace


def test_settings_for_a_plugin_that_has_none_are_a_fault(install: Install, written: Callable[[str], Path]) -> None:
    """What would change nothing is not accepted in silence."""
    source = plugin().replace(", config=Config", "")
    (fault,) = Registry.build(install(d99=source), settings=written("[plugins.d99]\nretries = 1\n")).faults
    assert (fault.phase, "this plugin has no settings" in fault.message) == (Phase.SETTINGS, True)


def test_settings_of_nobody_are_a_fault_that_stops_nobody(install: Install, written: Callable[[str], Path]) -> None:
    """A mistyped id is told with the nearest; a plugin that is switched off may keep its table."""
    text = WHOLE + "[plugins.d98]\na = 1\n[plugins.off]\na = 1\n"
    registry = Registry.build(install(d99=plugin(), off="raise ValueError"), settings=written(text), without=["off"])
    (fault,) = registry.faults
    assert str(fault) == (
        "d98 (prevexp.toml ?), settings [plugins.d98]: no plugin in use has this id; did you mean d99?"
    )
    assert len(registry.infos) == 1


@pytest.mark.parametrize(
    "attempt, said",
    [
        ("settings.retries = 9", "FrozenInstanceError"),
        ("object.__setattr__(settings, 'retries', 9)", "prevexp_facts changed the settings it was given"),
    ],
)
def test_a_plugin_that_changes_its_settings_is_named(install: Install, attempt: str, said: str) -> None:
    """Settings say what a person set, to every hook alike."""
    settings = {"d99": {"server": {"address": "a", "password": "b"}}}
    (fault,) = Registry.build(install(d99=plugin(attempt)), settings=settings).faults
    assert (fault.phase, said in fault.message) == (Phase.COLLECT, True)


def test_a_field_no_rule_reads_is_the_plugins_fault(install: Install) -> None:
    """Its author hears of it at the first start, not a user at the first wrong value."""
    source = plugin().replace("retries: int = 3", "retries: list[int] = attrs.Factory(list)")
    settings = {"d99": {"retries": [1], "server": {"address": "a", "password": "b"}}}
    (fault,) = Registry.build(install(d99=source), settings=settings).faults
    assert fault.message == "retries: settings have no values of type list[int]"


def test_plugins_are_switched_off_in_the_file(install: Install, written: Callable[[str], Path]) -> None:
    """What was switched off stays off on the next start, and may be uninstalled."""
    file = written('[plugins]\ndisabled = ["bad", "gone"]\nimport_seconds = 3\n')
    registry = Registry.build(install(bad="raise ValueError"), settings=file)
    assert ([one.plugin for one in registry.blocked], registry.faults) == (["bad"], ())
    assert registry.loading.seconds == 3


@pytest.mark.parametrize(
    "text, said",
    [
        ("[plugin.d99]\na = 1\n", "ligne 1, plugin : clé inconnue ; peut-être plugins ?"),
        ("[plugins\n", "fichier illisible"),
        ('[plugins]\ndisabled = "bad"\n', "ligne 2, plugins.disabled : valeur d’un autre type"),
        ("[plugins]\nd99 = 3\n", "ligne 2, plugins.d99 : valeur d’un autre type"),
    ],
)
def test_a_file_that_is_no_file_of_settings_is_refused(written: Callable[[str], Path], text: str, said: str) -> None:
    """A file that is named is meant: nothing runs on half of it."""
    with pytest.raises(SettingsInvalid, match=said):
        Registry.build([], settings=written(text))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A mistyped name is no empty file."""
    with pytest.raises(SettingsInvalid, match="FileNotFoundError"):
        Registry.build([], settings=tmp_path / "nowhere.toml")
