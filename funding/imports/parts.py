"""What hangs on facts: names, numbers, ties, parties, years, uses. In: the temporary tables of an Intake. Out: their rows.

Names, numbers, ties and uses are added, never taken away: a file that is silent on them says nothing. The parties and
the years of an award are as its row states them, the parties of the sides that its table has a column for. What was done is noted in `merged`, under the fact they hang on.
"""

from collections.abc import Collection

from funding.imports.upsert import execute, rows_of

# Part of an Intake: (kind it hangs on, table of that fact, statement). Each statement returns the fact's id and what to show,
# and where a part can change, what it was.
INSERTED = """
    WITH done AS ({statement})
    INSERT INTO merged
      SELECT %(kind)s, f.key, 'part', to_jsonb(done)->'was', done.shown FROM done JOIN {table} f ON f.id = done.owner
      WHERE NOT EXISTS (SELECT FROM merged m WHERE m.kind = %(kind)s AND m.key = f.key AND m.action = 'insert')
"""
NAMES = """
    INSERT INTO projects_organizationname (organization_id, name, kind, language, valid_from, valid_to)
      SELECT DISTINCT o.id, i.name, i.kind, '', '', '' FROM incoming_name i
      JOIN projects_organization o ON o.register_id = %(register)s AND o.key = i.organization
      WHERE i.name NOT IN (o.name, o.name_en, o.acronym)
    ON CONFLICT DO NOTHING RETURNING organization_id AS owner, jsonb_build_object('name', name) AS shown
"""
IDENTIFIERS = """
    INSERT INTO projects_identifier (register_id, organization_id, scheme, value)
      SELECT DISTINCT ON (i.scheme, i.value) %(register)s, o.id, i.scheme, i.value FROM incoming_identifier i
      JOIN projects_organization o ON o.register_id = %(register)s AND o.key = i.organization
      ORDER BY i.scheme, i.value, o.id
    ON CONFLICT DO NOTHING RETURNING organization_id AS owner, jsonb_build_object('identifier', value) AS shown
"""
TIES = """
    INSERT INTO projects_organizationtie (organization_id, to_id, kind, valid_from, valid_to)
      SELECT DISTINCT o.id, t.id, i.kind, i.valid_from, '' FROM incoming_tie i
      JOIN projects_organization o ON o.register_id = %(register)s AND o.key = i.organization
      JOIN projects_organization t ON t.register_id = %(register)s AND t.key = i.to_organization
    ON CONFLICT DO NOTHING RETURNING organization_id AS owner, jsonb_build_object(kind, to_id) AS shown
"""
PROGRAMME_PARTIES = """
    INSERT INTO funding_programmeparty (programme_id, organization_id, role)
      SELECT DISTINCT p.id, o.id, i.role FROM incoming_programme_party i
      JOIN funding_programme p ON p.register_id = %(register)s AND p.key = i.programme
      JOIN projects_organization o ON o.register_id = %(register)s AND o.key = i.organization
    ON CONFLICT DO NOTHING RETURNING programme_id AS owner, jsonb_build_object(role, organization_id) AS shown
"""
USE_TYPES = """
    INSERT INTO projects_projectusetype (project_id, use_type_id)
      SELECT DISTINCT p.id, i.use_type FROM incoming_project_use_type i
      JOIN projects_project p ON p.register_id = %(register)s AND p.key = i.project
    ON CONFLICT DO NOTHING RETURNING project_id AS owner, jsonb_build_object('use_type', use_type_id) AS shown
"""
USE_DOMAINS = """
    INSERT INTO projects_projectusedomain (project_id, use_domain_id)
      SELECT DISTINCT p.id, i.use_domain FROM incoming_project_use_domain i
      JOIN projects_project p ON p.register_id = %(register)s AND p.key = i.project
    ON CONFLICT DO NOTHING RETURNING project_id AS owner, jsonb_build_object('use_domain', use_domain_id) AS shown
"""
# A body has one role in an award: where it changes sides, the row changes.
PARTIES = """
    INSERT INTO funding_awardparty AS t (award_id, organization_id, role)
      SELECT DISTINCT ON (a.id, o.id) a.id, o.id, i.role FROM incoming_award_party i
      JOIN funding_award a ON a.register_id = %(register)s AND a.key = i.award
      JOIN projects_organization o ON o.register_id = %(register)s AND o.key = i.organization
      WHERE NOT EXISTS (SELECT FROM merged m WHERE m.kind = 'award' AND m.key = i.award AND m.action = 'insert')
      ORDER BY a.id, o.id, i.role
    ON CONFLICT (award_id, organization_id) DO UPDATE SET role = excluded.role WHERE t.role <> excluded.role
    RETURNING award_id AS owner, jsonb_build_object(new.role, organization_id) AS shown,
      CASE WHEN old.id IS NOT NULL THEN jsonb_build_object(old.role, organization_id) END AS was
"""
YEAR = """jsonb_build_object('year ' || {year}.fiscal_year, {year}.amount,
      'of_currency', (SELECT currency FROM funding_award WHERE id = {year}.award_id))"""
YEARS = f"""
    INSERT INTO funding_awardyear AS t (award_id, fiscal_year, amount)
      SELECT DISTINCT ON (a.id, i.fiscal_year) a.id, i.fiscal_year, i.amount FROM incoming_award_year i
      JOIN funding_award a ON a.register_id = %(register)s AND a.key = i.award
      WHERE NOT EXISTS (SELECT FROM merged m WHERE m.kind = 'award' AND m.key = i.award AND m.action = 'insert')
      ORDER BY a.id, i.fiscal_year
    ON CONFLICT (award_id, fiscal_year) DO UPDATE SET amount = excluded.amount
      WHERE t.amount IS DISTINCT FROM excluded.amount
    RETURNING award_id AS owner, {YEAR.format(year="new")} AS shown,
      CASE WHEN old.id IS NOT NULL THEN {YEAR.format(year="old")} END AS was
"""  # noqa: S608  (texts of this file)
# An award that is new has no parties and no years yet: nothing to compare with, and nothing of it is noted.
OF_NEW_AWARDS = {
    "award_party": """
    INSERT INTO funding_awardparty (award_id, organization_id, role)
      SELECT DISTINCT ON (m.id, o.id) m.id, o.id, i.role FROM incoming_award_party i
      JOIN merged m ON m.kind = 'award' AND m.key = i.award AND m.action = 'insert'
      JOIN projects_organization o ON o.register_id = %(register)s AND o.key = i.organization
      ORDER BY m.id, o.id, i.role""",
    "award_year": """
    INSERT INTO funding_awardyear (award_id, fiscal_year, amount)
      SELECT DISTINCT ON (m.id, i.fiscal_year) m.id, i.fiscal_year, i.amount FROM incoming_award_year i
      JOIN merged m ON m.kind = 'award' AND m.key = i.award AND m.action = 'insert'
      ORDER BY m.id, i.fiscal_year""",
}
# Whether the rows speak of an award that was there before.
KNOWN_AWARDS = """
    SELECT EXISTS (SELECT FROM incoming_funding_award i
      WHERE NOT EXISTS (SELECT FROM merged m WHERE m.kind = 'award' AND m.key = i.key AND m.action = 'insert'))"""
ADDED = {
    "name": ("organization", "projects_organization", NAMES),
    "identifier": ("organization", "projects_organization", IDENTIFIERS),
    "tie": ("organization", "projects_organization", TIES),
    "programme_party": ("programme", "funding_programme", PROGRAMME_PARTIES),
    "project_use_type": ("project", "projects_project", USE_TYPES),
    "project_use_domain": ("project", "projects_project", USE_DOMAINS),
    "award_party": ("award", "funding_award", PARTIES),
    "award_year": ("award", "funding_award", YEARS),
}
# What the row of an award no longer states. Only awards that were there before have any.
REMOVED = """
    WITH done AS (
      DELETE FROM {table} t USING incoming_funding_award i, funding_award a
      WHERE a.register_id = %(register)s AND a.key = i.key AND t.award_id = a.id
        AND NOT EXISTS (SELECT FROM merged m WHERE m.kind = 'award' AND m.key = i.key AND m.action = 'insert')
        AND NOT EXISTS (SELECT FROM {stated} WHERE x.award = i.key AND {same}) AND {told}
      RETURNING a.key, {shown} AS shown
    )
    INSERT INTO merged SELECT 'award', key, 'part', shown, NULL FROM done
"""
# A body that is said to stand on the other side now leaves nobody on the one that the file says nothing of.
LEFT_BARE = """
    UPDATE funding_award a SET {side}_absent = 'not_named' FROM incoming_funding_award i
      WHERE a.register_id = %(register)s AND a.key = i.key AND i.{side}_absent IS NULL AND a.{side}_absent = ''
        AND NOT EXISTS (SELECT FROM funding_awardparty p WHERE p.award_id = a.id AND p.role = '{side}')
"""
LINKS = """
    WITH done AS (
      UPDATE funding_award a SET parent_id = coalesce(p.id, a.parent_id), supersedes_id = coalesce(s.id, a.supersedes_id)
      FROM incoming_award_link i
      LEFT JOIN funding_award p ON p.register_id = %(register)s AND p.key = i.parent
      LEFT JOIN funding_award s ON s.register_id = %(register)s AND s.key = i.supersedes
      WHERE a.register_id = %(register)s AND a.key = i.award
        AND (a.parent_id, a.supersedes_id)
          IS DISTINCT FROM (coalesce(p.id, a.parent_id), coalesce(s.id, a.supersedes_id))
      RETURNING a.key, jsonb_build_object('parent', p.id, 'supersedes', s.id) AS shown
    )
    INSERT INTO merged SELECT 'award', key, 'part', NULL, shown FROM done
      WHERE NOT EXISTS (SELECT FROM merged m WHERE m.kind = 'award' AND m.key = done.key AND m.action = 'insert')
"""


def merge_parts(register_id: int, kinds: Collection[str], filled: Collection[str]) -> None:
    """Write what hangs on the facts that were merged; the facts must be there. `kinds`, `filled`: the kinds of facts and the
    parts that the file has."""
    given = {"register": register_id}
    for part, statement in OF_NEW_AWARDS.items():
        if part in filled:
            execute(statement, given)
    known_awards = "award" in kinds and rows_of(KNOWN_AWARDS)[0][0]
    for part, (kind, table, statement) in ADDED.items():
        if part in filled and (part not in OF_NEW_AWARDS or known_awards):
            execute(INSERTED.format(statement=statement, table=table), given | {"kind": kind})
    if known_awards:
        execute(
            REMOVED.format(
                table="funding_awardparty",
                stated="incoming_award_party x JOIN projects_organization o "
                "ON o.register_id = %(register)s AND o.key = x.organization",
                same="o.id = t.organization_id",
                told="CASE t.role WHEN 'payer' THEN i.payer_absent ELSE i.recipient_absent END IS NOT NULL",
                shown="jsonb_build_object(t.role, t.organization_id)",
            ),
            given,
        )
        execute(
            REMOVED.format(
                table="funding_awardyear",
                stated="incoming_award_year x",
                same="x.fiscal_year = t.fiscal_year",
                told="true",
                shown=YEAR.format(year="t"),
            ),
            given,
        )
        for side in ("payer", "recipient"):
            execute(LEFT_BARE.format(side=side), given)
    if "award_link" in filled:
        execute(LINKS, given)
