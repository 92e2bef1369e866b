"""Who the household full of canaries is, what its papers and its assessment say, and the territory it lives in.

Days that tell something (of an act, a term, a birth) are found nowhere else, and neither are the amounts and the names.
"""

import csv
import shutil
from collections.abc import Mapping
from datetime import UTC
from datetime import date
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import prevexp_departement_62

NOW = datetime(2022, 6, 1, 17, tzinfo=UTC)
RECEIVED = date(2021, 5, 4)
LOOKED_AT = date(2022, 5, 30)
REFERENCE, SECOND, THIRD = "ZQ-2021-70411", "ZQ-2021-70412", "ZQ-2021-70413"

LISTED = {
    "id_dossier": REFERENCE,
    "mois_transfert": "2021-05",
    "date_signalement": "2021-03-23",
    "stade_procedure": "commandement_de_payer",
    "date_acte": "2021-04-13",
    "date_audience": "2021-09-14",
    "parc": "prive",
    "bailleur_type": "personne_morale",
    "bailleur_siret": "73282932000074",
    "bailleur_nom": "SCI Zorblandière",
    "locataire_nom": "Zzcanarièvre",
    "locataire_prenom": "Zoélune",
    "locataire_date_naissance": "1973-02-17",
    "locataire_telephone": "+33639981709",
    "locataire_courriel": "zoelune.canarievre@example.org",
    "adresse_voie": "17 venelle des Serins Naïfs",
    "adresse_code_postal": "62370",
    "adresse_commune_insee": "62906",
    "nb_personnes": "7",
    "loyer_mensuel_eur": "613.37",
    "dette_locative_eur": "4187.83",
    "date_dette": "2021-04-22",
    "suivi_service_social": "non_suivi",
    "source_suivi": "autre",
    "date_suivi": "2021-04-16",
    "information_rgpd": "oui",
}
OTHER = {
    "id_dossier": SECOND,
    "locataire_nom": "Wkpinsonnet",
    "locataire_prenom": "Ourdia",
    "locataire_date_naissance": "1968-11-05",
    "locataire_telephone": "+33639981810",
    "locataire_courriel": "o.wkpinsonnet@example.org",
    "adresse_voie": "4 sente du Chardonneret",
    "bailleur_nom": "Mme Vurzmésange",
    "loyer_mensuel_eur": "581.93",
    "dette_locative_eur": "2971.19",
}
NAMESAKE = {"id_dossier": THIRD, "adresse_voie": "23 ruelle des Bruants", "locataire_telephone": "+33639981911"}

FACTS = """
[[fact]]
id = "d62.zlift"
dtype = "bool"
question = "L’immeuble a-t-il un ascenseur ?"
ask = "Demander au ménage."
group = "G3"

[[fact]]
id = "d62.zvisited_on"
dtype = "date"
question = "Quand l’hygiène est-elle passée ?"
ask = "Demander à la mairie."
group = "G3"

[[fact]]
id = "d62.zaid_cents"
dtype = "integer"
unit = "cents"
question = "Quelle aide locale ?"
ask = "Demander à la commune."
group = "G4"

[[fact]]
id = "d62.zfiled"
dtype = "slug"
question = "Où en est le dossier de surendettement ?"
ask = "Demander la lettre."
group = "G4"
values = { zqdeposited = "déposé", zqaccepted = "recevable" }
"""

FINDINGS: Mapping[str, Any] = {
    "household": {"adults": 3, "couple": True, "children": 4, "children_under_14": 2},
    "budget": {
        "resources": [
            {"kind": "wage", "monthly_cents": 143717},
            {"kind": "housing_aid", "monthly_cents": 19391},
        ],
        "health_resources": [{"kind": "aah", "monthly_cents": 90473}],
        "resources_complete": True,
        "charges": [
            {"kind": "rent_with_charges", "monthly_cents": 61913},
            {"kind": "energy", "monthly_cents": 11859},
        ],
        "charges_complete": True,
        "repayment_cents": 5519,
    },
    "debt": {
        "account_on": "2021-05-02",
        "total_said_cents": 419731,
        "lines": [{"on": "2021-04-03", "kind": "rent", "amount_cents": 61337}],
        "complete": True,
        "rent_resumed": "irregular",
    },
    "causes": ["separation", "income_drop"],
    "health_among_causes": True,
    "abilities": {
        "pay_rent": "with_help",
        "insure": "alone",
        "upkeep": "needs_support",
        "neighbourhood": "alone",
        "paperwork": "with_help",
        "budget": "needs_support",
    },
    "dwelling": {"signs": ["damp"], "overcrowded": True, "suitable": False, "accessible": False},
    "needs": ["debts", "landlord"],
    "wish": "stay",
    "recommendations": [{"kind": "fsl", "operator": "cd62"}],
}

READ = {
    "lease_concluded_on": "2016-06-07",
    "lease_renewed_on": "2019-06-07",
    "clause_delay_in_lease": "P53D",
    "surety": "oui",
    "charges_cents": "4919",
    "rent_without_charges_cents": "56931",
    "housing_aid_cents": "19457",
    "aid_paid_to": "tenant",
    "commandement_served_on": "2021-04-13",
    "delay_stated": "P41D",
    "surety_served_on": "2021-04-19",
    "ccapex_seized_on": "2021-04-26",
    "caf_reported_on": "2021-04-29",
}
READ_LATER = {
    "assignation_served_on": "2021-07-15",
    "prefect_notified_on": "2021-07-16",
    "dsf_body_seized_on": "2021-07-20",
    "hearing_on": "2021-10-21",
}
READ_AT_LAST = {
    "judged_on": "2021-11-18",
    "decision_kind": "jugement",
    "decision_served_on": "2021-12-07",
    "quit_notice_served_on": "2021-12-14",
    "prefect_seized": "oui",
    "prefect_seized_on": "2021-12-15",
    "judge_time_until": "2022-09-23",
    "force_requested_on": "2022-02-17",
    "force_answered_on": "2022-04-12",
    "force_answer": "granted",
    "moratorium_starts_on": "2021-12-22",
    "moratorium": "P67D",
    "rp_decided_on": "2022-01-27",
}


def territory_folder(folder: Path) -> Path:
    """Write a territory that adds a fact of each type and reaches a partner by a plugin; return its folder."""
    shutil.copytree(Path(prevexp_departement_62.__file__).parent / "pack", folder)
    (folder / "facts.toml").write_text(FACTS, encoding="utf-8")
    shipped = files("prevexp.registry").joinpath("data", "connectors.toml").read_text(encoding="utf-8")
    reached = 'recipient = "conseil_departemental"\n'
    assert reached in shipped
    by_plugin = shipped.replace(reached, f'{reached}connector = "watcher.out"\n')
    (folder / "connectors.toml").write_text(by_plugin, encoding="utf-8")
    return folder


def write_list(path: Path, *lines: Mapping[str, str]) -> Path:
    """Write a monthly list; each line is the first household's with some columns changed."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(LISTED))
        writer.writeheader()
        writer.writerows(LISTED | line for line in lines)
    return path
