"""Numbers of evidence that was added by hand. In: a register. Out: a number that nothing else has or will have."""

from uuid import uuid4

from django.db.models import Max

from funding.models import EvidenceNumber
from projects.models import Register


def number_by_hand(register: Register) -> int:
    """The next number of the register's ledger; the register's row is locked until the transaction ends."""
    Register.objects.select_for_update().get(pk=register.pk)
    last = EvidenceNumber.objects.filter(register=register).aggregate(last=Max("number"))["last"] or 0
    EvidenceNumber.objects.create(register=register, key=f"by-hand-{uuid4().hex}", number=last + 1)
    return last + 1
