"""What a release holds of published findings: a seat and money that coincide, with the keys of the records behind them."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.export_blocks import KEY, REGISTER
from funding.export_columns import Column, Kind, Reader, Text, column, key_of, listed, name_of, word
from funding.findings.choices import Rule, Strength
from funding.models import Finding


def day(name: str, label: Text, meaning: Text) -> Column:
    def read(row: Any) -> str:
        value = getattr(row, name)
        return value.isoformat() if value else ""

    return column(name, label, meaning, Reader(read, f"coalesce(CAST(t.{name} AS VARCHAR), '')"))


def keys(part: str) -> Callable[[Any], list[str]]:
    """The public keys of the seats, or of the awards, that a finding rests on, in the order of its chain."""
    return Reader(
        lambda finding: [getattr(edge, part).key for edge in finding.edges.all() if getattr(edge, part)],
        f"edges.{part}s",
    )


FINDING = Kind(
    _("Findings"),
    Finding,
    (
        KEY,
        word("rule", _("Rule"), _("How the seat leads to the money."), Rule),
        word("strength", _("Strength"), _("certain, possible or deduced."), Strength),
        column(
            "board", _("Body that pays"), _("The body on whose board someone sits, and that pays."), name_of("board")
        ),
        column("board_key", _("Key of the body that pays"), _("Its public key."), key_of("board")),
        column("recipient", _("Body that is paid"), _("The body that receives the money."), name_of("recipient")),
        column("recipient_key", _("Key of the body that is paid"), _("Its public key."), key_of("recipient")),
        column("person", _("Person"), _("Who sits, where it is a person."), name_of("person")),
        column("person_key", _("Key of the person"), _("Its public key."), key_of("person")),
        column("holder", _("Holder"), _("Who sits, where it is a body."), name_of("holder")),
        column("holder_key", _("Key of the holder"), _("Its public key."), key_of("holder")),
        column(
            "on_behalf_of", _("On behalf of"), _("The organization that the seat stands for."), name_of("on_behalf_of")
        ),
        listed("seat_keys", _("Keys of the seats"), _("The seats and offices it rests on."), keys("seat")),
        listed("award_keys", _("Keys of the awards"), _("The payments it rests on."), keys("award")),
        day("checked_on", _("Checked on"), _("When a person read each piece of its evidence.")),
        day("reply_sought_on", _("Reply sought on"), _("When those named were written to.")),
        column("reply", _("Reply of those named"), _("Their words; empty where none came.")),
        column("reply_by", _("Who replied"), _("And in which role.")),
        day("reply_on", _("Replied on"), _("When their reply came.")),
        day("published_on", _("Published on"), _("When it was published.")),
        *REGISTER,
    ),
    ("board", "recipient", "person", "holder", "on_behalf_of"),
    ("edges__seat", "edges__award"),
)
