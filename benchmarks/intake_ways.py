"""prevexp beside hand-written polars on the first half of intake: read, check, type, compare, list what is rejected.

    python benchmarks/intake_ways.py --n 1000000 --rounds 3

runs in the harness of the baselines, `../shared/baselines` beside the project or what PREVEXP_BASELINES names; options
are the baselines', data are made by `make_transfer.py` on first use. By hand means for this canonical form: no alias,
no other writing of a date or an amount, no remedy, and normal forms of names in the second way only.
"""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from make_transfer import write

from prevexp.domain.places import CommuneRegister
from prevexp.exchange.aliases import Aliases
from prevexp.exchange.keys import matching_columns
from prevexp.exchange.reading import read_grid
from prevexp.exchange.rejects import write_reject_report
from prevexp.exchange.table import read_table
from prevexp.exchange.vocabularies import NOT_KNOWN
from prevexp.exchange.vocabularies import VOCABULARIES
from prevexp.registry import read_pack

BASELINES = Path(os.environ.get("PREVEXP_BASELINES") or Path(__file__).parents[2] / "shared" / "baselines")
sys.path.append(str(BASELINES))

from bench import Bench  # noqa: E402 - the harness is no package: it is found beside the project
from bench import Way  # noqa: E402
from bench import main  # noqa: E402

PACK = Path(__file__).parents[1] / "plugins" / "prevexp-departement-62" / "src" / "prevexp_departement_62" / "pack"
RECEIVED = date(2021, 6, 3)
KEY = ["id_dossier", "name_key", "dwelling_key"]
RAW_KEY = {"name_key": ["locataire_nom", "locataire_prenom"], "dwelling_key": ["adresse_commune_insee", "adresse_voie"]}

BLANK = ["?", "??", "-"]  # how this sender writes an empty word

Keys = Callable[[pl.LazyFrame], pl.LazyFrame]
State = tuple[Path, Path, Aliases, CommuneRegister, pl.DataFrame]
Outcome = tuple[int, ...]  # kept, rejected, faults, warnings, repeated in the file, already stored, cents of debt kept


def by_hand(state: State, keys: Keys) -> Outcome:
    """Read with one lazy query per answer, all collected at once, as the import baseline does."""
    transfer, folder, _, register, stored = state
    text = pl.scan_csv(transfer, infer_schema=False).with_row_index("line", 2)
    typed, faults, warnings = checks(register)
    checked = text.with_columns(bad=mask(faults), odd=mask(warnings), **typed)
    rejects = checked.filter(pl.col("bad") > 0).select("line", "bad")
    odd = checked.filter(pl.col("bad") == 0, pl.col("odd") > 0).select("line", "odd")
    valid = keys(checked.filter(pl.col("bad") == 0).drop("bad", "odd"))
    first = valid.unique(KEY, keep="first", maintain_order=True)
    fresh = first.join(stored.lazy(), on=KEY, how="anti")
    bad, warned, kept, *sizes = pl.collect_all([rejects, odd, fresh, valid.select(pl.len()), first.select(pl.len())])
    good, once = (size.item() for size in sizes)
    reasons = {m: [r for i, r in enumerate(faults) if m >> i & 1] for m in bad["bad"].unique()}
    told = {m: "; ".join(r) for m, r in reasons.items()}
    bad.with_columns(pl.col("bad").replace_strict(told)).write_csv(folder / "rejects-by-hand.csv")
    return (
        *(kept.height, bad.height, sum(len(reasons[m]) for m in bad["bad"]), warned["odd"].bitwise_count_ones().sum()),
        *(good - once, once - kept.height, int(kept["dette_locative_eur"].sum())),
    )


def checks(register: CommuneRegister) -> tuple[dict[str, pl.Expr], dict[str, pl.Expr], dict[str, pl.Expr]]:
    """Return the typed columns, what rejects a row and what is warned about, for canonical cells."""
    text = pl.col
    days = [f"date_{what}" for what in ("signalement", "acte", "audience", "dette", "suivi")]
    typed = {c: text(c).str.to_date("%Y-%m-%d", strict=False) for c in (*days, "locataire_date_naissance")}
    late = {c: (e < date(2000, 1, 1)) | (e > date(2023, 6, 3)) for c, e in typed.items() if c in days}
    euros = {c: text(c).cast(pl.Float64, strict=False) for c in ("loyer_mensuel_eur", "dette_locative_eur")}
    two_ways = {c: text(c).str.contains(r"\.[0-9]{3}") for c in euros}
    typed |= {c: pl.when(~two_ways[c], e >= 0).then((e * 100).round().cast(pl.Int64)) for c, e in euros.items()}
    typed["nb_personnes"] = text("nb_personnes").cast(pl.Int64, strict=False)
    words = {c: text(c).cast(pl.Enum(slugs), strict=False) for c, slugs in VOCABULARIES.items()}
    commune, postcode = text("adresse_commune_insee"), text("adresse_code_postal")
    required = ("id_dossier", "mois_transfert", "locataire_nom", "adresse_voie", "adresse_commune_insee")
    unreadable = {c: text(c).is_not_null() & typed[c].is_null() for c in (*days, "locataire_date_naissance")}
    pairs = [code + p for code, known in register.communes.items() for p in known.postcodes]
    faults = {f"{c}: missing": text(c).is_null() for c in required}
    blank = {c: text(c).is_null() | text(c).is_in(BLANK) for c in words if c != "bailleur_type"}
    faults |= {f"{c}: unknown": words[c].is_null() & ~empty for c, empty in blank.items()}
    faults |= {
        "id_dossier: malformed": ~text("id_dossier").str.contains(r"^[A-Za-z0-9._-]{3,40}$"),
        "mois_transfert: other": text("mois_transfert") != "2021-06",
        "adresse_commune_insee: unknown": commune.str.starts_with("62") & ~commune.is_in(list(register.communes)),
        "date_acte: unreadable": unreadable.pop("date_acte"),
        "date_acte: implausible": late.pop("date_acte"),
    }
    served = ~text("stade_procedure").is_in(["signalement", NOT_KNOWN["stade_procedure"]])
    warnings = {f"{c}: unreadable": e for c, e in unreadable.items()} | {f"{c}: late": e for c, e in late.items()}
    warnings |= {f"{c}: unreadable": text(c).is_not_null() & typed[c].is_null() for c in euros}
    warnings |= {f"{c}: blank": empty for c, empty in blank.items()}
    warnings |= {
        "dette_locative_eur: zero": typed["dette_locative_eur"] == 0,
        "nb_personnes": text("nb_personnes").is_not_null() & ~typed["nb_personnes"].is_between(1, 30).fill_null(False),
        "date_acte: missing": served & text("date_acte").is_null(),
        "adresse_code_postal: missing": postcode.is_null(),
        "adresse_code_postal: other": ~pl.concat_str(commune, postcode).is_in(pairs) & commune.str.starts_with("62"),
        "locataire_telephone": ~text("locataire_telephone").str.contains(r"^\+[1-9]\d{6,14}$"),
        "locataire_courriel": ~text("locataire_courriel").str.contains(r"^[^@\s]+@[^@\s]+\.[A-Za-z]+$"),
        "bailleur_siret": ~text("bailleur_siret").str.contains(r"^\d{14}$"),
    }
    return typed | words, faults, warnings


def mask(found: dict[str, pl.Expr]) -> pl.Expr:
    return pl.sum_horizontal(e.fill_null(False).cast(pl.UInt32) * (1 << i) for i, e in enumerate(found.values()))


def raw_keys(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Compare texts as they are written."""
    return rows.with_columns(
        pl.concat_str(parts, separator="|", ignore_nulls=True).alias(k) for k, parts in RAW_KEY.items()
    )


def normal_keys(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Compare texts without accents, case and marks, the usual way: NFKD, then two expressions."""

    def normal(column: str) -> pl.Expr:
        plain = pl.col(column).str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
        return plain.str.replace_all("œ", "oe").str.replace_all("[^a-z0-9]+", " ").str.strip_chars()

    name = pl.concat_str(normal("locataire_nom"), normal("locataire_prenom").fill_null(""), separator="|")
    dwelling = pl.concat_str(pl.col("adresse_commune_insee"), normal("adresse_voie"), separator="|")
    return rows.with_columns(name_key=name, dwelling_key=dwelling)


def prevexp(state: State) -> Outcome:
    transfer, folder, aliases, register, stored = state
    grid = read_grid(transfer, aliases)
    table = read_table(grid, aliases, register, RECEIVED)
    keys = matching_columns(table.frame, aliases).select("name_key", "dwelling_key")
    valid = (
        table.frame.select("id_dossier", "rejected", "dette_locative_cents").hstack(keys).filter(~pl.col("rejected"))
    )
    first = valid.unique(KEY, keep="first", maintain_order=True)
    fresh = first.join(stored, on=KEY, how="anti")
    faults = write_reject_report(grid, table, folder / "rejects-prevexp.csv")
    rejected = int(table.frame["rejected"].sum())
    return (
        *(fresh.height, rejected, faults, table.findings.height - faults),
        *(valid.height - first.height, first.height - fresh.height, int(fresh["dette_locative_cents"].sum())),
    )


def with_stored(keys: Keys | None) -> Callable[[Bench], State]:
    """Make the data, read the pack and the keys of the cases already stored, before the clock starts."""

    def setup(bench: Bench) -> State:
        transfer, stored = write(bench.n, bench.data)
        pack = read_pack(PACK)
        aliases = Aliases.from_mapping(pack.transfer.aliases)
        known = bench.data / f"stored-{keys.__name__ if keys else 'prevexp'}.parquet"
        if not known.exists():
            if keys:
                rows = keys(pl.scan_csv(stored, infer_schema=False)).select(KEY).collect()
            else:
                frame = read_table(read_grid(stored, aliases), aliases, pack.register, RECEIVED).frame
                rows = frame.select("id_dossier").hstack(matching_columns(frame, aliases)).select(KEY)
            rows.write_parquet(known)
        return transfer, bench.data, aliases, pack.register, pl.read_parquet(known)

    return setup


def check(outcome: Outcome) -> str:
    return "/".join(map(str, outcome))


def way(keys: Keys) -> Way:
    return Way(lambda state: by_hand(state, keys), with_stored(keys), check)


WAYS: dict[str, dict[str, Any]] = {
    "intake": {
        "polars": way(raw_keys),
        "polars, normal forms": way(normal_keys),
        "prevexp": Way(prevexp, with_stored(None), check),
    }
}

if __name__ == "__main__":
    main(WAYS, data=False)
