"""The network of one person or organization at one step, drawn on the server: a page with its picture and its seats.

In: the kind and key of a person or an organization. Out: a page; the picture is lines and names, the table has the
evidence. The pages name people: search engines are asked to leave them out.
"""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from funding.evidence import attach_evidence
from funding.questions.interlocks import Place, Step, around_board, around_member, places
from projects.models import BoardMembership, Organization, Person, Register
from projects.registers import crumbs, in_register
from projects.unchanged import unless_unchanged

LONGEST_NAME, LONGEST_ON_PHONE = 44, 38
# More than this is a list, not a drawing.
MOST_DRAWN = 24


@dataclass(frozen=True)
class Neighbour:
    """What is one seat away: its name, its page, the seat, and on how many other boards it sits."""

    name: str
    address: str
    seat: Any
    others: int
    person: bool


@require_safe
@in_register
@unless_unchanged
def network(request: HttpRequest, register: Register, kind: str, key: str) -> HttpResponse:
    """Around a person, the boards; around an organization, its board's members and the boards that it sits on."""
    models: dict[str, Any] = {"person": Person, "organization": Organization}
    if kind not in models:
        raise Http404(_("There is no such record."))
    found = get_object_or_404(models[kind].objects.for_reading(register), key=key)
    rows = places(BoardMembership.objects.public().of(register), str(register.state_of_data or ""))
    steps = steps_around(rows, kind, found.pk)
    neighbours = named(register, steps, kind, found.pk)
    seats = [one.seat for one in neighbours]
    page = {
        "thing": found,
        "name": found.name if kind == "person" else found.label,
        "back": register.address(kind, key),
        "finding": sentence(kind, found, len(neighbours)),
        "neighbours": neighbours,
        "wide": drawing(neighbours[:MOST_DRAWN], wide=True),
        "narrow": drawing(neighbours[:MOST_DRAWN], wide=False),
        "cut": max(0, len(neighbours) - MOST_DRAWN),
        "evidence": attach_evidence(seats),
        "crumbs": crumbs(register, (_("Questions"), "questions"), here=_("One seat away")),
    }
    response = render(request, "questions/network.html", page)
    response["X-Robots-Tag"] = "noindex"
    return response


def steps_around(rows: list[Place], kind: str, pk: int) -> list[Step]:
    if kind == "person":
        return around_member(rows, ("person", pk))
    return [*around_board(rows, pk), *around_member(rows, ("body", pk))]


def sentence(kind: str, found: Any, n: int) -> str:
    """What the picture shows, in words."""
    if kind == "person":
        words = ngettext("%(name)s: %(n)s board.", "%(name)s: %(n)s boards.", n)
        return words % {"name": found.name, "n": n}
    words = ngettext("%(name)s: %(n)s seat, one step away.", "%(name)s: %(n)s seats, one step away.", n)
    return words % {"name": found.short, "n": n}


def named(register: Register, steps: list[Step], kind: str, pk: int) -> list[Neighbour]:
    """The steps with their names and seats, in three queries."""
    members = {step.member for step in steps}
    boards = {step.board for step in steps} | {one for what, one in members if what == "body"}
    bodies = Organization.objects.in_bulk(boards)
    people = Person.objects.in_bulk({one for what, one in members if what == "person"})
    ids = [step.seat for step in steps]
    seats = BoardMembership.objects.select_related("organization", "person", "holder").in_bulk(ids)
    found = []
    for step in steps:
        what, one = step.member
        away: Any = bodies[step.board]
        if kind == "organization" and step.board == pk:
            away = people[one] if what == "person" else bodies[one]
        person = isinstance(away, Person)
        name = away.name if person else away.label
        address = register.address("network", "person" if person else "organization", away.key)
        found.append(Neighbour(name, address, seats[step.seat], len(step.other_boards), person))
    return found


def drawing(neighbours: list[Neighbour], *, wide: bool) -> dict[str, Any]:
    """Where the marks stand: {box, lines: [d], nodes: [{x, y, tx, ty, name, others, address, person}], middle}.

    Wide, the lines fan out to the right of the middle; narrow, they hang from it.
    """
    step, top = (40, 28) if wide else (36, 52)
    height = max(step * len(neighbours) + top, 90)
    middle = (310, height / 2) if wide else (14, 16)
    x = 560 if wide else 46
    lines, nodes = [], []
    for place, one in enumerate(neighbours):
        y = top + step * place
        if wide:
            half = (middle[0] + x) / 2
            lines.append(f"M{middle[0]} {middle[1]:.0f}C{half:.0f} {middle[1]:.0f} {half:.0f} {y} {x} {y}")
        else:
            lines.append(f"M{middle[0]} {middle[1]}V{y - 10}Q{middle[0]} {y} {middle[0] + 10} {y}H{x}")
        extra = f" (+{one.others})" if one.others else ""
        letters = (LONGEST_NAME if wide else LONGEST_ON_PHONE) - len(extra)
        name = one.name if len(one.name) <= letters else f"{one.name[: letters - 1].rstrip()}…"
        nodes.append(
            {"x": x, "y": y, "tx": x + 16, "ty": y + 5, "name": f"{name}{extra}", "address": one.address,
             "person": one.person}
        )  # fmt: skip
    width = 900 if wide else 356
    side = -18 if wide else 16
    at = {"x": middle[0], "y": f"{middle[1]:.0f}", "tx": middle[0] + side, "ty": f"{middle[1] + 5:.0f}"}
    return {"box": f"0 0 {width} {height}", "lines": lines, "nodes": nodes, "middle": at}
