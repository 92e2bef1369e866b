"""`prevexp snapshot` and `prevexp national`: taken, brought up to date, counted; told in French."""

import json
from pathlib import Path
from typing import Any

LIST = Path(__file__).parents[1] / "samples" / "transfer_62_2021-05.csv"
PERIOD = ("--from", "2021-05-01", "--to", "2021-05-31")


def test_a_snapshot_is_taken_and_counted(prevexp: Any, tmp_path: Path) -> None:
    """The numbers of one département from its snapshot are those of its store; a second run adds nothing."""
    assert prevexp("intake", LIST, "--received-on", "2021-05-04").returncode in {0, 1}
    first = prevexp("snapshot", "--to", tmp_path / "shot", "--on", "2021-05-31", "--json")
    again = prevexp("snapshot", "--to", tmp_path / "shot", "--on", "2021-05-31", "--json")
    assert json.loads(again.stdout) == json.loads(first.stdout) | {"added": 0}
    counted = json.loads(prevexp("national", "--snapshot", tmp_path / "shot", *PERIOD, "--json").stdout)
    own = json.loads(prevexp("indicators", *PERIOD, "--json").stdout)
    known = {one["indicator"] for one in counted["results"]}
    assert counted["results"] == [one for one in own["results"] if one["indicator"] in known] != []


def test_another_day_is_refused_with_what_to_do(prevexp: Any, tmp_path: Path) -> None:
    """A period that is not observed on the snapshot's day is a usage error that names the command to run."""
    assert prevexp("intake", LIST, "--received-on", "2021-05-04").returncode in {0, 1}
    told = prevexp("snapshot", "--to", tmp_path / "shot", "--on", "2021-05-20")
    assert (told.returncode, told.stdout.splitlines()[1]) == (0, "Dossiers : 170 ; effacés, donc absents : 0.")
    refused = prevexp("national", "--snapshot", tmp_path / "shot", *PERIOD)
    assert refused.returncode == 2
    assert "prevexp snapshot --on 2021-05-31" in refused.stderr
