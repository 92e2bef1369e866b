"""What documents say, on the command line."""

from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "samples" / "transfer_62_2021-05.csv"
REFERENCE = "62-2021-06328"


@pytest.fixture(scope="module")
def prevexp_with_cases(shared_prevexp):
    """Take the sample of May in."""
    done = shared_prevexp("intake", SAMPLE, "--received-on", "2021-05-04")
    assert done.returncode == 1, "some rows of the sample are rejected"
    return shared_prevexp


def test_documents_are_noted_then_told(prevexp_with_cases):
    """Noted by name, told in French; what nobody read is told with the name to note it by."""
    noted = prevexp_with_cases("documents", REFERENCE, "lease_concluded_on=2018-05-01", "--on", "2021-05-10")
    assert (noted.returncode, noted.stdout) == (0, "")
    told = prevexp_with_cases("documents", REFERENCE, "--on", "2021-05-10").stdout
    assert "bail conclu le 01/05/2018" in told
    assert "delay_stated" in told.partition("Non lu")[2]


@pytest.mark.parametrize(
    ("said", "code", "words"),
    [
        ("lease_concluded_on", 2, "NOM=VALEUR"),
        ("lease_concluded_on=2018-02-30", 3, "lease_concluded_on"),
        ("lease_conclued_on=2018-02-03", 3, "lease_concluded_on"),
    ],
)
def test_what_cannot_be_noted_is_said_with_what_is_expected(prevexp_with_cases, said, code, words):
    """A usage error, or a refusal that names the field; never a traceback."""
    done = prevexp_with_cases("documents", REFERENCE, said)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr
