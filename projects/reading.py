"""What a visitor reads: where a public row points at a fact that is not public, it points at nothing.

A release is written so (`funding.release_tables`), and pages of the register read so: in `reading_public()`, a key that may
be empty and points at a fact that nobody published, or that was withdrawn, is None. Rows that can't be without such a fact
are no public rows (`FactQuerySet.public`). The staff's pages and imports see everything.
"""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from contextvars import ContextVar
from typing import Any

from django.db import models
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor

from projects.blocks import holding

READING: ContextVar[bool] = ContextVar("reading", default=False)


def reading_public() -> AbstractContextManager[None]:
    return holding(READING, True)


class PublicOnly(ForwardManyToOneDescriptor):
    """A key to a fact, empty for a visitor where the fact is not public."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        found: Any = super().__get__(instance, cls)
        hidden = instance is not None and found is not None and READING.get() and not found.published
        return None if hidden else found


def is_published(model: Any) -> bool:
    """Whether rows of a model are public or not."""
    return any(field.name == "published" for field in model._meta.concrete_fields)


def keys_to_facts(model: Any) -> Iterator[models.ForeignKey]:
    """The keys of a model that point at what is public or not."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and is_published(field.related_model):
            yield field


def is_needed(field: models.ForeignKey) -> bool:
    """Whether a row can't be without what the key points at."""
    return not field.null


def hide_what_is_not_public(known: Iterable[Any]) -> None:
    """Every key that may be empty, of every model, once the models are there."""
    for model in known:
        if is_published(model) and not model._meta.proxy:
            for field in keys_to_facts(model):
                if field.null:
                    setattr(model, field.name, PublicOnly(field))
