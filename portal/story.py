"""What the home page tells of a register: a finding, a picture and five figures, each with a link to its rows.

In: a register. Out: a `Story` that a template only prints. Where a source states the figures, they are the source's own
(keys in REPORTED), with its qualifiers and its evidence; else they are added up from the register's records. The
picture is always drawn from records: the transfers to the body that received most, and what comes out of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funding.evidence import attach_evidence
from funding.models import Award, Evidence, ReportedFigure
from funding.querysets import AwardQuerySet
from funding.questions.board_projects import seats_and_projects
from funding.questions.tracing import Tracing, tracing
from funding.routes import AwardRow, bodies, rows_of
from portal import drawing
from portal.templatetags.figures import number, partial_date, short_money
from portal.templatetags.register import reported
from projects.choices import Sector
from projects.models import BoardMembership, Organization, Participation, Register

# Keys of the reported figures that a story is told by, as the first register's source states them.
REPORTED = (
    "medteq_total",
    "medteq_retrace",
    "medteq_meie",
    "ratio_recherche",
    "prives_uniques",
    "prives_3plus",
    "entreprises_ca_medteq_cqdm",
    "dirigeants_ca",
    "registre_total",
)
# The table of a source that counts projects per care establishment.
ESTABLISHMENTS = "tableau 4"
CURRENCY = "CAD"
TRANSFERS = 8


@dataclass(frozen=True)
class Figure:
    """A large figure: its value and unit, the sentence, the address of its rows, a drawing and its evidence."""

    value: str
    unit: str
    text: str
    address: str
    more: str = ""
    kind: str = ""
    picture: Any = field(default_factory=dict)
    pieces: list[Evidence] = field(default_factory=list)


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


Reported = dict[str, ReportedFigure]


def story(register: Register) -> Story:
    """The story of a register; with nothing in it, a headline that says so."""
    figures = reported_figures(register)
    awards = Award.objects.for_reading(register)
    traced = [row for row in tracing(awards) if row.currency == CURRENCY]
    tables = [figure for figure in figures.values() if figure.table == ESTABLISHMENTS]
    evidence = attach_evidence([figures[key] for key in REPORTED if key in figures], tables[:1])
    told = all(key in figures for key in REPORTED) and bool(tables)
    lead = lead_of(traced, figures["medteq_total"].organization_id if told else None)
    body = Organization.objects.get(pk=lead.organization_id) if lead else None
    ways = transfers_told(awards, lead)
    told_figures = reported_story(register, figures, tables) if told else computed_story(register, traced)
    finding, followed = headline(register, figures if told else {}, lead, body)
    said_by = [piece for key in REPORTED[:2] for piece in figures[key].pieces] if told else []  # type: ignore[attr-defined]
    return Story(
        finding=finding,
        followed=followed,
        said_by=said_by,
        picture=picture(register, lead, body, ways, figures if told else {}) if lead and body else {},
        caption=caption(register, lead, told) if lead else "",
        figures=told_figures,
        computed=not told,
        ways=rows_of(
            sorted(ways, key=lambda way: (way.amount is None, -(way.amount or 0), way.pk))[:TRANSFERS], register
        ),
        evidence=evidence,
    )


def lead_of(traced: list[Tracing], organization: int | None) -> Tracing | None:
    """The body that the picture is about: that of the source's figures, else the one that received most."""
    mine = [row for row in traced if row.received and organization in (None, row.organization_id)]
    return mine[0] if mine else None


def reported_figures(register: Register) -> Reported:
    """The figures of a story and of the establishments' table, by key with underscores; in one query."""
    spelt = [spelling for key in REPORTED for spelling in (key, key.replace("_", "-"))]
    found = ReportedFigure.objects.for_reading(register).select_related("organization")
    rows = found.filter(key__in=spelt) | found.filter(table=ESTABLISHMENTS)
    return {row.key.replace("-", "_"): row for row in rows.order_by("-value", "id")}


def transfers_told(awards: AwardQuerySet, lead: Tracing | None) -> list[Award]:
    """The largest transfers, and all those to the body that the picture is about."""
    transfers = awards.transfers()
    chosen = set(transfers.values_list("pk", flat=True)[:TRANSFERS])
    if lead:
        chosen |= set(transfers.with_party("recipient", organization=lead.organization_id).values_list("pk", flat=True))
    return list(awards.filter(pk__in=chosen).for_list())


def headline(register: Register, figures: Reported, lead: Tracing | None, body: Organization | None) -> tuple[str, str]:
    """(what was received, what can be followed): the finding, not the topic."""
    if figures:
        total, followed = figures["medteq_total"], figures["medteq_retrace"]
        name = total.organization.short if total.organization else ""
        return received(reported(total), name), traceable(reported(followed))
    if lead and body:
        return received(short_money(lead.received), body.short), traceable(short_money(min(lead.traced, lead.received)))
    return register.name, ""


def received(amount: str, name: str) -> str:
    return capfirst(_("%(amount)s of public money to %(name)s.") % {"amount": amount, "name": name})


def traceable(amount: str) -> str:
    return _("%(amount)s can be followed.") % {"amount": amount}


def picture(
    register: Register, lead: Tracing, body: Organization, ways: list[Award], figures: Reported
) -> dict[str, Any]:
    """The strands: what the body received, traced and untraced, and what is said where they end."""
    mine = [way for way in ways if lead.organization_id in {one.pk for one in bodies(way, "recipient")} and way.amount]
    followed = [way for way in mine if way.regrants_count]  # type: ignore[attr-defined]
    lost = [way for way in mine if way not in followed] or mine
    address = register.address("organization", body.key)
    rows = register.address("awards") + f"?intermediary={body.key}"
    groups = [
        group(min(lead.traced, lead.received), True, payers(followed), rows),
        group(lead.received - min(lead.traced, lead.received), False, payers(lost), rows),
    ]
    return drawing.home_picture(
        [one for one in groups if one["amount"] > 0],
        title=_("One strand per unit of money: strands that arrive, strands that fade"),
        through={"name": body.short, "address": address},
        traced={"name": short_money(lead.traced), "lines": [_("followed to awards")], "address": rows},
        void={"name": short_money(lead.untraced), "lines": unpublished(register, figures), "address": rows},
        unit=drawing.strand_unit(lead.received),
    )


def group(amount: Decimal, traced: bool, names: str, address: str) -> dict[str, Any]:
    name = _("%(amount)s from %(names)s") % {"amount": short_money(amount), "names": names}
    return {"amount": amount, "traced": traced, "name": name, "lines": [], "address": address}


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


def unpublished(register: Register, figures: Reported) -> list[str]:
    """What is said where the strands fade: in the source's terms where a source says so."""
    if not figures:
        return [_("without a distribution in the register")]
    source = figures["medteq_meie"].pieces[0].source  # type: ignore[attr-defined]
    by = source.publisher.split(",")[0] or source.title
    date = partial_date(source.state_of_data or register.state_of_data)
    return [_("distribution not published,"), _("according to %(by)s, as of %(date)s") % {"by": by, "date": date}]


def caption(register: Register, lead: Tracing, told: bool) -> str:
    unit = short_money(drawing.strand_unit(lead.received), 0)
    words = _("One strand for %(unit)s. Drawn from the register's transfers: %(received)s in %(n)s transfers.")
    return words % {"unit": unit, "received": short_money(lead.received), "n": lead.transfers}


# --- Five figures that a source states


def reported_story(register: Register, figures: Reported, tables: list[ReportedFigure]) -> list[Figure]:
    def pieces(*keys: str) -> list[Evidence]:
        return [piece for key in keys for piece in figures[key].pieces]  # type: ignore[attr-defined]

    lost, kept = figures["medteq_meie"], figures["medteq_retrace"]
    body = lost.organization or kept.organization
    by = pieces("medteq_meie")[0].source.publisher.split(",")[0]
    many = int(figures["ratio_recherche"].value or 0)
    whole, part = int(figures["prives_uniques"].value or 0), int(figures["prives_3plus"].value or 0)
    eight = figures["entreprises_ca_medteq_cqdm"]
    total = sum((table.value or Decimal(0) for table in tables), Decimal(0))
    return [
        Figure(
            reported(lost),
            "",
            _("received by %(name)s: distribution not published, according to %(by)s, as of %(date)s.")
            % {"name": body.short if body else "", "by": by, "date": partial_date(register.state_of_data)},
            register.address("question", "traced"),
            _("%(traced)s of two programmes can be followed.") % {"traced": reported(kept)},
            "share",
            drawing.share_bar([{"amount": kept.value, "kind": "traced"}, {"amount": lost.value, "kind": "void"}]),
            pieces("medteq_meie", "medteq_retrace"),
        ),
        Figure(
            _("$%(many)s") % {"many": many},
            _("for $1"),
            _("Private research receives $%(many)s for each dollar that public research receives.") % {"many": many},
            register.address("question", "research-and-commercial"),
            _("A ratio between programmes, not between the recipients' sectors."),
            "squares",
            drawing.squares(many),
            pieces("ratio_recherche"),
        ),
        Figure(
            number(part),
            _("of %(whole)s") % {"whole": number(whole)},
            _("private organizations take part in three projects or more."),
            register.address("question", "repeat-participants"),
            "",
            "dots",
            drawing.dot_matrix(part, whole),
            pieces("prives_3plus", "prives_uniques"),
        ),
        Figure(
            number(eight.value),
            _("companies"),
            _("of the boards of MEDTEQ and the CQDM take part in projects funded with public money."),
            register.address("question", "boards"),
            _("The highlights speak of eight executives of funded companies. Sitting on a board is not a fault."),
            "dots",
            drawing.dot_matrix(documented_on_boards(register), int(eight.value or 0)),
            pieces("entreprises_ca_medteq_cqdm", "dirigeants_ca"),
        ),
        Figure(
            number(total),
            _("participations"),
            _("of %(bodies)s care establishments in projects; %(first)s alone takes part in %(n)s.")
            % {
                "bodies": number(len(tables)),
                "first": tables[0].organization.short if tables[0].organization else "",
                "n": number(tables[0].value),
            },
            register.address("question", "establishments"),
            _("A project counts in each of its establishments."),
            "dots",
            drawing.dot_matrix(int(tables[0].value or 0), int(total), Sector.PUBLIC),
            tables[0].pieces,  # type: ignore[attr-defined]
        ),
    ]


def documented_on_boards(register: Register) -> int:
    """How many of the companies the register knows by name, with their seat and their project."""
    seats, parts = BoardMembership.objects.for_reading(register), Participation.objects.for_reading(register)
    return len({case.seat.holder_id for case in seats_and_projects(seats, parts)})


# --- Five figures that the register adds up to


def computed_story(register: Register, traced: list[Tracing]) -> list[Figure]:
    awards = Award.objects.for_reading(register)
    totals = {row["currency"]: row for row in awards.totals_by_basis()}
    if CURRENCY not in totals:
        return []
    row = totals[CURRENCY]
    every = sum(total["awards"] for total in totals.values())
    missing = sum(total["without_amount"] for total in totals.values())
    page = register.address("awards")
    return [
        entered_figure(row, page),
        final_figure(row, page),
        untraced_figure(traced, register.address("question", "traced")),
        missing_figure(every, missing, page),
        private_figure(awards, page),
    ]


def entered_figure(row: dict[str, Any], page: str) -> Figure:
    said = ngettext(
        "of public money in; %(n)s award has no amount and is not in it.",
        "of public money in; %(n)s awards have no amount and are not in it.",
        row["without_amount"],
    )
    return Figure(short_money(row["entered"]), "", said % {"n": number(row["without_amount"])}, f"{page}?basis=entered")


def final_figure(row: dict[str, Any], page: str) -> Figure:
    text = _("reach their final destination in the register's records.")
    more = _("The same money further on its way: the two sums are never added.")
    return Figure(short_money(row["final"]), "", text, f"{page}?basis=final", more)


def untraced_figure(traced: list[Tracing], page: str) -> Figure:
    """What the intermediaries received and nobody can follow further."""
    untraced = sum((row.untraced for row in traced), Decimal(0))
    whole = sum((row.received for row in traced), Decimal(0))
    text = _("of the %(whole)s that intermediaries received cannot be followed further.")
    bar = drawing.share_bar([{"amount": whole - untraced, "kind": "traced"}, {"amount": untraced, "kind": "void"}])
    said = text % {"whole": short_money(whole)}
    return Figure(short_money(untraced), "", said, page, "", "share", bar)


def missing_figure(every: int, missing: int, page: str) -> Figure:
    """Awards without an amount; a dot each as long as dots can be seen."""
    dots: Callable[[], dict[str, Any]] = lambda: drawing.dot_matrix(missing, every, "missing")  # noqa: E731
    return Figure(
        number(missing),
        _("of %(whole)s") % {"whole": number(every)},
        ngettext("award has no published amount.", "awards have no published amount.", missing),
        f"{page}?amount=missing",
        "",
        "dots" if every <= 400 else "",
        dots() if every <= 400 else {},
    )


def private_figure(awards: Any, page: str) -> Figure:
    """Final awards that a private body receives."""
    received = awards.final().with_party("recipient", organization__sector="private").totals()
    nothing = {"total": Decimal(0), "awards": 0}
    total: dict[str, Any] = next((row for row in received if row["currency"] == CURRENCY), nothing)
    said = ngettext(
        "of final awards have a private recipient: %(n)s award.",
        "of final awards have a private recipient: %(n)s awards.",
        total["awards"],
    )
    text = said % {"n": number(total["awards"])}
    return Figure(short_money(total["total"]), "", text, f"{page}?sector=private&basis=final")
