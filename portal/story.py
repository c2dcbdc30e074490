"""What the home page tells of a register: a finding, a picture and five figures, each with a link to its rows.

In: a register. Out: a `Story` that a template only prints. Where a source states how far a body's money can be followed,
the finding is the source's own, with its qualifiers and its evidence; else it is added up from the register's records.
The picture is always drawn from records: the transfers to that body, else to the one that received most, and what comes
out of them.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funding.choices import InScope
from funding.evidence import attach_evidence
from funding.models import Award, Evidence, ReportedFigure
from funding.querysets import AwardQuerySet
from funding.questions.stated import Followed, followed
from funding.questions.tracing import Tracing, tracing
from funding.routes import AwardRow, bodies, rows_of
from portal import drawing
from portal.story_figures import CURRENCY, Figure, attached, author_of, five_figures
from portal.templatetags.figures import partial_date, short_money
from portal.templatetags.register import reported
from projects.kept import kept
from projects.models import Organization, Register

TRANSFERS = 8


@dataclass(frozen=True)
class Story:
    """`finding` and `followed` are the headline; `picture` is empty where the register has no transfer to follow."""

    finding: str
    followed: str
    said_by: list[Evidence]
    picture: dict[str, Any]
    caption: str
    figures: list[Figure]
    computed: bool
    ways: list[AwardRow]
    evidence: list[Evidence]


def story(register: Register) -> Story:
    """The story of a register; with nothing in it, a headline that says so."""
    stated = reported_figures(register)
    awards = Award.objects.for_reading(register)
    traced = [row for row in tracing(awards) if row.currency == CURRENCY]
    told = followed(stated)
    lead = lead_of(traced, told.received.organization_id if told else None)
    body = Organization.objects.get(pk=lead.organization_id) if lead else None
    ways = transfers_told(awards, lead)
    of_head = [told.received, told.traced, told.rest] if told else []
    attach_evidence(of_head)
    figures = kept(register, ("story",), lambda: five_figures(register, stated))
    evidence = attach_evidence(of_head, [one for figure in figures for one in figure.stated])
    finding, can_be_followed = headline(register, told, lead, body)
    return Story(
        finding=finding,
        followed=can_be_followed,
        said_by=list({piece.number: piece for figure in of_head[:2] for piece in attached(figure)}.values()),
        picture=picture(register, lead, body, ways, told) if lead and body else {},
        caption=caption(lead, ways) if lead else "",
        figures=figures,
        computed=not any(figure.stated for figure in figures),
        ways=rows_of(
            sorted(ways, key=lambda way: (way.amount is None, -(way.amount or 0), way.pk))[:TRANSFERS], register
        ),
        evidence=evidence,
    )


def lead_of(traced: list[Tracing], organization: int | None) -> Tracing | None:
    """The body that the picture is about: that of the source's figures, else the one that received most."""
    mine = [row for row in traced if row.received and organization in (None, row.organization_id)]
    return mine[0] if mine else None


def reported_figures(register: Register) -> list[ReportedFigure]:
    """What sources state of the register, in the order in which it came in."""
    return list(ReportedFigure.objects.for_reading(register).select_related("organization").order_by("pk"))


def transfers_told(awards: AwardQuerySet, lead: Tracing | None) -> list[Award]:
    """The largest transfers, and all those to the body that the picture is about."""
    transfers = awards.transfers()
    chosen = set(transfers.values_list("pk", flat=True)[:TRANSFERS])
    if lead:
        chosen |= set(transfers.with_party("recipient", organization=lead.organization_id).values_list("pk", flat=True))
    return list(awards.filter(pk__in=chosen).for_list())


def headline(
    register: Register, told: Followed | None, lead: Tracing | None, body: Organization | None
) -> tuple[str, str]:
    """(what was received, what can be followed): the finding, not the topic."""
    if told:
        name = told.received.organization.short if told.received.organization else ""
        return received(reported(told.received), name), traceable(reported(told.traced))
    if lead and body:
        return received(short_money(lead.received), body.short), traceable(short_money(lead.received - lead.untraced))
    return register.name, ""


def received(amount: str, name: str) -> str:
    return capfirst(_("%(amount)s of public money to %(name)s.") % {"amount": amount, "name": name})


def traceable(amount: str) -> str:
    return _("%(amount)s can be followed.") % {"amount": amount}


def picture(
    register: Register, lead: Tracing, body: Organization, ways: list[Award], told: Followed | None
) -> dict[str, Any]:
    """The strands: what the body received, traced and untraced, and what is said where they end."""
    mine = [way for way in ways if lead.organization_id in {one.pk for one in bodies(way, "recipient")} and way.amount]
    followed = [way for way in mine if way.regrants_count]  # type: ignore[attr-defined]
    lost = [way for way in mine if way not in followed] or mine
    address = register.address("organization", body.key)
    awards, currency = register.address("awards"), f"currency={lead.currency}"
    came = f"{awards}?recipient={body.key}&level=transfer&amount=known&{currency}"
    went = f"{awards}?payer={body.key}&amount=known&{currency}"
    groups = [
        group(lead.received - lead.untraced, True, payers(followed), came),
        group(lead.untraced, False, payers(lost), came),
    ]
    return drawing.home_picture(
        [one for one in groups if one["amount"] > 0],
        title=_("One strand per unit of money: strands that arrive, strands that fade"),
        through={"name": body.short, "address": address},
        traced={"name": short_money(lead.traced), "lines": [_("followed to awards")], "address": went},
        void={"name": short_money(lead.untraced), "lines": unpublished(register, told), "address": came},
        unit=drawing.strand_unit(lead.received),
    )


def group(amount: Decimal, traced: bool, names: str, address: str) -> dict[str, Any]:
    money = short_money(amount)
    name = _("%(amount)s from %(names)s") % {"amount": money, "names": names}
    return {
        "amount": amount,
        "traced": traced,
        "name": name,
        "sum": money,
        "from": names,
        "lines": [],
        "address": address,
    }


def payers(ways: list[Award]) -> str:
    """« MEIE and MSSS »; more than three are counted."""
    names = list(dict.fromkeys(body.short for way in ways for body in bodies(way, "payer")))
    if not names:
        return _("payers that are not named")
    if len(names) > 3:
        return ngettext("%(n)s payer", "%(n)s payers", len(names)) % {"n": len(names)}
    return (
        names[0]
        if len(names) == 1
        else _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
    )


def unpublished(register: Register, told: Followed | None) -> list[str]:
    """What is said where the strands fade: in the source's terms where a source says so."""
    pieces = attached(told.rest) if told else []
    if not pieces:
        return [_("without a distribution in the register")]
    date = partial_date(pieces[0].source.state_of_data or register.state_of_data)
    said = {"by": author_of(pieces[0]), "date": date}
    return [_("distribution not published,"), _("according to %(by)s, as of %(date)s") % said]


def caption(lead: Tracing, ways: list[Award]) -> str:
    """What a strand is, what the transfers add up to, and what of them has no amount or is partly out of the scope."""
    unit = short_money(drawing.strand_unit(lead.received), 0)
    words = _("One strand for %(unit)s. Drawn from the register's transfers: %(received)s in %(n)s transfers.")
    told = [words % {"unit": unit, "received": short_money(lead.received), "n": lead.transfers}]
    if lead.without_amount:
        apart = ngettext("%(n)s of them has no amount.", "%(n)s of them have no amount.", lead.without_amount)
        told.append(apart % {"n": lead.without_amount})
    partly = [one for one in ways if is_partly(one, lead)]
    return " ".join([*told, *partly_words(partly)])


def is_partly(way: Award, lead: Tracing) -> bool:
    """Whether a transfer with an amount, to the body of the picture alone, is not wholly in the register's scope."""
    mine = [one.pk for one in bodies(way, "recipient")] == [lead.organization_id] and way.currency == lead.currency
    return mine and way.amount is not None and way.in_scope != InScope.ALL


def partly_words(partly: list[Award]) -> list[str]:
    """That the question leaves out what is not wholly in the scope; nothing where all of it is."""
    if not partly:
        return []
    words = ngettext(
        "%(sum)s of it, in %(n)s transfer, are only partly in the register's scope: the question leaves them out.",
        "%(sum)s of it, in %(n)s transfers, are only partly in the register's scope: the question leaves them out.",
        len(partly),
    )
    total = sum((one.amount or Decimal(0) for one in partly), Decimal(0))
    return [words % {"sum": short_money(total), "n": len(partly)}]
