"""What starting costs: the baseline's script over bare Python, then the same commands beside fifty installed plugins.

Each plugin is a distribution of its own with one rule; CPU of fresh processes, rounds interleaved.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

BASELINES = Path(os.environ.get("PREVEXP_BASELINES") or Path(__file__).parents[2] / "shared" / "baselines")
NUMBER, ROUNDS = 50, 7
OPEN = "import prevexp; prevexp.open('memory:', territory='62').close()"
COMMANDS = {
    "prevexp --help": ("-m", "prevexp", "--help"),
    "prevexp plugins list": ("-m", "prevexp", "plugins", "list"),
    "prevexp.open": ("-c", OPEN),
}
PLUGIN = """
from prevexp.registry import PluginInfo, hookimpl

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="p{n}", api=1, title="p{n}", contact="equipe@example.org")

@hookimpl
def prevexp_eligibility_rules():
    from prevexp.eligibility import EligibilityRule, facts
    yield EligibilityRule(id="p{n}.cap", question="?", source="-", expression=facts.arrears_cents <= 1, remedy="-")
"""


def installed(site: Path) -> None:
    """Write the plugins as pip would leave them."""
    for n in range(NUMBER):
        (site / f"plugin_{n}.py").write_text(PLUGIN.replace("{n}", str(n)), encoding="utf-8")
        info = site / f"prevexp_p{n}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: prevexp-p{n}\nVersion: 1.0\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[prevexp]\np{n} = plugin_{n}\n", encoding="utf-8")


def cpu(command: tuple[str, ...], path: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": path}
    subprocess.run([sys.executable, *command], check=True, capture_output=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def beside_plugins() -> int:
    """Print the medians with and without the plugins; return 1 if one with them is over twice one without."""
    slow = False
    here = os.environ.get("PYTHONPATH", "")
    with tempfile.TemporaryDirectory() as site:
        installed(Path(site))
        spent = {name: ([], []) for name in COMMANDS}
        for number in range(ROUNDS + 1):
            for name, command in COMMANDS.items():
                pair = cpu(command, here), cpu(command, f"{site}{os.pathsep}{here}")
                if number:  # the first round writes the bytecode
                    spent[name][0].append(pair[0])
                    spent[name][1].append(pair[1])
    for name, (alone, beside) in spent.items():
        ratio = statistics.median(beside) / statistics.median(alone)
        slow = slow or ratio > 2
        medians = [f"{statistics.median(one):.3f} s" for one in (alone, beside)]
        print(f"{name}: {medians[0]} without, {medians[1]} with {NUMBER} plugins, ratio {ratio:.2f}", flush=True)
    return int(slow)


if __name__ == "__main__":
    done = subprocess.run([sys.executable, str(BASELINES / "startup.py"), *sys.argv[1:]], check=False)
    sys.exit(done.returncode or beside_plugins())
