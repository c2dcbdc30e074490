"""What stands beside a row of a download, in SQL over the tables of a release.

In: a kind of row (`export_kinds`). Out: one SELECT in DuckDB's SQL that gives every column of the kind, each row once,
in the order of the kind's own list. Lists are lists, their parts in the order in which Django's models give them.
"""

# ruff: noqa: S608  (names come from the models and the mapping of columns, never from a visitor)

from django.db.models import Model
from django.db.models.expressions import F, OrderBy

from funding.choices import PartyRole, ProgrammeRole
from funding.export_columns import Kind, Type
from funding.models import FACTS, Award
from projects.choices import ParticipationRole, TieKind

NAMES_OF_SIDE = ("name", "key", "kind", "sector")
ROLES = {
    "leads": (ParticipationRole.LEAD,),
    "public_partners": (ParticipationRole.PUBLIC_PARTNER,),
    "private_partners": (ParticipationRole.PRIVATE_PARTNER,),
    "hosts": (ParticipationRole.HOST, ParticipationRole.INSTALLATION),
    "participants": (ParticipationRole.PARTICIPANT, ParticipationRole.FUNDER),
}


def gathered(value: str, order: str, name: str, condition: str = "true") -> str:
    """« list(…) AS name » of the rows under the condition."""
    return f"list({value} ORDER BY {order}) FILTER ({condition}) AS {name}"


def parties() -> str:
    lists = []
    for role in PartyRole.values:
        here = f"p.role = '{role}'"
        lists += [gathered(f"o.{field}", "p.id", f"{role}_{field}", here) for field in NAMES_OF_SIDE]
        share = gathered("o.key || '=' || p.share", "p.id", f"{role}_shares", f"{here} AND p.share IS NOT NULL")
        lists.append(share)
    return f"""SELECT p.award_id AS of, {", ".join(lists)}
        FROM funding_awardparty p JOIN projects_organization o ON o.id = p.organization_id GROUP BY 1"""


def uses(kind: str) -> str:
    """The types, or the domains, of use of each project."""
    order = "u.version, u.position, u.id" if kind == "type" else "u.position, u.id"
    lists = ", ".join(gathered(f"u.{part}", order, part) for part in ("code", "name_fr", "name_en"))
    return f"""SELECT x.project_id AS of, {lists}
        FROM projects_projectuse{kind} x JOIN projects_use{kind} u ON u.id = x.use_{kind}_id GROUP BY 1"""


def participations() -> str:
    lists = []
    for name, roles in ROLES.items():
        among = ", ".join(f"'{role.value}'" for role in roles)
        lists.append(gathered("o.name", "p.role, p.id", name, f"p.role IN ({among})"))
    return f"""SELECT p.project_id AS of, {", ".join(lists)}
        FROM projects_participation p JOIN projects_organization o ON o.id = p.organization_id GROUP BY 1"""


def ties() -> str:
    order = "o.folded, o.id"
    lists = ", ".join(gathered("o.name", order, f'"{kind}"', f"x.kind = '{kind}'") for kind in TieKind.values)
    return f"""SELECT x.organization_id AS of, {lists}
        FROM projects_organizationtie x JOIN projects_organization o ON o.id = x.to_id GROUP BY 1"""


def sides() -> str:
    lists = ", ".join(gathered("o.name", "p.id", f'"{role}"', f"p.role = '{role}'") for role in ProgrammeRole.values)
    return f"""SELECT p.programme_id AS of, {lists}
        FROM funding_programmeparty p JOIN projects_organization o ON o.id = p.organization_id GROUP BY 1"""


def proof(fact: str) -> str:
    """The pieces of evidence of each fact of a kind."""
    cell = "CASE WHEN e.cell != '' THEN e.cell WHEN e.row IS NOT NULL AND e.row != 0 THEN 'row ' || e.row ELSE '' END"
    place = f"array_to_string(list_filter([e.place, e.sheet, {cell}], lambda part: part != ''), ', ')"
    values = {"numbers": "CAST(e.number AS VARCHAR)", "titles": "s.title", "places": place, "quotes": "e.quote"}
    lists = ", ".join(gathered(value, "e.number", name) for name, value in values.items())
    return f"""SELECT e.{fact}_id AS of, {lists}
        FROM funding_evidence e JOIN funding_source s ON s.id = e.source_id WHERE e.{fact}_id IS NOT NULL GROUP BY 1"""


def joins(model: type[Model], fact: str) -> dict[str, tuple[str, str]]:
    """{name: (SELECT, the column it is joined by)} of what a kind of row can have beside it."""
    project = "t.project_id" if model is Award else "t.id"
    return {
        "parties": (parties(), "t.id"),
        "years": (
            f"""SELECT award_id AS of, {gathered("fiscal_year || coalesce('=' || amount, '')", "fiscal_year", "told")}
            FROM funding_awardyear GROUP BY 1""",
            "t.id",
        ),
        "use_types": (uses("type"), project),
        "use_domains": (uses("domain"), project),
        "participations": (participations(), "t.id"),
        "awards": (
            f"""SELECT project_id AS of, {gathered("key", "amount DESC NULLS LAST, id", "keys")}
            FROM funding_award GROUP BY 1""",
            "t.id",
        ),
        "names": (
            f"""SELECT organization_id AS of, {gathered("name", "kind, name", "told")}
            FROM projects_organizationname GROUP BY 1""",
            "t.id",
        ),
        "identifiers": (
            f"""SELECT organization_id AS of, {gathered("scheme || '-' || value", "scheme, value", "told")}
            FROM projects_identifier GROUP BY 1""",
            "t.id",
        ),
        "ties": (ties(), "t.id"),
        "sides": (sides(), "t.id"),
        "seats": (
            f"""SELECT s.person_id AS of, {
                gathered(
                    "o.name || ' (' || coalesce(nullif(s.role, ''), s.kind) || ')'",
                    "o.folded, o.id, s.kind, s.id",
                    "told",
                )
            }
            FROM projects_boardmembership s JOIN projects_organization o ON o.id = s.organization_id GROUP BY 1""",
            "t.id",
        ),
        "pieces": ("SELECT source_id AS of, count(*) AS told FROM funding_evidence GROUP BY 1", "t.id"),
        "newer": (
            f"""SELECT supersedes_id AS of, {gathered("key", "key", "keys")}
            FROM funding_award WHERE supersedes_id IS NOT NULL GROUP BY 1""",
            "t.id",
        ),
        "edges": (
            f"""SELECT e.finding_id AS of, {gathered("s.key", "e.place", "seats", "s.key IS NOT NULL")},
            {gathered("a.key", "e.place", "awards", "a.key IS NOT NULL")}
            FROM funding_findingedge e LEFT JOIN projects_boardmembership s ON s.id = e.seat_id
            LEFT JOIN funding_award a ON a.id = e.award_id GROUP BY 1""",
            "t.id",
        ),
        "proof": (proof(fact), "t.id"),
    }


def select(kind: Kind) -> str:
    """`id` and every column of the kind, by name, over the tables of a release; each row once, in the kind's own order."""
    fact = next((name for name, model in FACTS.items() if model is kind.model), "source")
    columns = [f'{value(one.sql, one.holds)} AS "{one.name}"' for one in kind.columns]
    asked = " ".join(one.sql for one in kind.columns)
    beside = [
        f"LEFT JOIN ({query}) {name} ON {name}.of = {by}"
        for name, (query, by) in joins(kind.model, fact).items()
        if f"{name}." in asked
    ]
    near = []
    for name in ("register", *kind.joined):
        table = kind.model._meta.get_field(name).related_model._meta.db_table  # type: ignore[union-attr]
        near.append(f'LEFT JOIN {table} "{name}" ON "{name}".id = t.{name}_id')
    table = kind.model._meta.db_table
    return f"SELECT t.id AS id, {', '.join(columns)} FROM {table} t {' '.join([*near, *beside])} ORDER BY {order(kind.model)}"


def value(sql: str, holds: Type) -> str:
    return f"coalesce({sql}, [])" if holds is Type.LIST else sql


def order(model: type[Model]) -> str:
    """The order of the model's own list. A relation stands for the order of what it points at, as in Django."""
    parts = [part for one in model._meta.ordering or () for part in order_of(model, one, "t")]
    return ", ".join([*parts, "t.id"])


def order_of(model: type[Model], one: object, alias: str) -> list[str]:
    if isinstance(one, OrderBy):
        assert isinstance(one.expression, F)
        name: str = one.expression.name  # type: ignore[attr-defined]
        return [f'{alias}."{name}" {"DESC" if one.descending else "ASC"} NULLS LAST']
    field = model._meta.get_field(str(one))
    if field.is_relation:
        related = field.related_model
        return [part for inner in related._meta.ordering for part in order_of(related, inner, f'"{one}"')]  # type: ignore[arg-type,union-attr]
    return [f'{alias}."{one}"']
