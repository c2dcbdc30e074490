"""A staged row → an award, with its parties, its years and what it hangs on; and the project it is for, with who takes part.

In: a Builder and a Row. Out: facts in the builder's Intake, and (kind, key) of the award. Raises Waits before anything of
the row was put there.
"""

from typing import Any

from funding.choices import AbsentReason
from funding.imports.award_money import money_of, total
from funding.imports.builder import Builder, Row, Waits
from funding.imports.names import fold

REDACTED = {"redacted"}
LINKS = frozenset({"parent", "supersedes"})
TITLE = 400
# {field of the row: (field of the award, characters that the database has room for; 0: any number)}
AWARD_TEXTS = {
    "title": ("title", TITLE),
    "title_en": ("title_en", TITLE),
    "description": ("description", 0),
    "reference": ("reference", 0),
    "instrument": ("instrument", 0),
    "money_stage": ("money_stage", 0),
    "flow_level": ("flow_level", 0),
    "decision_date": ("date", 0),
    "in_scope": ("in_scope", 0),
    "region": ("region", 80),
    "recipient": ("recipient_text", 300),
    "note": ("note", 0),
}


def award(builder: Builder, row: Row) -> tuple[str, str]:
    """An entry of Tableau 1, a line of a list of grants, or a transfer."""
    payers, recipients = builder.bodies(row, "payer"), builder.bodies(row, "recipient")
    both = {match.key for match in payers} & {match.key for match in recipients} if payers and recipients else None
    if both:
        name = next(match.name for match in payers if match.key in both)
        raise Waits(row.values, "recipient", "same-payer-and-recipient", name=name)
    if len(row.parts) > 1:
        one_currency(row)
    partners = builder.partners_in(row)
    links = [] if LINKS.isdisjoint(row.stated) else [reference(builder, row, name) for name in ("parent", "supersedes")]
    title, key = row.text("title"), row.key
    record = f"award:{key}"
    # What has partners is a project, where the source does not say what it is.
    is_project = row.text("entry_type") == "project" or (partners and not row.text("entry_type"))
    about = row.text("project") or (title if is_project else None)
    project = builder.project(row, record, about)
    builder.partners(row, record, project, partners)
    builder.mention(row, record, *payers, *recipients)
    money, years = total(row.values, row.parts)
    unnamed, texts = absent(builder, row, "recipient", bool(recipients)), row.texts(AWARD_TEXTS)
    if unnamed in ("", AbsentReason.PERSON):
        # The words of the cell stay with the import: they name who may be hidden later, or a person.
        texts["recipient_text"] = ""
    builder.intake.fact(
        "award",
        key,
        programme=builder.programme(row),
        project=project,
        fiscal_year=min(years) if years else row.year(),
        payer_absent=absent(builder, row, "payer", bool(payers)),
        recipient_absent=unnamed,
        **texts,
        **award_rest(row, title),
        **money,
    )
    for role, matches in (("payer", payers), ("recipient", recipients)):
        for organization in dict.fromkeys([match.key for match in matches]):
            builder.intake.part("award_party", key, organization, role)
    for year, amount in years.items():
        builder.intake.part("award_year", key, year, amount)
    if any(links):
        builder.intake.part("award_link", key, *links)
    builder.intake.piece("award", key, record, row.place)
    return "award", key


def one_currency(row: Row) -> None:
    """The parts of an amount are added up; those of several currencies can't be."""
    currencies = {money["currency"] for money in map(money_of, row.parts) if money["amount"] is not None}
    if len(currencies) > 1:
        raise Waits(row.values, "amount", "several-currencies", currencies=", ".join(sorted(currencies)))


def award_rest(row: Row, title: str | None) -> dict[str, Any]:
    """What few rows state; a title that is too long stands in the description, whole."""
    rest: dict[str, Any] = {}
    if title and len(title) > TITLE and "description" not in row.stated:
        rest["description"] = title
    if "count_of_projects" in row.stated:
        rest["count_of_projects"] = row.whole("count_of_projects")
    if "fee" in row.stated:
        rest["fee"] = row.number_of("fee")
    return rest


def reference(builder: Builder, row: Row, name: str) -> str | None:
    """The key of the award that the row points at by its reference."""
    text = row.text(name)
    if not text:
        return None
    key = builder.award_references.get(fold(text))
    if not key:
        raise Waits(row.values, name, "reference-unknown", reference=text)
    return None if key == row.key else key


def absent(builder: Builder, row: Row, side: str, named: bool) -> str | None:
    """Why a side of an award has no name: what the source says, else that it names nobody; None where its table has no column
    for the side."""
    if named:
        return ""
    stated = row.text(f"{side}_absent_reason")
    if stated in AbsentReason.values:
        return str(stated)
    if (row.table, side) not in builder.sides():
        return None
    codes = {found["code"] for found in row.problems if found.get("field") == side}
    return str(AbsentReason.WITHHELD if codes & REDACTED else AbsentReason.NOT_NAMED)
