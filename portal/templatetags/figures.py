"""Figures as each language writes them, and the small marks of the look.

In: numbers, dates, amounts and evidence of the register. Out: text (« 1 234 567,89 $ », “$1,234,567.89”) with the
narrow no-break space (U+202F) inside numbers and the no-break space (U+00A0) before a unit; or the fragments
templates/_*.html. Missing values are said, never written as 0.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel import Locale
from babel.dates import format_date
from django import template
from django.core.paginator import Page
from django.utils.formats import date_format
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language, gettext_noop, pgettext
from django.utils.translation import gettext as _

from funding.choices import AmountStatus
from funding.tongue import language_of, told_by_words
from projects import numbers
from projects.choices import Sector

register = template.Library()
LOCALES = {"fr": "fr_CA", "en": "en_CA"}


def locale() -> Locale:
    """The country's way of writing the page's language."""
    return Locale.parse(LOCALES[language()])


def language() -> str:
    """The page's language: « fr » or « en »."""
    return (get_language() or "fr")[:2]


def as_decimal(value: Any) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


@register.filter
def number(value: int | Decimal | float | None, decimals: int | None = None) -> str:
    """1234567 → « 1 234 567 »; `decimals` fixes how many; a dash where there is no number."""
    if value is None or value == "":
        return "—"
    if decimals is None:
        return numbers.plain(numbers.rounded(as_decimal(value), 3), language())
    return numbers.decimal(as_decimal(value), language(), decimals)


@register.filter
def money(value: int | Decimal | None, currency: str = "CAD") -> str:
    """An exact sum, cents only where there are some: « 1 234 567,89 $ », « 55 000 $ »; a dash where there is none."""
    if value is None or value == "":
        return "—"
    return numbers.money(as_decimal(value), currency or "CAD", language())


@register.filter
def short_money(value: int | Decimal | None, decimals: int = 2) -> str:
    """A sum in millions (or billions) of dollars: « 8,68 M$ », “$8.68M”; below a million, as `money`."""
    if value is None or value == "":
        return "—"
    return compact(as_decimal(value), "CAD", decimals)


def compact(value: Decimal, currency: str, decimals: int) -> str:
    """In millions with so many decimals at most; below a million, to the dollar."""
    if abs(value) < numbers.MILLION:
        value = numbers.rounded(value, 0)
    return numbers.compact(value, currency, language(), decimals)


@register.filter
def percent(value: Decimal | float | None, decimals: int = 1) -> str:
    """A share between 0 and 1: 0.085 → « 8,5 % », “8.5%”; a dash where there is none."""
    if value is None or value == "":
        return "—"
    return numbers.percent(as_decimal(value), language(), decimals)


@register.filter
def partial_date(value: str | date | None) -> str:
    """A year, month or day in words: « 2021 », « mars 2021 », « 1er mars 2021 »; empty where unknown."""
    if not value:
        return ""
    if isinstance(value, datetime):
        value = localtime(value).date() if is_aware(value) else value.date()
    text = value.isoformat() if isinstance(value, date) else str(value)
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return text
    whole = date(*(*parts, 1)[:3])
    if len(parts) == 2:
        return format_date(whole, "LLLL y", locale=locale())
    words = format_date(whole, "long", locale=locale())
    return re.sub(r"^1 ", "1er ", words).replace(" ", "\u00a0", 1) if locale().language == "fr" else words


@register.filter
def day_and_hour(value: datetime | None) -> str:
    """« 1er mars 2021 à 9 h 05 », “March 1, 2021, 9:05 a.m.”; empty where unknown."""
    if not value:
        return ""
    hour = "à G\u00a0\\h\u00a0i" if language() == "fr" else "g:i a"
    return f"{partial_date(value)}{' ' if language() == 'fr' else ', '}{date_format(localtime(value), hour)}"


@register.filter
def fiscal_year(value: int | None) -> str:
    """The fiscal year that begins in April of the year given: 2021 → « 2021-2022 »."""
    return f"{value}-{value + 1}" if value else ""


@register.filter
def spoken(text: str, record: Any) -> str:
    """A text of a record, with its language where the page has another one."""
    return in_tongue(text, language_of(record, text) if text else "")


@register.filter
def in_tongue(text: str, tongue: str) -> str:
    """A text in this language; unmarked where the page has the same one, or it is not known."""
    return format_html('<span lang="{}">{}</span>', tongue, text) if tongue and tongue != language() else text


@register.filter
def named(text: str) -> str:
    """The name of a body, in French or in English where its words tell which."""
    return in_tongue(text, told_by_words(text))


@register.filter
def told_in(name: str) -> str:
    """The language that the words of a name tell, where the page has another one."""
    tongue = told_by_words(name)
    return tongue if tongue != language() else ""


@register.filter
def titled(text: str, evidence: Iterable[Any]) -> str:
    """A text in the page's language with the titles of sources in it, each in the language of its source."""
    marked: str = conditional_escape(text)
    titles = {piece.source.title: piece.source.language for piece in evidence}
    for title, tongue in titles.items():
        if title and tongue != language():
            marked = marked.replace(conditional_escape(title), in_tongue(title, tongue))
    return mark_safe(marked)


@register.filter("amount")
def amount_spoken(fact: Any) -> str:
    """`amount`, for a page: the source's words in their language."""
    said = amount(fact)
    return spoken(said, fact) if field(fact, "amount_status") == AmountStatus.IN_WORDS else said


INEXACTLY = {
    AmountStatus.AT_LEAST: gettext_noop("at least %(amount)s"),
    AmountStatus.MORE_THAN: gettext_noop("more than %(amount)s"),
    AmountStatus.AT_MOST: gettext_noop("at most %(amount)s"),
    AmountStatus.ABOUT: gettext_noop("about %(amount)s"),
    AmountStatus.AVERAGE: gettext_noop("%(amount)s on average"),
}


def amount(fact: Any) -> str:
    """What a source says an amount is: « 55 M$ » rounded, « plus de 63 M$ », « plusieurs millions », « non précisé ».

    `fact` has amount, currency, amount_status, amount_text and rounded_to (funding.models.Money).
    """
    value, status, rounded = (field(fact, name) for name in ("amount", "amount_status", "rounded_to"))
    if value is None:
        return absent_amount(status, field(fact, "amount_text"))
    said = rounded_amount(value, field(fact, "currency") or "CAD", rounded)
    return _(INEXACTLY[status]) % {"amount": said} if status in INEXACTLY else said


def absent_amount(status: str, words: str) -> str:
    """Why there is no number: in the source's words where it has some."""
    if status == AmountStatus.IN_WORDS and words:
        return _("“%(words)s”") % {"words": words}
    if status == AmountStatus.WITHHELD:
        return pgettext("amount", "withheld")
    if status == AmountStatus.UNREADABLE:
        return pgettext("amount", "could not be read")
    return _("not stated")


def rounded_amount(value: Decimal, currency: str, rounded_to: Decimal | None) -> str:
    """A sum with no more figures than its source gave: 8,680,000 rounded to 10,000 → « 8,68 M$ »."""
    if rounded_to:
        return numbers.rounded_money(value, rounded_to, currency, language())
    return money(value, currency)


def field(fact: Any, name: str) -> Any:
    """The named value of an object or of a mapping; empty text where a mapping has none."""
    return fact.get(name, None if name == "amount" else "") if isinstance(fact, Mapping) else getattr(fact, name)


@register.filter
def amount_is_missing(fact: Any) -> bool:
    """Whether no number is known: the page then writes the amount in red and hatches its row."""
    return field(fact, "amount") is None


# A list has some hundred of these marks: written here they take a fifth of the time that a template of each takes.
SECTOR = '<span class="sector sector--{}">{}</span>'
PIECE = (
    '<a class="evidence-mark" href="{address}" data-label="{words}">'
    '<span class="hidden-visually">{before} </span>{number}</a>'
)
JOINT = '<span class="route-joint{void}" role="img" aria-label="{words}"></span>'
END = '<span class="route-end{void}">{name}</span>'


@register.simple_tag
def sector_mark(sector: str, label: str = "") -> SafeString:
    """■ ◩ ● ◆ with the sector's name, or another label of the same sector."""
    known = sector if sector in Sector.values else Sector.UNKNOWN
    return format_html(SECTOR, known, label or Sector(known).label)


@register.inclusion_tag("_certainty.html")
def certainty_mark(certainty: str, label: str = "") -> dict[str, Any]:
    """● certain, ◐ possible, ◌ deduced: how strong a link is."""
    names = {"certain": _("Certain"), "possible": _("Possible"), "deduced": _("Deduced")}
    return {"certainty": certainty, "label": label or names[certainty]}


@dataclass(frozen=True)
class Stop:
    """One end of a route. `traced`: the joint that leads to it is solid; `missing`: nobody published who it is; `full`:
    what an acronym stands for."""

    name: str
    address: str = ""
    traced: bool = True
    missing: bool = False
    full: str = ""
    # The language of the source's own words.
    tongue: str = ""


@register.simple_tag
def route(stops: Iterable[Stop | Mapping[str, Any]]) -> SafeString:
    """payer ━● through ━● recipient: stops [{name, address?, traced?, missing?}], in the order the money goes."""
    shown = ""
    for one in stops:
        stop = one if isinstance(one, Stop) else Stop(**one)
        end = END.format(void=" route-end--void" if stop.missing else "", name=name_of(stop))
        if shown:
            void, words = ("", _("then")) if stop.traced else (" route-joint--void", _("then, untraced,"))
            end = f' <span class="route-part">{JOINT.format(void=void, words=escape(words))}{end}</span>'
        shown += end
    return mark_safe(f'<span class="route">{shown}</span>')


def name_of(stop: Stop) -> str:
    """Its name as HTML, in its language, with what an acronym stands for, and the way to its page."""
    name: str = conditional_escape(in_tongue(stop.name, stop.tongue) if stop.tongue else named(stop.name))
    name = f'<abbr title="{escape(stop.full)}">{name}</abbr>' if stop.full else name
    return f'<a href="{escape(stop.address)}">{name}</a>' if stop.address else name


@dataclass(frozen=True)
class Piece:
    """A piece of evidence as its card shows it."""

    number: int
    source: str
    address: str = ""
    place: str = ""
    quote: str = ""
    cell: str = ""
    language: str = "fr"
    page: str = ""
    # Where an error in what it proves is reported: also of a fact that has no page of its own.
    report: str = ""


def piece_of(evidence: Any) -> Piece:
    """The card's text: of a mapping with Piece's keys, or of a funding.models.Evidence with its source at hand.

    The cell is that of the source's own file; a study shows its section instead (DESIGN, « Who may do what »).
    """
    if isinstance(evidence, Mapping):
        return Piece(**evidence)
    source = evidence.source
    shown = " ".join(part for part in (evidence.sheet, evidence.cell) if part) if source.shows_cells else ""
    return Piece(
        number=evidence.number,
        source=source.short,
        address=source.url or source.get_absolute_url(),
        place=evidence.place,
        quote=evidence.quote,
        cell=shown,
        language=source.language,
        page=evidence.get_absolute_url(),
        report=source.register.address("report", "source", source.key) + f"?piece={evidence.number}",
    )


@register.simple_tag
def evidence_mark(evidence: Any, away: bool = False) -> SafeString:
    """The numbered mark. It leads to `#piece-N` in this page's list, or with `away` to the source's page."""
    told = isinstance(evidence, Mapping)
    number = evidence["number"] if told else evidence.number
    page = away and (evidence.get("page") if told else evidence.get_absolute_url())
    words = _("Piece of evidence %(number)s") % {"number": number}
    before = _("Piece of evidence")
    return format_html(PIECE, address=page or f"#piece-{number}", words=words, before=before, number=number)


@register.inclusion_tag("_evidence_list.html")
def evidence_list(evidence: Iterable[Any]) -> dict[str, Any]:
    """« Notes and sources »: every piece once, by number; the cards of the page's marks are taken from here."""
    pieces = {piece.number: piece for piece in map(piece_of, evidence)}
    return {"pieces": [pieces[number] for number in sorted(pieces)]}


@register.inclusion_tag("_term.html")
def term(word: str, meaning: str, name: str) -> dict[str, str]:
    """A word explained in place; `name` is its own on the page (an id)."""
    return {"word": word, "meaning": meaning, "name": name}


@register.inclusion_tag("_search.html")
def search_field(action: str, label: str, value: str = "", name: str = "q") -> dict[str, str]:
    """The search box: a line to write on. `name` is the field's, one box of each name on a page."""
    return {"action": action, "label": label, "value": value, "name": name, "id": f"{name}-search"}


@register.filter
def page_numbers(page: Page) -> list[int | None]:
    """The numbers to show under a list, None where some are left out: 1 … 4 5 6 … 20."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [one if isinstance(one, int) else None for one in shown]
