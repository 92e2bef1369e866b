"""The pack that docs/plugin/pack.md builds file by file is a whole one: it is read, and the kit holds for it."""

import re
from pathlib import Path

import pytest

import prevexp
from prevexp.testing.packs import PackConformance

pytestmark = pytest.mark.checkout

PAGE = Path(__file__).parents[2] / "docs" / "plugin" / "pack.md"
_FILE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the files of the page as they stand there."""
    folder = tmp_path_factory.mktemp("page")
    for name, text in _FILE.findall(PAGE.read_text(encoding="utf-8")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "my-pack"


KIT = [name for name in dir(PackConformance) if name.startswith("test_pk_")]


@pytest.mark.parametrize("name", KIT)
def test_the_pack_of_the_page_conforms(shown: Path, tmp_path: Path, name: str) -> None:
    """Each test of the kit holds for it, with the communes of the page for those of France."""

    class Shown(PackConformance):
        pack = shown

        def communes(self) -> frozenset[str]:
            return frozenset({"99001", "99002", "99003"})

    kit = Shown()
    kit.begin(tmp_path)
    getattr(kit, name)()


def test_the_folder_is_a_territory_as_it_lies(shown: Path) -> None:
    """No plugin, no installation: the path is the territory."""
    with prevexp.open("memory:", territory=str(shown)) as caseload:
        assert caseload.pack.name == "Val-Perdu"
        assert len(caseload.pack.scenarios) == 4
        assert list(caseload.cases()) == []
