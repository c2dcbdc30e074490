"""The page of a source: the document, its evidence by number, its rows, and what each row became.

In: the public key of a source. Out: its page; what the cells of a row say is never shown, only which public facts came
out of it.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from funding import moments, neighbours
from funding.choices import ImportState, RowKind, RowState
from funding.corrections.unchanged import record_unless_unchanged
from funding.evidence import of_public_facts
from funding.models import FACTS, Award, Evidence, Import, Source, StagedRow
from funding.over_time import years_of
from funding.record_details import fact_told
from projects.models import Register
from projects.numbers import asked_number
from projects.registers import crumbs, in_register

PIECES, ROWS = 100, 50


@require_safe
@in_register
@record_unless_unchanged("source")
def source(request: HttpRequest, register: Register, key: str) -> HttpResponse:
    """The document, and its evidence by number; `?piece=N` is the page of the list that holds the piece."""
    found = get_object_or_404(Source.objects.for_reading(register).select_related("body", "register"), key=key)
    pieces = public_evidence(found)
    wanted, number = request.GET.get("piece", ""), request.GET.get("page", "1")
    if piece := asked_number(wanted):
        number = str(pieces.filter(number__lt=piece).count() // PIECES + 1)
    page = Paginator(pieces, PIECES).get_page(number)
    imports = list(Import.objects.filter(source=found, state=ImportState.COMMITTED).order_by("id"))
    told_by = Award.objects.for_reading(register).filter(pk__in=pieces.order_by().exclude(award=None).values("award"))
    told = [{"piece": piece, **fact_told(piece, register)} for piece in page.object_list]
    context = {
        "source": found,
        "crumbs": crumbs(register, (_("Sources"), "sources"), here=found.get_kind_display()),
        "told": told,
        "page": page,
        "imports": imports,
        "became": became(pieces),
        "moments": moments.in_order(moments.of_source(found, imports)),
        "years": years_of(told_by),
        "neighbours": neighbours.around_awards(told_by, register),
        "rows": rows_in(found, imports, request.GET.get("rows", "1"), register) if imports else None,
    }
    return render(request, "sources/source.html", context)


def public_evidence(found: Source) -> QuerySet[Evidence]:
    """The source's pieces of evidence for facts that are public, with the facts at hand."""
    beside = [
        "organization", "person", "event__organization", "seat__organization", "seat__person", "seat__holder",
        "project", "participation__organization", "participation__project", "position", "programme", "award",
        "contribution__organization", "contribution__project", "reported_figure", "access_request__body",
    ]  # fmt: skip
    return (
        Evidence.objects.filter(of_public_facts(), source=found)
        .select_related("source__register", *beside)
        .order_by("number")
    )


def became(pieces: QuerySet[Evidence]) -> list[tuple[str, int]]:
    """How many facts of each kind the source is evidence for; one query."""
    counts = pieces.order_by().aggregate(**{f"of_{name}": Count(name, distinct=True) for name in FACTS})
    kinds = {name: str(model._meta.verbose_name_plural) for name, model in FACTS.items()}
    return [(kinds[name], counts[f"of_{name}"]) for name in FACTS if counts[f"of_{name}"]]


@dataclass(frozen=True)
class SourceRows:
    """The rows of a file: how many of each kind, and a page of them with what each became."""

    kinds: list[tuple[str, int]]
    page: Page
    told: list[dict[str, Any]]

    @property
    def total(self) -> int:
        return sum(count for _kind, count in self.kinds)


def rows_in(found: Source, imports: list[Import], number: str, register: Register) -> SourceRows | None:
    """None where the source is a study: what we hold of it is our transcription, not its rows (DESIGN § 11)."""
    if not found.shows_cells:
        return None
    # What a file hides, and nobody published, is not even a row of so many.
    kept_out = Q(hidden=True) & ~Q(state__in=[RowState.COMMITTED, RowState.UNCHANGED])
    rows = StagedRow.objects.filter(~kept_out, batch__in=imports)
    rows = rows.defer("values", "as_read", "problems", "notes", "text")
    counts = dict(rows.order_by().values_list("kind").annotate(n=Count("pk")))
    data = rows.filter(kind=RowKind.DATA).order_by("batch", "table", "row", "part")
    page = Paginator(data, ROWS).get_page(number)
    pieces = defaultdict(list)
    for piece in public_evidence(found).filter(staged_row__in=[row.pk for row in page.object_list]):
        pieces[piece.staged_row_id].append({"piece": piece, **fact_told(piece, register)})
    told = [{"row": row, "facts": pieces[row.pk]} for row in page.object_list]
    kinds = [(str(kind.label), counts[kind]) for kind in RowKind if counts.get(kind)]
    return SourceRows(kinds, page, told)
