"""Plugins are loaded one by one; one that fails is named and the rest goes on."""

from collections.abc import Callable
from importlib.metadata import EntryPoint
from itertools import permutations

import pytest

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
        "place",
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
    registry = Registry.build(install(aa=GOOD, bad=source.replace("d99", "bad"), zz=GOOD.replace("d99", "zz")))
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
    seen = {
        tuple(str(one) for one in (*found.infos, *found.packs)) for found in map(Registry.build, permutations(points))
    }
    assert len(seen) == 1


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
