"""The page of a record, unless it is unchanged: what was reported about it and answered stands at its foot.

In: the kind of a record. Out: a decorator for the view of its page, under `in_register`.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from funding.corrections.models import Correction
from projects.models import Register
from projects.unchanged import View, unless_unchanged


def record_unless_unchanged(kind: str) -> Callable[[View], View]:
    return partial(unless_unchanged, also=partial(reported, kind))


def reported(kind: str, register: Register, key: str, **_parts: Any) -> list[tuple[Any, ...]]:
    """Everything that the page may say of the reports about the record."""
    about = Correction.objects.of(register).about(kind, key).order_by("number")
    return list(about.values_list("number", "state", "error_kind", "received_on", "answered_on", "answer", "change"))
