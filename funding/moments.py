"""What happened when: events, seats, requests, decisions and changes of name of one record, in the order of their dates.

In: the facts that a page shows already. Out: moments by partial date, those without a date last.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.models import AccessRequest, Award, Import, Programme, Source
from funding.tongue import language_of
from projects.choices import NameKind
from projects.models import BoardMembership, OrganizationEvent, Project, Register


@dataclass(frozen=True)
class Moment:
    """`date` is partial, empty where nobody gave one; `fact` has the pieces of evidence, None where there is none."""

    date: str
    title: str
    fact: Any = None
    links: tuple[tuple[str, str], ...] = ()
    text: str = ""
    # The language of the text, and of what its links are called, where a source wrote it.
    tongue: str = ""
    titles: str = ""


def in_order(moments: Iterable[Moment]) -> list[Moment]:
    return sorted(moments, key=lambda moment: (not moment.date, moment.date))


def of_events(events: Iterable[OrganizationEvent], key: str, register: Register) -> list[Moment]:
    """What became of a body: mergers, acquisitions, bankruptcies."""
    moments = []
    for event in events:
        bodies = [body for body in (event.organization, event.other) if body and body.key != key]
        links = tuple((body.label, register.address("organization", body.key)) for body in bodies)
        text = " ".join(filter(None, (f"({event.other_place})" if event.other_place else "", event.description)))
        tongue = language_of(event, event.description)
        moments.append(Moment(event.date, str(event.get_kind_display()), event, links, text, tongue))
    return moments


def of_seats(seats: Iterable[BoardMembership], register: Register, *, of_person: bool = False) -> list[Moment]:
    """When seats begin and end, where a source says."""
    moments = []
    for seat in seats:
        holder = seat.holder if seat.holder else None
        who = (
            (seat.organization.label, register.address("organization", seat.organization.key))
            if of_person or not (seat.person or holder)
            else (seat.person.name, register.address("person", seat.person.key))
            if seat.person
            else (holder.label, register.address("organization", holder.key))  # type: ignore[union-attr]
        )
        words, tongue = seat.role or str(seat.get_kind_display()), language_of(seat, seat.role) if seat.role else ""
        if seat.valid_from:
            moments.append(Moment(seat.valid_from, _("A seat begins"), seat, (who,), words, tongue))
        if seat.valid_to:
            moments.append(Moment(seat.valid_to, _("A seat ends"), seat, (who,), words, tongue))
    return moments


def of_names(names: Iterable[dict[str, str]]) -> list[Moment]:
    """When a body took or left a name; `names` are those of `body_details`."""
    moments = []
    for name in names:
        kind = str(NameKind(name["kind"]).label)
        if name["valid_from"]:
            moments.append(Moment(name["valid_from"], _("A name begins"), text=f"{kind}{_(': ')}{name['name']}"))
        if name["valid_to"]:
            moments.append(Moment(name["valid_to"], _("A name ends"), text=f"{kind}{_(': ')}{name['name']}"))
    return moments


def of_requests(requests: Iterable[AccessRequest]) -> list[Moment]:
    moments = []
    for one in requests:
        if one.sent:
            moments.append(Moment(one.sent, _("Access request sent"), one, text=one.reference))
        if one.answered:
            moments.append(Moment(one.answered, _("Access request answered"), one, text=str(one.get_outcome_display())))
    return moments


def of_awards(awards: Iterable[Award], register: Register) -> list[Moment]:
    """When awards are decided, to the year where no more is said."""
    moments = []
    for award in awards:
        date = award.date or (str(award.fiscal_year) if award.fiscal_year else "")
        if date:
            link = (award.label, register.address("award", award.key))
            moments.append(
                Moment(date, _("An award is decided"), award, (link,), titles=language_of(award, award.label))
            )
    return moments


def of_programme(programme: Programme) -> list[Moment]:
    """When a programme begins and ends, where a source says."""
    dates = ((programme.valid_from, _("The programme begins")), (programme.valid_to, _("The programme ends")))
    return [Moment(date, words, programme) for date, words in dates if date]


def of_source(source: Source, imports: Iterable[Import]) -> list[Moment]:
    """When a document speaks of, when it is dated, and when what it says was published here."""
    dates = ((source.state_of_data, _("What the data show")), (source.date, _("The document is dated")))
    moments = [Moment(date, words) for date, words in dates if date]
    for one in imports:
        if one.committed_at:
            day = localtime(one.committed_at).date().isoformat()
            moments.append(Moment(day, _("Its rows are published here")))
    return moments


DATES = {
    "started": gettext_lazy("The project begins"),
    "status_date": gettext_lazy("Its status is seen"),
    "ended": gettext_lazy("The project ends"),
}


def of_project(project: Project, awards: Iterable[Award], register: Register) -> list[Moment]:
    """When a project begins, is seen and ends, and when its awards are decided."""
    moments = [
        Moment(
            getattr(project, field),
            str(words),
            project,
            text=str(project.get_status_display()) if "status" in field else "",
        )
        for field, words in DATES.items()
        if getattr(project, field)
    ]
    return [*moments, *of_awards(awards, register)]
