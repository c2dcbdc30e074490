"""Addresses in the register of the page, and the figures of sources.

In: the name of a page and its parts, and `request.register`; or a reported figure, or what is traced of a body's money.
Out: an address, also as a variable with `as name`; a figure in words; a bar of what is traced.
"""

import re
from decimal import Decimal
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.choices import Qualifier
from funding.models import Award
from funding.tongue import language_of
from portal import drawing
from portal.templatetags.figures import compact, in_tongue, money, number, percent, piece_of, spoken

register = template.Library()

# The reference by which a source, or a note of the register, names an award: « A-27 ».
REFERENCE = re.compile(r"\b([A-Z]{1,3}-[0-9]{1,5})\b")

# The units of reported figures, as the first register's sources write them.
UNITS = {
    "catégories": gettext_lazy("categories"),
    "consortiums": gettext_lazy("consortia"),
    "dirigeants": gettext_lazy("executives"),
    "documents": gettext_lazy("documents"),
    "entreprises": gettext_lazy("companies"),
    "entrées": gettext_lazy("entries"),
    "financements": gettext_lazy("awards"),
    "fois": gettext_lazy("times"),
    "formes": gettext_lazy("forms"),
    "groupes": gettext_lazy("groups"),
    "heures": gettext_lazy("hours"),
    "lois": gettext_lazy("laws"),
    "mois": gettext_lazy("months"),
    "mémoires": gettext_lazy("briefs"),
    "organisations": gettext_lazy("organizations"),
    "organismes": gettext_lazy("bodies"),
    "personnes": gettext_lazy("people"),
    "programmes": gettext_lazy("programmes"),
    "projets": gettext_lazy("projects"),
    "sièges": gettext_lazy("seats"),
    "volets": gettext_lazy("streams"),
    "$ pour 1 $": gettext_lazy("$ for $1"),
}


@register.simple_tag(takes_context=True)
def address(context: Context, page: str, *parts: Any) -> str:
    """The address of a page in the register that the page is about; in the first one where it is about none."""
    of = getattr(context["request"], "register", None)
    return of.address(page, *parts) if of else reverse(page, args=parts)


@register.filter
def reported(figure: Any) -> str:
    """What a source states: « plus de 63 M$ », « 312 entrées », « 8,5 % », or its words where it gives no number."""
    if figure.value is None:
        return spoken(_("“%(words)s”") % {"words": figure.value_text}, figure)
    phrases = {
        Qualifier.MORE_THAN: _("more than %(amount)s"),
        Qualifier.AT_LEAST: _("at least %(amount)s"),
        Qualifier.AT_MOST: _("at most %(amount)s"),
        Qualifier.ABOUT: _("about %(amount)s"),
        Qualifier.AVERAGE: _("%(amount)s on average"),
    }
    said = with_unit(figure.value, figure.unit)
    return phrases[figure.qualifier] % {"amount": said} if figure.qualifier in phrases else said


def with_unit(value: Decimal, unit: str) -> str:
    if unit in ("CAD", "$"):
        # 63,000,000 is « 63 M$ »: as many decimals as the source gave.
        places = max(0, -int((value / 1_000_000).normalize().as_tuple().exponent))
        return compact(value, "CAD", places) if value >= 1_000_000 and places <= 2 else money(value)
    if unit == "%":
        return percent(value / 100, max(0, -int(value.normalize().as_tuple().exponent)))
    return f"{number(value)}\u00a0{UNITS.get(unit, unit)}"


@register.filter
def of_body(sums: dict[int, Decimal], body: Any) -> Decimal | None:
    """The sum of a body; none where nothing of it is known."""
    return sums.get(body.pk)


@register.filter
def sum_money(value: Decimal | None, currency: str = "CAD") -> str:
    """A sum of amounts that are not all known to the dollar: « 63,68 M$ », below a million to the dollar."""
    return "—" if value is None else compact(value, currency, 2)


@register.inclusion_tag("_share_bar.html")
def traced_bar(row: Any, label: str) -> dict[str, Any]:
    """The bar of what an intermediary received: traced to awards, then untraced (funding.questions.tracing.Tracing)."""
    followed = row.received - row.untraced
    parts = [{"amount": followed, "kind": "traced"}, {"amount": row.untraced, "kind": "void"}]
    return {"bar": drawing.share_bar(parts), "label": label}


@register.inclusion_tag("_evidence_body.html")
def evidence_body(piece: Any) -> dict[str, Any]:
    """What a piece of evidence says, without its number: source, place, quote, and the cell where it is shown."""
    return {"piece": piece_of(piece)}


@register.simple_tag(takes_context=True)
def note_of(context: Context, text: str, record: Any) -> SafeString:
    """A note of a record, in its language; each award that it names by its reference is a link that says what the award is."""
    parts = REFERENCE.split(text)
    of_register: Any = getattr(context["request"], "register", None)
    named = Award.objects.for_reading(of_register).filter(reference__in=parts[1::2]) if parts[1:] else ()
    links = {
        award.reference: format_html(
            '<a href="{}">{} ({})</a>',
            award.get_absolute_url(),
            _("“%(name)s”") % {"name": award.label},
            award.reference,
        )
        for award in named
    }
    linked = format_html_join("", "{}", ((links.get(part, part),) for part in parts))
    return in_tongue(linked, language_of(record, text))  # type: ignore[return-value]
