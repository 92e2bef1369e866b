"""The application floor: the facade `Caseload` and what its methods give back."""

from .facade import Caseload
from .opening import default_key_file
from .opening import open_caseload

__all__ = ["Caseload", "default_key_file", "open_caseload"]
