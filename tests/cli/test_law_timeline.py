"""`prevexp law timeline`: of a case in the store, or of facts on stdin."""

import json

from defusedxml.ElementTree import parse

FACTS = {"act_kind": "commandement-de-payer", "served_on": "2021-04-12", "hearing_on": "2021-09-21"}
HEADER = "id_dossier,mois_transfert,locataire_nom,adresse_voie,adresse_commune_insee,stade_procedure,date_acte"
ROW = "62-2021-1,2021-05,Zzexemplard,1 rue du Modele,62041,commandement_de_payer,2021-04-12"


def test_facts_on_stdin_need_no_store(prevexp, tmp_path):
    """Text on stdout, the picture in its file, its place on stderr."""
    done = prevexp(
        "law",
        "timeline",
        "-",
        "--on",
        "2021-05-04",
        "--svg",
        "t.svg",
        stdin=json.dumps(FACTS),
        env={"PREVEXP_STORE": ""},
    )
    assert done.returncode == 0
    assert "12/04/2021  14/06/2021  Fin du délai de la clause" in done.stdout
    assert "t.svg" in done.stderr
    assert parse(tmp_path / "t.svg").getroot().get("role") == "img"


def test_a_case_of_the_store_is_drawn_from_what_is_known_of_it(prevexp, tmp_path):
    """The act of the list gives the same clause delay; no name is shown."""
    (tmp_path / "list.csv").write_text(f"{HEADER}\n{ROW}\n")
    assert prevexp("intake", "list.csv", "--received-on", "2021-05-04").returncode == 0
    done = prevexp("law", "timeline", "62-2021-1", "--on", "2021-05-04", "--svg", "t.svg")
    assert done.returncode == 0
    assert "12/04/2021  14/06/2021  Fin du délai de la clause" in done.stdout
    assert "Zzexemplard" not in done.stdout + (tmp_path / "t.svg").read_text("utf-8")


def test_a_case_needs_a_store_and_facts_need_to_be_right(prevexp):
    """Usage is 2, data is 3; the reason is told."""
    without = prevexp("law", "timeline", "62-2021-1", env={"PREVEXP_STORE": ""})
    assert (without.returncode, "--store" in without.stderr) == (2, True)
    wrong = prevexp("law", "timeline", "-", stdin='{"hearing_onn": "2021-09-21"}')
    assert (wrong.returncode, "[unknown-input]" in wrong.stderr) == (3, True)
    nowhere = prevexp("law", "timeline", "-", "--territory", "99", stdin="{}")
    assert (nowhere.returncode, "[unknown-territory]" in nowhere.stderr) == (3, True)
