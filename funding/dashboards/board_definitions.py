"""What the pages about boards say of their rules and of what they leave out. In: nothing. Out: pairs of texts."""

from django.utils.translation import gettext as _

from funding.account import no_judgement
from funding.questions.conflicts import RULES_VERSION


def definitions() -> tuple[tuple[str, str], ...]:
    return (
        (_("Rules"), _("version %(version)s") % {"version": RULES_VERSION}),
        (_("Own seat"), _("The body that is paid itself holds a seat on the board or executive committee.")),
        (_("Seat held on behalf of the body"), _("A person, or another body, holds that seat on its behalf.")),
        (
            _("Through a person"),
            _("Who sits also sits on the board of the body that is paid, founded it, or is one of its officers."),
        ),
        (
            _("Through a group"),
            _("The body that sits is tied to the body that is paid, in two steps at most: deduced."),
        ),
        (_("Payments both ways"), _("Each pays the other, with twelve months at most between the two payments.")),
        (
            _("When"),
            _(
                "The money comes while the seat is held, or within twelve months after it ended. Partial dates make it "
                "certain, possible, or exclude it. A seat without an end was held on the day of the data; a fiscal year "
                "begins on 1 April."
            ),
        ),
        (
            _("Left out"),
            _(
                "Observers, advisory committees and working groups, former seats without any date, gifts in kind, sums "
                "taken back, awards that another replaces. A name alone never links two people."
            ),
        ),
    )


def gaps() -> tuple[tuple[str, str], ...]:
    return (
        (_("No judgement."), no_judgement()),
        (
            _("Candidates are not shown."),
            _("What the rules find is first checked by a person, then put to those named; some is dismissed."),
        ),
        (_("Seats that nobody published."), _("Boards change, and few bodies publish who sat when.")),
    )
