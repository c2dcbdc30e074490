"""Releases: numbered, checksummed states of a register. In: a register. Out: Release rows; whether one still holds."""

from django.db import transaction
from django.db.models import Max

from funding.checksum import checksum, counts
from funding.models import Release
from projects.models import Register


def make_release(register: Register) -> Release | None:
    """The next numbered release of the register as it is now; None where nothing changed since the last one."""
    with transaction.atomic():
        locked = Register.objects.select_for_update().get(pk=register.pk)
        found = checksum(locked)
        last = Release.objects.filter(register=locked).order_by("-number").first()
        if last is not None and last.checksum == found:
            return None
        number = (Release.objects.filter(register=locked).aggregate(last=Max("number"))["last"] or 0) + 1
        return Release.objects.create(
            register=locked, number=number, data_version=locked.data_version, checksum=found, counts=counts(locked)
        )


def verify(release: Release) -> bool:
    """Whether the register, as it is now, still has the release's checksum."""
    return checksum(release.register) == release.checksum
