"""What the home page tells of a register: a finding, a picture and five figures, each with a link to its rows.

In: a register. Out: a `Story` that a template only prints. Where a source states how far a body's money can be followed,
the finding is the source's own, with its qualifiers and its evidence; else it is added up from the register's records.
The picture is always drawn from records: the transfers to that body, else to the one that received most, and what comes
out of them.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, Sum
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funding.choices import InScope, PartyRole
from funding.evidence import attach_evidence
from funding.models import Award, AwardParty, Evidence, ReportedFigure
from funding.querysets import AwardQuerySet
from funding.questions.stated import Followed, followed
from funding.questions.tracing import Tracing, tracing
from funding.routes import AwardRow, rows_of
from portal import drawing
from portal.story_figures import CURRENCY, Figure, attached, author_of, five_figures
from portal.templatetags.figures import partial_date, short_money
from portal.templatetags.register import reported
from projects.facets import standing
from projects.kept import kept
from projects.models import Organization, Register
from projects.tally import beforehand, quickly

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
    return kept(register, ("story",), lambda: of_home(None, register))


@beforehand
def of_home(_request: Any, register: Register) -> Story:
    with quickly(register):
        return made(register)


def made(register: Register) -> Story:
    stated = reported_figures(register)
    awards = Award.objects.for_reading(register)
    traced = [row for row in tracing(awards) if row.currency == CURRENCY]
    told = followed(stated)
    lead = lead_of(traced, told.received.organization_id if told else None)
    body = Organization.objects.get(pk=lead.organization_id) if lead else None
    mine = transfers_to(awards, lead) if lead else awards.none()
    largest = awards.filter(pk__in=list(awards.transfers().values_list("pk", flat=True)[:TRANSFERS]))
    of_head = [told.received, told.traced, told.rest] if told else []
    attach_evidence(of_head)
    figures = five_figures(register, stated)
    evidence = attach_evidence(of_head, [one for figure in figures for one in figure.stated])
    finding, can_be_followed = headline(register, told, lead, body)
    return Story(
        finding=finding,
        followed=can_be_followed,
        said_by=list({piece.number: piece for figure in of_head[:2] for piece in attached(figure)}.values()),
        picture=picture(register, lead, body, mine, told) if lead and body else {},
        caption=caption(lead, mine) if lead else "",
        figures=figures,
        computed=not any(figure.stated for figure in figures),
        ways=rows_of(largest.for_list(), register),
        evidence=evidence,
    )


def lead_of(traced: list[Tracing], organization: int | None) -> Tracing | None:
    """The body that the picture is about: that of the source's figures, else the one that received most."""
    mine = [row for row in traced if row.received and organization in (None, row.organization_id)]
    return mine[0] if mine else None


def reported_figures(register: Register) -> list[ReportedFigure]:
    """What sources state of the register, in the order in which it came in."""
    return list(ReportedFigure.objects.for_reading(register).select_related("organization").order_by("pk"))


def transfers_to(awards: AwardQuerySet, lead: Tracing) -> AwardQuerySet:
    """The transfers with an amount to the body that the picture is about, under whatever name."""
    family = Q(pk=lead.organization_id) | Q(merged_into=lead.organization_id)
    bodies = Organization.objects.public().filter(family).order_by().values("pk")
    return awards.transfers().with_party("recipient", organization__in=bodies).exclude(amount=None)


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
    register: Register, lead: Tracing, body: Organization, mine: AwardQuerySet, told: Followed | None
) -> dict[str, Any]:
    """The strands: what the body received, traced and untraced, and what is said where they end."""
    handed_on = Exists(Award.objects.public().filter(parent=OuterRef("pk")))
    followed, lost = mine.filter(handed_on), mine.filter(~handed_on)
    address = register.address("organization", body.key)
    awards, currency = register.address("awards"), f"currency={lead.currency}"
    came = f"{awards}?recipient={body.key}&level=transfer&amount=known&{currency}"
    went = f"{awards}?payer={body.key}&amount=known&{currency}"
    unnamed = _("payers that are not named")
    groups = [
        group(lead.received - lead.untraced, True, payers(followed) or unnamed, came),
        group(lead.untraced, False, payers(lost) or payers(mine) or unnamed, came),
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


def payers(ways: AwardQuerySet) -> str:
    """« MEIE and MSSS », who paid the largest first; more than three are counted, and empty where none is named."""
    paid = AwardParty.objects.public().filter(role=PartyRole.PAYER, award__in=ways.order_by().values("pk")).order_by()
    most = dict(paid.values_list(standing("organization__pk")).annotate(most=Max("award__amount")))
    if len(most) > 3:
        return ngettext("%(n)s payer", "%(n)s payers", len(most)) % {"n": len(most)}
    found = sorted(Organization.objects.filter(pk__in=most), key=lambda body: (-most[body.pk], body.pk))
    return get_text_list([body.short for body in found], _("and"))


def unpublished(register: Register, told: Followed | None) -> list[str]:
    """What is said where the strands fade: in the source's terms where a source says so."""
    pieces = attached(told.rest) if told else []
    if not pieces:
        return [_("without a distribution in the register")]
    date = partial_date(pieces[0].source.state_of_data or register.state_of_data)
    said = {"by": author_of(pieces[0]), "date": date}
    return [_("distribution not published,"), _("according to %(by)s, as of %(date)s") % said]


def caption(lead: Tracing, mine: AwardQuerySet) -> str:
    """What a strand is, what the transfers add up to, and what of them has no amount or is partly out of the scope."""
    unit = short_money(drawing.strand_unit(lead.received), 0)
    words = _("One strand for %(unit)s. Drawn from the register's transfers: %(received)s in %(n)s transfers.")
    told = [words % {"unit": unit, "received": short_money(lead.received), "n": lead.transfers}]
    if lead.without_amount:
        apart = ngettext("%(n)s of them has no amount.", "%(n)s of them have no amount.", lead.without_amount)
        told.append(apart % {"n": lead.without_amount})
    return " ".join([*told, *partly_words(partly_in_scope(mine, lead))])


def partly_in_scope(mine: AwardQuerySet, lead: Tracing) -> AwardQuerySet:
    """The transfers to the body of the picture alone that are not wholly in the register's scope."""
    family = Q(organization=lead.organization_id) | Q(organization__merged_into=lead.organization_id)
    others = AwardParty.objects.public().filter(award=OuterRef("pk"), role=PartyRole.RECIPIENT).exclude(family)
    return mine.filter(~Exists(others), currency=lead.currency).exclude(in_scope=InScope.ALL)


def partly_words(partly: AwardQuerySet) -> list[str]:
    """That the question leaves out what is not wholly in the scope; nothing where all of it is."""
    found = partly.order_by().aggregate(n=Count("pk"), total=Sum("amount"))
    if not found["n"]:
        return []
    words = ngettext(
        "%(sum)s of it, in %(n)s transfer, are only partly in the register's scope: the question leaves them out.",
        "%(sum)s of it, in %(n)s transfers, are only partly in the register's scope: the question leaves them out.",
        found["n"],
    )
    return [words % {"sum": short_money(found["total"]), "n": found["n"]}]
