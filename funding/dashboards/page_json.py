"""A question as JSON: what its page says, for programs. In: a page. Out: a dictionary of texts, numbers and rows."""

from decimal import Decimal
from typing import Any

from funding.dashboards.page import Cell, Page, Rows
from funding.dashboards.words import edition_of, language
from funding.exports import LICENCE
from projects.models import Register


def as_json(page: Page, register: Register, address: str) -> dict[str, Any]:
    """Finding, measures, tables with their columns, definitions. Numbers are texts, so that none loses a digit."""
    return {
        "question": page.slug,
        "title": page.title,
        "finding": " ".join(part for part in (page.finding, page.second) if part),
        "basis": page.basis,
        "basis_words": page.basis_words,
        "cannot": page.cannot,
        "closing": page.closing,
        "numbers": [
            {"label": str(one.label), "text": one.text, "meaning": one.meaning, "rows": one.address}
            for one in page.numbers
        ],
        "tables": [table_json(table) for table in page.downloads.values()],
        "charts": [
            {"name": chart.name, "title": chart.title, "sentence": chart.words.summary} for chart in page.charts
        ],
        "definitions": [{"term": str(term), "text": str(text)} for term, text in page.definitions],
        "scope": [{"label": str(label), "text": str(text)} for label, text in page.scope],
        "gaps": [{"title": str(title), "text": str(text)} for title, text in page.gaps],
        "register": {
            "key": register.slug,
            "name": register.name,
            "invented": register.invented,
            "state_of_data": str(register.state_of_data or ""),
            "edition": edition_of(register) or None,
            "data_version": register.data_version,
        },
        "language": language(),
        "licence": LICENCE,
        "address": address,
    }


def table_json(table: Rows) -> dict[str, Any]:
    columns = [{"name": one.name, "label": str(one.label), "meaning": str(one.meaning)} for one in table.columns]
    names = [one.name for one in table.columns]
    rows = [dict(zip(names, map(value_json, row), strict=True)) for row in table.rows]
    return {"name": table.name, "title": table.title, "columns": columns, "rows": rows, "note": table.note}


def value_json(cell: Cell) -> str | int | None:
    """A number as it is known (None where it is not), a text as it is told."""
    if cell.value is None:
        return None if cell.number else cell.text
    return cell.value if isinstance(cell.value, int) else f"{cell.value:f}" if is_number(cell) else str(cell.value)


def is_number(cell: Cell) -> bool:
    return isinstance(cell.value, Decimal)
