"""The page « interlocks »: people on several boards, and boards that share someone at the same time.

In: a question as it was asked. Out: a `Page`, with tables that lead to seats, their evidence and a drawn network.
"""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from funding import charts
from funding.charts import Bar
from funding.dashboards import sketch
from funding.dashboards.asked import Asked
from funding.dashboards.cells import counted, text
from funding.dashboards.page import Cell, Chart, Number, Page, Rows, drawn, from_records, nothing, scope
from funding.dashboards.words import count, day_in_words
from funding.evidence import attach_evidence
from funding.export_columns import column, number
from funding.questions.interlocks import (
    Member,
    Pair,
    Place,
    SeveralBoards,
    on_several_boards,
    pairs_of_boards,
    pairs_without_dates,
    places,
)
from projects.models import BoardMembership, Organization, Person
from projects.periods import Meeting

SLUG = "interlocks"
BARS = 12
SEATS_SHOWN = 25


class Names:
    """The seats, boards and members that a page names, read once, each seat with its evidence."""

    def __init__(
        self,
        asked: Asked,
        several: list[SeveralBoards],
        pairs: list[Pair],
        blind: list[tuple[int, int]],
        shown: list[Place],
    ) -> None:
        self.asked = asked
        members = {one.member for one in several} | {shared.member for pair in pairs for shared in pair.shared}
        members |= {place.member for place in shown}
        boards = {board for one in several for board in one.boards} | {board for pair in pairs for board in pair.boards}
        boards |= {board for pair in blind for board in pair} | {place.board for place in shown}
        boards |= {pk for kind, pk in members if kind == "body"}
        seats = {seat for one in several for seat in one.seats}
        seats |= {seat for pair in pairs for shared in pair.shared for seat in shared.seats}
        seats |= {place.id for place in shown}
        self.bodies = Organization.objects.in_bulk(boards)
        self.people = Person.objects.in_bulk({pk for kind, pk in members if kind == "person"})
        self.seats = BoardMembership.objects.in_bulk(seats)
        attach_evidence(self.seats.values())

    def member(self, member: Member) -> str:
        kind, pk = member
        return self.people[pk].name if kind == "person" else self.bodies[pk].label

    def network(self, member: Member) -> str:
        """The drawing of what is one seat away."""
        kind, pk = member
        if kind == "person":
            return self.asked.register.address("network", "person", self.people[pk].key)
        return self.asked.register.address("network", "organization", self.bodies[pk].key)

    def marks(self, seats: tuple[int, ...]) -> tuple:
        pieces = [piece for seat in seats for piece in self.seats[seat].pieces]  # type: ignore[attr-defined]
        return tuple({piece.number: piece for piece in pieces}.values())


def page(asked: Asked) -> Page:
    """The seats under the filter of seats."""
    rows = places(asked.found, str(asked.register.state_of_data or ""))
    several, pairs = on_several_boards(rows), pairs_of_boards(rows)
    if not several:
        return nothing(
            asked,
            asked.covered,
            title=_("Interlocks"),
            finding=_("Nobody sits on two of these boards.")
            if asked.filters
            else _("Nobody in this register sits on two boards."),
            closing=_("The lists of the members of boards, with dates, would tell more."),
            definitions=definitions(),
        )
    blind = pairs_without_dates(rows)
    names = Names(asked, several, pairs, blind, rows[: asked.most])
    certain = sum(1 for pair in pairs if pair.strength == Meeting.CERTAIN)
    finding = ngettext(
        "%(n)s member sits, or sat, on more than one board.",
        "%(n)s members sit, or sat, on more than one board.",
        len(several),
    ) % {"n": count(len(several))}
    second = _(
        "Pairs of boards that shared someone at the same time: %(certain)s for certain, %(possible)s possibly; "
        "%(blind)s whose seats have no date."
    ) % {
        "certain": count(certain),
        "possible": count(len(pairs) - certain),
        "blind": count(len(blind)),
    }
    return from_records(
        asked,
        title=_("Interlocks"),
        finding=finding,
        second=second,
        numbers=(
            Number(_("Members of several boards"), count(len(several)), "", asked.counted("table"), len(several)),
            *(
                Number(label, count(n), meaning, asked.counted(*where) if n else "", n)
                for label, n, meaning, where in (
                    (
                        _("Pairs of boards"),
                        len(pairs),
                        _("with someone in common, by dates that can be compared"),
                        ("pairs",),
                    ),
                    (_("at the same time for certain"), certain, "", ("pairs", Meeting.CERTAIN.value)),
                    (_("Pairs without dates"), len(blind), _("former seats that nobody dated"), ("undated",)),
                    (_("Seats looked at"), len(rows), _("boards and executive committees"), ("seats",)),
                )
            ),
        ),
        charts=(chart(asked, several, names),),
        tables=(
            members_table(several, names),
            *(
                table
                for table in (pairs_table(pairs, names), blind_table(blind, names), seats_table(rows, names))
                if table.rows
            ),
        ),
        definitions=definitions(),
        scope=scope(
            asked,
            _("Seats on boards and executive committees, observers left out."),
            _("Member: a person, or a body where no person is named"),
            count(len(rows)),
            _("Members and dates that nobody published."),
        ),
        gaps=(
            (_("Names."), _("Two records of one name are two members: nothing links people by name.")),
            (_("Seats without dates."), _("A former seat that nobody dated is compared with no other.")),
        ),
        sketch=sketch.bars((len(one.boards), "traced") for one in several),
    )


def chart(asked: Asked, several: list[SeveralBoards], names: Names) -> Chart:
    most = several[0]
    sentence = _("%(name)s sits, or sat, on the most boards: %(n)s.") % {
        "name": names.member(most.member),
        "n": count(len(most.boards)),
    }
    words = drawn(asked, _("On how many boards"), sentence)
    bars = [Bar(names.member(one.member), Decimal(len(one.boards)), count(len(one.boards))) for one in several[:BARS]]
    return Chart(
        "members", words.title, _("boards, whenever the seats were held"), words, charts.ranked_bars(bars, words)
    )


MEMBER_COLUMNS = (
    column("member", _lazy("Member"), _lazy("A person, or a body that holds the seat.")),
    number("boards", _lazy("Boards"), _lazy("On how many boards.")),
    column("names", _lazy("Which"), _lazy("The boards.")),
)
PAIR_COLUMNS = (
    column("one", _lazy("Board"), _lazy("One board of the pair.")),
    column("other", _lazy("Other board"), _lazy("The other board of the pair.")),
    number("members", _lazy("Members in common"), _lazy("How many sit on both at the same time.")),
    column("names", _lazy("Who"), _lazy("Who sits on both.")),
    column("strength", _lazy("Strength"), _lazy("certain, or possible after what partial dates leave open.")),
)


def members_table(several: list[SeveralBoards], names: Names) -> Rows:
    def row(one: SeveralBoards) -> tuple[Cell, ...]:
        boards = " · ".join(names.bodies[board].short for board in one.boards)
        which = Cell(boards, evidence=names.marks(one.seats), value=boards.replace(" · ", "; "))
        return (text(names.member(one.member), names.network(one.member)), counted(len(one.boards)), which)

    note = _("Each name leads to a drawing of what is one seat away.")
    return Rows(_("Members of several boards"), MEMBER_COLUMNS, tuple(row(one) for one in several), note=note)


def pairs_table(pairs: list[Pair], names: Names) -> Rows:
    labels = {Meeting.CERTAIN: _("certain"), Meeting.POSSIBLE: _("possible")}

    def row(pair: Pair) -> tuple[Cell, ...]:
        one, other = (names.bodies[board] for board in pair.boards)
        seats = tuple(seat for shared in pair.shared for seat in shared.seats)
        who = _("; ").join(names.member(shared.member) for shared in pair.shared)
        return (
            text(one.short, names.network(("body", one.pk)), one.name),
            text(other.short, names.network(("body", other.pk)), other.name),
            counted(len(pair.shared)),
            Cell(who, evidence=names.marks(seats)),
            text(labels[pair.strength], value=pair.strength.value),
        )

    note = _("Only seats whose dates overlap: certainly, or possibly where dates are partial or missing.")
    return Rows(
        _("Boards with someone in common"),
        PAIR_COLUMNS,
        tuple(map(row, pairs)),
        note=note,
        name="pairs",
        counted_in=tuple(frozenset({pair.strength.value}) for pair in pairs),
    )


def blind_table(blind: list[tuple[int, int]], names: Names) -> Rows:
    """Pairs of boards of which nobody knows whether their seats were held at the same time."""
    columns = PAIR_COLUMNS[:2]
    ends = [[names.bodies[board] for board in pair] for pair in blind]
    rows = tuple(tuple(text(one.short, names.network(("body", one.pk)), one.name) for one in pair) for pair in ends)
    note = _("Someone sat on both; no source dates one of the seats.")
    return Rows(_("Pairs without dates"), columns, rows, note=note, name="undated")


SEAT_COLUMNS = (
    column("board", _lazy("Board"), _lazy("The body on whose board the seat is.")),
    column("member", _lazy("Member"), _lazy("A person, or a body that holds the seat.")),
    column("from", _lazy("From"), _lazy("As precise as it is known.")),
    column("to", _lazy("To"), _lazy("As precise as it is known; empty where no end is known.")),
)


def seats_table(rows: list[Place], names: Names) -> Rows:
    """The seats that were looked at, each with its evidence."""

    def row(place: Place) -> tuple[Cell, ...]:
        board, seat = names.bodies[place.board], names.seats[place.id]
        end = day_in_words(seat.valid_to) or (_("formerly, date not known") if seat.former else "—")
        return (
            text(board.short, names.network(("body", board.pk)), board.name),
            Cell(names.member(place.member), evidence=names.marks((place.id,))),
            text(day_in_words(seat.valid_from) or "—", value=str(seat.valid_from or "")),
            text(end, value=str(seat.valid_to or "")),
        )

    shown = tuple(map(row, rows[: names.asked.most]))
    return Rows(
        _("The seats looked at"), SEAT_COLUMNS, shown, name="seats", known_rows=len(rows), shown_rows=SEATS_SHOWN
    )


def definitions() -> tuple[tuple[str, str], ...]:
    return (
        (_("Board"), _("A board of directors or an executive committee; committees that advise are not counted.")),
        (
            _("At the same time"),
            _("There is a day on which both seats were held: whatever the partial dates are, or depending on them."),
        ),
    )
