"""Where and under which choices the law is applied: a place, its calendar, the settled policies."""

from collections.abc import Mapping

import attrs

from ..domain.errors import LegalInputRefused
from .calendar import Calendar
from .law import Law
from .policies import PolicyId
from .policies import settle


@attrs.frozen(kw_only=True)
class Setting:
    """One département (and one commune, as to Good Friday), the law with its local values, a choice for each policy."""

    law: Law = attrs.field(repr=False)
    department: str
    calendar: Calendar
    policies: Mapping[str, str]

    @classmethod
    def of(
        cls,
        law: Law,
        department: str,
        *,
        policies: Mapping[str, str] | None = None,
        temple: bool | None = None,
    ) -> "Setting":
        """Return the setting of a place; `policies` are the territory's choices.

        Raises LegalInputRefused for a département that does not exist, a policy or a choice that is not known.
        """
        if department not in law.departments:
            meant = [one for one in (department.upper(), f"0{department}") if one in law.departments]  # 2a, 1
            raise LegalInputRefused("unknown-territory", territory=department, nearest=next(iter(meant), None))
        return cls(
            law=law,
            department=department,
            calendar=Calendar.of(department, law.holidays, temple=temple),
            policies=settle(law.policies, policies or {}),
        )

    def choosing(self, policies: Mapping[str, str], *, temple: bool | None = None) -> "Setting":
        """Return the setting with other choices, and with what is known of the commune's temple."""
        if not policies and temple is None:
            return self
        calendar = self.calendar if temple is None else attrs.evolve(self.calendar, temple=temple)
        settled = settle(self.law.policies, self.policies, policies) if policies else self.policies
        return attrs.evolve(self, calendar=calendar, policies=settled)

    @property
    def overseas(self) -> bool:
        """Say whether the département lies overseas."""
        return self.department in self.law.overseas

    def choice(self, policy: PolicyId) -> str:
        """Return the choice of a policy."""
        return self.policies[policy]
