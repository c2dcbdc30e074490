"""The history of a record as plain rows. In: a record of a tracked model. Out: its changes, the newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import F
from django.utils.translation import pgettext_lazy

from projects.models import Register

KINDS = {
    "insert": pgettext_lazy("record", "Made"),
    "update": pgettext_lazy("record", "Changed"),
    "delete": pgettext_lazy("record", "Deleted"),
}


@dataclass(frozen=True)
class Change:
    """One event: what happened, when, who and which import did it, and (field, before, after) of each field."""

    kind: str
    when: datetime
    who: str
    import_id: str
    reason: str
    fields: list[tuple[str, str, str]]


def changes_of(record: Any) -> list[Change]:
    """The changes of a record whose model is `tracked`; an empty list where the triggers saw none."""
    events = list(record.history.select_related("pgh_context").order_by("pgh_id"))
    names = {event.pgh_id: metadata(event).get("user") for event in events}
    people = get_user_model().objects.filter(pk__in=filter(None, names.values()))
    users = {user.pk: user.get_username() for user in people}
    columns = [field for field in record._meta.concrete_fields if field.name != "id" and not field.generated]
    rows, before = [], None
    for event in events:
        found = metadata(event)
        changed = differences(before, event, columns) if event.pgh_label == "update" else []
        rows.append(
            Change(
                kind=str(KINDS.get(event.pgh_label, event.pgh_label)),
                when=event.pgh_created_at,
                who=users.get(found.get("user"), ""),
                import_id=str(found.get("import_id") or ""),
                reason=str(found.get("reason") or ""),
                fields=changed,
            )
        )
        before = event
    return rows[::-1]


def metadata(event: Any) -> dict[str, Any]:
    """What was known of who made the change."""
    return (event.pgh_context.metadata if event.pgh_context_id else None) or {}


def differences(before: Any, after: Any, columns: list[Any]) -> list[tuple[str, str, str]]:
    """(label, before, after) of each field that differs between two events; none where there is no earlier one."""
    if before is None:
        return []
    pairs = [(field, getattr(before, field.attname, None), getattr(after, field.attname, None)) for field in columns]
    return [(str(field.verbose_name), shown(old, field), shown(new, field)) for field, old, new in pairs if old != new]


def shown(value: Any, field: Any = None) -> str:
    """A value as people read it: the word of a closed list instead of its code."""
    words = dict(getattr(field, "flatchoices", None) or ())
    return "—" if value in (None, "") else str(words.get(value, value))


def new_data_version(register: int) -> None:
    """The data of the register with this id changed: what was drawn from the old ones is drawn again."""
    Register.objects.filter(pk=register).update(data_version=F("data_version") + 1)
