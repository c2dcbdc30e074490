"""The way of an award's money, payer ━● through ━● recipient, and its row in a list.

In: awards with their parties, those of the transfer they come from and `regrants_count` (AwardQuerySet.for_list).
Out: stops for the template tag `route`, and rows that a template only prints.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funding.choices import AbsentReason, FlowLevel, PartyRole
from funding.models import Award
from funding.tongue import language_of
from projects.models import Organization, Register

Stop = dict[str, Any]
# Reasons that say who pays or receives, though not by name: several projects, public bodies, a person.
TOLD_WITHOUT_NAME = (AbsentReason.AGGREGATE, AbsentReason.PUBLIC, AbsentReason.PERSON)


@dataclass(frozen=True)
class AwardRow:
    """A line of a list of awards. `void`: its last step is not published, and the line is hatched."""

    award: Award
    stops: list[Stop]
    void: bool
    recipients: list[Organization]
    sector: str

    @property
    def titled(self) -> Any:
        """Whose title it is: the award's, else its project's."""
        return self.award if self.award.title else self.award.project

    @property
    def title(self) -> str:
        """What the award is for: its own title, else its project's; empty where that only repeats the recipient."""
        award = self.award
        title = award.label if award.title else (award.project.label if award.project else "")
        return "" if award.title in {body.name for body in self.recipients} else title


def bodies(award: Award, role: str) -> list[Organization]:
    """The payers or the recipients; a body that was merged into another is that other one."""
    found = [party.organization for party in award.parties.all() if party.role == role]
    return list(dict.fromkeys(body.merged_into or body for body in found))


def stop(
    register: Register, found: list[Organization], absent: str, words: str, *, traced: bool = True, tongue: str = ""
) -> Stop:
    """One end: the bodies, or why none is named."""
    if not found:
        missing = absent not in TOLD_WITHOUT_NAME
        name = words or (str(AbsentReason(absent).label) if absent else _("Not shown"))
        return {"name": name, "traced": traced and not missing, "missing": missing and not words, "tongue": tongue}
    # Most have one: to join names asks for three translations.
    if len(found) == 1:
        names, full, address = found[0].short, found[0].label, register.address("organization", found[0].key)
    else:
        names = get_text_list([body.short for body in found], _("and"))
        full, address = get_text_list([body.label for body in found], _("and")), ""
    return {"name": names, "address": address, "traced": traced, "full": "" if full == names else full}


def stops_of(award: Award, register: Register) -> list[Stop]:
    """Where the money comes from, what it goes through, and where it is known to arrive."""
    payers, recipients = bodies(award, PartyRole.PAYER), bodies(award, PartyRole.RECIPIENT)
    way = []
    if award.parent and award.parent.published:
        first = award.parent
        way.append(stop(register, bodies(first, PartyRole.PAYER), first.payer_absent, ""))
    way.append(stop(register, payers, award.payer_absent, ""))
    tongue = language_of(award, award.recipient_text) if award.recipient_text else ""
    way.append(stop(register, recipients, award.recipient_absent, award.recipient_text, tongue=tongue))
    if award.flow_level == FlowLevel.TRANSFER:
        way.append(what_follows(award, recipients, register))
    return way


def what_follows(award: Award, recipients: list[Organization], register: Register) -> Stop:
    """After a transfer: the awards that come out of it, or that the register has none."""
    count = award.regrants_count  # type: ignore[attr-defined]
    if not count:
        return {"name": _("distribution not in the register"), "traced": False, "missing": True}
    words = ngettext("%(count)s award", "%(count)s awards", count) % {"count": count}
    address = register.address("award", award.key) + "#regrants"
    return {"name": words, "address": address, "traced": True}


def row_of(award: Award, register: Register) -> AwardRow:
    stops = stops_of(award, register)
    recipients = bodies(award, PartyRole.RECIPIENT)
    sectors = {body.sector for body in recipients}
    return AwardRow(
        award=award,
        stops=stops,
        void=stops[-1].get("missing", False),
        recipients=recipients,
        sector=sectors.pop() if len(sectors) == 1 else "",
    )


def rows_of(awards: Iterable[Award], register: Register) -> list[AwardRow]:
    return [row_of(award, register) for award in awards]
