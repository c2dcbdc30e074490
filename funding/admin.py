"""The administration of the money and how we know; evidence on every fact; merging two records of one body."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from funding.evidence_numbers import number_by_hand
from funding.merging import merge, separate
from funding.models import (
    FACTS,
    AccessRequest,
    Award,
    AwardParty,
    AwardYear,
    Contribution,
    Evidence,
    Import,
    Judgement,
    Mention,
    Programme,
    ProgrammeParty,
    Release,
    ReportedFigure,
    Source,
    StagedRow,
)
from projects.models import Organization
from projects.numbers import asked_number
from projects.record_admin import PartForm, PartInline, RecordAdmin


class EvidenceForm(PartForm):
    """A piece of evidence added by hand takes the next number of its register; the number is never used again."""

    def save(self, commit: bool = True) -> Evidence:
        piece = super().save(commit=False)
        if piece.number is None:
            piece.register_id = piece.source.register_id
            piece.number = number_by_hand(piece.register)
        if commit:
            piece.save()
        return piece


class EvidenceInline(admin.StackedInline):
    model = Evidence
    form = EvidenceForm
    extra = 0
    fields = ("number", "field", "source", "place", "quote", ("sheet", "row", "cell"))
    readonly_fields = ("number",)
    autocomplete_fields = ("source",)


class ReadOnly(admin.ModelAdmin):
    """What the portal writes by itself: to be read, never edited."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ProgrammePartyInline(PartInline):
    model = ProgrammeParty
    autocomplete_fields = ("organization",)


class AwardPartyInline(PartInline):
    model = AwardParty
    autocomplete_fields = ("organization",)


class AwardYearInline(PartInline):
    model = AwardYear


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    list_display = ("title", "kind", "body", "date", "published")
    list_filter = ("register", "published", "kind")
    list_select_related = ("body",)
    search_fields = ("key",)
    plain_search = ("key", "title", "author")
    prepopulated_fields = {"key": ("title",)}
    autocomplete_fields = ("body",)


@admin.register(AccessRequest)
class AccessRequestAdmin(RecordAdmin):
    list_display = ("reference", "body", "body_text", "sent", "due", "answered", "outcome", "published")
    list_filter = ("register", "published", "outcome")
    list_select_related = ("body",)
    search_fields = ("body__folded",)
    plain_search = ("key", "reference", "body_text")
    autocomplete_fields = ("body",)


@admin.register(Programme)
class ProgrammeAdmin(RecordAdmin):
    list_display = ("name", "kind", "valid_from", "valid_to", "published")
    list_filter = ("register", "published", "kind")
    search_fields = ("folded",)
    prepopulated_fields = {"key": ("name",)}
    inlines = (ProgrammePartyInline,)


@admin.register(Award)
class AwardAdmin(RecordAdmin):
    list_display = ("__str__", "amount", "currency", "amount_status", "flow_level", "fiscal_year", "published")
    list_filter = ("register", "published", "flow_level", "amount_status", "instrument", "money_stage", "fiscal_year")
    search_fields = ("folded", "organizations__folded")
    plain_search = ("key", "reference")
    autocomplete_fields = ("programme", "project", "parent", "supersedes")
    inlines = (AwardPartyInline, AwardYearInline)


@admin.register(Contribution)
class ContributionAdmin(RecordAdmin):
    list_display = ("organization", "kind", "occupation", "hours", "amount", "published")
    list_filter = ("register", "published", "kind")
    list_select_related = ("organization",)
    search_fields = ("organization__folded", "project__folded")
    autocomplete_fields = ("organization", "installation", "beneficiary", "project")


@admin.register(ReportedFigure)
class ReportedFigureAdmin(RecordAdmin):
    list_display = ("label_fr", "value", "unit", "qualifier", "table", "published")
    list_filter = ("register", "published", "table", "qualifier")
    search_fields = ("organization__folded",)
    plain_search = ("key", "label_fr", "label_en")
    autocomplete_fields = ("organization", "use_type", "use_domain")


@admin.register(Evidence)
class EvidenceAdmin(RecordAdmin):
    """One piece at a time; which fact it is for is said where the fact is edited."""

    list_display = ("number", "source", "place", "sheet", "cell", "field")
    list_filter = ("register", "source")
    list_select_related = ("source",)
    search_fields = ("quote",)
    fields = ("register", "number", *FACTS, "field", "source", "place", "quote", "sheet", "row", "cell")
    readonly_fields = ("number", *FACTS)
    autocomplete_fields = ("source",)
    actions = None

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("register", *self.readonly_fields)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """By its number, or by words of the quote."""
        text = search_term.strip()
        number = asked_number(text)
        return queryset.filter(quote__icontains=text) if number is None else queryset.filter(number=number), False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Import)
class ImportAdmin(ReadOnly):
    list_display = ("id", "file_name", "body_name", "state", "uploaded_by", "created_at", "committed_at")
    list_filter = ("register", "state")
    search_fields = ("file_name", "body_name", "sha256")
    exclude = ("file", "lease_owner", "lease_until")


@admin.register(StagedRow)
class StagedRowAdmin(ReadOnly):
    list_display = ("batch_id", "sheet", "row", "kind", "record_kind", "state", "hidden")
    list_filter = ("kind", "state", "hidden")
    search_fields = ("=batch__id", "fact_key")
    show_full_result_count = False


@admin.register(Mention)
class MentionAdmin(ReadOnly):
    list_display = ("name", "batch_id", "tier", "organization", "person", "rows")
    list_filter = ("tier", "is_person")
    list_select_related = ("organization", "person")
    search_fields = ("name",)


@admin.register(Judgement)
class JudgementAdmin(ReadOnly):
    list_display = ("name", "verdict", "organization", "person", "made_by", "made_at", "reversed_at")
    list_filter = ("register", "verdict", "is_person", ("reversed_at", admin.EmptyFieldListFilter))
    list_select_related = ("organization", "person", "made_by")
    search_fields = ("name", "organization__name")


@admin.register(Release)
class ReleaseAdmin(ReadOnly):
    list_display = ("register", "number", "data_version", "created_at")
    list_filter = ("register",)


@admin.action(description=_("Merge: the same body"), permissions=["change"])
def merge_organizations(modeladmin: Any, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
    """Ask which of the chosen records stands, then point the others at it."""
    chosen = list(queryset.order_by("folded", "pk"))
    if len(chosen) < 2:
        messages.error(request, gettext("Choose at least two records of the same body."))
        return None
    keep = next((body for body in chosen if str(body.pk) == request.POST.get("keep")), None)
    if keep is not None:
        others = [body for body in chosen if body is not keep]
        try:
            merge(keep, others, request.user, request.POST.get("reason", "").strip())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return None
        done = ngettext("%(n)s record now stands as “%(keep)s”.", "%(n)s records now stand as “%(keep)s”.", len(others))
        messages.success(request, done % {"n": len(others), "keep": keep})
        return None
    context = modeladmin.admin_site.each_context(request) | {
        "title": gettext("Merge organizations"),
        "opts": modeladmin.opts,
        "bodies": [(body, body.award_parties.count(), body.seats.count()) for body in chosen],
        "action": "merge_organizations",
    }
    return TemplateResponse(request, "admin/merge_organizations.html", context)


@admin.action(description=_("Take a merge back"), permissions=["change"])
def separate_organizations(modeladmin: Any, request: HttpRequest, queryset: QuerySet) -> None:
    """The chosen records that were merged into another stand for themselves again."""
    number = separate(list(queryset), request.user)
    taken_back = ngettext("%(n)s merge was taken back.", "%(n)s merges were taken back.", number)
    messages.success(request, taken_back % {"n": number})


def add_to_the_administration_of_projects() -> None:
    """Evidence below every kind of fact; merging for bodies and the lists of some kinds of them."""
    for model, model_admin in admin.site._registry.items():
        name = model._meta.concrete_model
        if name in FACTS.values() and isinstance(model_admin, RecordAdmin):
            model_admin.inlines = (*model_admin.inlines, EvidenceInline)
        if name is Organization:
            model_admin.actions = (*(model_admin.actions or ()), merge_organizations, separate_organizations)


# Django looks for the applications' modules in the order of INSTALLED_APPS: funding before projects.
import projects.admin  # noqa: E402, F401

add_to_the_administration_of_projects()
