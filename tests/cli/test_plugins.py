"""`prevexp plugins` and the options that say which plugins are loaded; all of it works with every plugin broken."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from prevexp.cli.running import group
from prevexp.registry.reserved import COMMANDS
from prevexp.registry.reserved import RESERVED
from prevexp.render.exporters import CORE_EXPORTERS
from prevexp.storage.opening import SCHEMES

HEAVY = {"polars", "sqlalchemy", "narwhals", "cryptography", "jinja2", "cattrs"}
GOOD = """
print("printed at import")
from prevexp.eligibility import EligibilityRule, facts
from prevexp.registry import PluginInfo, hookimpl

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="local", api=1, title="Plafond", contact="equipe@example.org")

@hookimpl
def prevexp_eligibility_rules():
    yield EligibilityRule(
        id="local.cap", question="Dette sous le plafond ?", source="convention, art. 3",
        expression=facts.arrears_cents <= 5_000_00, remedy="demander le décompte")
"""
EXPORTER = """
from prevexp.registry import PluginInfo, hookimpl
from prevexp.registry.offers import Exporter

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="ods", api=1, title="Tableur", contact="equipe@example.org")

@hookimpl
def prevexp_exporters():
    return [Exporter(id="ods.ods", format="ods", media_type="x", suffixes=(".ods",), write="nowhere.at_all:write")]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of plugins: one that works, one that ends the process, one that leaves the program."""
    found = tmp_path / "plugins"
    found.mkdir()
    (found / "local.py").write_text(GOOD, encoding="utf-8")
    (found / "killer.py").write_text("import os\nos._exit(7)\n", encoding="utf-8")
    (found / "leaver.py").write_text("raise SystemExit(3)\n", encoding="utf-8")
    return found


def plain(text: str) -> str:
    """Return a text without the spaces that keep French signs beside their words."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def faults_of(done) -> list[str]:
    """Return what stderr says of the plugins of the folder, whatever else is installed."""
    return [line for line in done.stderr.splitlines() if re.match(r"Extension \w+ : (killer|leaver|local) ", line)]


def test_listing_imports_no_plugin(prevexp, folder):
    """A plugin that would end the process is listed, and the process goes on."""
    listed = json.loads(prevexp("--plugins-dir", folder, "plugins", "list", "--json").stdout)
    assert [(one["plugin"], one["loaded"]) for one in listed if one["place"].startswith(str(folder))] == [
        ("killer", True),
        ("leaver", True),
        ("local", True),
    ]
    assert {one["distribution"] for one in listed} >= {"killer.py", "prevexp-departement-62"}
    table = prevexp("--plugins-dir", folder, "--without", "killer", "plugins", "list").stdout
    assert re.search(r"^killer +killer\.py \w{8} +désactivée ", table, re.MULTILINE)
    assert max(map(len, table.splitlines())) <= 80


def test_listing_loads_nothing_heavy_and_import_no_plugin():
    """What there is is said at once; `import prevexp` itself loads no plugin at all."""
    for statement, absent in (
        ("from prevexp.cli.running import run; run(['plugins', 'list'])", HEAVY),
        ("import prevexp", {*HEAVY, "click", "pluggy"}),
    ):
        code = f"{statement}\nimport sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        loaded = set(done.stdout.splitlines()[-1].split())
        assert not loaded & {*absent, "prevexp_departement_62"}


def test_the_doctor_tries_each_plugin_in_its_own_process(prevexp, folder):
    """One that ends its process is named like any other; what works says what it offers (four processes: 3 s)."""
    names = "departement-62,killer,leaver,local"
    done = prevexp("--plugins-dir", folder, "--plugins", names, "plugins", "doctor", "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 1
    assert {one["plugin"]: one["hooks"] for one in told["plugins"]} == {
        "departement-62": {"prevexp_territory_packs": ["62"]},
        "local": {"prevexp_eligibility_rules": ["local.cap"]},
    }
    assert [(one["plugin"], one["phase"], one["message"]) for one in told["faults"]] == [
        ("killer", "import", "the process that imported it ended with code 7"),
        ("leaver", "import", "SystemExit: 3 (leaver.py, line 1)"),
    ]


def test_the_doctor_sees_what_loading_does_not(prevexp, tmp_path):
    """A function that is named and not there, and names that two plugins claim; each with what to do."""
    (tmp_path / "ods.py").write_text(EXPORTER, encoding="utf-8")
    (tmp_path / "two.py").write_text(EXPORTER.replace("nowhere.at_all:write", "json:dump"), encoding="utf-8")
    done = prevexp("--plugins-dir", tmp_path, "--plugins", "ods,two", "plugins", "doctor")
    assert done.returncode == 1
    text = " ".join(plain(done.stdout).split())
    assert text.endswith("3 défauts.")
    assert "ods.ods : write nowhere.at_all:write: ModuleNotFoundError" in text
    assert re.search(r"plugin id ods is given twice, by ods \(ods\.py \w+\) and by two \(two\.py \w+\)", text)
    assert "À faire : Corriger l’objet indiqué" in text
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_showing_a_plugin_says_what_it_offers(prevexp, folder):
    """Who it is from, which API level, what it reads, hook by hook; a name nothing has is told with the nearest."""
    done = prevexp("--plugins-dir", folder, "plugins", "show", "local")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Contact : equipe@example.org" in done.stdout
    assert "prevexp_eligibility_rules : local.cap" in plain(done.stdout)
    assert "    local.cap : arrears_cents" in plain(done.stdout)
    wrong = prevexp("--plugins-dir", folder, "plugins", "show", "locale")
    assert wrong.returncode == 2
    assert "locale, peut-être local" in wrong.stderr


def test_a_command_works_beside_a_broken_plugin_and_names_it(prevexp, folder):
    """Data on stdout stay data, whatever a plugin prints; its fault is one line on stderr, with a code that says so."""
    done = prevexp("--plugins-dir", folder, "--without", "killer", "screen", "--on", "2021-05-04", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert "printed at import" in done.stderr.splitlines()
    (line,) = faults_of(done)
    assert re.search(r"leaver \(leaver\.py \w{8}\), à l’import : SystemExit: 3 \(leaver\.py, line 1\)$", line)


def test_what_is_needed_and_missing_is_code_4(prevexp):
    """Without its pack a territory cannot be worked in."""
    done = prevexp("--no-plugins", "screen")
    assert done.returncode == 4
    assert "unknown-territory" in done.stderr


@pytest.mark.parametrize(
    "options, env",
    [
        (("--plugins", "departement-62"), {}),
        ((), {"PREVEXP_PLUGINS": "departement-62"}),
        (("--without", "killer", "--without", "leaver", "--without", "local"), {}),
    ],
)
def test_plugins_are_chosen_by_option_and_by_environment(prevexp, folder, options, env):
    """What is not wanted is not imported: the killer would end this very process."""
    done = prevexp(*options, "screen", env={"PREVEXP_PLUGINS_DIR": str(folder), **env})
    assert (done.returncode, faults_of(done)) == (0, [])


def test_a_plugin_is_disabled_in_the_file_of_settings(prevexp, folder, tmp_path):
    """The rest of the file stays as it was; the next start leaves the plugin out."""
    file = tmp_path / "prevexp.toml"
    file.write_text("# réglages de l'équipe\n[plugins]\nimport_seconds = 3  # court\n", encoding="utf-8")
    for name in ("leaver", "killer"):
        assert prevexp("--plugins-dir", folder, "--config", file, "plugins", "disable", name).returncode == 0
    assert file.read_text(encoding="utf-8") == (
        '# réglages de l\'équipe\n[plugins]\ndisabled = ["killer", "leaver"]\nimport_seconds = 3  # court\n'
    )
    done = prevexp("screen", env={"PREVEXP_PLUGINS_DIR": str(folder), "PREVEXP_CONFIG": str(file)})
    assert (done.returncode, faults_of(done)) == (0, [])
    shown = prevexp("--plugins-dir", folder, "--config", file, "plugins", "show", "leaver")
    assert "SystemExit" in shown.stdout


@pytest.mark.parametrize(
    "text, changed",
    [
        ("", '[plugins]\ndisabled = ["killer"]\n'),
        ("[plugins.d62]\na = 1\n", '[plugins.d62]\na = 1\n\n[plugins]\ndisabled = ["killer"]\n'),
        ('[plugins]\ndisabled = [\n  "old", # why\n]\n', '[plugins]\ndisabled = ["killer", "old"]\n'),
        (
            "\ufeff[plugins]\nimport_seconds = 1\n",
            '[plugins]\ndisabled = ["killer"]\nimport_seconds = 1\n',
        ),  # an editor's byte order mark
        ("plugins = {}\n", None),
    ],
)
def test_a_file_of_settings_is_changed_safely_or_not_at_all(prevexp, folder, tmp_path, text, changed):
    """What cannot be changed without touching more is said, to be written by hand."""
    file = tmp_path / "prevexp.toml"
    file.write_text(text, encoding="utf-8")
    done = prevexp("--plugins-dir", folder, "--config", file, "plugins", "disable", "killer")
    assert file.read_text(encoding="utf-8") == (text if changed is None else changed)
    assert (done.returncode == 0) == (changed is not None)
    assert changed is not None or 'disabled = ["killer"]' in done.stderr


def test_without_a_file_of_settings_disabling_says_what_to_write(prevexp, folder):
    """Nothing is written where nobody asked for it; a name that nothing has is refused."""
    done = prevexp("--plugins-dir", folder, "plugins", "disable", "killer")
    assert (done.returncode, 'disabled = ["killer"]' in done.stdout) == (0, True)
    assert prevexp("--plugins-dir", folder, "plugins", "disable", "kiler").returncode == 2


def test_a_lock_is_held(prevexp, tmp_path):
    """The same plugins and data work; anything else is refused before the store is opened, and named."""
    folder = tmp_path / "plugins"
    folder.mkdir()
    (folder / "local.py").write_text(GOOD, encoding="utf-8")
    lock = tmp_path / "lock.json"
    lock.write_text(prevexp("--plugins-dir", folder, "plugins", "lock").stdout, encoding="utf-8")
    held = ("--plugins-dir", folder, "--lock", lock, "screen")
    assert prevexp(*held).returncode == 0
    (folder / "local.py").write_text(GOOD.replace("5_000_00", "6_000_00"), encoding="utf-8")
    done = prevexp(*held)
    assert done.returncode == 4
    assert re.search(r"extension local : local\.py \w{8}, API 1, \w{12} dans le verrou, local\.py", done.stderr)
    lock.write_text("{}", encoding="utf-8")
    assert "lock-differs" in prevexp(*held).stderr


def test_verifying_a_store_loads_no_plugin_and_needs_no_key(prevexp, folder):
    """When everything else is broken, whether the journal is whole can still be said."""
    assert prevexp("screen").returncode == 0
    done = prevexp("verify", env={"PREVEXP_PLUGINS_DIR": str(folder), "PREVEXP_KEY_FILE": "nowhere"})
    assert (done.returncode, done.stderr) == (0, "")


def test_a_trace_of_calls_is_written_to_stderr(prevexp, tmp_path):
    """Plugin, hook, how many objects, how long; the data are as without it."""
    (tmp_path / "local.py").write_text(GOOD, encoding="utf-8")
    env = {"PREVEXP_PLUGINS_DIR": str(tmp_path), "PREVEXP_TRACE_PLUGINS": "1"}
    done = prevexp("screen", "--json", env=env)
    assert json.loads(done.stdout) == []
    assert re.search(
        r"^prevexp plugins: local \(local\.py \w{8}\) prevexp_eligibility_rules 1 [\d.]+ ms$",
        done.stderr,
        re.MULTILINE,
    )


def test_a_strict_run_ends_at_the_first_fault(prevexp, folder):
    """The author of a plugin does not want to look for the line."""
    env = {"PREVEXP_PLUGINS_DIR": str(folder), "PREVEXP_STRICT": "1", "PREVEXP_PLUGINS": "leaver,departement-62"}
    done = prevexp("screen", env=env)
    assert done.returncode == 4
    assert "leaver" in done.stderr


def test_the_names_that_are_reserved_are_those_in_use():
    """What is prevexp's own here is what it is where it is at home."""
    assert set(group.listed) <= COMMANDS
    assert {one.partition(":")[0] for one in SCHEMES} == RESERVED["prevexp_storage_backends", "scheme"]
    assert {one.format for one in CORE_EXPORTERS} == RESERVED["prevexp_exporters", "format"]
