"""Write a canonical monthly transfer of N lines and the transfer of N/5 lines that was taken in the month before.

`transfer.csv` (June 2021): 3 % of the lines repeat an earlier one, 0.6 % carry a cell that cannot be used, optional
cells are missing as they are in a list put together by hand. `stored.csv` (May 2021): the cases of the first N/5
lines, undamaged, four in ten of them with an older debt or an older stage, so that taking in `transfer.csv`
afterwards finds them as duplicates or as updates. Seeded: the same N gives the same bytes. No person in it exists.
"""

import argparse
import csv
from pathlib import Path

import numpy as np
import polars as pl

SEED = 62
COMMUNES = Path(__file__).parents[1] / "plugins/prevexp-departement-62/src/prevexp_departement_62/pack/communes.csv"
STAGES = ("signalement", "commandement_de_payer", "assignation", "audience", "jugement")
HEADS = ("AL", "BRI", "CAR", "DEN", "ÉVA", "FAU", "GRÉ", "HOU", "JAN", "KER", "LŒ", "MOR", "NOY", "OSM", "PER", "QUES")
MIDDLES = ("", "BA", "CHE", "DI", "FI", "GO", "LU", "MA", "NI", "PO", "RA", "SI", "TE", "VI", "ZO")
TAILS = ("BOIS", "COURT", "DEL", "ÈRE", "FLOS", "GHEM", "LARD", "MONT", "NEUVE", "QUIN", "RIEZ", "SART", "TIN", "VILLE")
FIRST_NAMES = ("Adèle", "Basile", "Chloé", "Djamel", "Éloi", "Fanny", "Gaël", "Hélène", "Inès", "Jules", "Karim",
               "Maël", "Noé", "Odette", "Paul", "Rose", "Samir", "Théo", "Yvette")  # fmt: skip
WAYS = ("rue", "avenue", "boulevard", "place", "impasse", "allée", "chemin", "route", "résidence")
OF = (
    "des Genêts",
    "du Beffroi",
    "de la Filature",
    "Saint-Vaast",
    "des Corons",
    "du Calvaire",
    "de l'Écluse",
    "des Mouettes",
)
ANSWERS = ("non_suivi", "non_suivi", "inconnu_du_service", "suivi", "sans_reponse")
DAMAGE = {  # column -> a cell that cannot be used, in one line of a thousand each
    "date_acte": "31/02/2021", "dette_locative_eur": "-12.00", "parc": "??", "nb_personnes": "deux",
    "loyer_mensuel_eur": "1.560", "adresse_commune_insee": "62999",
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=1_000_000, help="lines of transfer.csv")
    parser.add_argument("--out", type=Path, default=Path("bench-data"), help="folder to write to")
    chosen = parser.parse_args()
    for path in write(chosen.n, chosen.out):
        print(f"{path}  {path.stat().st_size / 1e6:.0f} MB")


def write(n: int, folder: Path) -> tuple[Path, Path]:
    """Write both files unless they are there; return their paths."""
    paths = folder / f"transfer-{n}.csv", folder / f"stored-{n}.csv"
    if not all(path.exists() for path in paths):
        folder.mkdir(parents=True, exist_ok=True)
        rng = np.random.default_rng(SEED)
        fresh = n - n * 3 // 100
        cases = _cases(rng, fresh)
        stored = cases.head(n // 5).with_columns(mois_transfert=pl.lit("2021-05"))
        _older(rng, stored).write_csv(paths[1])
        repeats = np.concatenate([np.arange(fresh), rng.integers(0, fresh, n - fresh)])
        _damaged(rng, cases)[repeats].write_csv(paths[0])
    return paths


def _cases(rng: np.random.Generator, n: int) -> pl.DataFrame:
    stage = rng.choice(5, n, p=[0.35, 0.35, 0.18, 0.08, 0.04])
    private_person = rng.random(n) < 0.7
    communes = _communes()
    place = communes[rng.integers(0, communes.height, n)]
    surname = pl.select(_pick(rng, HEADS, n) + _pick(rng, MIDDLES, n) + _pick(rng, TAILS, n)).to_series()
    first = _pick(rng, FIRST_NAMES, n)
    number = pl.int_range(n, eager=True).cast(pl.String).str.zfill(7)
    landlord = "SCI " + _pick(rng, OF, n)
    rent = rng.gamma(9, 62, n) + 150
    return pl.DataFrame({
        "id_dossier": "62-2021-" + number, "mois_transfert": pl.Series(["2021-06"]).new_from_index(0, n),
        "date_signalement": _days(rng, "2020-09-01", 240, n), "stade_procedure": pl.Series(STAGES).gather(stage),
        "date_acte": _maybe(_days(rng, "2021-01-01", 150, n), (stage > 0) & (rng.random(n) < 0.95)),
        "date_audience": _maybe(_days(rng, "2021-06-10", 200, n), (stage > 2) & (rng.random(n) < 0.8)),
        "parc": _pick(rng, ("prive", "prive", "prive", "prive", "prive", "prive", "social", "inconnu"), n),
        "bailleur_type": pl.Series(("sci_familiale", "personne_physique")).gather(private_person.astype(int)),
        "bailleur_siret": _maybe(_sirets(rng, n), ~private_person & (rng.random(n) < 0.6)),
        "bailleur_nom": _maybe(landlord, ~private_person),
        "locataire_nom": surname, "locataire_prenom": first,
        "locataire_date_naissance": _maybe(_days(rng, "1935-01-01", 25_000, n), rng.random(n) < 0.6),
        "locataire_telephone": _maybe(_phones(rng, n), rng.random(n) < 0.6),
        "locataire_courriel": _maybe("tenant." + number + "@example.org", rng.random(n) < 0.3),
        "adresse_voie": _streets(rng, n), "adresse_code_postal": place["postcode"],
        "adresse_commune_insee": place["insee"],
        "nb_personnes": _maybe(pl.Series(rng.integers(1, 7, n)).cast(pl.String), rng.random(n) < 0.9),
        "loyer_mensuel_eur": _maybe(_euros(rent), rng.random(n) < 0.94),
        "dette_locative_eur": _maybe(_euros(rent * rng.gamma(1.5 + stage, 1.3, n)), rng.random(n) < 0.97),
        "date_dette": _days(rng, "2021-03-15", 75, n),
        "suivi_service_social": _pick(rng, ANSWERS, n),
        "source_suivi": _maybe(_pick(rng, ("cd62", "caf", "msa", "ccas"), n), rng.random(n) < 0.8),
        "date_suivi": _maybe(_days(rng, "2021-04-15", 40, n), rng.random(n) < 0.8),
        "information_rgpd": _pick(rng, ("oui", "oui", "oui", "non", "inconnu"), n),
    })  # fmt: skip


def _older(rng: np.random.Generator, cases: pl.DataFrame) -> pl.DataFrame:
    """Give two cases in ten a lower debt and two in ten the stage before an act."""
    kind = pl.Series(rng.integers(0, 10, cases.height))
    lower = (pl.col("dette_locative_eur").cast(pl.Float64) * 0.8).round(2).cast(pl.String)
    before = pl.Series(kind > 7)
    return cases.with_columns(
        pl.when(pl.Series(kind < 2)).then(lower).otherwise("dette_locative_eur").alias("dette_locative_eur"),
        pl.when(before).then(pl.lit("signalement")).otherwise("stade_procedure").alias("stade_procedure"),
        pl.when(~before).then("date_acte").alias("date_acte"),
    )


def _damaged(rng: np.random.Generator, cases: pl.DataFrame) -> pl.DataFrame:
    fault = pl.Series(rng.integers(0, 1000, cases.height))
    return cases.with_columns(
        pl.when(fault == i).then(pl.lit(bad)).otherwise(column).alias(column)
        for i, (column, bad) in enumerate(DAMAGE.items())
    )


def _communes() -> pl.DataFrame:
    with COMMUNES.open(encoding="utf-8", newline="") as source:
        rows = [(row["insee"], row["postcodes"].split()[0]) for row in csv.DictReader(source)]
    return pl.DataFrame(rows, schema=["insee", "postcode"], orient="row")


def _pick(rng: np.random.Generator, values: tuple[str, ...], n: int) -> pl.Series:
    return pl.Series(values, dtype=pl.String).gather(rng.integers(0, len(values), n))


def _maybe(values: pl.Series, kept: np.ndarray) -> pl.Series:
    return pl.select(pl.when(pl.Series(kept)).then(values)).to_series()


def _days(rng: np.random.Generator, first: str, span: int, n: int) -> pl.Series:
    return pl.Series(np.datetime64(first) + rng.integers(0, span, n).astype("m8[D]")).cast(pl.String)


def _euros(amount: np.ndarray) -> pl.Series:
    cents = pl.Series((amount * 100).astype("i8"))
    return (cents // 100).cast(pl.String) + "." + (cents % 100).cast(pl.String).str.zfill(2)


def _streets(rng: np.random.Generator, n: int) -> pl.Series:
    number = pl.Series(rng.integers(1, 400, n)).cast(pl.String)
    return (
        number
        + " "
        + _pick(rng, WAYS, n)
        + " "
        + _pick(rng, OF, n)
        + " "
        + pl.Series(rng.integers(1, 900, n)).cast(pl.String)
    )


def _phones(rng: np.random.Generator, n: int) -> pl.Series:
    """Draw from the numbers reserved for fiction: 06 39 98 xx xx and 03 53 01 xx xx."""
    return _pick(rng, ("+3363998", "+3335301"), n) + pl.Series(rng.integers(0, 10_000, n)).cast(pl.String).str.zfill(4)


def _sirets(rng: np.random.Generator, n: int) -> pl.Series:
    """Draw 13 digits beginning with 000, which no company has, and add the Luhn digit."""
    digits = np.zeros((n, 13), dtype="i8")
    digits[:, 3:] = rng.integers(0, 10, (n, 10))
    doubled = digits * np.tile([2, 1], 7)[:13]
    check = (10 - (doubled // 10 + doubled % 10).sum(axis=1) % 10) % 10
    whole = digits @ 10 ** np.arange(12, -1, -1) * 10 + check
    return pl.Series(whole).cast(pl.String).str.zfill(14)


if __name__ == "__main__":
    main()
