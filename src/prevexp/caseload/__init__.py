"""The application floor: the facade `Caseload` and what its methods give back."""

from .facade import Caseload
from .opening import open_caseload

__all__ = ["Caseload", "open_caseload"]
