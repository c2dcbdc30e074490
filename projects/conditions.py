"""Filters that are a condition on a row: the same one, turned round, leaves rows out.

In: values of the address. Out: a `Q` that is true of a row once, however many things point at it; a relation to many is
an `Exists` or an `IN`, never a join. « unknown » is a value like others: what no source says can be asked for, counted
and left out.
"""

import copy
from typing import Any

import django_filters
from django.db.models import Choices, Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

UNKNOWN = "unknown"
NOT = "not_"


class Condition(django_filters.Filter):
    """`condition` names the method of the set that takes the values and returns their `Q`."""

    def __init__(self, *args: Any, condition: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.condition = condition

    def __deepcopy__(self, memo: Any) -> "Condition":
        """Every request has filters of its own; what they were made of is shared, but for what its register adds."""
        own = copy.copy(self)
        own.extra = dict(self.extra)
        return own

    def asked(self, values: Any) -> Q:
        return getattr(self.parent, self.condition)(list(values))

    def filter(self, queryset: QuerySet, values: Any) -> QuerySet:
        return self.get_method(queryset)(self.asked(values)) if values else queryset


class WordsFilter(Condition, django_filters.MultipleChoiceFilter):
    """Some of the words of a closed list."""


class KeysFilter(Condition, django_filters.ModelMultipleChoiceFilter):
    """Things by their public keys: `?payer=meie&payer=msss` means either. `unknown`: what none of them is called."""

    def __init__(self, *args: Any, unknown: Any = None, **kwargs: Any) -> None:
        if unknown:
            kwargs |= {"null_label": unknown, "null_value": UNKNOWN}
        super().__init__(*args, to_field_name="key", distinct=False, **kwargs)


class ColumnFilter(WordsFilter):
    """A column of the list's own table has one of the values; `unknown` where an empty column is one."""

    def __init__(self, field_name: str, choices: Any, *, unknown: Any = None, **kwargs: Any) -> None:
        self.unknown = unknown
        super().__init__(field_name=field_name, choices=choices, condition="", distinct=False, **kwargs)

    def asked(self, values: Any) -> Q:
        stored = ["" if self.unknown and value == UNKNOWN else value for value in values]
        return Q(**{f"{self.field_name}__in": stored})


def any_of(choices: Any, field: str, label: Any, unknown: Any = None) -> ColumnFilter:
    """A column of the list's own table has one of the values."""
    words = choices.choices if isinstance(choices, type) and issubclass(choices, Choices) else choices
    if unknown and not callable(words):
        words = [*words, (UNKNOWN, unknown)]
    return ColumnFilter(field, words, unknown=unknown, label=label)


def leaving_out(one: Any) -> Any:
    """The filter that leaves out what the other one asks for."""
    other = copy.deepcopy(one)
    other.exclude, other.label = True, format_lazy(_("{label}, except"), label=one.label)
    return other


def named(values: list[Any], unknown: str = UNKNOWN) -> list[Any]:
    """The values but the one that stands for what nobody named."""
    return [value for value in values if value != unknown]


def either(values: list[Any], known: Q, unknown: Q, code: str = UNKNOWN) -> Q:
    """What the named values ask for, or what nobody named: as far as each is among the values."""
    found: list[Any] = []
    if named(values, code):
        found.append(known)
    if code in values:
        found.append(unknown)
    return Q.create(found, connector=Q.OR)
