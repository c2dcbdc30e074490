"""What people decide of rows against the scope rule: kept by the row's key, so that it holds for the body's next file.

In: rows of an import and a verdict. Out: decisions that stand, each of which can be taken back, and the rows' new state.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from funding.choices import RowKind, RowState, ScopeVerdict
from funding.imports.models import Import, ScopeDecision, StagedRow
from projects.models import Register

Key = tuple[str, str]


def standing_decisions(register: Register) -> dict[Key, str]:
    """{(record kind, key of the row): verdict} of the decisions that stand."""
    standing = ScopeDecision.objects.filter(register=register, reversed_at=None).order_by("pk")
    return {(kind, key): verdict for kind, key, verdict in standing.values_list("record_kind", "row_key", "verdict")}


def decision_about(row: StagedRow) -> str:
    """The verdict that stands about one row; '' where nobody decided."""
    standing = ScopeDecision.objects.filter(register=row.batch.register, reversed_at=None, record_kind=row.record_kind)
    return standing.filter(row_key=row.fact_key).values_list("verdict", flat=True).first() or ""


def decide(batch: Import, rows: Iterable[StagedRow], verdict: str, user: Any) -> int:
    """The rows are in or out of scope whatever the rule says; '' gives them back to the rule. Out: how many rows."""
    keys = {(row.record_kind, row.fact_key) for row in rows}
    if not keys:
        return 0
    with transaction.atomic():
        standing = ScopeDecision.objects.filter(with_keys(keys, "row_key"), register=batch.register, reversed_at=None)
        standing.update(reversed_at=timezone.now(), reversed_by=user)
        if verdict:
            ScopeDecision.objects.bulk_create(
                [
                    ScopeDecision(register=batch.register, record_kind=kind, row_key=key, verdict=verdict, made_by=user)
                    for kind, key in sorted(keys)
                ],
                batch_size=1_000,
            )
        return apply(batch.rows.filter(with_keys(keys, "fact_key"), kind=RowKind.DATA), verdict)


def with_keys(keys: set[Key], name: str) -> Q:
    """Rows or decisions of these keys, by kind of record."""
    kinds = {kind for kind, _key in keys}
    chosen = [
        Q(record_kind=kind, **{f"{name}__in": [key for one, key in keys if one == kind]}) for kind in sorted(kinds)
    ]
    return Q(*chosen, _connector=Q.OR)


def apply(rows: QuerySet[StagedRow], verdict: str) -> int:
    """Rows that are not in the register yet take the state that the verdict gives them."""
    movable = rows.filter(state__in=[RowState.READ, RowState.READY, RowState.WAITING, RowState.SET_ASIDE])
    if verdict == ScopeVerdict.OUT:
        return movable.update(state=RowState.SET_ASIDE)
    # What a file hides is decided about as a whole (funding/imports/hidden.py).
    movable = movable.exclude(hidden=True)
    if not verdict:
        movable = movable.exclude(values__contains={"in_scope": {"value": "none"}})
    blocked = Q(problems__contains=[{"blocking": True}])
    return movable.filter(blocked).update(state=RowState.WAITING) + movable.filter(~blocked).update(
        state=RowState.READY
    )


def out_by_rule(batch: Import) -> QuerySet[StagedRow]:
    """The rows that the rule leaves out, that nobody decided about, and that are not set aside."""
    decided = ScopeDecision.objects.filter(register=batch.register, reversed_at=None).values("row_key")
    rows = batch.rows.filter(kind=RowKind.DATA, scope=ScopeVerdict.OUT).exclude(state=RowState.SET_ASIDE)
    return rows.exclude(fact_key__in=decided).order_by("table", "row", "part")
