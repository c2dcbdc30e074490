"""What the models of both applications are made with: constraints, stored folded columns, search indexes, words in two languages."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, GeneratedField, Q, TextField
from django.utils.translation import get_language

from projects.querysets import search_words


def one_of(field: str, choices: type[models.TextChoices], name: str) -> models.CheckConstraint:
    """The database refuses a word that is not in the list."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": choices.values}), name=name)


def in_order(first: str, last: str, name: str) -> models.CheckConstraint:
    """The database refuses a period that ends before it begins, as far as partial dates tell."""
    order = Func(F(first), F(last), function="partial_dates_in_order", output_field=models.BooleanField())
    return models.CheckConstraint(condition=order, name=name)


def folded(field: str) -> GeneratedField:
    """The field without capitals, accents and punctuation, stored: what is searched and sorted by."""
    return GeneratedField(
        expression=Func(F(field), function="fold", output_field=TextField()), output_field=TextField(), db_persist=True
    )


def trigram(field: str, name: str) -> GinIndex:
    """An index that finds any part of the text, also with typing errors."""
    return GinIndex(OpClass(F(field), name="gin_trgm_ops"), name=name)


def stems(name: str, *fields: str) -> GinIndex:
    """An index over `search_words`: nothing is stored twice, neither in the row nor in its history."""
    return GinIndex(search_words(*fields), name=name)


def in_language(thing: Any, field: str) -> str:
    """`field_fr` or `field_en`, after the language of the page; the other one where it is empty."""
    french, english = getattr(thing, f"{field}_fr"), getattr(thing, f"{field}_en")
    return (french or english) if (get_language() or "fr").startswith("fr") else (english or french)
