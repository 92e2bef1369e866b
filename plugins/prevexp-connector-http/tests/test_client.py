"""Requests to a partner: trusted hosts only, no redirection, an end to every wait and to every answer."""

import ssl
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from time import monotonic

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from prevexp.domain.errors import ConnectorFailed
from prevexp.domain.errors import InvalidValue
from prevexp.domain.values import Secret
from prevexp_connector_http import client
from prevexp_connector_http.client import Client
from prevexp_connector_http.fake import TOKEN
from prevexp_connector_http.fake import FakeService
from prevexp_connector_http.fake import _Handler
from prevexp_connector_http.settings import Access
from prevexp_connector_http.settings import HttpSettings


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """Return the file of a certificate for this machine, and the server's side of it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    certificate, private = folder / "server.pem", folder / "server.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, private)
    return certificate, context


def asking(service, token=TOKEN, **more):
    return Client(access=Access(url=service.url, token=Secret(token), **{"timeout_ms": 2000, **more}))


def test_a_server_whose_authority_is_not_trusted_gets_nothing(authority):
    """Not even the token: no request arrives."""
    with FakeService(tls=authority[1]) as service:
        with pytest.raises(ConnectorFailed, match="unreachable"):
            asking(service).get_json("referrals")
        assert service.requests == 0


def test_an_authority_of_the_territory_is_trusted_when_it_is_named(authority):
    """Many a département has its own."""
    with FakeService(tls=authority[1]) as service:
        assert asking(service, ca_file=authority[0]).get_json("referrals") == {"rows": {}}


def test_a_wrong_token_is_a_refusal():
    """The partner does not know the team: nothing is pretended."""
    with FakeService() as service, pytest.raises(ConnectorFailed, match="refused"):
        asking(service, TOKEN[::-1]).get_json("referrals")


def test_a_redirection_is_not_followed(monkeypatch):
    """It would carry the token and the data to a host nobody named."""
    asked = []

    def away(handler, method, said):
        asked.append(handler.path)
        handler.send_response(307)
        handler.send_header("Location", "/v1/elsewhere")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    monkeypatch.setattr(_Handler, "_do", away)
    with FakeService() as service:
        for ask in (lambda one: one.get_json("referrals"), lambda one: one.post_json("referrals", {}, key="k")):
            with pytest.raises(ConnectorFailed, match="refused"):
                ask(asking(service))
    assert asked == ["/v1/referrals"] * 2


def test_an_answer_that_drips_is_given_up_in_time(monkeypatch):
    """Each byte comes in time, the whole never would."""

    def dripping(handler, method, said):
        handler.send_response(200)
        handler.end_headers()
        while not handler.service._well.wait(0.05):
            handler.wfile.write(b" ")
            handler.wfile.flush()

    monkeypatch.setattr(_Handler, "_do", dripping)
    monkeypatch.setattr(client, "_CHUNK", 4)
    started = monotonic()
    with FakeService() as service, pytest.raises(ConnectorFailed, match="timeout"):
        asking(service, timeout_ms=500).get_json("referrals")
    assert monotonic() - started < 3


def test_an_answer_without_an_end_is_given_up(monkeypatch):
    """What is larger than any list of answers is none."""
    monkeypatch.setattr(client, "LARGEST_ANSWER", 10)
    with FakeService() as service:
        service.leave(b"x" * 11)
        with pytest.raises(ConnectorFailed, match="unreadable"):
            asking(service).get("answers/reponses-1.csv")


@pytest.mark.parametrize(
    "url",
    [
        "http://partenaire.example/v1",
        "https://",
        "ftp://localhost",
        "https://nom:secret@partenaire.example",
        "https://partenaire.example/?jeton=1",
    ],
)
def test_an_address_in_clear_is_refused(url):
    """Data of households go over TLS; nothing secret stands in an address."""
    with pytest.raises(InvalidValue, match="url"):
        Access(url=url, token=Secret(TOKEN))


def test_a_partner_that_is_not_configured_is_named_with_those_that_are():
    """A territory reaches the others."""
    access = Access(url="https://partenaire.example", token=Secret(TOKEN))
    with pytest.raises(InvalidValue, match="cd62"):
        HttpSettings(partners={"cd62": access}).access("caf")
    assert TOKEN not in repr(HttpSettings(partners={"cd62": access}))
