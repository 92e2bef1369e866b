"""Where a dwelling lies: the INSEE code places it, a postcode only confirms; neither it nor a name becomes a code."""

import re

from prevexp.domain.places import Commune
from prevexp.domain.places import CommuneRegister

from .aliases import normalise
from .parsed import Parsed

_CODE = re.compile(r"[0-9]{5}|2[AB][0-9]{3}")
_CUT = re.compile(r"[0-9]{4}")
_ELSEWHERE = re.compile(r"(?:0[1-9]|1[0-9]|2[1-9AB]|[3-8][0-9]|9[0-578])[0-9AB]{3}")
_CODE_AND_NAME = re.compile(r"(?P<code>[0-9]{5}|2[AB][0-9]{3}) (?P<name>\D+)|(?P<first>\D+?) \(?(?P<then>[0-9]{5})\)?")
_POSTCODE = re.compile(r"(?!00)[0-9]{5}")
_POSTCODE_AND_TOWN = re.compile(r"([0-9]{5})[ ,-][^0-9]+(?:[0-9]{1,2})?")

_RESTORED = ("code-leading-zero-restored",)


def _placed(code: str, register: CommuneRegister, notes: tuple[str, ...]) -> Parsed:
    """Say what a text in the form of an INSEE code is to this register."""
    if register.claims(code) or code in register.former:  # a commune that has changed its département since
        if code in register.communes:
            return Parsed(code, notes=notes)
        return Parsed(problem="unknown-commune", remedy=_remedy_of_former(code, register))
    return Parsed(code, notes=notes) if _ELSEWHERE.fullmatch(code) else Parsed(problem="unknown-commune")


def _remedy_of_former(code: str, register: CommuneRegister) -> str | None:
    """Name the commune that took in a former one; the sender writes it, prevexp does not translate."""
    gone = register.former.get(code)
    if gone is None:
        return None
    return f"{gone.insee} n’est plus une commune : écrire {gone.current_insee} ({gone.current_name})"


def _named(form: str, postcode: str | None, register: CommuneRegister) -> list[Commune]:
    """Return the communes of the register that bear a name and, if one is given, a postcode."""
    return [
        commune
        for commune in register.communes.values()
        if normalise(commune.name) == form and (postcode is None or postcode in commune.postcodes)
    ]


def _by_name(text: str, register: CommuneRegister) -> Parsed:
    """Read a cell that holds a name: it is accepted only beside its own code, otherwise the remedy names the code."""
    both = _CODE_AND_NAME.fullmatch(text)
    code = both and (both["code"] or both["then"])
    form = normalise((both["name"] or both["first"]) if both else text)
    if code and code in register.communes and normalise(register.communes[code].name) == form:
        return Parsed(code, notes=("commune-name-dropped",))
    named = _named(form, code, register)
    if len(named) > 1 or (code in register.communes and _named(form, None, register)):
        return Parsed(problem="ambiguous-commune")
    return Parsed(
        problem="unknown-commune", remedy=f"{named[0].name} : écrire le code INSEE {named[0].insee}" if named else None
    )


def parse_commune(text: str, *, register: CommuneRegister) -> Parsed:
    """Read an INSEE code; four digits get their zero back, a former code is not translated.

    Another département is accepted, not a code without one. A name is accepted beside its own code only; a name or a
    postcode alone never places a case. Source: samples, "Field by field".
    """
    code = text.replace(" ", "").upper()
    if _CUT.fullmatch(code):
        return _placed(f"0{code}", register, _RESTORED)
    return _placed(code, register, ()) if _CODE.fullmatch(code) else _by_name(text, register)


def parse_postcode(text: str) -> Parsed:
    """Read a postcode of five digits; four get their zero back, a town in the same cell is dropped."""
    code = text.replace(" ", "")
    if _POSTCODE.fullmatch(code):
        return Parsed(code)
    if _CUT.fullmatch(code) and _POSTCODE.fullmatch(f"0{code}"):
        return Parsed(f"0{code}", notes=_RESTORED)
    if (found := _POSTCODE_AND_TOWN.fullmatch(text)) and _POSTCODE.fullmatch(found[1]):
        return Parsed(found[1], notes=("town-dropped",))
    return Parsed(problem="postcode-unusable")
