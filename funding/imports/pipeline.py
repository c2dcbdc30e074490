"""An import, step by step: read → stage → resolve and preview → review; then commit; then, where asked, undo.

In: the id of an import. Out: the import in its next state. Each step starts from what the one before stored, so an
interrupted one is simply run again; two workers never run the same import. What stops an import is stored with it:
{"code", "message_fr", "message_en"}.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from funding.choices import ImportState, RowState
from funding.imports import commit as committing
from funding.imports import read as reading
from funding.imports import remembered
from funding.imports import stage as staging
from funding.imports import undo as undoing
from funding.imports.document import Document, Refused
from funding.imports.kept import apply_kept, kept
from funding.imports.lease import Lease, LeaseLost, hung_up, lease
from funding.imports.models import Import
from funding.imports.settle import settle, settle_staged
from funding.imports.without_cycles import without_cycles
from funding.imports.words import in_words
from funding.models import Source

log = logging.getLogger(__name__)

# Worth showing, nothing to do about: of a cell that itself says it holds nothing, and of what a row says of no project.
HOLDS_NOTHING = {"not_applicable", "not_available"}
NOTHING_TO_DO = {*HOLDS_NOTHING, "no-project-to-say-it-of"}
BEFORE_REVIEW = (ImportState.RECEIVED, ImportState.READING, ImportState.RESOLVING)
PROBLEMS_KEPT = 500


class NotPossible(Exception):
    """What was asked does not fit the state of the import; the text says so to the person who asked."""


def run(import_id: int) -> Import:
    """From the file to the review; to the register too where the import's options say « commit »."""
    batch = work(import_id, BEFORE_REVIEW, to_review)
    if batch.state == ImportState.COMMITTING and batch.options.get("commit"):
        return commit(import_id)
    return batch


def commit(import_id: int) -> Import:
    """Publish the rows that are ready, as the import's options say (`create_new`, `user`)."""
    allowed = (ImportState.REVIEW, ImportState.COMMITTING, ImportState.COMMITTED)
    batch = work(import_id, allowed, to_register)
    if batch.state == ImportState.COMMITTED:
        settle(batch)
    return batch


def undo(import_id: int) -> Import:
    """Take back what the import did."""
    return work(import_id, (ImportState.COMMITTED, ImportState.UNDOING), back)


def work(import_id: int, states: tuple[str, ...], steps: Callable[[Import, Lease], None]) -> Import:
    """Run the steps under the lease, where the import is in one of the states. A failure is stored, then raised; where
    PostgreSQL went away nothing can be stored, and the import stays in its state: it is taken up again."""
    with lease(import_id) as held:
        batch = Import.objects.select_related("register", "source", "request").get(pk=import_id)
        if held is None or batch.state not in states:
            return batch
        try:
            steps(batch, held)
        except LeaseLost as lost:
            log.warning("%s: another worker goes on with it", lost)
        except Refused as refused:
            with transaction.atomic():
                held.confirm()
                stop(batch, ImportState.REFUSED, refused.code, refused.message("fr"), refused.message("en"))
        except IntegrityError as problem:
            detail = getattr(getattr(problem.__cause__, "diag", None), "constraint_name", None) or "?"
            fail(batch, held, "not-consistent", {"detail": detail})
            raise
        except Exception as problem:
            if not hung_up(problem):
                fail(batch, held, "stopped", {})
            raise
    batch.refresh_from_db()
    return batch


def to_review(batch: Import, held: Lease) -> None:
    """Read and stage the file, then match names and see what would be done."""
    if batch.state != ImportState.RESOLVING:
        read_and_stage(batch, held)
    held.progress(0, 0)
    if batch.options.get("commit"):
        go_on(batch, held, ImportState.COMMITTING, "commit")
        return
    go_on(batch, held, ImportState.RESOLVING, "preview")
    create_new = bool(batch.options.get("create_new") or batch.options.get("as_new"))
    preview, names = committing.preview(batch, create_new, held.progress)
    batch.summary |= {"preview": preview, "resolution": names}
    held.write()
    go_on(batch, held, ImportState.REVIEW, "", summary=batch.summary)


def read_and_stage(batch: Import, held: Lease) -> None:
    """The file, read in a process of its own, into staged rows and a summary. An entry by hand has no file."""
    if not batch.file:
        return
    go_on(batch, held, ImportState.READING, "read", refusal={})
    path = Path(batch.file.path)
    if not path.exists():
        raise Refused("no-such-file", name=batch.file_name)
    stored = remembered.profiles_of(batch)
    options = reading.Options.from_json(batch.options.get("reader") or {})
    options = replace(options, profiles=remembered.for_reader(stored))
    with reading.read_in_child(path, batch.file_name, options, follow=True) as document:
        go_on(batch, held, ImportState.READING, "read", file_type=document.file.type)
        stage_rows(batch, document, held)
        settle_staged(batch)
        batch.summary = summary_of(document)
    remembered.say_which(batch.summary, stored, options.overrides)
    apply_kept(batch)
    remembered.remember(batch)
    held.write()
    go_on(batch, held, ImportState.RESOLVING, "resolve", summary=batch.summary)


def stage_rows(batch: Import, document: Document, held: Lease) -> None:
    """The rows are stored while the reader goes on; of a file that it refuses in the end, none is kept."""

    def progress(done: int, total: int) -> None:
        if done and batch.step == "read":
            go_on(batch, held, ImportState.READING, "stage")
        held.progress(done, total)

    try:
        with without_cycles():
            staging.stage(batch, document, progress, held.confirm)
    except Refused:
        with transaction.atomic():
            held.confirm()
            batch.rows.all().delete()
        raise


def summary_of(document: Document) -> dict[str, Any]:
    """What was understood, in the form of `import_ati --json`, with the first problems."""
    summary = document.as_json()
    summary["problems"] = summary["problems"][:PROBLEMS_KEPT]
    summary["problem_counts"] = dict(document.problem_counts)
    return summary


def to_register(batch: Import, held: Lease) -> None:
    go_on(batch, held, ImportState.COMMITTING, "commit", refusal={})
    options = batch.options
    with transaction.atomic():
        committing.commit(batch, bool(options.get("create_new")), options.get("user"), held.progress)
        if batch.source is not None and not batch.source.published:
            Source.objects.filter(pk=batch.source.pk).update(published=True)
        held.write()
        Import.objects.filter(pk=batch.pk).update(step="")
        held.confirm()


def back(batch: Import, held: Lease) -> None:
    go_on(batch, held, ImportState.UNDOING, "undo", refusal={})
    with transaction.atomic():
        undoing.undo(batch, batch.options.get("user"))
        Import.objects.filter(pk=batch.pk).update(step="")
        held.confirm()


def go_on(batch: Import, held: Lease, state: str, step: str, **fields: Any) -> None:
    """The import enters a state, where the lease on it is still ours."""
    with transaction.atomic():
        held.confirm()
        enter(batch, state, step, **fields)


def enter(batch: Import, state: str, step: str, **fields: Any) -> None:
    """The import is now in this state, at this step."""
    batch.state, batch.step = state, step
    for name, value in fields.items():
        setattr(batch, name, value)
    Import.objects.filter(pk=batch.pk).update(state=state, step=step, **fields)


def stop(batch: Import, state: str, code: str, french: str, english: str) -> None:
    """Refused or failed: the reason is kept; the step that it happened in stays on the import."""
    refusal = {"code": code, "message_fr": french, "message_en": english}
    Import.objects.filter(pk=batch.pk).update(state=state, refusal=refusal)


def fail(batch: Import, held: Lease, code: str, parameters: dict[str, Any]) -> None:
    log.exception("import %s stopped at step %s", batch.pk, batch.step)
    with suppress(LeaseLost), transaction.atomic():
        held.confirm()
        stop(batch, ImportState.FAILED, code, in_words(code, parameters, "fr"), in_words(code, parameters, "en"))


def refusal_message(batch: Import) -> str:
    """Why the import was refused or stopped, in the language of the page; empty where it was not."""
    language = "fr" if (get_language() or "fr").startswith("fr") else "en"
    return str(batch.refusal.get(f"message_{language}", ""))


def already_received(batch: Import) -> list[Import]:
    """The earlier imports of the very same file in the register, the first one first."""
    if not batch.sha256:
        return []
    same = Import.objects.filter(register=batch.register, sha256=batch.sha256, pk__lt=batch.pk)
    return list(same.exclude(state=ImportState.REFUSED).select_related("uploaded_by").order_by("pk"))


def may_commit(batch: Import) -> bool:
    """At the review; after a commit that stopped; and again where rows still wait."""
    if batch.state == ImportState.COMMITTED:
        return batch.rows.filter(state__in=[RowState.WAITING, RowState.READY]).exists()
    return batch.state == ImportState.REVIEW or (batch.state == ImportState.FAILED and batch.step == "commit")


def may_read_again(batch: Import) -> bool:
    """While nothing of the file is in the register: at the review, or where the work stopped on the way to it."""
    stopped = batch.state == ImportState.FAILED and batch.step in ("read", "stage", "resolve", "preview")
    return bool(batch.file) and (batch.state == ImportState.REVIEW or stopped)


def may_undo(batch: Import) -> bool:
    return batch.state == ImportState.COMMITTED or (batch.state == ImportState.FAILED and batch.step == "undo")


@contextmanager
def as_it_is(batch: Import) -> Iterator[None]:
    """In the block, nobody else changes the state of the import, and it has what others changed since it was read."""
    with transaction.atomic():
        latest = Import.objects.select_for_update(no_key=True)
        batch.refresh_from_db(from_queryset=latest, fields=["state", "step", "options", "summary"])
        yield


def ask_commit(batch: Import, user_id: int | None, create_new: bool, only: dict[str, Any] | None = None) -> None:
    """Write down that the import is to be committed: a worker will do it, also when the broker forgets. `only`: a group
    of its rows, or some of them (`ready_rows.chosen`)."""
    with as_it_is(batch):
        if not may_commit(batch):
            raise NotPossible(_("This import cannot be published now."))
        batch.options |= {"create_new": create_new, "user": user_id, "only": only or {}}
        enter(batch, ImportState.COMMITTING, "commit", options=batch.options, refusal={}, done=0, total=0)


def ask_read(batch: Import, user_id: int | None, **options: Any) -> None:
    """Write down that the file is to be read again, with these options; what people decided about its rows is kept."""
    with as_it_is(batch):
        if not may_read_again(batch):
            raise NotPossible(_("This file cannot be read again now."))
        if batch.state == ImportState.REVIEW:
            batch.options["kept"] = kept(batch)
        batch.options |= {**options, **({"reader_by": user_id} if "reader" in options else {})}
        enter(batch, ImportState.RECEIVED, "", options=batch.options, refusal={}, done=0, total=0)


def ask_undo(batch: Import, user_id: int | None) -> None:
    """Write down that the import is to be undone."""
    with as_it_is(batch):
        if not may_undo(batch):
            raise NotPossible(_("This import cannot be undone now."))
        batch.options |= {"user": user_id}
        enter(batch, ImportState.UNDOING, "undo", options=batch.options, refusal={}, done=0, total=0)


def ask_resolve(batch: Import, as_new: bool | None = None) -> None:
    """Match the names again, after someone decided about them. `as_new`: from now on, as if what matches nothing were
    made, or not; None leaves that as it is."""
    with as_it_is(batch):
        if batch.state not in (ImportState.REVIEW, ImportState.COMMITTED):
            raise NotPossible(_("This import is not being reviewed."))
        if batch.state == ImportState.REVIEW:
            options = batch.options if as_new is None else batch.options | {"as_new": as_new}
            enter(batch, ImportState.RESOLVING, "resolve", options=options, done=0, total=0)


def exit_status(batch: Import) -> int:
    """DESIGN § 6: 0 all done, 3 rows wait or have problems, 2 refused, 1 error."""
    if batch.state == ImportState.REFUSED:
        return 2
    if batch.state not in (ImportState.REVIEW, ImportState.COMMITTED):
        return 1
    return 3 if rows_with_problems(batch) else 0


def rows_with_problems(batch: Import) -> bool:
    """Whether a data row waits, or holds something that could not be read."""
    rows = batch.rows.filter(kind="data").exclude(state=RowState.SET_ASIDE)
    if rows.filter(state=RowState.WAITING).exists():
        return True
    found = rows.exclude(problems=[]).values_list("problems", flat=True).iterator()
    return any(problem["code"] not in NOTHING_TO_DO for problems in found for problem in problems)
