"""What the database would refuse, seen before it is asked: a row with such a problem waits, the others go on.

In: a record kind and a row's values. Out: problems {column, cell, code, raw, field, parameters, blocking}.
Each rule has its twin among the constraints of the models.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from funding.choices import RULES_OF_A_NUMBER, RULES_OF_AWARDS
from funding.imports.keys import value_of

REQUIRED: dict[str, tuple[tuple[str, ...], ...]] = {
    "award": (("title", "project", "payer", "recipient", "programme", "reference"),),
    "organization": (("name",),),
    "participation": (("project",), ("organization",)),
    "membership": (("organization",), ("person", "holder_organization")),
    "contribution": (("organization",),),
    "event": (("organization",),),
    "programme": (("name",),),
    "position": (("group",), ("law",), ("position",)),
    "reported_figure": (("label",), ("unit",)),
    "access_request": (("organization", "body_text"),),
}
# What an award says of its project, and has no place for where there is none.
PARTNERS = ("lead", "host", "public_partner", "private_partner", "partner")
OF_PROJECTS = frozenset({"use_type", "use_domain", "project_stage", "project_status", "project_outcome", *PARTNERS})
PERIODS = (("valid_from", "valid_to"), ("sent", "answered"))
NOT_NEGATIVE = ("fee", "hours", "headcount")
# Names are what a record is found by: they are never cut.
LONGEST = {
    **dict.fromkeys(("name", "payer", "recipient", "organization", "holder_organization"), 2_000),
    **{"person": 200, "acronym": 40, "group": 200, "law": 200, "unit": 40, "reference": 120},
}
DATED = frozenset(name for pair in PERIODS for name in pair)
DIGITS = 18
MOST = Decimal(10) ** (DIGITS - 1)
CODES = frozenset(
    {
        *("record-unknown", "field-missing", "ends-before-it-begins", "negative", "number-too-big"),
        *("year-implausible", "currency-unknown", "name-too-long", "no-project-to-say-it-of"),
    }
)


def problems(record_kind: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    """The problems that keep the row out of the register until someone looks."""
    if record_kind not in REQUIRED:
        return [problem(values, "", "record-unknown")]
    found = [*missing(record_kind, values)]
    if not DATED.isdisjoint(values):
        found.extend(out_of_order(values))
    if record_kind == "award" and not OF_PROJECTS.isdisjoint(values):
        found.extend(without_project(values))
    if not all_well(values):
        found.extend((*numbers(values), *too_long(values)))
    return found


def all_well(values: dict[str, Any]) -> bool:
    """Whether no number and no name of the row needs a look: most rows are so, and are told in one pass."""
    for name in WELL.keys() & values.keys():
        value = values[name].get("value")
        if value and not WELL[name](value):
            return False
    return True


def problem(
    values: dict[str, Any], name: str, code: str, blocking: bool = True, /, **parameters: Any
) -> dict[str, Any]:
    """One problem of one field, where it stands in the file."""
    entry = values.get(name) or {}
    cell = entry.get("cell", "")
    column = re.sub(r"\d", "", cell)
    found = {"column": column, "cell": cell, "code": code, "raw": entry.get("raw", ""), "field": name}
    return found | {"parameters": parameters, "blocking": blocking}


def missing(record_kind: str, values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for alternatives in REQUIRED[record_kind]:
        for name in alternatives:
            if name in values and values[name].get("value"):
                break
        else:
            yield problem(values, alternatives[0], "field-missing", field=alternatives[0])
    figure = record_kind == "reported_figure" and not value_of(values, "value")
    if figure and not (value_of(values, "qualifier") == "in_words" and (values.get("value") or {}).get("raw")):
        yield problem(values, "value", "field-missing", field="value")
    rule, terms = (value_of(values, name) or "" for name in ("rule", "rule_terms"))
    of_a_number = rule in RULES_OF_A_NUMBER and not re.fullmatch("[0-9]+", terms)
    if record_kind == "reported_figure" and (of_a_number or (rule in RULES_OF_AWARDS and not terms)):
        yield problem(values, "rule_terms", "field-missing", field="rule_terms")


def without_project(values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What the row says of a project where it names none: an entry for a company, for instance. It stays in the row."""
    stated = {name for name in (*OF_PROJECTS, "title", "project", "entry_type") if value_of(values, name)}
    partners = not stated.isdisjoint(PARTNERS) and "entry_type" not in stated
    is_project = "title" in stated and (value_of(values, "entry_type") == "project" or partners)
    if "project" not in stated and not is_project:
        yield from (problem(values, name, "no-project-to-say-it-of", False) for name in sorted(OF_PROJECTS & stated))


def out_of_order(values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for first, last in PERIODS:
        start, end = value_of(values, first) or "", value_of(values, last) or ""
        length = min(len(start), len(end))
        if length and start[:length] > end[:length]:
            yield problem(values, last, "ends-before-it-begins", start=start, end=end)


def numbers(values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name in NOT_NEGATIVE:
        if (value := value_of(values, name)) and Decimal(value) < 0:
            yield problem(values, name, "negative")
    for name in ("amount", "fee", "value"):
        if (value := value_of(values, name)) and is_too_big(value):
            yield problem(values, name, "number-too-big")
    if (count := value_of(values, "count_of_projects")) and Decimal(count) < 1:
        yield problem(values, "count_of_projects", "negative")
    if (year := value_of(values, "fiscal_year")) and not is_plausible(year):
        yield problem(values, "fiscal_year", "year-implausible")
    currency = value_of(values, "currency")
    if currency and not is_currency(currency):
        yield problem(values, "currency", "currency-unknown")


def is_plausible(year: str) -> bool:
    return 1900 <= int(year[:4]) <= 2100


def is_currency(text: str) -> bool:
    return len(text) == 3 and text.isascii() and text.isalpha() and text.isupper()


def is_too_big(value: str) -> bool:
    """Whether it has more digits before its mark than the database has room for."""
    return (len(value) >= DIGITS or "E" in value) and abs(Decimal(value)) >= MOST


def too_long(values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name, entry in values.items():
        limit = LONGEST.get(name)
        if limit and len(entry.get("value") or "") > limit:
            yield problem(values, name, "name-too-long", limit=limit)


def fits(limit: int) -> Callable[[str], bool]:
    return lambda value: len(value) <= limit


# {field: whether its value is surely well}; the others are looked at by `numbers` and `too_long`.
WELL: dict[str, Callable[[str], bool]] = {
    **{name: fits(limit) for name, limit in LONGEST.items()},
    **dict.fromkeys(("hours", "headcount"), lambda value: value[0] != "-"),
    **dict.fromkeys(("amount", "fee", "value"), lambda value: value[0] != "-" and not is_too_big(value)),
    "count_of_projects": lambda value: Decimal(value) >= 1,
    "fiscal_year": is_plausible,
    "currency": is_currency,
}
