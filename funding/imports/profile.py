"""What a person corrected in the reading of a body's file, and how it fits the next one. No database, no Django.

Comes in: the headings of a table, what was picked for it; later the header candidates of another file. Goes out: a
Profile, and the rows and columns that it means there. Headings are compared folded and in any order, so that a file
whose columns were moved is still the same; a table without header is known by its width.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from funding.imports.document import column_letter
from funding.imports.header import HeaderGuess, is_known
from funding.imports.lexicon import folded

WORDS = ("record_kind", "decimal_mark", "date_order", "currency", "unit")


@dataclass(frozen=True, slots=True)
class Profile:
    """`fields` are by heading (« montant », a second one « montant#2 »), by letter where there is no header."""

    signature: str
    fields: Mapping[str, str] = field(default_factory=dict)
    record_kind: str = ""
    decimal_mark: str = ""
    date_order: str = ""
    currency: str = ""
    unit: str = ""
    group_field: str | None = None
    # Of the stored profile, to say which one was replayed.
    id: int = 0

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        words = {name: str(data.get(name) or "") for name in WORDS}
        fields, group = dict(data.get("fields") or {}), data.get("group_field")
        return cls(str(data["signature"]), fields, **words, group_field=group, id=int(data.get("id") or 0))

    def as_json(self) -> dict[str, Any]:
        words = {name: getattr(self, name) for name in WORDS}
        answer = {"signature": self.signature, "fields": dict(self.fields), **words}
        return answer | {"group_field": self.group_field, "id": self.id}


@dataclass(frozen=True, slots=True)
class Fitted:
    """A profile on a file: its header rows (from 0, () for none) and its fields by column letter."""

    profile: Profile
    header: tuple[int, ...]
    fields: Mapping[str, str]


def signature_of(labels: Iterable[str], width: int = 0) -> str:
    """The fingerprint of a table's headings, whatever their order; of its width where it has none."""
    words = sorted(word for label in labels if (word := folded(label)))
    text = "\x1f".join(words) if words else f"headless:{width}"
    return hashlib.sha256(text.encode()).hexdigest()


def named(labels: Mapping[str, str]) -> dict[str, str]:
    """{column letter: what its heading is called}: « montant », a second one « montant#2 », « column C » without any."""
    seen: Counter[str] = Counter()
    names = {}
    for letter, label in labels.items():
        word = folded(label)
        seen[word] += 1
        names[letter] = (word if seen[word] == 1 else f"{word}#{seen[word]}") if word else f"column {letter}"
    return names


def by_heading(labels: Mapping[str, str], fields: Mapping[str, str]) -> dict[str, str]:
    """{heading: field} of what was picked by column letter; `labels` are the headings by letter."""
    names = named(labels)
    return {names[letter]: picked for letter, picked in fields.items() if letter in names}


def by_letter(labels: Mapping[str, str], fields: Mapping[str, str]) -> dict[str, str]:
    """{column letter: field} where these headings stand now."""
    return {letter: fields[name] for letter, name in named(labels).items() if name in fields}


def fitted(candidates: Sequence[HeaderGuess], width: int, profiles: Sequence[Profile]) -> Fitted | None:
    """The profile that a table's header candidates fit, on the likeliest of them; None where none does."""
    known = {profile.signature: profile for profile in reversed(profiles)}
    for guess in candidates:
        profile = known.get(signature_of(guess.labels))
        if profile and any(guess.labels):
            return Fitted(profile, guess.rows, by_letter(lettered(guess.labels), profile.fields))
    headless = known.get(signature_of((), width))
    if headless and not any(sum(is_known(label) for label in guess.labels if label) > 1 for guess in candidates):
        return Fitted(headless, (), by_letter(lettered([""] * width), headless.fields))
    return None


def lettered(labels: Sequence[str]) -> dict[str, str]:
    """{letter: heading} of a sheet's columns from A on."""
    return {column_letter(place): label for place, label in enumerate(labels)}
