"""The words that the pages of all questions share: dates, sources, reported figures, and what cannot be calculated.

In: facts of the register and answers of `funding.questions`. Out: text in the active language.
"""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from funding.charts import Words
from funding.choices import AmountStatus, Qualifier
from funding.export_columns import Text
from funding.models import Evidence, ReportedFigure
from funding.models.lines import AwardLineQuerySet
from funding.querysets import INEXACT
from funding.questions.coverage import Coverage
from projects.dates import PartialDate
from projects.models import EDITION, Register
from projects.numbers import MILLION, compact, decimal, money, percent, plain, rounded, rounded_money, short_money

# The units of reported figures, as sources write them.
UNITS: dict[str, Text] = {
    "catégories": _lazy("categories"),
    "consortiums": _lazy("consortia"),
    "dirigeants": _lazy("executives"),
    "documents": _lazy("documents"),
    "entreprises": _lazy("companies"),
    "entrées": _lazy("entries"),
    "financements": _lazy("awards"),
    "fois": _lazy("times"),
    "formes": _lazy("forms"),
    "groupes": _lazy("groups"),
    "heures": _lazy("hours"),
    "lois": _lazy("laws"),
    "mois": _lazy("months"),
    "mémoires": _lazy("briefs"),
    "organisations": _lazy("organizations"),
    "organismes": _lazy("bodies"),
    "personnes": _lazy("people"),
    "programmes": _lazy("programmes"),
    "projets": _lazy("projects"),
    "sièges": _lazy("seats"),
    "volets": _lazy("streams"),
    "$ pour 1 $": _lazy("$ for $1"),
    "CAD": _lazy("dollars"),
}


def language() -> str:
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def count(value: Decimal | int) -> str:
    return decimal(value, language())


def dollars(value: Decimal | None, currency: str) -> str:
    """A sum in millions with two decimals at most, below a million to the dollar, as on every page: « 63,68 M$ »; « inconnu »
    where no amount is known."""
    if value is None:
        return _("not known")
    return compact(rounded(value, 0) if abs(value) < MILLION else value, currency, language(), 2)


def qualified(money: str, statuses: Collection[str]) -> str:
    """A sum with the word that its parts' amounts need: « plus de » where some are that and the others exact, « au moins »
    where some are a minimum, « au plus » where some are that, and all the others exact; else « environ »: what is about so
    much may be less."""
    unsure = {*statuses} - {AmountStatus.EXACT}
    if not unsure:
        return money
    if unsure == {AmountStatus.MORE_THAN}:
        words = _("more than %(amount)s")
    elif unsure <= {AmountStatus.MORE_THAN, AmountStatus.AT_LEAST}:
        words = _("at least %(amount)s")
    else:
        words = _("at most %(amount)s") if unsure == {AmountStatus.AT_MOST} else _("about %(amount)s")
    return words % {"amount": money}


def inexact_words(lines: AwardLineQuerySet) -> tuple[tuple[str, str], ...]:
    """What these awards' sums do not know to the dollar, as one of « what this figure does not count »; nothing where all
    of them are exact."""
    known = lines.known().order_by()
    inexact, awards = known.filter(amount_status__in=INEXACT).count(), known.count()
    told = ngettext(
        "%(inexact)s of the %(awards)s awards counted has an amount that its source gives as “about”, “at least” or "
        "the like; it is counted as it is written.",
        "%(inexact)s of the %(awards)s awards counted have an amount that their source gives as “about”, “at least” or "
        "the like; it is counted as it is written.",
        inexact,
    )
    words = told % {"inexact": count(inexact), "awards": count(awards)}
    return ((_("Rounded and partial amounts."), words),) if inexact else ()


def share_of(part: Decimal | int, whole: Decimal | int) -> str:
    """« 13,6 % »; a dash where there is no whole."""
    return percent(Decimal(part) / Decimal(whole), language()) if whole else "—"


def day_in_words(day: PartialDate | str | None) -> str:
    """« août 2023 » or “August 2023”; a year alone, a whole day; empty where it is not known."""
    if not day:
        return ""
    partial = PartialDate(day)
    forms = {"year": "Y", "month": "F Y", "day": "DATE_FORMAT"}
    return date_format(partial.earliest, forms[partial.precision])


def period_in_words(register: Register) -> str:
    """« avril 2018 à août 2023 »; what is known of it."""
    first, last = day_in_words(register.period_from), day_in_words(register.period_to)
    if first and last:
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    return first or last or _("not stated")


def chart_words(register: Register, title: str, source: str, summary: str) -> Words:
    return Words(language(), title, source, summary, _("invented data") if register.invented else "")


# --- Sources


def source_line(register: Register, figures: Sequence[ReportedFigure] = (), computed: bool = False) -> str:
    """Where data are from: the register, the source that states the figures, or this site's calculation from them."""
    if not figures:
        state = day_in_words(register.state_of_data)
        name = register.name
        return _("Source: %(register)s, state of the data: %(state)s") % {"register": name, "state": state or "—"}
    sources = " · ".join(sources_of(figures))
    if computed:
        site = settings.SITE_NAME[language()]
        return _("Calculated by %(site)s from %(sources)s") % {"site": site, "sources": sources}
    return _("Source: %(sources)s") % {"sources": sources}


def sources_of(figures: Iterable[ReportedFigure]) -> list[str]:
    """« Author, title, table » of what the figures stand in, each once."""
    found: dict[str, None] = {}
    for figure in figures:
        for piece in figure.evidence.all():
            parts = [piece.source.author, quoted(piece.source.title), table_name(figure.table)]
            found[", ".join(part for part in parts if part)] = None
    return list(found)


def quoted(title: str) -> str:
    return f"«\u00a0{title}\u00a0»" if language() == "fr" else f"“{title}”"


def table_name(table: str) -> str:
    """« tableau 4 » of a source, in the language of the page."""
    return table if language() == "fr" else table.lower().replace("tableau", "table")


def evidence_of(figure: ReportedFigure | None) -> tuple[Evidence, ...]:
    """The pieces of evidence of a figure, by number."""
    return tuple(sorted(figure.evidence.all(), key=lambda piece: piece.number)) if figure else ()


# --- Reported figures


def said(figure: ReportedFigure) -> str:
    """What a source states, in its words and roundness: « plus de 63 M$ », « 312 entrées », « plusieurs millions »."""
    if figure.value is None:
        return quoted(figure.value_text)
    phrases = {
        Qualifier.MORE_THAN: _("more than %(amount)s"),
        Qualifier.AT_LEAST: _("at least %(amount)s"),
        Qualifier.AT_MOST: _("at most %(amount)s"),
        Qualifier.ABOUT: _("about %(amount)s"),
        Qualifier.AVERAGE: _("%(amount)s on average"),
    }
    text = with_unit(figure)
    return phrases[Qualifier(figure.qualifier)] % {"amount": text} if figure.qualifier in phrases else text


def with_unit(figure: ReportedFigure) -> str:
    value = figure.value or Decimal(0)
    if figure.unit == "CAD":
        return as_stated(figure)
    if figure.unit == "%":
        places = max(0, -int(value.normalize().as_tuple().exponent))
        return percent(value / 100, language(), places)
    return f"{plain(value, language())}\u00a0{unit_word(figure.unit)}"


def as_stated(figure: ReportedFigure) -> str:
    """The number alone, as its source rounds it: « 145,7 M$ », « 70 000 $ », « 69 »."""
    value = figure.value or Decimal(0)
    if figure.unit == "CAD" and figure.rounded_to:
        return rounded_money(value, figure.rounded_to, "CAD", language())
    if figure.unit == "CAD" and value >= 1_000_000:
        return short_money(value, "CAD", language())
    return money(value, "CAD", language()) if figure.unit == "CAD" else plain(value, language())


def unit_word(unit: str) -> str:
    return str(UNITS.get(unit, unit))


# --- What cannot be calculated


def cannot_be_calculated(covered: Coverage) -> str:
    """« 6 financements sur 312 entrées : ne se calcule pas. »"""
    if not covered.universe:
        return _("No award is on record here.")
    numbers = {"usable": count(covered.usable), "universe": count(covered.universe)}
    return (
        ngettext(
            "%(usable)s award out of %(universe)s entries: cannot be calculated.",
            "%(usable)s awards out of %(universe)s entries: cannot be calculated.",
            covered.usable,
        )
        % numbers
    )


def why_not(covered: Coverage) -> str:
    """Why the records do not suffice, and which record would close the gap."""
    if not covered.universe:
        return _("The filter leaves none, or none has been published yet.")
    return _(
        "Of the %(universe)s entries, only %(usable)s are on record with a named recipient and an amount of their own; "
        "half would be needed. What is missing is the recipient and the amount of the %(missing)s others: they are in "
        "the files of the ministries and of the bodies that hand the money on."
    ) % {
        "universe": count(covered.universe),
        "usable": count(covered.usable),
        "missing": count(covered.missing),
    }


# --- Citing


def attribution(register: Register, number: int, address: str = "", source: str = "") -> str:
    """« Deniers publics, registre, édition 3, état des données : août 2023, source, adresse »; where no edition has the
    data as they are, the day instead of an edition."""
    site = settings.SITE_NAME[language()]
    today = _("consulted on %(day)s") % {"day": timezone.localdate().isoformat()}
    edition = _("edition %(number)s") % {"number": number} if number else today
    state = _("state of the data: %(state)s") % {"state": day_in_words(register.state_of_data) or "—"}
    return ", ".join(part for part in (site, register.name, edition, state, source, address) if part)


def edition_of(register: Register) -> int:
    """The edition whose data the page shows; 0 where none has them as they are now."""
    if EDITION.get():
        return EDITION.get()
    newest = register.releases.order_by("-number").first()
    return newest.number if newest and newest.data_version == register.data_version else 0


def cited(sentence: str, attributed: str) -> str:
    """One sentence to copy, with its attribution."""
    return f"{sentence} ({attributed})"


def more_out_than_in(transfers: int) -> tuple[tuple[str, str], ...]:
    """The gap of transfers out of which comes more than went in; none where there are none."""
    if not transfers:
        return ()
    sentence = ngettext(
        "Out of %(n)s transfer comes more money than went in: an error of a source, or money of its own.",
        "Out of %(n)s transfers comes more money than went in: an error of a source, or money of its own.",
        transfers,
    )
    return ((_("More out than in."), sentence % {"n": count(transfers)}),)
