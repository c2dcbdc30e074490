"""The scope rule on the staff's pages: what it says of each row and by which words, and what a person decided.

In: rows of an import and the register's rule. Out: plain lines for the template; nothing is written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from funding.choices import RowKind, ScopeVerdict
from funding.imports.models import Import, ScopeDecision, StagedRow
from funding.imports.scope_decisions import out_by_rule
from funding.imports.scope_rule import ScopeRule, verdict_of


@dataclass(frozen=True)
class Part:
    """A piece of a text; `theme` is the name of the theme whose word it is, empty for what stands between."""

    text: str
    theme: str


@dataclass(frozen=True)
class ScopeLine:
    """`verdict` is a person's where one decided, else the rule's; `words` by theme, those that were met.

    `marked`: the texts of the row that have words of the rule, each in pieces.
    """

    verdict: str
    label: str
    words: list[tuple[str, str]]
    decided_by: str
    decided: bool
    marked: dict[str, list[Part]]


def lines(batch: Import, rows: Sequence[StagedRow], rule: ScopeRule | None) -> dict[int, ScopeLine]:
    """{id of a row: its line}; empty where the register has no rule."""
    if rule is None:
        return {}
    keys = {row.fact_key for row in rows}
    standing = ScopeDecision.objects.filter(register=batch.register, reversed_at=None, row_key__in=keys)
    decided = {(one.record_kind, one.row_key): one for one in standing.select_related("made_by").order_by("pk")}
    return {row.pk: line(row, rule, decided.get((row.record_kind, row.fact_key))) for row in rows}


def line(row: StagedRow, rule: ScopeRule, decision: ScopeDecision | None) -> ScopeLine:
    texts = [*rule.texts(row.values), *(str(note.get("raw") or "") for note in row.notes)]
    found = rule.words(texts)
    verdict = ScopeVerdict(decision.verdict) if decision else verdict_of(found)
    return ScopeLine(
        verdict=verdict.value,
        label=str(verdict.label),
        words=[(rule.themes[theme], ", ".join(words)) for theme, words in found.items()],
        decided_by=decision.made_by.get_username() if decision and decision.made_by else "",
        decided=decision is not None,
        marked={text: parts(text, rule) for text in texts if any(rule.met(text))},
    )


def parts(text: str, rule: ScopeRule) -> list[Part]:
    """A text cut where the rule's words stand in it."""
    found, done = [], 0
    for met in rule.met(text):
        if met.start < done:
            continue
        found += [Part(text[done : met.start], ""), Part(text[met.start : met.end], rule.themes[met.theme])]
        done = met.end
    return [part for part in [*found, Part(text[done:], "")] if part.text]


def counts(batch: Import) -> dict[str, Any]:
    """{chips: [(code, label, rows)], left_out: rows that the rule leaves out and that nobody decided about}."""
    rows = batch.rows.filter(kind=RowKind.DATA).exclude(scope="")
    counted = dict(rows.order_by().values_list("scope").annotate(n=Count("pk")))
    chips = [(one.value, str(one.label), counted[one.value]) for one in ScopeVerdict if counted.get(one.value)]
    return {"chips": chips, "left_out": out_by_rule(batch).count() if chips else 0}
