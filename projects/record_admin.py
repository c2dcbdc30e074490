"""What the administration of every record has in common.

In: a record as a form sends it. Out: the record saved whole, or the same form with a sentence that says what the
database refused; its history as plain rows. A record belongs to one register and points at nothing of another.
"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from projects.changes import changes_of, new_data_version
from projects.models import Register
from projects.querysets import all_words

# What the rules of the database mean for who fills in the form; the first whose name ends so is said.
REFUSALS = {
    "_needs_evidence": _(
        "A published record needs at least one piece of evidence: add one below, or untick “published”."
    ),
    "award_has_both_sides": _("An award needs a payer and a recipient, each named or with the reason why it is not."),
    "award_keeps_both_sides": _("An award needs a payer and a recipient, each named or with the reason why it is not."),
}


def refusal(error: IntegrityError) -> str:
    """The database's refusal as a sentence."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
    for ending, sentence in REFUSALS.items():
        if name.endswith(ending):
            return str(sentence)
    return gettext("The database refused this record by its rule “%(rule)s”.") % {"rule": name or error}


def of_another_register(form: forms.ModelForm, register: Register | None) -> dict[str, str]:
    """{field: sentence} for each thing pointed at that belongs to another register."""
    found = {}
    for name, value in form.cleaned_data.items():
        theirs = getattr(value, "register_id", None) if isinstance(value, models.Model) else None
        if register is not None and theirs is not None and theirs != register.pk:
            found[name] = gettext("This belongs to another register.")
    return found


class RecordForm(forms.ModelForm):
    """A record's own fields. `refused` holds what the database said of the same form a moment ago."""

    refused: str = ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        register = self.instance.register if self.instance.pk else cleaned.get("register")
        for field, sentence in of_another_register(self, register).items():
            self.add_error(field, sentence)
        if self.refused:
            raise ValidationError(self.refused)
        return cleaned


class PartForm(forms.ModelForm):
    """A line of a table below the record: a name, a number, a party, a piece of evidence."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        owners = [value for value in cleaned.values() if isinstance(value, models.Model)]
        registers = {owner.register_id for owner in owners if getattr(owner, "register_id", None)}
        if len(registers) > 1:
            raise ValidationError(gettext("This belongs to another register."))
        return cleaned


class PartInline(admin.TabularInline):
    form = PartForm
    extra = 0


class RecordAdmin(admin.ModelAdmin):
    """Search without accents, register and key fixed once they are saved, history, the database's word in the form."""

    form = RecordForm
    plain_search: tuple[str, ...] = ("key",)
    object_history_template = "admin/record_history.html"
    list_per_page = 50
    actions = ("publish", "withdraw")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fixed = ("register", "key") if obj is not None else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj is not None else dict(super().get_prepopulated_fields(request, obj))

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """Each word in one of the folded columns, or the whole text in a key or reference."""
        if not search_term.strip():
            return queryset, False
        whole = Q()
        for field in self.plain_search:
            whole |= Q((f"{field}__icontains", search_term.strip()))
        return queryset.filter(all_words(search_term, *self.search_fields) | whole), True

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refused = getattr(request, "refused", "")
        return form

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """As Django's; what the database refuses comes back as the same form with a sentence above it."""
        try:
            with transaction.atomic():
                return super().changeform_view(request, *args, **kwargs)
        except IntegrityError as error:
            request.refused = refusal(error)  # type: ignore[attr-defined]
        return super().changeform_view(request, *args, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The rules that wait for the end of the transaction are asked now, while the form can still answer."""
        super().save_related(request, form, formsets, change)
        connection.check_constraints()
        new_data_version(form.instance.register_id)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for part in formset.save(commit=False):
            if hasattr(part, "register_id") and part.register_id is None:
                part.register = form.instance.register
            part.save()
        for part in formset.deleted_objects:
            part.delete()
        formset.save_m2m()

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponseBase:
        try:
            with transaction.atomic():
                response = super().delete_view(request, object_id, extra_context)
                connection.check_constraints()
                return response
        except IntegrityError as error:
            messages.error(request, refusal(error))
            return redirect(request.path)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        new_data_version(obj.register_id)
        super().delete_model(request, obj)

    def get_actions(
        self, request: HttpRequest, action_location: admin.ActionLocation = admin.ActionLocation.CHANGE_LIST
    ) -> dict[str, Any]:
        """Many at once can be published, never deleted."""
        found = super().get_actions(request, action_location=action_location)
        found.pop("delete_selected", None)
        return found

    @admin.action(description=_("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet) -> None:
        self.set_published(request, queryset, True)

    @admin.action(description=_("Withdraw from the public pages"), permissions=["change"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet) -> None:
        self.set_published(request, queryset, False)

    def set_published(self, request: HttpRequest, queryset: QuerySet, published: bool) -> None:
        """All of them or none: one that may not be published stops the others, and the message says why."""
        try:
            with transaction.atomic():
                chosen = list(queryset.exclude(published=published))
                self.model._base_manager.filter(pk__in=[one.pk for one in chosen]).update(published=published)
                connection.check_constraints()
                for register in {one.register_id for one in chosen}:
                    new_data_version(register)
        except IntegrityError as error:
            messages.error(request, refusal(error))
            return
        changed = ngettext("%(n)s record was changed.", "%(n)s records were changed.", len(chosen))
        messages.success(request, changed % {"n": len(chosen)})

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Every change of the record: when, who, which import, before and after; nothing here can be edited."""
        obj = self.get_object(request, object_id)
        if obj is None or not hasattr(obj, "history"):
            return super().history_view(request, object_id, extra_context)
        if not self.has_view_or_change_permission(request, obj):
            return super().history_view(request, object_id, extra_context)
        context = self.admin_site.each_context(request) | {
            "title": gettext("History of %(record)s") % {"record": obj},
            "object": obj,
            "opts": self.opts,
            "changes": changes_of(obj),
        }
        return TemplateResponse(request, self.object_history_template, context)
