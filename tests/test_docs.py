"""What the pages say is true: their examples run and their links lead somewhere.

A block that must not run is preceded by `<!-- no-run: reason -->`; a command that ends with another exit code than 0 by
`<!-- exit: 1 -->`; one that is the text of a file by `<!-- file: NAME -->`. In the output of a command `...` stands for anything. `$ export NAME=value` holds for the
rest of the page.
"""

import doctest
import io
import re
import shlex
from collections.abc import Mapping
from contextlib import redirect_stderr
from contextlib import redirect_stdout
from pathlib import Path

import attrs
import pytest

from prevexp.cli.running import run

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
EXECUTED = [README, *sorted((ROOT / "docs").rglob("*.md"))]
LINKED = [*EXECUTED, ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("plugins/*/*.md"))]
FRAGMENT = re.compile(r"\d+\.(feature|fix|rule|plugin|breaking|removal)\.md")

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MARK = re.compile(r"<!-- (no-run|exit|file): (.+?) -->\s*\Z")
_LINK = re.compile(r"""\]\(([^)\s]+)\)|(?:src|href)="([^"]+)\"""")
_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
_CHECKER = doctest.OutputChecker()


@attrs.frozen(kw_only=True)
class Block:
    """A fenced block of a page."""

    page: Path
    line: int
    language: str
    text: str
    runs: bool
    exit_code: int
    file: str


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def blocks_of(page: Path) -> list[Block]:
    """Return the fenced blocks of a page, in its order."""
    assert page.exists(), f"{name_of(page)} is missing"
    text = page.read_text(encoding="utf-8")
    found = []
    for fence in _FENCE.finditer(text):
        mark = _MARK.search(text, 0, fence.start())
        found.append(
            Block(
                page=page,
                line=text.count("\n", 0, fence.start(2)) + 1,
                language=fence[1],
                text=fence[2],
                runs=not (mark and mark[1] == "no-run"),
                exit_code=int(mark[2]) if mark and mark[1] == "exit" else 0,
                file=mark[2] if mark and mark[1] == "file" else "",
            )
        )
    return found


def commands_of(block: Block) -> list[tuple[str, str]]:
    """Return each `$ prevexp` or `$ export` line of a block with the output shown below it."""
    parts = re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]
    pairs = [part.partition("\n")[::2] for part in parts]
    return [(command, shown) for command, shown in pairs if command.split()[:1] in (["prevexp"], ["export"])]


def exported(command: str) -> dict[str, str]:
    """Return what an `export` line sets."""
    return {name: value for name, _, value in (word.partition("=") for word in shlex.split(command)[1:])}


def told_by(arguments: list[str], env: Mapping[str, str]) -> tuple[int, str]:
    """Run a command in this process, for pages hold many; return its exit code and what both streams say."""
    told = io.StringIO()
    with pytest.MonkeyPatch.context() as there, redirect_stdout(told), redirect_stderr(told):
        for name, value in env.items():
            there.setenv(name, value)
        try:
            code = run(arguments)
        except SystemExit as end:
            code = int(end.code or 0)
    return code, told.getvalue()


def run_command(block: Block, command: str, shown: str, env: Mapping[str, str]) -> None:
    code, told = told_by(shlex.split(command, comments=True)[1:], {**env, "NO_COLOR": "1", "COLUMNS": "100"})
    where = f"{name_of(block.page)}:{block.line}: {command}\n{told}"
    assert code == block.exit_code, where
    if shown.strip():
        wanted, got = _spaced(shown), _spaced(told)
        assert _CHECKER.check_output(wanted, got, doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE), where


def _spaced(text: str) -> str:
    """Return a text with plain spaces for those that do not break, which nobody sees on a page."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def anchors_of(page: Path) -> set[str]:
    """Return the anchors GitHub gives to the headings of a page."""
    headings = _HEADING.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def links_of(page: Path) -> list[str]:
    """Return the links of a page that stay inside the project."""
    assert page.exists(), f"{name_of(page)} is missing"
    found = [first or second for first, second in _LINK.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))]
    return [link for link in found if not re.match(r"[a-z]+:", link)]


@pytest.mark.parametrize("page", EXECUTED, ids=name_of)
def test_examples_of_a_page_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python blocks and the commands of a page run from top to bottom, in one empty folder."""
    monkeypatch.chdir(tmp_path)
    if (ROOT / "examples").is_dir():
        (tmp_path / "examples").symlink_to(ROOT / "examples")
    names: dict[str, object] = {"__name__": "__main__"}
    env: dict[str, str] = {}
    for block in (block for block in blocks_of(page) if block.runs):
        if block.file:
            path = tmp_path / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif block.language == "python":
            moved_down = "\n" * (block.line - 1) + block.text  # a traceback names the line of the page
            exec(compile(moved_down, page, "exec"), names)
        elif block.language in {"console", "sh"}:
            for command, shown in commands_of(block):
                if command.startswith("export"):
                    env |= exported(command)
                else:
                    run_command(block, command, shown, env)


@pytest.mark.parametrize("page", LINKED, ids=name_of)
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    """Every link inside the project names a file that is there and a heading that is in it."""
    broken = []
    for link in links_of(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors_of(target)):
            broken.append(link)
    assert broken == []


def test_every_page_is_found_from_another() -> None:
    """No page of docs/ is an orphan."""
    targets = {
        (page.parent / link.partition("#")[0]).resolve()
        for page in LINKED
        for link in links_of(page)
        if link.partition("#")[0]
    }
    assert [name_of(page) for page in EXECUTED if page != README and page not in targets] == []


def test_news_fragments_say_what_they_are() -> None:
    """Each file of changelog.d is named `<issue>.<type>.md`, a type CONTRIBUTING.md explains."""
    fragments = [file.name for file in (ROOT / "changelog.d").iterdir() if file.name != "README.md"]
    assert [name for name in fragments if not FRAGMENT.fullmatch(name)] == []


@pytest.mark.parametrize("marker", ["demo-command", "tests-command"])
def test_the_readme_offers_one_line_to_run(marker: str) -> None:
    """The block after each marker is what .ci/run runs: one line of shell."""
    assert README.exists(), "README.md is missing"
    found = re.search(rf"<!-- {marker} -->\n```sh\n(.+)\n```\n", README.read_text(encoding="utf-8"))
    assert found, f"README.md has no one-line sh block after <!-- {marker} -->"
