"""What would leave to a partner, on the command line: shown, with the reason of each thing, and never sent."""

import json
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "samples" / "transfer_62_2021-05.csv"


@pytest.fixture(scope="module")
def team(shared_prevexp):
    """Take the sample of May in; the first household on the sheet agrees on 10 May."""
    shared_prevexp("intake", SAMPLE, "--received-on", "2021-05-04")
    shared_prevexp("allocate", "--on", "2021-05-04")
    listed = json.loads(shared_prevexp("worklist", "--on", "2021-05-04", "--json").stdout)
    references = [entry["reference"] for entry in listed]
    shared_prevexp("agreement", references[0], "given", "--proof", "signed_form", "--on", "2021-05-10")
    return shared_prevexp, references


def test_what_leaves_and_what_stays_is_told_with_the_reasons(team):
    """To the CCAPEX by law, the budget included; never what is sensitive; not the identity."""
    prevexp, references = team
    done = prevexp("share", references[0], "ccapex", "--purpose", "instruction", "--on", "2021-05-10")
    assert done.returncode == 0
    goes, _, stays = " ".join(done.stdout.split()).partition("Reste :")
    assert "G5 budget : loi 90-449, art. 7-2" in goes
    assert "résultat du contact" in goes
    assert "G1 identité : jamais" in stays
    assert "G8 données sensibles : jamais" in stays


def test_a_partner_without_a_convention_gets_nothing_and_it_is_said(team):
    """Pas-de-Calais names none with the CAF."""
    prevexp, references = team
    done = prevexp("share", references[0], "caf", "--purpose", "benefit_rights", "--on", "2021-05-10")
    assert "Rien ne part." in done.stdout
    assert "le territoire ne donne pas de convention en vigueur" in " ".join(done.stdout.split())


def test_data_mask_whom_they_name_unless_asked(team):
    """The département's service may have the name; it is written only with --with-identities."""
    prevexp, references = team
    asked = ("share", references[0], "cd62", "--purpose", "social_support", "--on", "2021-05-10", "--json")
    masked, named = prevexp(*asked).stdout, prevexp(*asked, "--with-identities").stdout
    assert json.loads(masked)["identity"]["surname"] == "…"
    surname = json.loads(named)["identity"]["surname"]
    assert surname not in {"…", None, ""}
    assert surname not in masked
    assert json.loads(masked)["facts"]["facts"].keys() >= {"arrears_cents", "persons", "stage"}
    assert "commune" not in json.loads(masked)["facts"]["facts"]


def test_a_partner_nobody_knows_is_refused_with_those_there_are(team):
    """Exit code 3; nothing is shown."""
    prevexp, references = team
    done = prevexp("share", references[0], "neighbour", "--purpose", "care", "--on", "2021-05-10")
    assert (done.returncode, done.stdout) == (3, "")


def test_the_landlord_may_be_authorised_and_then_sees_no_fact_of_the_case(team):
    """The offer and the plan as accepted are all that could leave."""
    prevexp, references = team
    noted = prevexp("sharing", references[0], "authorised", "landlord", "G9", "--on", "2021-05-10")
    assert noted.returncode == 0
    asked = ("share", references[0], "landlord", "--purpose", "mediation", "--on", "2021-05-10", "--json")
    seen = json.loads(prevexp(*asked).stdout)
    assert (seen["facts"], seen["identity"], set(seen["extracts"])) == ({}, {}, {"mediation_offer", "accepted_plan"})


LIST = """id_dossier,mois_transfert,stade_procedure,date_acte,parc,locataire_nom,adresse_voie,adresse_commune_insee,\
suivi_service_social,source_suivi
R-1,2021-11,commandement_de_payer,2021-10-11,prive,Zzexemplard,1 rue du Modèle,97409,non_suivi,caf
"""


def test_a_note_goes_to_the_ccapex_where_the_dwelling_lies(tmp_path, prevexp):
    """La Réunion has four: Saint-André is the East's; a note says whose it is, and another commission is refused."""
    reunion = {"PREVEXP_TERRITORY": "974"}
    (tmp_path / "liste.csv").write_text(LIST, encoding="utf-8")
    day = ("--on", "2021-11-03")
    assert prevexp("intake", "liste.csv", "--received-on", "2021-11-03", env=reunion).returncode == 0
    assert prevexp("note", "R-1", "--to", "ccapex", "--out", "note.html", *day, env=reunion).returncode == 0
    assert "CCAPEX de l’arrondissement de Saint-Benoît (Est)" in (tmp_path / "note.html").read_text(encoding="utf-8")
    done = prevexp("share", "R-1", "ccapex-nord", "--purpose", "instruction", *day, env=reunion)
    assert (done.returncode, done.stdout) == (3, "")
    assert "ccapex-est" in done.stderr
