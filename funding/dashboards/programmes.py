"""The catalogue of programmes on the page « stages and programmes »: who pays, who chooses, what for, and what each gave.

In: programmes with their parties, and what each gave (`questions.stages`). Out: a table, and a chart of it.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from funding import charts
from funding.choices import ProgrammeRole
from funding.dashboards.asked import Asked
from funding.dashboards.cells import KNOWN, bodies, counted, known_as, sum_of, text
from funding.dashboards.page import Cell, Chart, Rows, drawn
from funding.dashboards.words import day_in_words
from funding.export_columns import column, number
from funding.questions.stages import Given
from funding.tongue import language_of

BARS = 12


def payers(programme: Any) -> list[Any]:
    return [party.organization for party in programme.parties.all() if party.role == ProgrammeRole.PAYER]


def choosers(programme: Any) -> list[Any]:
    return [party.organization for party in programme.parties.all() if party.role == ProgrammeRole.CHOOSER]


def programme_charts(asked: Asked, table: Rows, second: str) -> list[Chart]:
    """What the programmes gave in the page's currency, the most first; none where no programme has an amount in it."""
    place, money = ([one.name for one in table.columns].index(name) for name in ("total", "currency"))
    alike = [row for row in table.rows if row[place].value and row[money].text == asked.currency]
    gave = sorted(alike, key=lambda row: -row[place].value)
    if not gave:
        return []
    first = gave[0]
    sentence = _("The programme that gave the most on record is %(name)s: %(money)s.") % {
        "name": first[0].text,
        "money": first[place].text,
    }
    words = drawn(asked, _("What the programmes gave"), sentence)
    bars = [charts.Bar(row[0].text, row[place].value, row[place].text, address=row[0].address) for row in gave[:BARS]]
    return [
        Chart(
            "programmes",
            words.title,
            _("sum of the known amounts of each programme's awards"),
            words,
            charts.ranked_bars(bars, words),
            wide=True,
        )
    ]


def catalogue_table(asked: Asked, catalogue: list[Any], gave: dict[tuple[int, str], Given]) -> Rows:
    """Who pays, who chooses, what for, from when to when, and what each gave on record."""
    columns = (
        column("programme", _lazy("Programme"), _lazy("The name of the programme or policy.")),
        column("kind", _lazy("Kind"), _lazy("An envelope of money, or a policy.")),
        column("payers", _lazy("Who pays"), _lazy("Bodies that pay into it.")),
        column("choosers", _lazy("Who chooses"), _lazy("Bodies that choose its projects.")),
        column("period", _lazy("Period"), _lazy("From when to when.")),
        number("awards", _lazy("Awards"), _lazy("Awards on record; net, each dollar once.")),
        number("total", _lazy("Gave, on record"), _lazy("The sum of the known amounts.")),
        number("without_amount", _lazy("Without an amount"), _lazy("Awards that no sum can count.")),
        column("currency", _lazy("Currency"), _lazy("The currency of the amounts.")),
        column("description", _lazy("What for"), _lazy("What the programme is for, in the words of the register.")),
        KNOWN,
    )
    rows, named = [], "gross" if asked.is_gross else "programme"
    for one in catalogue:
        found = {currency: row for (pk, currency), row in gave.items() if pk == one.pk} or {"": Given(0, 0, None, 0)}
        for currency, row in sorted(found.items(), key=lambda pair: (-pair[1].awards, pair[0])):
            behind = asked.behind(named, one.key, currency=currency) if row.awards else ""
            without = asked.behind(named, one.key, "without", currency=currency) if row.awards else ""
            rows.append(
                (
                    titled(asked, one),
                    text(one.get_kind_display(), value=one.kind),
                    bodies(asked, payers(one), _("not stated")),
                    bodies(asked, choosers(one), _("not stated")),
                    text(period_of(one), value=f"{one.valid_from or ''}/{one.valid_to or ''}"),
                    counted(row.awards, behind),
                    sum_of(row.total, currency or "CAD", behind, row.statuses)
                    if row.awards
                    else Cell("—", number=True),
                    counted(row.without_amount, without),
                    text(currency),
                    text(one.description, of=one if one.description else None),
                    known_as(row.statuses),
                )
            )
    return Rows(
        _("The programmes"), columns, tuple(rows), only_download=frozenset({"currency", "description", KNOWN.name})
    )


def titled(asked: Asked, programme: Any) -> Cell:
    """The programme, with what it is for under its name, each in its own language."""
    return Cell(
        programme.label,
        address=asked.register.address("programme", programme.key),
        value=programme.name,
        detail=programme.description,
        tongue=language_of(programme, programme.label),
        detail_tongue=language_of(programme, programme.description),
    )


def period_of(programme: Any) -> str:
    first, last = day_in_words(programme.valid_from), day_in_words(programme.valid_to)
    if first and last:
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return _("since %(first)s") % {"first": first}
    return _("until %(last)s") % {"last": last} if last else _("not stated")
