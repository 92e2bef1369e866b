"""Connectors of plugins, through the facade: chosen by id, held to what they say, and named when they fail."""

import shutil
from datetime import date
from pathlib import Path

import pytest

import prevexp_departement_62
from prevexp.domain.errors import ConnectorFailed
from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import PluginFault
from prevexp.domain.referral import ReferralPurpose
from prevexp.domain.referral import ReferralStatus
from prevexp.domain.vocabulary import ProofKind

MAY, TEN, ELEVEN = date(2021, 5, 4), date(2021, 5, 4), date(2021, 5, 4)
PLUGIN = """
from prevexp.domain.sharing import Recipient
from prevexp.domain.vocabulary import FieldGroup
from prevexp.exchange.connectors import InboundFile, SendReceipt
from prevexp.registry import PluginInfo, hookimpl
from prevexp.registry.offers import Connector, Direction

SENT = []

class Made:
    def __init__(self, place, settings):
        self.place = place

    def send(self, rows, *, on):
        SENT.extend(rows)
        {send}

    {more}

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="way", api=1, title="t", contact="c@example.org")

@hookimpl
def prevexp_connectors(settings):
    yield Connector(id="way.out", create=Made, **{{
        "directions": {{Direction.OUTBOUND}}, "data_categories": {{FieldGroup.IDENTITY}}, {offer}}})
"""
SOUND = "return SendReceipt(file=None, sent=tuple(row.row_id for row in rows), already={})"
CONNECTORS = """
[[connector]]
recipient = "conseil_departemental"
connector = "{connector}"
form = "csv"
source = "convention inventée"

[[connector.purpose]]
purpose = "social_support"
shared_for = "social_support"
words = "accompagnement social"

[[connector.column]]
header = "nom"
place = "{place}"
"""


@pytest.fixture
def reached(install, opened, monthly_list, tmp_path):
    """Return a function that opens a territory whose Conseil départemental is reached by a plugin, and its module."""

    def run(send=SOUND, *, more="pass", offer="", connector="way.out", place="identity.surname"):
        folder = tmp_path / "pack"
        shutil.copytree(Path(prevexp_departement_62.__file__).parent / "pack", folder)
        (folder / "connectors.toml").write_text(CONNECTORS.format(connector=connector, place=place), encoding="utf-8")
        points = install(way=PLUGIN.format(send=send, more=more, offer=offer))
        caseload = opened(points, territory=str(folder))
        caseload.receive(monthly_list("62-2021-1"), received_on=MAY)
        case_id = caseload.find("62-2021-1")
        caseload.give_agreement(case_id, on=MAY, proof=ProofKind.SIGNED_FORM)
        caseload.propose_referral(case_id, on=TEN, partner="cd62", purpose=ReferralPurpose.SOCIAL_SUPPORT)
        return caseload, case_id, points[0].load()

    return run


def send(caseload, tmp_path, **more):
    return caseload.send_referrals("cd62", on=ELEVEN, folder=tmp_path / "echanges", **more)


def status(caseload, case_id):
    return caseload.referrals(case_id, on=ELEVEN)[0].status


def test_a_connector_gets_what_the_view_lets_pass_and_the_case_says_that_it_left(reached, tmp_path):
    """Values under the configured headers; no case, no id of prevexp."""
    caseload, case_id, module = reached()
    assert len(send(caseload, tmp_path).sent) == 1
    assert status(caseload, case_id) is ReferralStatus.SENT
    (row,) = module.SENT
    assert {name: value.reveal() for name, value in row.values.items()} == {"nom": "Zz62-2021-1"}
    assert case_id not in repr(row)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("raise ValueError(rows)", "ValueError"),
        ("raise SystemExit", "SystemExit"),
        ("raise ConnectionResetError('Zz62-2021-1')", ""),
        ("return None", "NoneType, SendReceipt is needed"),
    ],
)
def test_a_connector_that_fails_is_told_written_down_and_tried_again(reached, tmp_path, body, told):
    """A bug is a fault that names the plugin, a network that fails is none; either way the row goes again as it was."""
    caseload, case_id, module = reached(body)
    for _ in range(2):
        with pytest.raises(ConnectorFailed) as failed:
            send(caseload, tmp_path)
        assert failed.value.params["connector"] == "way.out"
        assert "Zz62" not in str(failed.value) + str(caseload.faults())
    assert [event.slug for event in caseload.events(case_id)[-2:]] == ["sending-failed.v1"] * 2
    assert status(caseload, case_id) is ReferralStatus.PROPOSED
    assert len({row.row_id for row in module.SENT}) == 1
    assert [told in fault.message and fault.object == "way.out" for fault in caseload.faults()] == [True] * bool(told)


def test_what_a_receipt_does_not_name_did_not_leave(reached, tmp_path):
    """It stays with the team, is written down as failed, and goes again."""
    caseload, case_id, module = reached("return SendReceipt(file=None, sent=(), already={})")
    done = send(caseload, tmp_path)
    assert ([one.left for one in done.left], done.sent) == (["not-confirmed"], ())
    assert caseload.events(case_id)[-1].slug == "sending-failed.v1"
    assert status(caseload, case_id) is ReferralStatus.PROPOSED
    send(caseload, tmp_path)
    assert len(module.SENT) == 2


def test_a_dry_run_hands_nothing_over(reached, tmp_path):
    """A connector that cannot be asked what it has is asked nothing."""
    caseload, case_id, module = reached()
    assert (len(send(caseload, tmp_path, dry_run=True).sent), module.SENT) == (1, [])
    assert status(caseload, case_id) is ReferralStatus.PROPOSED


def test_a_column_of_an_undeclared_group_is_refused_before_the_connector_is_made(reached, tmp_path):
    """The debt is of no group it declares; neither is a place that no view has."""
    caseload, case_id, module = reached(place="facts.facts.arrears_cents")
    with pytest.raises(InvalidValue, match="nom"):
        send(caseload, tmp_path)
    assert (module.SENT, status(caseload, case_id)) == ([], ReferralStatus.PROPOSED)


@pytest.mark.parametrize(
    ("changes", "error", "told"),
    [
        ({"offer": '"recipients": {Recipient.CAF}'}, InvalidValue, "does not reach conseil_departemental"),
        ({"offer": '"directions": {Direction.STATUS}, '}, PluginFault, "way.out: TypeError"),
        ({"connector": "way.in"}, PluginFault, r"no connector way\.in; known: prevexp\.files, way\.out"),
        (
            {"more": "def __getattr__(self, name): raise KeyError", "offer": '"directions": Direction'},
            PluginFault,
            "way",
        ),
    ],
)
def test_a_connector_that_is_not_what_the_territory_needs_is_refused(reached, tmp_path, changes, error, told):
    """Before anything leaves, with what is wrong."""
    caseload, case_id, module = reached(**changes)
    with pytest.raises(error, match=told):
        send(caseload, tmp_path)
    assert (module.SENT, status(caseload, case_id)) == ([], ReferralStatus.PROPOSED)


def test_what_came_before_a_failure_is_taken_in(reached, tmp_path):
    """The first file becomes events; the loss of the second is told."""
    more = """
    def fetch(self):
        for path in sorted(self.place.folder.glob("*.csv")):
            yield InboundFile(path=path, digest="d")
        raise TimeoutError

    def acknowledge(self, file, lines):
        return file.path
    """
    caseload, case_id, module = reached(
        more=more.strip(), offer='"directions": {Direction.OUTBOUND, Direction.INBOUND}'
    )
    send(caseload, tmp_path)
    folder = tmp_path / "echanges" / "cd62"
    folder.mkdir(parents=True)
    lines = f"reference_orientation;reponse;date_reponse\n{module.SENT[0].reference};acceptée;04/05/2021\n"
    (folder / "a.csv").write_bytes(lines.encode("cp1252"))
    files = caseload.receive_from("cd62", folder=tmp_path / "echanges", received_on=ELEVEN)
    assert next(files)[1].ok
    with pytest.raises(ConnectorFailed, match="timeout"):
        next(files)
    assert status(caseload, case_id) is ReferralStatus.ACCEPTED


def test_a_connector_that_brings_nothing_is_not_asked_for_it(reached, tmp_path):
    """It says that it only sends."""
    caseload, _, _ = reached()
    with pytest.raises(InvalidValue, match="not inbound"):
        next(caseload.receive_from("cd62", folder=tmp_path, received_on=ELEVEN))
