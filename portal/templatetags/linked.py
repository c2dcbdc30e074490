"""Facts as schema.org says them, for search engines: a block of data that no browser runs.

In: a body with its details, an award, or the page of the data. Out: `<script type="application/ld+json">`; nothing in a
register of invented data, which nobody should take for real.
"""

import json
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate

from funding.choices import Instrument, PartyRole
from funding.export_kinds import KINDS
from funding.exports import LICENCE_ADDRESS, TYPES
from funding.views import DOWNLOADS

register = template.Library()
# JSON inside of HTML: no text of a fact may end the block.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def block(context: Context, said: dict[str, Any]) -> SafeString:
    if context["request"].register.invented:
        return SafeString("")
    text = json.dumps({"@context": "https://schema.org", **said}, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def absolute(context: Context, page: str, *parts: Any) -> str:
    request = context["request"]
    return str(request.build_absolute_uri(request.register.address(page, *parts)))


def named(context: Context, page: str, thing: Any) -> dict[str, str]:
    return {"@type": "Organization", "name": thing.label, "url": absolute(context, page, thing.key)}


@register.simple_tag(takes_context=True)
def linked_organization(context: Context, body: Any) -> SafeString:
    """Names and identifiers; `body` comes from `body_details`. Schemes after https://org-id.guide."""
    names = [
        name for name in [body.name, body.name_en, body.acronym, *(one["name"] for one in body.other_names)] if name
    ]
    numbers = [{"@type": "PropertyValue", "propertyID": one["scheme"], "value": one["value"]} for one in body.numbers]
    said: dict[str, Any] = named(context, "organization", body)
    said["alternateName"] = [name for name in dict.fromkeys(names) if name != body.label]
    said["identifier"] = numbers
    return block(context, {name: value for name, value in said.items() if value})


@register.simple_tag(takes_context=True)
def linked_award(context: Context, award: Any) -> SafeString:
    """A grant, with its amount where it is known; schema.org has no word for a tax credit or for a stake."""
    if award.instrument != Instrument.GRANT:
        return SafeString("")
    sides: dict[str, list[dict[str, str]]] = {PartyRole.PAYER: [], PartyRole.RECIPIENT: []}
    for party in award.parties.all():
        if party.role in sides and party.organization.published:
            sides[party.role].append(named(context, "organization", party.organization))
    said = {
        "@type": "MonetaryGrant",
        "name": award.label,
        "identifier": award.key,
        "url": absolute(context, "award", award.key),
        "funder": sides[PartyRole.PAYER],
        "fundedItem": sides[PartyRole.RECIPIENT],
    }
    if award.amount is not None:
        said["amount"] = {"@type": "MonetaryAmount", "value": f"{award.amount:f}", "currency": award.currency}
    return block(context, {name: value for name, value in said.items() if value})


@register.simple_tag(takes_context=True)
def linked_dataset(context: Context) -> SafeString:
    """The register, with each of its lists as a file of each form."""
    request, of, edition = context["request"], context["request"].register, context["release"]
    files = [
        {
            "@type": "DataDownload",
            "name": str(KINDS[taken.kind].name),
            "encodingFormat": media.partition(";")[0],
            "contentUrl": absolute(context, f"{name.replace('-', '_')}_download", form),
        }
        for name, taken in DOWNLOADS.items()
        for form, media in TYPES.items()
    ]
    said = {
        "@type": "Dataset",
        "name": of.name,
        "description": of.scope or of.name,
        "url": absolute(context, "data"),
        "license": LICENCE_ADDRESS,
        "isAccessibleForFree": True,
        "inLanguage": ["fr", "en"],
        "creator": {"@type": "Organization", "name": context["site_name"], "url": request.build_absolute_uri("/")},
        "distribution": files,
    }
    if edition:
        said |= {"version": str(edition.number), "dateModified": localdate(edition.created_at).isoformat()}
    return block(context, said)
