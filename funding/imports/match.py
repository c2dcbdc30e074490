"""What a name of an import means, and why: the answer of every tier, for bodies and for persons."""

from dataclasses import dataclass, field
from typing import Any

from funding.choices import MentionTier


@dataclass
class Match:
    """A name and what it means: `key` is empty where it waits."""

    name: str
    identifiers: dict[str, str]
    tier: MentionTier
    key: str = ""
    why: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    candidates: list[dict[str, Any]] = field(default_factory=list)
    rows: int = 0


def in_code(why: str, **parameters: Any) -> str:
    """A reason as it is stored: « near|score=97 »."""
    stated = (f"{name}={str(value).replace('|', '/')}" for name, value in parameters.items())
    return "|".join([why, *stated])[:300]
