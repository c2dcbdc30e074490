"""Rows that were found once, asked for again by their ids, however many they are.

In: ids. Out: a condition of a queryset. PostgreSQL reads the ids as one text, where a list of a thousand would be a thousand
parameters; DuckDB as a list; who counts in memory takes the numbers (`funding.facet_counting`).
"""

import zlib
from array import array
from collections.abc import Iterable

from django.db.models import BooleanField, F, Func, IntegerField, Q, TextField, Value

# Of eight bytes, as the numbers of rows are.
NUMBERS = "q"


class Ids(str):
    """Ids as PostgreSQL writes an array: « {1,5,8} »; `numbers` are the same."""

    numbers: array

    @classmethod
    def of(cls, ids: "Iterable[int] | Ids") -> "Ids":
        if isinstance(ids, Ids):
            return ids
        return cls.as_they_stand(sorted(ids))

    @classmethod
    def as_they_stand(cls, ids: "Iterable[int]") -> "Ids":
        numbers = array(NUMBERS, ids)
        made = cls(f"{{{','.join(map(str, numbers))}}}")
        made.numbers = numbers
        return made

    def packed(self) -> bytes:
        """What is kept of them."""
        return zlib.compress(self.numbers.tobytes(), 1)

    @classmethod
    def unpacked(cls, kept: bytes) -> "Ids":
        return cls.of(array(NUMBERS, zlib.decompress(kept)))


class Among(Func):
    """Whether a number is one of `ids`; `of_key`: these are ids of the rows themselves."""

    template = "(%(expressions)s::bigint[]))"
    arg_joiner = " = ANY("
    output_field = BooleanField()

    def __init__(self, field: str, ids: Ids) -> None:
        super().__init__(F(field), Value(ids, TextField()))
        self.ids, self.of_key = ids, field == "pk"


class Place(Func):
    """Where a row stands among `ids`, from 1; nothing where it is none of them."""

    template = "array_position(%(expressions)s)"
    arg_joiner = "::bigint[], "
    output_field = IntegerField()

    def __init__(self, ids: Ids) -> None:
        super().__init__(Value(ids, TextField()), F("pk"))


def in_ids(field: str, ids: Iterable[int] | Ids) -> Q:
    """The field is one of the ids."""
    return Q(Among(field, Ids.of(ids)))
