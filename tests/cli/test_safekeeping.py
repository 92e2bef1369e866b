"""Keys, backup and restore as a coordinator meets them on the command line."""

import json
from pathlib import Path

import pytest

from prevexp.storage.keys import FileKeyProvider

LIST = Path(__file__).parents[2] / "examples" / "transfers" / "transfer_62_2021-05.csv"


@pytest.fixture
def office(prevexp):
    """Run commands on a store that has taken in a list."""
    assert prevexp("intake", LIST, "--received-on", "2021-05-04").returncode == 1
    return prevexp


def plain(text):
    """Return a text with plain spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def data_of(done):
    return json.loads(done.stdout)


def test_the_key_is_shown_and_what_is_left_when_it_is_lost(office, tmp_path):
    """Which key, where, with which rights; once it is gone, in French: what is readable, what is not, exit code 1."""
    shown = office("keys", "show")
    assert shown.returncode == 0
    assert "c'est elle" in shown.stdout
    assert "0600" in shown.stdout
    needed = data_of(office("keys", "show", "--json"))["needed"]
    (tmp_path / "keys" / "master.key").unlink()
    lost = office("keys", "show")
    assert lost.returncode == 1
    for words in (needed, "elle n'y est pas", "Lisible sans la clé : 210 dossiers", "en attente 210", "2021-05 210"):
        assert words in plain(lost.stdout)
    assert "Perdu sans la clé" in lost.stdout
    refused = office("worklist", "--on", "2021-05-05")
    assert refused.returncode == 3
    for words in ("key-missing", needed, "210 dossiers restent comptés", "master.key", "prevexp keys show"):
        assert words in plain(refused.stderr)
    assert office("verify").returncode == 0
    assert data_of(office("verify", "--json"))["keys"] == {"needed": needed, "households": {needed: 210}}


def test_missing_wrong_and_damaged_have_words_of_their_own(office, tmp_path):
    """Three codes, three remedies."""
    key = tmp_path / "keys" / "master.key"
    kept = key.read_bytes()
    key.unlink()
    FileKeyProvider.create(key)
    other = FileKeyProvider.open(key).key_id
    wrong = office("worklist", "--on", "2021-05-05").stderr
    assert "[key-wrong]" in wrong
    assert f"celle-ci est {other}" in wrong
    key.write_bytes(kept[:-3] + b"x\n")
    assert "[key-unavailable]" in office("worklist", "--on", "2021-05-05").stderr
    key.write_bytes(kept)
    key.chmod(0o644)
    assert "0600" in office("worklist", "--on", "2021-05-05").stderr


def test_the_key_is_changed_and_only_the_new_one_opens(office, tmp_path):
    """--key says where it is, and goes before the variable of the key file; the store is whole under one key."""
    done = office("keys", "rotate", "--to", "file:keys/new.key", "--json")
    assert (done.returncode, data_of(done)["changed"]) == (0, 213)
    assert "[key-wrong]" in office("worklist", "--on", "2021-05-05").stderr
    assert office("worklist", "--on", "2021-05-05", "--key", "file:keys/new.key").returncode == 0
    assert office("worklist", "--on", "2021-05-05", env={"PREVEXP_KEY": "file:keys/new.key"}).returncode == 0
    typed = office("verify", "--contents", "62", "--key-file", "keys/new.key", env={"PREVEXP_KEY": "env:NO"})
    assert typed.returncode == 0
    said = office("verify").stdout
    assert data_of(done)["key_id"] in said
    again = office("keys", "rotate", "--to", "file:keys/new.key")
    assert plain(again.stdout).startswith("0 clé")


def test_a_key_in_the_environment_or_copied_opens(office, tmp_path):
    """The digits of the file in a variable; the recovery copy; neither is ever printed."""
    digits = (tmp_path / "keys" / "master.key").read_text().splitlines()[-1]
    env = {"PREVEXP_KEY": "env:MINE", "MINE": digits}
    assert office("worklist", "--on", "2021-05-05", env=env).returncode == 0
    copied = office("keys", "copy", "copy.key")
    assert copied.returncode == 0
    assert office("worklist", "--on", "2021-05-05", "--key-file", "copy.key").returncode == 0
    told = [office("keys", "show").stdout, copied.stdout, office("keys", "show", "--json").stdout]
    assert all(digits not in text for text in told)
    assert office("keys", "copy", "copy.key").returncode == 3
    assert office("keys", "new", "file:copy.key").returncode == 3
    assert office("keys", "new", "file:fresh.key").returncode == 0
    assert "file:" in office("keys", "new", "fresh.key").stderr


def test_a_backup_is_made_restored_and_measured_by_an_anchor(office, tmp_path):
    """Exit code 1 and the number of events, if some are missing; a second backup of the name is refused."""
    made = office("backup", "--to", "a.prevexp", "--contents", "62", "--json")
    assert made.returncode == 0
    anchor = data_of(made)["head"]
    assert anchor == data_of(office("verify", "--json"))["anchor"]
    refused = office("backup", "--to", "a.prevexp")
    assert (refused.returncode, "[backup-refused]" in refused.stderr) == (3, True)
    one = data_of(office("screen", "--on", "2021-05-04", "--json"))[0]
    assert office("answer", one["reference"], "caf", "non_suivi", "--on", "2021-05-04").returncode == 0
    restored = office("restore", "a.prevexp", "--to", "sqlite:///b.db", "--anchor", anchor)
    assert restored.returncode == 0
    assert "rien ne manque" in restored.stdout
    assert "y est revenu" in restored.stdout
    count, _, link = anchor.partition(":")
    later = office("restore", "a.prevexp", "--to", "sqlite:///c.db", "--anchor", f"{int(count) + 2}:{link}")
    assert later.returncode == 1
    assert "2 événements manquent" in plain(later.stdout)
    assert office("verify", "--contents", "62", "--store", "sqlite:///c.db").returncode == 0
    assert office("restore", "a.prevexp", "--to", "sqlite:///b.db").returncode == 3


def test_backup_verify_and_restore_need_no_key_and_load_no_plugin(office, tmp_path):
    """A plugin that ends the process as it is imported is not met by them."""
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "bad.py").write_text("import os\nos._exit(9)\n")
    env = {"PREVEXP_PLUGINS_DIR": str(tmp_path / "plugins"), "PREVEXP_KEY_FILE": "nowhere"}
    assert office("backup", "--to", "a.prevexp", env=env).returncode == 0
    assert office("restore", "a.prevexp", "--to", "sqlite:///b.db", env=env).returncode == 0
    assert office("verify", "--store", "sqlite:///b.db", env=env).returncode == 0
    assert office("keys", "show", env=env).returncode == 1


def test_a_store_that_makes_no_backup_names_the_tools_that_do(office):
    """In memory: refused, and the remedy says what a server's own tools are."""
    refused = office("backup", "--to", "a.prevexp", "--store", "memory:")
    assert refused.returncode == 3
    assert "pg_dump" in refused.stderr
