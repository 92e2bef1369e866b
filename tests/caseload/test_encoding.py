"""Many new cases encoded at once are the very bytes the codec gives for each."""

from datetime import date

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from prevexp.caseload.encoding import identity_bodies
from prevexp.caseload.encoding import reception_bodies
from prevexp.caseload.merging import Context
from prevexp.caseload.rows import facts_of
from prevexp.caseload.rows import identity_of
from prevexp.casework.merging import known_fields
from prevexp.domain.events import CaseReceived
from prevexp.domain.values import Month
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import HousingStock
from prevexp.domain.vocabulary import InformedOfTransmission
from prevexp.domain.vocabulary import LandlordKind
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.domain.vocabulary import Stage
from prevexp.storage.codec import Codec

DAYS = st.none() | st.dates(date(1900, 1, 1), date(2099, 12, 31))
AMOUNTS = st.none() | st.integers(0, 10**9)
TEXTS = st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
SCHEMA = {
    "line": pl.Int64,
    "id_dossier": pl.String,
    "mois_transfert": pl.String,
    "date_signalement": pl.Date,
    "stade_procedure": pl.String,
    "date_acte": pl.Date,
    "date_audience": pl.Date,
    "parc": pl.String,
    "bailleur_type": pl.String,
    "adresse_commune_insee": pl.String,
    "nb_personnes": pl.Int64,
    "loyer_mensuel_cents": pl.Int64,
    "dette_locative_cents": pl.Int64,
    "date_dette": pl.Date,
    "suivi_service_social": pl.String,
    "source_suivi": pl.String,
    "date_suivi": pl.Date,
    "information_rgpd": pl.String,
    "locataire_nom": pl.String,
    "locataire_prenom": pl.String,
    "locataire_date_naissance": pl.Date,
    "locataire_telephone": pl.String,
    "locataire_courriel": pl.String,
    "adresse_voie": pl.String,
    "adresse_code_postal": pl.String,
    "bailleur_nom": pl.String,
    "bailleur_siret": pl.String,
}
SLUGS = {
    "stade_procedure": Stage,
    "parc": HousingStock,
    "bailleur_type": LandlordKind,
    "suivi_service_social": SocialServicesAnswer,
    "information_rgpd": InformedOfTransmission,
}


def column(name, kind):
    """Return a strategy for the values of one column of the table."""
    if name in SLUGS:
        return st.sampled_from([str(slug) for slug in SLUGS[name]])
    special = {
        "line": st.integers(2, 10**6),
        "id_dossier": st.from_regex(r"[A-Za-z0-9._-]{3,40}", fullmatch=True),
        "mois_transfert": st.sampled_from(["2021-05", "1999-12"]),
        "nb_personnes": st.none() | st.integers(1, 30),
        "source_suivi": st.none() | st.sampled_from(["caf", "autre"]),
        "adresse_commune_insee": st.none() | st.sampled_from(["62041", "2A004"]),
    }
    return special.get(name, {pl.Date: DAYS, pl.Int64: AMOUNTS, pl.String: TEXTS}[kind])


ROWS = st.lists(
    st.fixed_dictionaries({name: column(name, kind) for name, kind in SCHEMA.items()}), min_size=1, max_size=4
)


@given(ROWS)
def test_the_bytes_are_those_of_the_codec(rows):
    """For every row, reception and identity are byte for byte what the codec writes, and read back equal."""
    frame = pl.DataFrame(rows, schema=SCHEMA)
    context = Context(
        transfer="t1",
        received_on=date(2021, 5, 4),
        recorded_at=utc(2021, 5, 4, 9),
        territory="62",
        normal=lambda _, text: text,
    )
    ids = [f"{number:032x}" for number in range(len(rows))]
    codec = Codec()
    receptions, identities = reception_bodies(frame, ids, ids, "62", context), identity_bodies(frame)
    for case_id, row, reception, encoded in zip(ids, rows, receptions, identities, strict=True):
        identity = identity_of(row)
        event = CaseReceived(
            case_id=case_id,
            occurred_on=context.received_on,
            recorded_at=context.recorded_at,
            household_id=case_id,
            territory="62",
            transfer="t1",
            line=row["line"],
            month=Month.parse(row["mois_transfert"]),
            reference=row["id_dossier"],
            facts=facts_of(row),
            known_identity=known_fields(identity),
        )
        assert reception.encode() == codec.encode(event)
        assert encoded.encode() == codec.encode_identity(identity)
        assert codec.decode(reception.encode()) == event
