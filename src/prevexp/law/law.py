"""The law as one value: parameters, holidays and policies, with what a territory or a plugin adds to them."""

from collections.abc import Mapping

import attrs

from ..domain.errors import LawInvalid
from .holidays import Holiday
from .parameters import Parameter
from .parameters import Source
from .parameters import State
from .policies import Policy


@attrs.frozen(kw_only=True)
class Law:
    """Everything dated that rules read. `rules_of` finds the parameters of a rule such as C2."""

    parameters: Mapping[str, Parameter] = attrs.field(repr=lambda held: f"<{len(held)}>")
    policies: Mapping[str, Policy] = attrs.field(repr=False)
    holidays: tuple[Holiday, ...] = attrs.field(repr=False)
    departments: tuple[str, ...] = attrs.field(repr=False)
    overseas: frozenset[str] = attrs.field(repr=False)
    sources: Mapping[str, Source] = attrs.field(repr=False)

    def of_rule(self, rule: str) -> tuple[Parameter, ...]:
        """Return the parameters a rule reads, in the order of the data; a parameter's own id finds it, too."""
        return tuple(p for p in self.parameters.values() if rule in p.rules or rule == p.id)

    def with_local(
        self, *parameters: Parameter, holidays: tuple[Holiday, ...] = (), department: str | None = None
    ) -> "Law":
        """Return the law of a territory: its own values, holidays and code.

        A national value is never overridden: a parameter that exists may only be given where its versions are local,
        and what it counts and which date picks its version stay as they are.
        Raises LawInvalid otherwise.
        """
        refused = [one.id for one in parameters if not self._may_be_set(one)]
        if refused:
            raise LawInvalid(f"national law cannot be set by a territory: {', '.join(refused)}", problems=refused)
        merged = {**self.parameters, **{one.id: one for one in parameters}}
        added = () if department is None or department in self.departments else (department,)
        return attrs.evolve(
            self,
            parameters=merged,
            holidays=(*self.holidays, *holidays),
            departments=(*self.departments, *added),
        )

    def _may_be_set(self, given: Parameter) -> bool:
        known = self.parameters.get(given.id)
        if known is None:
            return True
        fixed = [version for version in known.versions if version.state is not State.LOCAL]
        return all(version in given.versions for version in fixed) and _meaning(given) == _meaning(known)


def _meaning(parameter: Parameter) -> tuple[object, ...]:
    return parameter.rules, parameter.unit, parameter.factor, parameter.factor_inferred, parameter.rivals
