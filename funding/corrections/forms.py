"""What can be reported, and what is answered. In: what a browser sends. Out: cleaned values."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from funding.corrections.choices import CorrectionState, ErrorKind
from funding.corrections.models import LONGEST_SOURCE, LONGEST_TEXT

# A report with more links than this is an advertisement.
MOST_LINKS = 3
LONGEST_ANSWER = 4_000


class ReportForm(forms.Form):
    """A report: kind, what is wrong, where it can be checked, and an address for the answer, if one is wanted."""

    error_kind = forms.ChoiceField(label=_("What is wrong"), choices=ErrorKind)
    text = forms.CharField(
        label=_("Say what is wrong, and what would be right"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    source = forms.CharField(label=_("Where it can be checked: a document, an address"), max_length=LONGEST_SOURCE)
    email = forms.EmailField(label=_("E-mail for the answer"), max_length=254)
    # Nobody sees this field; programs fill in all of them.
    website = forms.CharField(label=_("Leave this empty"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("source", "email", "website"):
            self.fields[name].required = False
        self.fields["email"].help_text = gettext("Kept until the answer is given, then deleted; never shown.")
        self.fields["text"].help_text = gettext("Read by the people who keep the register; it is not published.")
        self.fields["email"].widget.attrs.update(autocomplete="email")
        self.fields["website"].widget.attrs.update(tabindex="-1", autocomplete="off")

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].replace("\x00", "").strip()
        if text.count("://") > MOST_LINKS:
            raise ValidationError(gettext("That is more links than a report needs: keep the one that shows it best."))
        return text

    @property
    def shown(self) -> list[forms.BoundField]:
        return [self[name] for name in ("error_kind", "text", "source", "email")]

    @property
    def is_trapped(self) -> bool:
        """Whether a program filled in what nobody sees."""
        return bool(self.data.get("website", "").strip())


class AnswerForm(forms.Form):
    """The answer to a report, as everyone will read it; what is set aside needs none."""

    use_required_attribute = False
    state = forms.ChoiceField(label=_("What was decided"))
    answer = forms.CharField(
        label=_("Answer, public"), max_length=LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 4})
    )
    change = forms.CharField(
        label=_("What changed in the register, public"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [one for one in CorrectionState.choices if one[0] != CorrectionState.RECEIVED]  # type: ignore[attr-defined]
        self.fields["answer"].help_text = gettext("Without the sender’s words or name.")
        if self.data.get("state") == CorrectionState.SET_ASIDE:
            self.fields["answer"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        state = cleaned.get("state")
        if state == CorrectionState.CORRECTED and not cleaned.get("change", "").strip():
            self.add_error("change", gettext("Say what changed: which record, from what to what."))
        return cleaned
