"""A file on its arrival: stored as it came, with its fingerprint, the source it is, and the body that sent it.

In: a register, a file, what the person who hands it in says of it. Out: an Import in state `received`.
"""

import hashlib
from pathlib import Path
from typing import Any

from django.core.files import File

from funding.imports.models import Import
from funding.models import AccessRequest, Source
from funding.sources import source_called
from projects.models import Register


def receive(
    register: Register,
    upload: File,
    *,
    user: Any = None,
    source: Source | None = None,
    request: AccessRequest | None = None,
    body_name: str = "",
    options: dict[str, Any] | None = None,
) -> Import:
    """Store the file. Without a source, the file's own name is the title of one."""
    name = Path(upload.name or "file").name
    body = body_name or body_of(request)
    if source is None:
        source = source_called(register, Path(name).stem, body)
    batch = Import(
        register=register,
        source=source,
        request=request,
        file_name=name[:255],
        file_bytes=upload.size,
        sha256=fingerprint(upload),
        body_name=(body or body_behind(source))[:300],
        options=options or {},
        uploaded_by=user,
    )
    batch.file.save(name, upload, save=False)
    batch.save()
    return batch


def fingerprint(upload: File) -> str:
    """SHA-256 of the content."""
    digest = hashlib.sha256()
    upload.seek(0)
    for block in upload.chunks():
        digest.update(block)
    upload.seek(0)
    return digest.hexdigest()


def body_of(request: AccessRequest | None) -> str:
    """The body that a request was sent to."""
    if request is None:
        return ""
    return request.body.name if request.body else request.body_text


def body_behind(source: Source) -> str:
    """The body that a source comes from, as far as is known; its title stands for it where it is not."""
    return (source.body.name if source.body else "") or source.author or source.publisher or source.title
