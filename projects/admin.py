"""The administration of who and what. Its evidence and the merging of bodies are added by `funding.admin`."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from projects.changes import new_data_version
from projects.models import (
    BoardMembership,
    Consortium,
    Establishment,
    Funder,
    Identifier,
    Organization,
    OrganizationEvent,
    OrganizationName,
    OrganizationSector,
    OrganizationTie,
    Participation,
    Person,
    Position,
    Project,
    ProjectUseDomain,
    ProjectUseType,
    Register,
    UseDomain,
    UseType,
)
from projects.record_admin import PartInline, RecordAdmin


class NameInline(PartInline):
    model = OrganizationName
    fields = ("name", "kind", "language", "valid_from", "valid_to")


class IdentifierInline(PartInline):
    model = Identifier
    fields = ("scheme", "value")


class SectorInline(PartInline):
    model = OrganizationSector


class TieInline(PartInline):
    model = OrganizationTie
    fk_name = "organization"
    autocomplete_fields = ("to",)


class UseTypeInline(PartInline):
    model = ProjectUseType
    autocomplete_fields = ("use_type",)


class UseDomainInline(PartInline):
    model = ProjectUseDomain
    autocomplete_fields = ("use_domain",)


class ParticipationInline(PartInline):
    """Who takes part, to be read here: each participation has its own page and its own evidence."""

    model = Participation
    fields = ("organization", "role", "published")
    readonly_fields = fields
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Register)
class RegisterAdmin(admin.ModelAdmin):
    list_display = ("number", "name_fr", "state_of_data", "invented", "is_default")
    readonly_fields = ("data_version",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """What the form changed and no more: an import may have given the register a new data version meanwhile."""
        obj.save(update_fields=form.changed_data if change else None)
        new_data_version(obj.pk)


@admin.register(Organization)
class OrganizationAdmin(RecordAdmin):
    list_display = ("name", "acronym", "kind", "sector", "published", "merged_into")
    list_filter = ("register", "published", "kind", "sector", ("merged_into", admin.EmptyFieldListFilter))
    list_select_related = ("merged_into",)
    search_fields = ("folded", "names__folded")
    plain_search = ("key", "acronym", "identifiers__value")
    prepopulated_fields = {"key": ("name",)}
    # Merging is an action with a judgement (funding/admin.py), not a field to fill in.
    readonly_fields = ("merged_into",)
    inlines = (NameInline, IdentifierInline, SectorInline, TieInline)


@admin.register(Funder)
class FunderAdmin(OrganizationAdmin):
    """To pay is a role that awards give: a body is added among the organizations."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).funders()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Consortium)
class ConsortiumAdmin(OrganizationAdmin):
    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).consortia()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, str]:
        return {"kind": "consortium"} | super().get_changeform_initial_data(request)


@admin.register(Establishment)
class EstablishmentAdmin(OrganizationAdmin):
    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).establishments()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, str]:
        return {"kind": "establishment"} | super().get_changeform_initial_data(request)


@admin.register(OrganizationEvent)
class EventAdmin(RecordAdmin):
    list_display = ("organization", "kind", "date", "other", "published")
    list_filter = ("register", "published", "kind")
    list_select_related = ("organization", "other")
    search_fields = ("organization__folded", "other__folded")
    autocomplete_fields = ("organization", "other")


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    list_display = ("name", "published")
    list_filter = ("register", "published")
    search_fields = ("folded",)
    prepopulated_fields = {"key": ("name",)}


@admin.register(BoardMembership)
class SeatAdmin(RecordAdmin):
    list_display = ("organization", "person", "holder", "role", "kind", "published")
    list_filter = ("register", "published", "kind", "former")
    list_select_related = ("organization", "person", "holder")
    search_fields = ("organization__folded", "person__folded", "holder__folded")
    autocomplete_fields = ("organization", "person", "holder", "on_behalf_of")


@admin.register(Project)
class ProjectAdmin(RecordAdmin):
    list_display = ("title", "entry_type", "stage", "status", "published")
    list_filter = ("register", "published", "entry_type", "stage", "status", "health_link", "ai_link")
    search_fields = ("folded",)
    prepopulated_fields = {"key": ("title",)}
    inlines = (UseTypeInline, UseDomainInline, ParticipationInline)


@admin.register(Participation)
class ParticipationAdmin(RecordAdmin):
    list_display = ("organization", "project", "role", "published")
    list_filter = ("register", "published", "role")
    list_select_related = ("organization", "project")
    search_fields = ("organization__folded", "project__folded")
    autocomplete_fields = ("organization", "project")


@admin.register(Position)
class PositionAdmin(RecordAdmin):
    list_display = ("group", "law", "stance", "date", "published")
    list_filter = ("register", "published", "stance")
    search_fields = ("key",)
    plain_search = ("key", "group", "law")


class TypologyAdmin(admin.ModelAdmin):
    """Pages and editions say the words of the typology: a change of them is one of the data."""

    search_fields = ("name_fr", "name_en", "code")
    prepopulated_fields = {"code": ("name_fr",)}

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        for register in {obj.register_id, form.initial.get("register", obj.register_id)}:
            new_data_version(register)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        new_data_version(obj.register_id)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        with transaction.atomic():
            registers = {one.register_id for one in queryset}
            super().delete_queryset(request, queryset)
            for register in registers:
                new_data_version(register)


@admin.register(UseType)
class UseTypeAdmin(TypologyAdmin):
    list_display = ("name_fr", "name_en", "version", "family", "position")
    list_filter = ("register", "version", "family")
    autocomplete_fields = ("same_as",)


@admin.register(UseDomain)
class UseDomainAdmin(TypologyAdmin):
    list_display = ("name_fr", "name_en", "position")
    list_filter = ("register",)
