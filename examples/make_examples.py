"""Write the example transfers: three months of one invented secretariat, in the three forms in which lists really come.

    python examples/make_examples.py [--out examples/transfers]

The same bytes every time. The months tell a story: cases of May come back in June and July with a newer act, another
debt, an answer that was awaited, a co-tenant, a second reference, or simply unchanged; a few rows of each month carry
the mistakes that people make.
"""

import argparse
from datetime import date
from pathlib import Path

from dialects import write_canonical
from dialects import write_excel_csv
from dialects import write_workbook
from invention import NEXT_STAGE
from invention import Case
from invention import Inventor

SEED = "prevexp examples 62"
MAY, JUNE, JULY = date(2021, 5, 1), date(2021, 6, 1), date(2021, 7, 1)


def main() -> None:
    """Write the three files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "transfers")
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    months = invent()
    write_canonical(out / "transfer_62_2021-05.csv", months[0])
    write_excel_csv(out / "transfer_62_2021-06_excel.csv", months[1])
    write_workbook(out / "transfer_62_2021-07.xlsx", months[2])


def invent() -> tuple[list[Case], list[Case], list[Case]]:
    """Return the rows of the three months, canonical but for the mistakes."""
    inventor = Inventor(SEED)
    may = [inventor.case(MAY) for _ in range(214)]
    june = [*again(inventor, may, JUNE, 74), *(inventor.case(JUNE) for _ in range(116))]
    july = [*again(inventor, may[::3] + june[74:], JULY, 66), *(inventor.case(JULY) for _ in range(114))]
    may += [dict(row) for row in may[10:13]]
    may += [co_tenant(inventor, row) for row in may[30:33]]
    june, july = (inventor.dice.some(rows, len(rows)) for rows in (june, july))
    for rows, mistakes in ((may, IN_MAY), (june, IN_JUNE), (july, IN_JULY)):
        chosen = inventor.dice.some(range(40, len(rows) - 20), len(mistakes))
        for index, mistake in zip(chosen, mistakes, strict=True):
            rows[index] |= mistake
    return may, june, july


def again(inventor: Inventor, known: list[Case], month: date, count: int) -> list[Case]:
    """Return rows about cases that an earlier list told of."""
    news = (unchanged, unchanged, next_act, next_act, next_act, higher_debt, higher_debt, answered)
    rows = []
    for number, row in enumerate(inventor.dice.some(known, count)):
        told = {**row, "mois_transfert": f"{month:%Y-%m}"}
        rare = {
            5: co_tenant,
            6: co_tenant,
            15: other_reference,
            16: other_reference,
            25: reused_reference,
            35: namesake,
        }
        rows.append(rare[number](inventor, told) if number in rare else news[number % 8](inventor, told, month))
    return rows


def unchanged(_: Inventor, row: Case, __: date) -> Case:
    """Send the row again as it was."""
    return row


def next_act(inventor: Inventor, row: Case, month: date) -> Case:
    """Move the procedure on by one act, served in the month before."""
    stage = NEXT_STAGE.get(row["stade_procedure"], row["stade_procedure"])
    return {**row, "stade_procedure": stage, **inventor.procedure(stage, month)}


def higher_debt(inventor: Inventor, row: Case, month: date) -> Case:
    """Add a month of rent to the debt, counted on a newer day."""
    debt = float(row["dette_locative_eur"]) + float(row["loyer_mensuel_eur"] or 480)
    return {
        **row,
        "dette_locative_eur": f"{debt:.2f}",
        "date_dette": month.replace(day=1 + inventor.dice.below(3)).isoformat(),
    }


def answered(_: Inventor, row: Case, month: date) -> Case:
    """Say that the Conseil départemental does not follow the household."""
    return {**row, "suivi_service_social": "non_suivi", "source_suivi": "cd62", "date_suivi": month.isoformat()}


def co_tenant(inventor: Inventor, row: Case) -> Case:
    """Name the second tenant of the same dwelling, under a reference of their own."""
    return {**row, **inventor.person(), "id_dossier": inventor.reference()}


def other_reference(inventor: Inventor, row: Case) -> Case:
    """Give the same household a second reference, as happens when an act starts a new file."""
    return {**row, "id_dossier": inventor.reference()}


def reused_reference(inventor: Inventor, row: Case) -> Case:
    """Give the reference to somebody who lives elsewhere: the row will be rejected."""
    return {**row, **inventor.person(), **inventor.dwelling()}


def namesake(inventor: Inventor, row: Case) -> Case:
    """Tell of somebody of the same name who lives elsewhere."""
    return {**row, **inventor.dwelling(), "id_dossier": inventor.reference()}


IN_MAY: tuple[Case, ...] = (
    {"adresse_commune_insee": "62110"},
    {"adresse_commune_insee": "62999"},
    {"locataire_nom": ""},
    {"stade_procedure": "assignation", "date_acte": "2021-02-30"},
    {"stade_procedure": "commandement_de_payer", "date_acte": "1921-04-12"},
    {"id_dossier": "dossier de Mme ?"},
    {"adresse_voie": "12 rue de la Bal\ufffdine Bleue"},
    {"dette_locative_eur": "environ 2500"},
    {"dette_locative_eur": "0.00"},
    {"dette_locative_eur": "-318.40"},
    {"stade_procedure": "commandement_de_payer", "date_acte": ""},
    {"nb_personnes": "0"},
    {"locataire_telephone": "0600"},
)
IN_JUNE: tuple[Case, ...] = (
    {"id_dossier": "6,22021E+11"},
    {"id_dossier": ""},
    {"suivi_service_social": "peut-être"},
    {"stade_procedure": "tribunal"},
    {"mois_transfert": "avril 2021"},
    {"stade_procedure": "assignation", "date_acte": "31/04/2021"},
    {"adresse_voie": "", "adresse_commune_insee": ""},
    {"adresse_voie": '"Résidence "du Petit Phare", 3'},
    {"suivi_service_social": "inconnu"},
    {"suivi_service_social": "inconnu", "source_suivi": "caf"},
    {"suivi_service_social": ""},
    {"locataire_telephone": "06 39 98 41 07 / 03 53 01 22 40"},
    {"locataire_courriel": "pas d'adresse"},
    {"adresse_code_postal": "75001"},
    {"dette_locative_eur": "1.560"},
)
IN_JULY: tuple[Case, ...] = (
    {"adresse_commune_insee": "62136"},
    {"adresse_commune_insee": "N.C."},
    {"suivi_service_social": "à revoir"},
    {"stade_procedure": "conciliation"},
    {"locataire_nom": "néant"},
    {"dette_locative_eur": "=S12*3"},
    {"stade_procedure": "assignation", "date_acte": "2121-06-03"},
    {"bailleur_siret": "00012345678900"},
    {"nb_personnes": "deux"},
    {"parc": ""},
    {"adresse_code_postal": ""},
)


if __name__ == "__main__":
    main()
