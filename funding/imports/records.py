"""A staged row → the facts it states: one function for each kind of record.

In: a Builder and a Row. Out: facts in the builder's Intake, and (kind, key) of the row's own fact. A row that cannot be
published yet raises Waits before anything of it was put there.
"""

from collections.abc import Callable

from funding.choices import ContributionKind, MentionTier
from funding.imports.award_money import money_of
from funding.imports.award_record import award
from funding.imports.builder import Builder, Row, Waits
from funding.imports.resolve import identifiers_of
from projects.choices import EventKind, NameKind

YES = {"yes", "true", "oui", "1"}


def organization(builder: Builder, row: Row) -> tuple[str, str]:
    """A body that the file describes, with its names, its numbers and what it belongs to."""
    (match,) = builder.bodies(row, "name")
    above = [(kind, found) for kind in ("parent", "group") for found in builder.bodies(row, kind)]
    for _kind, found in above:
        if found.key == match.key:
            raise Waits(row.values, "parent", "same-organization-twice", name=found.name)
    key, name = match.key, row.text("name", 300)
    builder.made.add(key)
    builder.intake.fact(
        "organization",
        key,
        name=name if key in builder.resolution.planned else None,
        name_en=row.text("name_en", 300),
        acronym=row.text("acronym"),
        kind=row.text("kind"),
        sector=row.text("sector"),
        legal_form=row.text("legal_form"),
        controlled_by=row.text("controlled_by"),
        region=row.text("region", 80),
        note=row.text("note"),
    )
    if match.tier in (MentionTier.ALIAS, MentionTier.NEAR):
        builder.intake.part("name", key, name, NameKind.ALIAS)
    for other in row.several("other_names"):
        builder.intake.part("name", key, other[:300], NameKind.ALIAS)
    for scheme, value in identifiers_of("name", row.values).items():
        builder.intake.part("identifier", key, scheme, value)
    builder.intake.piece("organization", key, f"organization:{key}", row.place)
    builder.mention(row, "", *[found for _kind, found in above])
    for kind, found in above:
        builder.intake.part("tie", key, found.key, kind, row.text("valid_from") or "")
    return "organization", key


def participation(builder: Builder, row: Row) -> tuple[str, str]:
    match, *others = builder.bodies(row, "organization")
    partners = builder.partners_in(row)
    role = row.text("role") or "participant"
    title = row.text("project") or ""
    record = f"participation:{row.key}"
    project = builder.project(row, record, title)
    assert project is not None
    builder.mention(row, record, match)
    key = builder.participation(row, record, (project, match.key, role), row.text("note"))
    # « CHUM; Imagia » in one cell: both take part, in the same role.
    builder.partners(row, record, project, [*partners, *((role, other) for other in others)])
    return "participation", key


def membership(builder: Builder, row: Row) -> tuple[str, str]:
    """A seat. A person that sits for a body holds it; the body is « on behalf of »."""
    body = builder.body(row, "organization")
    holder, behalf = builder.body(row, "holder_organization"), builder.body(row, "on_behalf_of")
    assert body is not None
    person = builder.person(row, "person")
    if person and holder:
        holder, behalf = None, behalf or holder
    if behalf and behalf.key == body.key:
        raise Waits(row.values, "on_behalf_of", "same-organization-twice", name=behalf.name)
    builder.mention(row, "", body, holder, behalf)
    if person:
        builder.mention_person(row, person)
    builder.intake.fact(
        "seat",
        row.key,
        organization=body.key,
        person=person.key if person else None,
        holder=holder.key if holder else None,
        on_behalf_of=behalf.key if behalf else None,
        role=row.text("role", 200),
        kind=row.text("seat_kind"),
        valid_from=row.text("valid_from"),
        valid_to=row.text("valid_to"),
        former=row.text("former") in YES,
        note=row.text("note"),
    )
    return own(builder, row, "seat")


def contribution(builder: Builder, row: Row) -> tuple[str, str]:
    """What the public network itself puts in."""
    found = {name: builder.body(row, name) for name in ("organization", "installation", "beneficiary")}
    builder.mention(row, "", *found.values())
    project = builder.project(row, f"contribution:{row.key}", row.text("project"))
    headcount, year = row.whole("headcount"), row.text("fiscal_year")
    note = " · ".join(filter(None, [row.text("note"), year if not row.text("date") else None])) or None
    builder.intake.fact(
        "contribution",
        row.key,
        project=project,
        kind=row.text("contribution_kind") or ContributionKind.OTHER,
        occupation=row.text("occupation", 300),
        headcount=headcount,
        hours=row.number_of("hours"),
        date=row.text("date"),
        note=note,
        **{name: match.key for name, match in found.items() if match},
        **money_of(row.values),
    )
    return own(builder, row, "contribution")


def event(builder: Builder, row: Row) -> tuple[str, str]:
    body, other = builder.body(row, "organization"), builder.body(row, "other_organization")
    assert body is not None
    if other and other.key == body.key:
        raise Waits(row.values, "other_organization", "same-organization-twice", name=other.name)
    builder.mention(row, "", body, other)
    builder.intake.fact(
        "event",
        row.key,
        organization=body.key,
        kind=row.text("event_kind") or EventKind.OTHER,
        other=other.key if other else None,
        other_place=row.text("other_place", 80),
        date=row.text("date"),
        description_fr=row.text("description"),
        description_en=row.text("description_en"),
    )
    return own(builder, row, "event")


def programme(builder: Builder, row: Row) -> tuple[str, str]:
    """A named envelope, who pays it and who chooses what it pays for."""
    parties = [(role, match) for role in ("payer", "chooser") for match in builder.bodies(row, role)]
    key = builder.programmes.key(row.text("name", 300) or "")
    builder.made.add(key)
    remarks = [text for text in (row.text("description"), row.text("note")) if text]
    builder.intake.fact(
        "programme",
        key,
        name=row.text("name", 300),
        name_en=row.text("name_en", 300),
        kind=row.text("programme_kind"),
        description="\n".join(remarks) or None,
        valid_from=row.text("valid_from"),
        valid_to=row.text("valid_to"),
    )
    builder.mention(row, "", *[match for _role, match in parties])
    for role, match in parties:
        builder.intake.part("programme_party", key, match.key, role)
    builder.intake.piece("programme", key, f"programme:{key}", row.place)
    return "programme", key


def position(builder: Builder, row: Row) -> tuple[str, str]:
    builder.intake.fact(
        "position",
        row.key,
        group=row.text("group"),
        law=row.text("law"),
        stance=row.text("position"),
        concerns=row.several("concerns"),
        date=row.text("date"),
    )
    return own(builder, row, "position")


def reported_figure(builder: Builder, row: Row) -> tuple[str, str]:
    """A total that the source states, in its own words where it gives no number."""
    body = builder.body(row, "organization")
    builder.mention(row, "", body)
    value, qualifier = row.number_of("value"), row.text("qualifier")
    raw = (row.values.get("value") or {}).get("raw") or ""
    says_more = any(letter.isalpha() for letter in raw)
    builder.intake.fact(
        "reported_figure",
        row.key,
        label_fr=row.text("label", 300),
        label_en=row.text("label_en", 300),
        value=value,
        unit=row.text("unit"),
        qualifier=qualifier,
        value_text=raw[:200] if value is None or says_more else "",
        rounded_to=row.number_of("rounded_to"),
        table=row.text("table", 40),
        organization=body.key if body else None,
        use_type=next(builder.uses(row, "use_type", builder.use_types), None),
        use_domain=next(builder.uses(row, "use_domain", builder.use_domains), None),
        period=row.text("period", 80),
        rule=row.text("rule"),
        rule_terms=row.text("rule_terms", 300),
        part=row.text("part"),
        closes=row.text("closes"),
        note=row.text("note"),
    )
    return own(builder, row, "reported_figure")


def access_request(builder: Builder, row: Row) -> tuple[str, str]:
    body = builder.body(row, "organization")
    builder.mention(row, "", body)
    builder.intake.fact(
        "access_request",
        row.key,
        body=body.key if body else None,
        body_text=row.text("body_text", 200),
        reference=row.text("reference", 80),
        **{name: row.text(name) for name in ("sent", "due", "extended", "answered", "outcome", "note")},
        articles=[article[:40] for article in row.several("articles")],
    )
    return own(builder, row, "access_request")


def own(builder: Builder, row: Row, kind: str) -> tuple[str, str]:
    """The row is the evidence of its own fact."""
    builder.intake.piece(kind, row.key, f"{kind}:{row.key}", row.place)
    return kind, row.key


RECORDS: dict[str, Callable[[Builder, Row], tuple[str, str]]] = {
    "award": award,
    "organization": organization,
    "participation": participation,
    "membership": membership,
    "contribution": contribution,
    "event": event,
    "programme": programme,
    "position": position,
    "reported_figure": reported_figure,
    "access_request": access_request,
}
# What the own fact of a record is called among the facts.
FACT_OF = {name: name for name in RECORDS} | {"membership": "seat"}


def build(builder: Builder, row: Row) -> tuple[str, str]:
    """Put the facts of a row into the intake. Out: (kind, key) of its own fact.

    Raises Waits, before anything of the row was put there, where it cannot be published yet.
    """
    return RECORDS[row.record_kind](builder, row)
