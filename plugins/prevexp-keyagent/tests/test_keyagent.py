"""A master key in a process of its own opens a store as one in a file does, and goes when the process does."""

import os
import stat
import subprocess
import sys
import time
from datetime import date
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import prevexp
from prevexp.domain.errors import KeyUnavailable
from prevexp.domain.safekeeping_errors import KeyDamaged
from prevexp.domain.safekeeping_errors import KeyMissing
from prevexp.domain.safekeeping_errors import KeyWrong
from prevexp.registry import Registry
from prevexp.storage.key_places import KeyPlace
from prevexp.storage.keys import FileKeyProvider
from prevexp_keyagent.client import open_key

pytestmark = pytest.mark.skipif(os.name != "posix", reason="an agent answers on a Unix socket")

LIST = Path(__file__).parents[3] / "examples" / "transfers" / "transfer_62_2021-05.csv"
POINTS = [
    EntryPoint(name="keyagent", value="prevexp_keyagent", group="prevexp"),
    EntryPoint(name="departement-62", value="prevexp_departement_62", group="prevexp"),
]


@pytest.fixture
def key(tmp_path):
    """Return a key file."""
    FileKeyProvider.create(tmp_path / "key")
    return tmp_path / "key"


@pytest.fixture
def agent(tmp_path, key):
    """Start an agent as a person does, and return its process and its place."""
    socket = tmp_path / "agent.sock"
    command = [sys.executable, "-m", "prevexp_keyagent", "--key", f"file:{key}", "--socket", str(socket)]
    process = subprocess.Popen(command)
    deadline = time.monotonic() + 30
    while not socket.exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    yield process, f"agent:{socket}"
    process.kill()
    process.wait()


def test_the_agents_key_is_the_files_key_and_is_never_given_away(agent, key):
    """What either wraps the other unwraps; the socket is its owner's; wrong and damaged keys are told apart."""
    place = agent[1]
    asked, held = open_key(place), FileKeyProvider.open(key)
    assert asked.key_id == held.key_id
    assert held.unwrap(asked.wrap(b"k" * 32, b"here"), b"here") == b"k" * 32
    assert asked.unwrap(held.wrap(b"k" * 32, b"here"), b"here") == b"k" * 32
    assert stat.S_IMODE(Path(place.partition(":")[2]).stat().st_mode) == 0o600
    with pytest.raises(KeyDamaged):
        asked.unwrap(held.wrap(b"k" * 32, b"here"), b"there")
    other = key.with_name("other")
    FileKeyProvider.create(other)
    with pytest.raises(KeyWrong) as refused:
        asked.unwrap(FileKeyProvider.open(other).wrap(b"k" * 32, b"here"), b"here")
    assert refused.value.params["needed"] == FileKeyProvider.open(other).key_id


def test_a_store_is_open_as_long_as_the_agent_is_there(agent, key, tmp_path):
    """A list is taken in under the agent's key; once it is gone nothing more of a household is read."""
    process, place = agent
    registry = Registry.build(POINTS)
    url = f"sqlite:///{tmp_path / 'store.db'}"
    with prevexp.open(url, territory="62", key=place, registry=registry) as caseload:
        caseload.receive(LIST, received_on=date(2021, 5, 4))
        case = caseload.cases()[0].case_id
        process.kill()
        process.wait()
        with pytest.raises(KeyUnavailable):
            caseload.case(case)
    with pytest.raises(KeyMissing):
        prevexp.open(url, territory="62", key=place, registry=registry)
    with prevexp.open(url, territory="62", key_file=key, registry=registry) as caseload:
        assert caseload.case(case).case_id == case


def test_a_place_nobody_keeps_keys_at_is_refused_with_those_that_are_known():
    """Without the plugin its scheme is unknown, and the error lists the others."""
    with pytest.raises(KeyUnavailable) as refused:
        KeyPlace.of("agent:/nowhere").open()
    assert refused.value.params["known"] == ("file:", "env:", "keyring:")
