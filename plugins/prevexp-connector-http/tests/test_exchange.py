"""Through the facade: a territory names the connector, referrals leave by it and answers come by it."""

import shutil
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from importlib.metadata import EntryPoint
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import prevexp
import prevexp_departement_62
from prevexp.domain.errors import ConnectorFailed
from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import PluginFault
from prevexp.domain.referral import ReferralPurpose
from prevexp.domain.referral import ReferralStatus
from prevexp.domain.values import Secret
from prevexp.domain.vocabulary import ProofKind
from prevexp.registry import Registry
from prevexp.testing.connectors import Upset
from prevexp_connector_http.fake import TOKEN
from prevexp_connector_http.fake import FakeService
from prevexp_connector_http.settings import Access
from prevexp_connector_http.settings import HttpSettings

MAY, TEN, ELEVEN = date(2021, 5, 4), date(2021, 5, 10), date(2021, 5, 11)
NOON = datetime(2021, 11, 1, 12, tzinfo=UTC)
POINT = EntryPoint("connector-http", "prevexp_connector_http", "prevexp")
LIST = {
    "id_dossier": "62-2021-1",
    "mois_transfert": "2021-05",
    "stade_procedure": "commandement_de_payer",
    "date_acte": "2021-04-12",
    "parc": "prive",
    "locataire_nom": "Zzexemplard",
    "locataire_prenom": "Camille",
    "adresse_voie": "1 rue du Modèle Inventé",
    "adresse_code_postal": "62000",
    "adresse_commune_insee": "62041",
    "dette_locative_eur": "1560.50",
    "suivi_service_social": "non_suivi",
    "source_suivi": "caf",
    "information_rgpd": "oui",
}
CONNECTORS = """
[[connector]]
recipient = "conseil_departemental"
connector = "connector-http.json"
form = "csv"
source = "convention inventée"

[[connector.purpose]]
purpose = "social_support"
shared_for = "social_support"
words = "accompagnement social"

[[connector.column]]
header = "nom"
place = "identity.surname"

[[connector.column]]
header = "dette_eur"
place = "facts.facts.arrears_cents"
"""
SENSITIVE = '\n[[connector.column]]\nheader = "situation"\nplace = "facts.facts.persons"\n'


@pytest.fixture
def service():
    with FakeService() as one:
        yield one


@pytest.fixture
def opened(tmp_path, service):
    """Open the caseload of a Pas-de-Calais whose Conseil départemental is reached by the connector."""
    folder = tmp_path / "pack"
    shutil.copytree(Path(prevexp_departement_62.__file__).parent / "pack", folder)

    def run(connectors=CONNECTORS, points=(POINT,), **more):
        (folder / "connectors.toml").write_text(connectors, encoding="utf-8")
        access = Access(url=service.url, token=Secret(TOKEN), timeout_ms=1000, **more)
        own = [one for one in entry_points(group="prevexp") if one.name == "departement-62"]
        settings = {"connector-http": HttpSettings(partners={"cd62": access})} if points else {}
        registry = Registry.build([*own, *points], settings=settings)
        assert registry.faults == ()
        return prevexp.open("memory:", territory=str(folder), now=lambda: NOON, registry=registry)

    return run


def proposed(caseload, tmp_path):
    """Take one case in whose household agreed, and propose it to the Conseil départemental."""
    path = tmp_path / "liste.csv"
    path.write_text(f"{','.join(LIST)}\n{','.join(LIST.values())}\n", encoding="utf-8")
    caseload.receive(path, received_on=MAY)
    case_id = caseload.find("62-2021-1")
    caseload.give_agreement(case_id, on=MAY, proof=ProofKind.SIGNED_FORM)
    caseload.propose_referral(case_id, on=TEN, partner="cd62", purpose=ReferralPurpose.SOCIAL_SUPPORT)
    return case_id


def test_a_referral_leaves_with_what_the_view_lets_pass_and_no_more(opened, service, tmp_path):
    """The configured columns arrive, euros for cents; no id of prevexp, no street, no first name does."""
    with opened() as caseload:
        case_id = proposed(caseload, tmp_path)
        done = caseload.send_referrals("cd62", on=ELEVEN, folder=tmp_path / "echanges")
        assert (len(done.sent), done.file) == (1, None)
        assert caseload.referrals(case_id, on=ELEVEN)[0].status is ReferralStatus.SENT
    (row,) = service.rows.values()
    assert row["values"] == {"nom": "Zzexemplard", "dette_eur": "1560.50"}
    assert not [text for text in (case_id, "Camille", "Inventé", "62-2021-1") if text in str(row)]


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        (Upset.ANSWER_LOST, "unreachable"),
        (Upset.SILENT, "timeout"),
        (Upset.REFUSED, "refused"),
        (Upset.GARBLED, "unreadable"),
    ],
)
def test_a_sending_nobody_confirmed_is_written_down_and_goes_once(opened, service, tmp_path, how, reason):
    """The case tells of the failure; the next run sends the same row under the same id, and the partner has it once."""
    with opened() as caseload:
        case_id = proposed(caseload, tmp_path)
        service.upset(how, after=1)
        with pytest.raises(ConnectorFailed) as failed:
            caseload.send_referrals("cd62", on=ELEVEN, folder=tmp_path / "echanges")
        assert (failed.value.reason, failed.value.partner) == (reason, "cd62")
        assert [(one.slug, one.reason) for one in caseload.events(case_id)[-1:]] == [("sending-failed.v1", reason)]
        assert caseload.referrals(case_id, on=ELEVEN)[0].status is ReferralStatus.PROPOSED
        service.calm()
        again = caseload.send_referrals("cd62", on=ELEVEN + timedelta(days=1), folder=tmp_path / "echanges")
        assert len(again.sent) + len(again.already) == 1
        assert caseload.referrals(case_id, on=ELEVEN + timedelta(days=1))[0].status is ReferralStatus.SENT
        assert caseload.faults() == (), "a network that fails is nobody's fault"
    assert len(service.rows) == 1


def test_a_column_of_a_group_the_connector_does_not_carry_is_refused_before_anything_leaves(opened, service, tmp_path):
    """The household is of no group the connector declares: not one request is made."""
    with opened(CONNECTORS + SENSITIVE) as caseload:
        proposed(caseload, tmp_path)
        with pytest.raises(InvalidValue, match="situation"):
            caseload.send_referrals("cd62", on=ELEVEN, folder=tmp_path / "echanges")
    assert service.requests == 0


def test_answers_come_by_it_and_malformed_lines_are_told(opened, service, tmp_path):
    """A good line becomes an event, a bad one is told by its number; the partner gets the receipt."""
    with opened() as caseload:
        case_id = proposed(caseload, tmp_path)
        caseload.send_referrals("cd62", on=ELEVEN, folder=tmp_path / "echanges")
        (reference,) = (row["reference"] for row in service.rows.values())
        lines = (
            f"reference_orientation;reponse;date_reponse\n{reference};acceptée;18/05/2021\nXX;peut-être;18/05/2021\n"
        )
        service.leave(lines.encode("cp1252"))
        ((path, received),) = caseload.receive_from("cd62", folder=tmp_path / "echanges", received_on=date(2021, 5, 20))
        assert [(one.line, one.outcome) for one in received.lines] == [(2, "recorded"), (3, "refused")]
        assert caseload.referrals(case_id, on=date(2021, 5, 20))[0].status is ReferralStatus.ACCEPTED
        assert list(caseload.receive_from("cd62", folder=tmp_path / "echanges", received_on=date(2021, 5, 21))) == []
        assert path.stat().st_mode & 0o077 == 0
    (told,) = service.receipts.values()
    assert [one["outcome"] for one in told] == ["recorded", "refused"]


def test_a_connector_that_is_not_installed_is_named_with_those_that_are(opened, tmp_path):
    """The pack asks for it: nothing leaves by another way."""
    with opened(points=()) as caseload:
        proposed(caseload, tmp_path)
        with pytest.raises(PluginFault, match=r"connector-http\.json; known: prevexp\.files"):
            caseload.send_referrals("cd62", on=ELEVEN, folder=tmp_path / "echanges")
