"""Which facts the touched evidence speaks of, found in one look at its rows: twelve for each row took a second of an undo of
100,000 rows (2026-11). The rule stays that of 0013."""

from importlib import import_module

from django.db import migrations

before = import_module("funding.migrations.0013_rules_by_statement")

EVIDENCE_OF = """
  SELECT each.rule, each.facts FROM (SELECT {arrays} FROM touched) found
  CROSS JOIN LATERAL (VALUES {pairs}) each (rule, facts) WHERE each.facts IS NOT NULL"""


def evidence_of() -> str:
    arrays = ", ".join(
        f"array_agg(DISTINCT {kind}_id) FILTER (WHERE {kind}_id IS NOT NULL) AS {kind}" for kind in before.FACTS
    )
    pairs = ", ".join(f"('{kind}_needs_evidence', found.{kind})" for kind in before.FACTS)
    return EVIDENCE_OF.format(arrays=arrays, pairs=pairs)


def noting(query: str) -> str:
    """The function that writes down what a statement touched, in the place of the one that is there."""
    function = before.TOUCHED.format(name="evidence_taken_away", query=query)
    return function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


class Migration(migrations.Migration):
    dependencies = [("funding", "0021_lines_name_what_is_public")]
    operations = [migrations.RunSQL(noting(evidence_of()), noting(before.evidence_of()))]
