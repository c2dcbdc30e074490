"""The forms of the staff's pages. In: what a browser sends. Out: cleaned values; nothing is saved here but requests."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from funding.models import AccessRequest
from projects.choices import OrganizationKind
from projects.dates import PartialDate
from projects.models import Organization, Register

# Days that the law gives a body to answer, and that a notice adds to them (Act respecting access, section 47).
DAYS_TO_ANSWER, DAYS_OF_NOTICE = 20, 10
FORMATS = ".xlsx,.xls,.ods,.csv,.tsv,.txt,.pdf"
# Who usually answers: what the field for the body proposes.
ANSWERING = (
    OrganizationKind.MINISTRY,
    OrganizationKind.PUBLIC_BODY,
    OrganizationKind.RESEARCH_FUND,
    OrganizationKind.PUBLIC_INVESTOR,
    OrganizationKind.ESTABLISHMENT,
    OrganizationKind.UNIVERSITY,
)


def answering_bodies(register: Register) -> list[str]:
    """Names of the register's bodies that access requests are usually sent to."""
    bodies = Organization.objects.filter(register=register, kind__in=ANSWERING, merged_into=None)
    return list(bodies.order_by("folded").values_list("name", flat=True))


class UploadForm(forms.Form):
    """A file as the body sent it, and what is known of it."""

    file = forms.FileField(label=_("The file, as you received it"))
    title = forms.CharField(label=_("Title of the source"), max_length=400)
    body = forms.CharField(label=_("Body that sent it"), max_length=300, required=False)
    request = forms.ModelChoiceField(AccessRequest.objects.none(), label=_("Access request"), required=False)

    def __init__(self, register: Register, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["request"].queryset = AccessRequest.objects.filter(register=register).select_related("body")
        self.fields["request"].label_from_instance = request_label
        self.fields["request"].empty_label = gettext("None, or not known yet")
        self.fields["file"].widget.attrs.update(accept=FORMATS)
        self.fields["body"].widget.attrs.update(list="bodies", autocomplete="off")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT:
            sizes = {"size": filesizeformat(file.size), "limit": filesizeformat(settings.UPLOAD_LIMIT)}
            raise ValidationError(
                gettext(
                    "This file has %(size)s; the limit is %(limit)s. Split it, or ask for the raising of the limit."
                )
                % sizes
            )
        return file


def request_label(request: AccessRequest) -> str:
    """« 23-114 · Ministère … · 2023-01-10 », of what is known."""
    body = request.body.name if request.body else request.body_text
    return " · ".join(part for part in (request.reference, body, str(request.sent)) if part)


class RequestForm(forms.ModelForm):
    """An access request. Without a due date, the law's twenty days (thirty with a notice) are counted."""

    articles = forms.CharField(label=_("Articles invoked, separated by commas"), required=False)
    notice = forms.BooleanField(label=_("The body sent a notice: ten more days"), required=False)

    class Meta:
        model = AccessRequest
        fields = ("body", "body_text", "reference", "sent", "due", "extended", "answered", "outcome", "note")
        widgets: ClassVar = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, register: Register, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.register = register
        bodies = Organization.objects.filter(register=register, merged_into=None).order_by("folded")
        self.fields["body"].queryset = bodies
        self.fields["body"].label = gettext("Body")
        self.initial.setdefault("articles", ", ".join(self.instance.articles or []))

    def clean_articles(self) -> list[str]:
        return [part.strip()[:40] for part in self.cleaned_data["articles"].split(",") if part.strip()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("body") and not cleaned.get("body_text"):
            self.add_error("body", gettext("Choose the body, or say which bodies in words."))
        sent = cleaned.get("sent")
        if sent and PartialDate(sent).precision == "day" and not cleaned.get("due"):
            cleaned["due"] = day_after(sent, DAYS_TO_ANSWER)
            if cleaned.get("notice") and not cleaned.get("extended"):
                cleaned["extended"] = day_after(sent, DAYS_TO_ANSWER + DAYS_OF_NOTICE)
        return cleaned

    def save(self, commit: bool = True) -> AccessRequest:
        request = super().save(commit=False)
        request.articles = self.cleaned_data["articles"]
        request.due, request.extended = self.cleaned_data["due"], self.cleaned_data["extended"]
        if request.pk is None:
            request.register = self.register
            request.key = free_key(self.register, request)
        if commit:
            request.save()
        return request


def day_after(sent: str, days: int) -> PartialDate:
    """The day that comes so many days after one that is fully known."""
    return PartialDate((PartialDate(sent).earliest + timedelta(days=days)).isoformat())


def free_key(register: Register, request: AccessRequest) -> str:
    """A readable key that no other request of the register has."""
    body = request.body.acronym or request.body.name if request.body else request.body_text
    stem = slugify(request.reference or f"{body} {request.sent}")[:80] or "request"
    taken = set(AccessRequest.objects.filter(register=register, key__startswith=stem).values_list("key", flat=True))
    return next(key for key in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)
