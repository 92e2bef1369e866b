"""Plugins are loaded one by one; one that fails is named and the rest goes on."""

import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from itertools import permutations
from pathlib import Path

import pytest

from prevexp.domain.errors import PluginFault
from prevexp.registry import Phase
from prevexp.registry import Registry

Install = Callable[..., list[EntryPoint]]

HEAD = "from pathlib import Path\nfrom prevexp.registry import PackLocation, PluginInfo, hookimpl\n"
INTRODUCTION = """
@hookimpl
def prevexp_plugin():
    return PluginInfo(id="d99", api=1, title="Val-Perdu", contact="equipe@example.org")
"""
PACKS = """
@hookimpl
def prevexp_territory_packs():
    yield PackLocation(department="99", root=Path("somewhere"))
"""
GOOD = HEAD + INTRODUCTION + PACKS


def test_a_plugin_is_introduced_and_its_packs_are_stamped_with_where_they_come_from(install: Install) -> None:
    """Everything a plugin offers names the plugin, its distribution and its version."""
    registry = Registry.build(install(d99=GOOD))
    (pack,) = registry.packs
    assert registry.faults == ()
    assert [(str(origin), info.id) for origin, info in registry.infos] == [("d99 (prevexp-d99 1.0)", "d99")]
    assert (pack.department, str(pack.provenance)) == ("99", "d99 (prevexp-d99 1.0)")


BROKEN = {
    "import error": ("import a_module_that_is_nowhere", Phase.IMPORT, "a_module_that_is_nowhere"),
    "leaves the program": ("raise SystemExit(3)", Phase.IMPORT, "SystemExit: 3"),
    "syntax": ("def", Phase.IMPORT, "SyntaxError"),
    "no introduction": (HEAD + PACKS, Phase.REGISTER, "prevexp_plugin is missing"),
    "unknown hook, nearly right": (
        GOOD + "@hookimpl\ndef prevexp_territory_pack(): return []\n",
        Phase.REGISTER,
        "unknown hook prevexp_territory_pack; did you mean prevexp_territory_packs?",
    ),
    "unknown hook": (
        GOOD + "@hookimpl\ndef prevexp_zzz(): return []\n",
        Phase.REGISTER,
        "unknown hook prevexp_zzz; it may need a plugin API above 1",
    ),
    "unknown argument": (
        HEAD + INTRODUCTION + "@hookimpl\ndef prevexp_territory_packs(place): return []\n",
        Phase.REGISTER,
        "prevexp_territory_packs: no argument place; it may take no argument",
    ),
    "mistyped argument": (
        GOOD + "@hookimpl\ndef prevexp_facts(setings): return []\n",
        Phase.REGISTER,
        "prevexp_facts: no argument setings; did you mean settings?",
    ),
    "argument with a default": (
        GOOD + "@hookimpl\ndef prevexp_facts(settings=None): return []\n",
        Phase.REGISTER,
        "prevexp_facts: settings has a default",
    ),
    "keyword-only argument": (
        GOOD + "@hookimpl\ndef prevexp_facts(*, settings): return []\n",
        Phase.REGISTER,
        "prevexp_facts: settings is keyword-only",
    ),
    "arguments without names": (
        GOOD + "@hookimpl\ndef prevexp_facts(**all): return []\n",
        Phase.REGISTER,
        "prevexp_facts: *all would stay empty; name the arguments: settings",
    ),
    "not marked": (
        GOOD + "def prevexp_facts(settings): return []\n",
        Phase.REGISTER,
        "prevexp_facts is not marked @hookimpl",
    ),
    "two mistakes": (
        GOOD + "@hookimpl\ndef prevexp_fact(): return []\n@hookimpl\ndef prevexp_rules(): return []\n",
        Phase.REGISTER,
        "prevexp_facts?; unknown hook prevexp_rules",
    ),
    "interrupts": ("raise KeyboardInterrupt", Phase.IMPORT, "KeyboardInterrupt"),
    "hangs at import": ("import threading\nthreading.Event().wait()", Phase.IMPORT, "not back within 1 s"),
    "hangs when asked": (
        GOOD.replace("    yield", "    import threading\n    threading.Event().wait()\n    yield"),
        Phase.COLLECT,
        "not back within 1 s",
    ),
    "never ends": (
        GOOD.replace("    yield", "    while True: yield 1 or"),
        Phase.COLLECT,
        "prevexp_territory_packs returned more than 10000 objects",
    ),
    "takes an id of prevexp": (GOOD.replace('id="d99"', 'id="core"'), Phase.COLLECT, "the plugin id core is prevexp's"),
    "takes a command of prevexp": (
        GOOD
        + "from prevexp.registry.offers import CliCommand\n@hookimpl\ndef prevexp_cli_commands():\n"
        + "    return [CliCommand(id='d99.intake', name='intake', help='', load='d99:command')]\n",
        Phase.COLLECT,
        "the name intake is prevexp's own and cannot be taken",
    ),
    "ends before it begins": (
        GOOD
        + "from datetime import date\nfrom prevexp.registry.offers import Exporter\n@hookimpl\n"
        + "def prevexp_exporters():\n    return [Exporter(id='d99.ods', format='ods', media_type='x', suffixes=(),\n"
        + "        write='d99:write', valid_from=date(2022, 1, 2), valid_to=date(2022, 1, 1))]\n",
        Phase.COLLECT,
        "valid_to 2022-01-01 is before valid_from 2022-01-02",
    ),
    "wrapper": (
        GOOD.replace("@hookimpl\ndef prevexp_territory", "@hookimpl(wrapper=True)\ndef prevexp_territory"),
        Phase.REGISTER,
        "wrapper",
    ),
    "newer API": (GOOD.replace("api=1", "api=2"), Phase.API_LEVEL, "plugin API 2; this prevexp serves 1"),
    "introduction of another type": (
        GOOD.replace("return PluginInfo(", "return dict("),
        Phase.COLLECT,
        "prevexp_plugin returned dict",
    ),
    "introduction that does not hold": (GOOD.replace('id="d99"', 'id="d 9"'), Phase.COLLECT, "InvalidValue"),
    "object of another type": (
        GOOD.replace('yield PackLocation(department="99", root=Path("somewhere"))', 'yield "99"'),
        Phase.COLLECT,
        "prevexp_territory_packs returned str, PackLocation is needed",
    ),
    "nothing": (HEAD + INTRODUCTION + PACKS.replace("yield ", "return None and "), Phase.COLLECT, "NoneType"),
    "raises half way": (GOOD + "    raise RuntimeError('half way')\n", Phase.COLLECT, "RuntimeError: half way"),
}


@pytest.mark.parametrize("source, phase, said", BROKEN.values(), ids=BROKEN)
def test_a_broken_plugin_is_named_and_left_out_wholly_while_the_others_work(
    install: Install, source: str, phase: Phase, said: str
) -> None:
    """The fault says which plugin of which distribution failed, at which step and why; nothing of it is used."""
    points = install(aa=GOOD, bad=source.replace("d99", "bad"), zz=GOOD.replace("d99", "zz"))
    Registry.build(points, only=["aa"])  # what prevexp itself imports on the way is no part of the second
    registry = Registry.build(points, import_seconds=1 if "wait()" in source else None)
    (fault,) = registry.faults
    assert (str(fault.provenance), fault.phase) == ("bad (prevexp-bad 1.0)", phase)
    assert said in fault.message
    assert [origin.plugin for origin, _ in registry.infos] == ["aa", "zz"]
    assert [pack.provenance.plugin for pack in registry.packs if pack.provenance] == ["aa", "zz"]


def test_a_class_is_no_plugin(install: Install) -> None:
    """An entry point names a module or an instance; a class would fail at the first call."""
    (point,) = install(bad="class Plugin: pass\n")
    named = EntryPoint(name=point.name, value=f"{point.value}:Plugin", group=point.group)
    assert "a class is registered" in Registry.build([named]).faults[0].message


def test_two_plugins_of_one_name_are_both_left_out_and_name_each_other(install: Install) -> None:
    """Which of two installed versions works must not depend on the order of a search path."""
    registry = Registry.build([*install(version="1.0", d99=GOOD), *install(version="2.0", d99=GOOD)])
    assert registry.infos == ()
    assert [(fault.provenance.version, fault.message) for fault in registry.faults] == [
        ("1.0", "the same name is taken by d99 (prevexp-d99 2.0)"),
        ("2.0", "the same name is taken by d99 (prevexp-d99 1.0)"),
    ]


def test_the_order_in_which_plugins_are_found_does_not_matter(install: Install) -> None:
    """Any order of the entry points gives the same result."""
    points = install(aa=GOOD, bb="raise ValueError('no')", cc=GOOD.replace("d99", "cc"))
    seen = {repr(Registry.build(order)) for order in permutations(points)}
    assert len(seen) == 1


def test_what_is_imported_along_is_not_taken_for_a_hook(install: Install) -> None:
    """A plugin may import the hook of another module; what it defines itself it must mark."""
    shared = GOOD + "def prevexp_facts(settings): return []\n"
    (point,) = install(other=shared)
    importing = f"from {point.module} import prevexp_facts\n" + GOOD
    assert Registry.build(install(d99=importing)).faults == ()


def test_a_strict_registry_raises_the_first_fault(install: Install) -> None:
    """For the author of a plugin a fault is the end of the run."""
    with pytest.raises(PluginFault, match=r"bad.*a_module_that_is_nowhere"):
        Registry.build(install(aa=GOOD, bad="import a_module_that_is_nowhere"), strict=True)


def test_a_plugin_cannot_change_the_registry_it_is_told_of(install: Install) -> None:
    """What is in use is settled; the attempt is a fault that names the plugin."""
    told = GOOD + "@hookimpl\ndef prevexp_on_registry_built(registry):\n    registry.{attempt}\n"
    for attempt, kind in (("faults = ()", "FrozenInstanceError"), ("offers['x'] = ()", "TypeError")):
        registry = Registry.build(install(d99=told.format(attempt=attempt)))
        (fault,) = registry.faults
        assert (fault.provenance.plugin, fault.phase, fault.object) == ("d99", Phase.RUN, "prevexp_on_registry_built")
        assert fault.message.startswith(kind)
        assert len(registry.packs) == 1


def test_a_trace_tells_each_hook_asked(install: Install) -> None:
    """Whose, which, how many objects: enough to see why a thing is not there."""
    seen: list[tuple[object, ...]] = []
    Registry.build(install(d99=GOOD), trace=lambda origin, hook, number, _: seen.append((origin.plugin, hook, number)))
    assert seen == [("d99", "import", 1), ("d99", "prevexp_plugin", 1), ("d99", "prevexp_territory_packs", 1)]


def test_without_plugins_nothing_is_offered_and_nothing_fails() -> None:
    """The library works without a plugin."""
    assert Registry.build([]) == Registry.build(())
    assert Registry.build([]).packs == ()


def test_two_plugins_of_one_id_are_both_left_out_with_both_distributions_named(install: Install) -> None:
    """Nothing is overridden silently: a person decides which of the two stays installed."""
    registry = Registry.build(install(aa=GOOD, bb=GOOD))
    assert registry.infos == ()
    assert registry.packs == ()
    assert {fault.message for fault in registry.faults} == {
        "plugin id d99 is given twice, by aa (prevexp-aa 1.0) and by bb (prevexp-bb 1.0)"
    }


def test_a_plugin_that_hangs_holds_up_neither_a_thread_nor_the_end_of_the_program(tmp_path: Path) -> None:
    """The registry is built on a thread that is not the main one; the process ends by itself (a process: 3 s)."""
    (tmp_path / "hangs.py").write_text("import threading\nthreading.Event().wait()\n", encoding="utf-8")
    (tmp_path / "works.py").write_text(GOOD.replace("d99", "works"), encoding="utf-8")
    code = f"""
from pathlib import Path
from threading import Thread
from prevexp.registry import Registry

def build():
    registry = Registry.build([], plugins_dir=Path({str(tmp_path)!r}), import_seconds=2)
    print([str(fault.phase) for fault in registry.faults], len(registry.packs))

thread = Thread(target=build)
thread.start()
thread.join()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "['import'] 1\n"
