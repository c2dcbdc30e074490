"""What undoing an import did, in words. In: an import that was undone. Out: plain values for its page; no writing."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext

from funding.imports.models import Import
from funding.record_words import field_label, record_label


@dataclass(frozen=True)
class Stays:
    """A fact, or a field of one, that was not taken back; `errored` where it should have been and could not be."""

    kind: str
    name: str
    why: str
    errored: bool


@dataclass(frozen=True)
class Undone:
    """`equal`: the register's checksum is what it was before the import; `changed_since`: it was written to by others
    meanwhile, so that it need not be; `later` are imports that were published after this one and that stand."""

    reversed: int
    stays: list[Stays]
    stays_in_all: int
    checksum_before: str
    checksum_after: str
    changed_since: bool
    later: list[int]

    @property
    def equal(self) -> bool:
        return self.checksum_before == self.checksum_after

    @property
    def more(self) -> int:
        return self.stays_in_all - len(self.stays)


def undo_report(batch: Import) -> Undone | None:
    found = batch.outcome.get("undo")
    if not found:
        return None
    kept = [one for one in found.get("kept", []) if one]
    errored = found.get("errored", [])
    names = usernames(kept)
    later = found.get("later", {})
    return Undone(
        reversed=found.get("reversed", 0),
        stays=[stays(one, names, True) for one in errored] + [stays(one, names, False) for one in kept],
        stays_in_all=found.get("kept_count", len(kept)) + len(errored),
        checksum_before=found.get("checksum_before", ""),
        checksum_after=found.get("checksum_after", ""),
        changed_since=bool(later.get("changed")),
        later=list(later.get("imports", [])),
    )


def usernames(kept: list[dict[str, Any]]) -> dict[int, str]:
    ids = {one["by"]["user"] for one in kept if (one.get("by") or {}).get("user")}
    return {user.pk: user.get_username() for user in get_user_model().objects.filter(pk__in=ids)}


def stays(found: dict[str, Any], names: dict[int, str], errored: bool) -> Stays:
    return Stays(record_label(found.get("kind", "")), found.get("name", ""), why_in_words(found, names), errored)


def why_in_words(found: dict[str, Any], names: dict[int, str]) -> str:
    """« Amount: changed since by import 12 », « other facts that stay need it », « what it pointed at was deleted »."""
    fields = ", ".join(field_label(field.removesuffix("_id")) for field in found.get("fields", []))
    code = found.get("why", "")
    if code == "used-since":
        return gettext("Other facts that stay need it.")
    if code == "said-since":
        return gettext("Import no. %(number)s says it too.") % {"number": found["by"]["import"]}
    if code == "target-gone":
        return gettext("%(fields)s: what it pointed at before was deleted since.") % {"fields": fields}
    if code == "not-put-back":
        return gettext("What it had before points at something that was deleted since: what the import wrote stays.")
    by = who(found.get("by") or {}, names)
    if fields:
        return gettext("%(fields)s: changed since by %(who)s.") % {"fields": fields, "who": by}
    return gettext("Changed since by %(who)s.") % {"who": by}


def who(by: dict[str, Any], names: dict[int, str]) -> str:
    if by.get("import"):
        return gettext("import no. %(number)s") % {"number": by["import"]}
    return names.get(by.get("user") or 0) or gettext("a person")
