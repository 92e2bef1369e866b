"""Commands of plugins: listed on request, run by their name, and never in the way of prevexp's own."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = (Path(__file__).parents[2] / "examples" / "plugins" / "novelties.py").read_text(encoding="utf-8")
COMMAND = """
from prevexp.registry import PluginInfo, hookimpl
from prevexp.registry.offers import CliCommand

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="{id}", api=1, title="t", contact="c@example.org")

@hookimpl
def prevexp_cli_commands():
    yield CliCommand(id="{id}.command", name="{name}", help="Dire quelque chose.", load={load})

def load():
    import click

    @click.command("{name}")
    def command():
        {body}

    return command
"""


def command(name="dire", body="click.echo('dit')", *, plugin="says", load="load"):
    return COMMAND.format(id=plugin, name=name, body=body, load=load)


@pytest.fixture
def plugins(tmp_path):
    """Return a function that writes plugins into a folder, and the options that name it."""

    def run(**sources):
        folder = tmp_path / "extensions"
        folder.mkdir(exist_ok=True)
        for name, source in sources.items():
            (folder / f"{name}.py").write_text(source, encoding="utf-8")
        return "--plugins-dir", folder

    return run


def test_it_is_listed_in_a_part_of_its_own_and_run_by_its_name(prevexp, plugins):
    """Its function is made when it is called, not when it is listed."""
    here = plugins(says=command(body="import click; click.echo('dit')"))
    listed = prevexp(*here, "plugins", "commands")
    assert listed.returncode == 0
    assert re.search(r"^dire +says \(says\.py \w{8}\) +Dire quelque chose\.$", listed.stdout, re.MULTILINE)
    assert prevexp(*here, "dire").stdout == "dit\n"


def test_listing_imports_nothing_of_the_command(prevexp, plugins):
    """A text `module:name` is imported when the command is called: then its absence is told."""
    here = plugins(says=command(load='"nowhere_at_all:load"'))
    listed = json.loads(prevexp(*here, "plugins", "commands", "--json").stdout)
    assert "Dire quelque chose." in [one["help"] for one in listed]
    called = prevexp(*here, "dire")
    assert called.returncode == 4
    assert "says" in called.stderr
    assert "nowhere_at_all:load: ModuleNotFoundError" in called.stderr


def test_without_plugins_its_name_is_unknown(prevexp, plugins):
    """The names there are stand in the error, those of plugins in use too."""
    here = plugins(says=command())
    refused = prevexp(*here, "--no-plugins", "dire")
    assert (refused.returncode, "Commande inconnue" in refused.stderr) == (2, True)
    assert "dire" in prevexp(*here, "dires").stderr
    assert prevexp(*here, "--no-plugins", "plugins", "commands").stdout == "Aucune commande d’extension.\n"


def test_the_help_of_prevexp_loads_no_plugin(prevexp, plugins):
    """It is read when nothing works: a plugin that hangs holds it up no more than one that is broken."""
    here = plugins(hangs="import threading\nthreading.Event().wait()", bad="1 / 0")
    listed = prevexp(*here, "--help")
    assert (listed.returncode, listed.stderr) == (0, "")


@pytest.mark.parametrize("name", ["worklist", "plugins", "law"])
def test_a_name_of_prevexp_cannot_be_taken(prevexp, plugins, name):
    """The plugin is left out, with the name; the command is what it was."""
    here = plugins(says=command(name))
    listed = prevexp(*here, "plugins", "commands")
    assert "says" not in listed.stdout
    assert name in listed.stderr
    assert "Dire quelque chose" not in prevexp(*here, name, "--help").stdout


def test_two_plugins_of_one_name_are_both_left_out(prevexp, plugins):
    """Which of the two runs must not depend on chance."""
    here = plugins(one=command(plugin="one"), two=command(plugin="two"))
    refused = prevexp(*here, "dire")
    assert refused.returncode == 2
    assert "one" in refused.stderr
    assert "two" in refused.stderr


@pytest.mark.parametrize("source", ["1 / 0", "raise SystemExit(9)", "import nowhere_at_all", "def prevexp_plugin(:"])
def test_a_broken_plugin_takes_no_command_with_it(prevexp, plugins, source):
    """Prevexp's own go on, the other plugin's too, and the broken one is named on stderr."""
    here = plugins(bad=source, says=command(body="import click; click.echo('dit')"))
    listed = prevexp(*here, "plugins", "commands")
    assert (listed.returncode, "dire" in listed.stdout, "bad" in listed.stderr) == (0, True, True)
    called = prevexp(*here, "dire")
    assert (called.returncode, called.stdout) == (0, "dit\n")


def test_a_command_that_raises_names_its_plugin_and_not_what_it_held(prevexp, plugins):
    """Exit code 4, as for every plugin that is needed and fails."""
    failed = prevexp(*plugins(says=command(body="raise ValueError('Zzexemplard')")), "dire")
    assert failed.returncode == 4
    assert "says.command" in failed.stderr
    assert "ValueError at says.py:18 (command)" in failed.stderr
    assert "Zzexemplard" not in failed.stderr + failed.stdout


@pytest.mark.parametrize("load", ["lambda: 3", "lambda: 1 / 0"])
def test_what_is_no_command_is_told(prevexp, plugins, load):
    """A plugin's author reads what was needed."""
    failed = prevexp(*plugins(says=command(load=load)), "dire")
    assert failed.returncode == 4
    assert "says.command" in failed.stderr


def test_the_example_keeps_where_it_stood(prevexp, plugins, tmp_path):
    """A command, and data of its own in the store: each call tells what is new since the one before."""
    here = plugins(novelties=EXAMPLE)
    assert prevexp(*here, "novelties").stdout == "0 événement(s) depuis la position 0.\n"
    shared = Path(__file__).parents[2] / "examples" / "transfers" / "transfer_62_2021-05.csv"
    assert prevexp("intake", shared, "--received-on", "2021-05-04").returncode == 1
    first, second = prevexp(*here, "novelties"), prevexp(*here, "novelties")
    assert first.stdout.startswith("2")
    assert second.stdout.startswith("0 événement(s) depuis la position ")


def test_a_command_of_prevexp_looks_for_no_plugin():
    """What a plugin costs at start, only who asks for plugins pays."""
    code = (
        "import sys; from prevexp.cli.running import run; run(['law', '--help']); "
        "print([name for name in sys.modules if name.startswith(('prevexp.registry', 'pluggy'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]"
