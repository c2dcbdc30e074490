"""The evidence of all the facts of a page, in one query.

In: facts of any kinds. Out: their pieces of evidence by number; each fact is given its own as `pieces`.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from funding.models import FACTS, Evidence
from projects.models import Fact
from projects.reading import is_needed, keys_to_facts


def name_of_fact(fact: Fact) -> str:
    """The key on Evidence that points at facts of its kind: « award »."""
    return next(name for name, model in FACTS.items() if isinstance(fact, model))


def of_public_facts() -> Q:
    """The pieces for facts that are public, and that need nothing that is not."""
    needs = {name for name, model in FACTS.items() if any(is_needed(field) for field in keys_to_facts(model))}
    found = Q()
    for name, model in FACTS.items():
        public = Q(**{f"{name}__in": model._default_manager.public().order_by().values("pk")})
        found |= public if name in needs else Q(**{f"{name}__published": True})
    return found


def attach_evidence(*groups: Iterable[Fact]) -> list[Evidence]:
    """All the evidence of the facts, by number, each with its source; `fact.pieces` is set on each of them."""
    by_name: dict[str, dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for group in groups:
        for fact in group:
            fact.pieces = []  # type: ignore[attr-defined]
            by_name[name_of_fact(fact)][fact.pk].append(fact)
    if not by_name:
        return []
    condition = Q.create([(f"{name}__in", list(facts)) for name, facts in by_name.items()], connector=Q.OR)
    found = list(
        Evidence.objects.filter(condition, source__published=True).select_related("source__register").order_by("number")
    )
    for piece in found:
        for name, facts in by_name.items():
            for fact in facts.get(getattr(piece, f"{name}_id"), ()):
                fact.pieces.append(piece)
    return found
