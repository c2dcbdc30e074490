"""An amount as a source states it, and the rule that none goes without its status."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.choices import STATUSES_WITHOUT_AMOUNT, AmountStatus


def amount_goes_with_status(name: str) -> models.CheckConstraint:
    """No amount without a status, and none missing without a reason; in words, the words are kept."""
    missing = [status.value for status in STATUSES_WITHOUT_AMOUNT]
    known = [status for status in AmountStatus.values if status not in missing]
    return models.CheckConstraint(
        condition=(
            Q(amount__isnull=False, amount_status__in=known, currency__regex="^[A-Z]{3}$")
            | (Q(amount=None, amount_status__in=missing) & (~Q(amount_status="in_words") | ~Q(amount_text="")))
        ),
        name=name,
    )


class Money(models.Model):
    """An amount as a source states it: number, currency, how it is known, what it was rounded to, its words."""

    amount = models.DecimalField(_("amount"), max_digits=20, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="CAD")
    amount_status = models.CharField(_("how the amount is known"), max_length=12, choices=AmountStatus)
    amount_text = models.CharField(_("amount in the source's words"), max_length=200, blank=True)
    rounded_to = models.DecimalField(_("rounded to"), max_digits=20, decimal_places=2, null=True, blank=True)

    class Meta:
        abstract = True
