"""Dates that may be partial: '2021', '2021-03' or '2021-03-14'. The database refuses any other text."""

import re
from calendar import monthrange
from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

PATTERN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class PartialDate(str):
    """A year, a month or a day, as ISO 8601 text; sorts as text does. Raises ValueError on anything else."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        match = PATTERN.fullmatch(text)
        if not match:
            raise ValueError(f"« {text} » is not a year, a month or a day")
        year, month, day = (int(part) if part else 1 for part in match.groups())
        date(year, month, day)
        return super().__new__(cls, text)

    @property
    def precision(self) -> str:
        """'year', 'month' or 'day'."""
        return {4: "year", 7: "month", 10: "day"}[len(self)]

    @property
    def earliest(self) -> date:
        """The first day it may be."""
        year, month, day = (*map(int, self.split("-")), 1, 1)[:3]
        return date(year, month, day)

    @property
    def latest(self) -> date:
        """The last day it may be."""
        year, *rest = map(int, self.split("-"))
        month = rest[0] if rest else 12
        day = rest[1] if len(rest) > 1 else monthrange(year, month)[1]
        return date(year, month, day)


class PartialDateField(models.CharField):
    """Stores a PartialDate as text; empty text where the date is not known. The check stands in the database."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def db_type(self, connection: Any) -> str:
        """The domain that projects/migrations/0001 makes."""
        return "partial_date"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> PartialDate | str | None:
        return PartialDate(value) if value else value

    def formfield(self, **kwargs: Any) -> Any:
        """What is no date is told beside its field, before a form reckons with it."""
        return super().formfield(**{"validators": [self.to_python], **kwargs})

    def to_python(self, value: Any) -> PartialDate | str | None:
        if not value:
            return ""
        try:
            return PartialDate(str(value))
        except ValueError:
            raise ValidationError(_("Give a year, a month or a day: 2021, 2021-03 or 2021-03-14.")) from None
