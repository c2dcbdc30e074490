"""Columns that several kinds of row share: the key, money, uses, evidence, the register."""

from django.utils.translation import gettext_lazy as _

from funding.choices import AmountStatus
from funding.export_columns import (
    Column,
    Reader,
    Type,
    column,
    evidence,
    key_of,
    listed,
    name_of,
    number,
    place,
    uses,
    word,
)

KEY = column("key", _("Key"), _("The public key of the row; it stays the same from release to release."))
NOTE = column("note", _("Note"), _("A remark kept with the record."))
REGION = column("region", _("Region"), _("The region that the source names."))
ORGANIZATION = column("organization", _("Organization"), _("The name of the organization."), name_of("organization"))
ORGANIZATION_KEY = column(
    "organization_key", _("Key of the organization"), _("The public key of the organization."), key_of("organization")
)
VALID_FROM = column("valid_from", _("From"), _("The first day, month or year; empty where no source says."))
VALID_TO = column("valid_to", _("To"), _("The last day, month or year; empty where no source says."))
COUNT_OF_PROJECTS = number(
    "count_of_projects",
    _("Projects in this line"),
    _("How many projects this one line stands for. Lines that stand for several are left out of means and shares."),
)
AMOUNT = (
    number("amount", _("Amount"), _("The amount in the currency beside it. Empty means not known, never zero.")),
    column("currency", _("Currency"), _("The currency of the amount (ISO 4217). Currencies are never added up.")),
    word(
        "amount_status", _("How the amount is known"), _("Exact, at least, about… or why it is missing."), AmountStatus
    ),
    column("amount_text", _("Amount in the source's words"), _("What the source says where it gives no number.")),
    number("rounded_to", _("Rounded to"), _("The precision that the source rounded to, in the same unit.")),
)
USES = (
    listed(
        "use_types",
        _("Types of use"),
        _("Codes of the types of use of the project; it may have several."),
        uses("use_types", "code"),
    ),
    listed(
        "use_types_fr", _("Types of use in French"), _("Their names, in the same order."), uses("use_types", "name_fr")
    ),
    listed(
        "use_types_en", _("Types of use in English"), _("Their names, in the same order."), uses("use_types", "name_en")
    ),
    listed("use_domains", _("Domains"), _("Codes of the domains of care."), uses("use_domains", "code")),
    listed(
        "use_domains_fr", _("Domains in French"), _("Their names, in the same order."), uses("use_domains", "name_fr")
    ),
    listed(
        "use_domains_en", _("Domains in English"), _("Their names, in the same order."), uses("use_domains", "name_en")
    ),
)
EVIDENCE = (
    listed(
        "evidence",
        _("Evidence"),
        _("Numbers of the pieces of evidence; they never change."),
        evidence("numbers", lambda piece: str(piece.number)),
    ),
    listed(
        "sources",
        _("Sources"),
        _("The source of each piece of evidence."),
        evidence("titles", lambda p: p.source.title),
    ),
    listed("places", _("Places"), _("Where in its source each piece of evidence stands."), evidence("places", place)),
    listed("quotes", _("Quotes"), _("The source's own words."), evidence("quotes", lambda piece: piece.quote)),
)
REGISTER = (
    column(
        "register",
        _("Register"),
        _("The register that the row belongs to."),
        Reader(lambda row: row.register.slug, "register.slug"),
    ),
    Column(
        "invented",
        _("Invented data"),
        _("Yes in the example register, whose rows are made up and describe nobody."),
        Type.FLAG,
        Reader(lambda row: row.register.invented, "register.invented"),
    ),
)
ABOUT_EVIDENCE = ("evidence__source",)
