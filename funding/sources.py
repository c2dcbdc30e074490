"""A source found again by its title, or made. In: a register and a title. Out: the source, not yet public."""

from django.utils.text import slugify

from funding.choices import SourceKind
from funding.models import Source
from projects.models import Organization, Register


def source_called(register: Register, title: str, body: str = "", kind: str = SourceKind.ATI_ANSWER) -> Source:
    """The register's source with exactly this title; a new one names the body, where the register knows it."""
    found = Source.objects.filter(register=register, title=title).first()
    if found is not None:
        return found
    known = Organization.objects.filter(register=register, name=body, merged_into=None).first() if body else None
    return Source.objects.create(
        register=register, key=free_key(register, title), title=title, kind=kind, body=known, author=body[:200]
    )


def free_key(register: Register, title: str) -> str:
    """The slug of the title, with a number where another source has it."""
    stem = slugify(title)[:80] or "source"
    taken = set(Source.objects.filter(register=register, key__startswith=stem).values_list("key", flat=True))
    return next(key for key in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)
