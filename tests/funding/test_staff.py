"""The staff's pages: a file handed in, understood, settled, published, undone; facts by hand; access requests."""

import errno
from collections.abc import Callable
from contextlib import closing
from datetime import date
from decimal import Decimal
from threading import Thread
from time import sleep
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import translation

from funding import review, review_names, sheet_view, staff, undo_view
from funding.choices import ImportState, MentionTier, RowKind, RowState
from funding.imports import commit as committing
from funding.imports import entry, pipeline
from funding.imports.intake_of_files import receive
from funding.imports.models import Import, Judgement, Mention, StagedRow
from funding.imports.resolve import resolve, store_mentions
from funding.imports.undo import undo
from funding.models import AccessRequest, Award, Source
from funding.staff_entry import days_late, is_late
from projects.history import own_context
from projects.models import Organization
from tests import factories as make
from tests.corpus.pdf_writer import Page, write
from tests.funding.imports.documents import document, nothing, problem, row, staged
from tests.funding.imports.test_commit import GRANT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]


@pytest.fixture(autouse=True)
def private_files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def client(staff: Callable[[str], Any]) -> Any:
    """A reviewer, whose pages are in English."""
    with translation.override("en"):
        yield staff("reviewer")


def page(client: Any, name: str, *parts: Any, **query: Any) -> str:
    response = client.get(reverse(name, args=parts), query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def reviewed(*rows: dict[str, Any], kind: str = "award", **given: Any) -> Import:
    """An import of awards, or of another kind, that waits for review, with its names matched and its preview made."""
    batch = staged(document((kind, list(rows)), **given))
    store_mentions(batch, resolve(batch, False))
    preview, names = committing.preview(batch, False, nothing)
    batch.summary = document((kind, list(rows)), **given).as_json() | {"preview": preview, "resolution": names}
    batch.save()
    return batch


# Handing in


def test_a_file_is_stored_privately_and_waits_for_the_worker(client: Any, tmp_path: Any) -> None:
    register = make.register()
    body = make.ministry(register, "Ministère de l’Essai")
    request = make.access_request(body, reference="23-1")
    file = SimpleUploadedFile("réponse.csv", "Bénéficiaire;Montant\nA;1\n".encode())
    values = {"file": file, "title": "Réponse de l’essai", "body": body.name, "request": request.pk}
    answer = client.post(reverse("import_upload"), values)
    batch = Import.objects.get()
    assert answer["Location"] == reverse("import", args=[batch.pk])
    assert (batch.state, batch.file_name, batch.register, batch.request) == (
        "received",
        "réponse.csv",
        register,
        request,
    )
    assert batch.uploaded_by.username == "reviewer@example.org" and len(batch.sha256) == 64
    assert (batch.source.title, batch.source.body, batch.source.published) == ("Réponse de l’essai", body, False)
    assert [path.read_bytes() for path in tmp_path.rglob("*.csv")] == ["Bénéficiaire;Montant\nA;1\n".encode()]


def test_a_source_of_the_same_title_is_the_same_source(client: Any) -> None:
    register = make.register()
    known = make.source(register, "Réponse connue")
    client.post(reverse("import_upload"), {"file": SimpleUploadedFile("a.csv", b"a"), "title": "Réponse connue"})
    assert Import.objects.get().source == known and Source.objects.count() == 1


def test_what_is_missing_or_too_big_is_said_on_the_form(client: Any, settings: Any) -> None:
    make.register()
    answer = client.post(reverse("import_upload"), {"title": ""})
    assert answer.status_code == 400 and {"file", "title"} <= set(answer.context["form"].errors)
    empty = client.post(reverse("import_upload"), {"file": SimpleUploadedFile("a.csv", b""), "title": "t"})
    assert "file" in empty.context["form"].errors
    settings.UPLOAD_LIMIT = 3
    big = client.post(reverse("import_upload"), {"file": SimpleUploadedFile("a.csv", b"1234"), "title": "t"})
    assert "the limit is" in big.context["form"].errors["file"][0]
    assert not Import.objects.exists()


def test_a_file_can_go_into_another_register(client: Any) -> None:
    make.register()
    other = make.register("exemple", invented=True)
    values = {"file": SimpleUploadedFile("a.csv", b"a"), "title": "t", "register": "exemple"}
    client.post(reverse("import_upload"), values)
    assert Import.objects.get().register == other
    assert client.get(reverse("import_upload"), {"register": "nowhere"}).status_code == 404


def test_the_sample_goes_where_nothing_is_real(client: Any, tmp_path: Any, monkeypatch: Any) -> None:
    make.register()
    sample = tmp_path / "exemple-desordre.xlsx"
    sample.write_bytes(b"made up")
    monkeypatch.setattr(staff, "SAMPLE", sample)
    assert "Try it" not in page(client, "import_upload")
    assert client.post(reverse("import_upload"), {"sample": "1"}).status_code == 404
    invented = make.register("exemple", invented=True)
    assert "Try it with the made-up sample" in page(client, "import_upload")
    client.post(reverse("import_upload"), {"sample": "1"})
    batch = Import.objects.get()
    assert (batch.register, batch.file_name) == (invented, "exemple-desordre.xlsx")


def test_an_import_without_a_name_does_not_say_that_names_are_matched(client: Any) -> None:
    batch = reviewed({"amount": "10"})
    batch.rows.update(state=RowState.WAITING)
    shown = page(client, "import", batch.pk)
    assert "No name was read" in shown and "Every name is matched" not in shown
    assert review.steps(batch)[2].state == "now", "its columns are to be told"


def test_the_list_shows_every_import(client: Any) -> None:
    register = make.register()
    assert "No file has been handed in yet" in page(client, "imports")
    Import.objects.create(register=register, file_name="un.csv", body_name="MEIE", state=ImportState.REFUSED)
    shown = page(client, "imports")
    assert "un.csv" in shown and "MEIE" in shown and "Refused" in shown


def test_what_is_a_persons_own_stands_under_their_name(client: Any) -> None:
    make.register()
    tabs, own = page(client, "imports").split('class="staff-tabs"')[1].split("</nav>")[0].split("<summary>")
    assert "Hand in a file" in tabs and "Password" not in tabs
    assert "Password" in own and "Sign out" in own
    for name in ("password", "second_factor"):
        assert 'class="staff-tabs"' in page(client, name), "a way back"


# What was understood


def test_the_rows_of_the_file_add_up(client: Any) -> None:
    extra = [
        row("", 1, {}, sheet="Titre", table=-1),
        row("award", 9, {"amount": "1000.00"}, sheet="Feuille 1"),
    ]
    extra = [one.__class__(0, "Feuille 1", 9, "total", text="TOTAL | 2 000,00") for one in extra[:1]]
    batch = reviewed(GRANT, GRANT | {"title": "Autre"}, extra=extra)
    equation = review.equation(batch)
    assert equation.total == 4 and [(term.number, term.kind) for term in equation.terms] == [
        (1, "header"),
        (2, "data"),
        (1, "total"),
    ]
    shown = page(client, "import", batch.pk)
    assert "The 4 rows all have their place" in shown and "1 header + 2 data + 1 total" in shown


def test_a_row_that_gives_several_records_counts_once() -> None:
    batch = staged(document(("award", [GRANT])))
    first = batch.rows.get(kind=RowKind.DATA)
    StagedRow.objects.create(batch=batch, table=1, sheet=first.sheet, row=first.row, part=1, kind=RowKind.DATA)
    assert [term.number for term in review.equation(batch).terms] == [1, 1]


def test_the_sum_is_held_against_the_declared_total(client: Any) -> None:
    batch = reviewed(GRANT)
    amount = {"table": 0, "currency": "CAD", "sum": "210400000.00", "cell": "D312", "uncounted": 2}
    batch.summary["amounts"] = [
        amount | {"declared_total": "210400000.00", "matches": True},
        amount | {"declared_total": "210400001.50", "matches": False},
        amount | {"declared_total": None, "matches": None},
    ]
    batch.save()
    good, bad, silent = review.sums(batch, [])
    assert (good.verdict, good.difference) == (True, Decimal(0))
    assert (bad.verdict, bad.difference) == (False, Decimal("-1.50"))
    assert silent.verdict is None
    shown = page(client, "import", batch.pk)
    assert "Σ = TOTAL ✓" in shown and "Σ ≠ TOTAL" in shown and "The file states no total" in shown
    assert "$210,400,000" in shown and "Cell D312" in shown and "2 rows without an amount" in shown


def test_the_sheet_shows_cells_columns_and_what_is_passed_over(client: Any) -> None:
    batch = reviewed(*[GRANT | {"title": f"Aide {n}"} for n in range(40)])
    (table,) = sheet_view.tables(batch)
    assert [column.letter for column in table.columns] == ["A", "B", "C", "D", "E", "F"]
    assert table.columns[3].label and table.columns[3].is_amount
    assert [shown.number for shown in table.rows if not shown.skipped] == [1, 2, 3, 4, 41]
    assert [shown.skipped for shown in table.rows if shown.skipped] == [36]
    assert [cell.text for cell in table.rows[1].cells][:3] == ["Aide 0", GRANT["payer"], GRANT["recipient"]]
    assert table.rows[1].cells[3].is_number
    assert "36 more rows" in page(client, "import", batch.pk)


def test_a_subtotal_stands_under_the_column_of_amounts() -> None:
    columns = [
        sheet_view.column_read({"letter": letter, "field": field})
        for letter, field in (("A", "recipient"), ("B", "programme"), ("C", "amount"), ("D", ""))
    ]
    label, number, rest = sheet_view.cells_of_text("Sous-total | 61 204 118,00", columns)
    assert (label.text, label.span, number.text, number.is_number, rest.text) == (
        *("Sous-total", 2, "61 204 118,00", True, ""),
    )
    (whole,) = sheet_view.cells_of_text("Aides versées | 2018-2024 en", columns)
    assert (whole.text, whole.span) == ("Aides versées · 2018-2024 en", 4)


def test_each_problem_says_what_and_where(client: Any) -> None:
    batch = reviewed(GRANT)
    found = [
        problem(2, "ambiguous", "decision_date", blocking=True),
        *[problem(number, "not_available", "amount") for number in range(5, 9)],
    ]
    batch.summary |= {
        "problems": [one.as_json() for one in found],
        "problem_counts": {"ambiguous": 1, "not_available": 6},
    }
    batch.save()
    lines, more = sheet_view.problems(batch, [], set())
    assert [(line.place, line.blocking, line.count) for line in lines] == [("A2", True, 1), ("A5 … A8", False, 4)]
    assert more == 2 and lines[0].row_id == batch.rows.get(row=2).pk
    shown = page(client, "import", batch.pk)
    assert lines[0].sentence in shown and "1 keeps its row out of the register" in shown
    with translation.override("fr"):
        assert sheet_view.problems(batch, [], set())[0][0].sentence != lines[0].sentence


def test_why_a_row_waits_is_told_also_where_only_its_facts_showed_it(client: Any) -> None:
    make.ministry(make.default_register(), GRANT["payer"])
    batch = reviewed(GRANT | {"recipient": GRANT["payer"]}, GRANT | {"recipient": "Personne de connu"})
    (line,), more = sheet_view.problems(batch, [], set())
    assert (line.blocking, line.count, more) == (True, 1, 0)
    assert line.row_id == batch.rows.get(row=2).pk
    shown = page(client, "import", batch.pk)
    assert "is both payer and recipient" in shown and "No problem was found" not in shown


def test_a_barcode_of_many_rows_keeps_what_is_not_data(monkeypatch: Any) -> None:
    monkeypatch.setattr(review, "MOST_BARS", 10)
    batch = staged(document(("award", [GRANT | {"title": str(n)} for n in range(39)])))
    StagedRow.objects.filter(batch=batch, row=25).update(kind=RowKind.SUBTOTAL)
    StagedRow.objects.filter(batch=batch, row=40).update(problems=[{"code": "ambiguous", "blocking": True}])
    StagedRow.objects.filter(batch=batch, row=10).update(problems=[{"code": "name-waiting", "blocking": True}])
    bars = review.barcode_rows(batch)
    assert len(bars.kinds) == 10 and bars.kinds[0] == "header" and bars.kinds[6] == "subtotal"
    assert bars.problems == [9]


def test_what_publishing_would_do_is_shown_before_and_after(client: Any) -> None:
    batch = reviewed(GRANT)
    batch.summary["preview"] = {
        "created": 3,
        "facts": {"award": {"created": 3, "changed": 1, "unchanged": 4}},
        "changes": [
            {
                **{"kind": "award", "name": "Aide", "field": "amount", "before": "480000.00", "after": "480500.00"},
                "currencies": {"before": "EUR", "after": "CAD"},
            }
        ],
        "sums": [{"currency": "CAD", "created": "9000.00", "before": "480000.00", "after": "480500.00"}],
        "withdrawn": [{"kind": "award", "key": "z", "name": "Aide retirée"}],
    }
    batch.save()
    shown = page(client, "import", batch.pk)
    assert "<del>€480,000</del>" in shown and "<ins>$480,500</ins>" in shown and "$9,000" in shown
    assert "Aide retirée" in shown and "Nothing is deleted" in shown


def test_a_file_that_there_is_no_room_for_is_not_taken(client: Any, monkeypatch: Any) -> None:
    def full(*_given: Any, **_named: Any) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    make.register()
    monkeypatch.setattr(FileSystemStorage, "save", full)
    file = SimpleUploadedFile("a.csv", b"a;b\n1;2\n")
    answer = client.post(reverse("import_upload"), {"file": file, "title": "A", "body": ""})
    assert answer.status_code == 400 and "no room left" in answer.content.decode()
    assert not Import.objects.exists() and not Source.objects.exists()


def test_a_refused_file_says_why_in_the_language_of_the_page(client: Any) -> None:
    refusal = {"code": "macro", "message_fr": "Ce classeur contient des macros.", "message_en": "It holds macros."}
    batch = Import.objects.create(
        register=make.register(), state=ImportState.REFUSED, refusal=refusal, file_name="a.xlsm"
    )
    assert "It holds macros." in page(client, "import", batch.pk)
    with translation.override("fr"):
        assert "Ce classeur contient des macros." in page(client, "import", batch.pk)


def test_the_same_file_again_leads_to_the_first(client: Any) -> None:
    first, second = reviewed(GRANT), reviewed(GRANT)
    Import.objects.update(sha256="a" * 64)
    shown = page(client, "import", second.pk)
    assert "This very file was already received" in shown and reverse("import", args=[first.pk]) in shown
    assert "already received" not in page(client, "import", first.pk)


def test_all_rows_can_be_looked_at_by_state(client: Any) -> None:
    batch = reviewed(GRANT, GRANT | {"title": "Autre"})
    batch.rows.filter(row=3).update(state=RowState.SET_ASIDE)
    assert "Aide au démarrage" in page(client, "import_rows", batch.pk)
    aside = page(client, "import_rows", batch.pk, state="set_aside")
    assert "Autre" in aside and "Aide au démarrage" not in aside
    assert "No row is in this state" in page(client, "import_rows", batch.pk, state="committed")
    assert "Aide au démarrage" in page(client, "import_rows", batch.pk, state="nonsense")


# Progress


def test_progress_is_true_and_stops_by_itself(client: Any) -> None:
    batch = reviewed(GRANT)
    Import.objects.update(state=ImportState.READING, step="stage", done=61_200, total=100_000)
    whole = page(client, "import", batch.pk)
    assert 'aria-live="polite"' in whole and "Refresh this page" in whole and "61%" in whole
    address = reverse("import_progress", args=[batch.pk])
    part = client.get(address, {"step": "stage"}).content.decode()
    assert 'value="61200"' in part and f'hx-get="{address}?step=stage"' in part and "hx-swap-oob" not in part
    assert "hx-swap-oob" in client.get(address, {"step": "read"}).content.decode(), (
        "the words changed: they are read out"
    )
    Import.objects.update(state=ImportState.REVIEW, step="")
    done = client.get(address, headers={"hx-request": "true"})
    assert done["HX-Refresh"] == "true" and not done.content
    assert client.get(address)["Location"] == reverse("import", args=[batch.pk]), "without scripts"


@pytest.mark.parametrize(
    ("state", "step", "now"),
    [
        (ImportState.RECEIVED, "", 0),
        (ImportState.READING, "stage", 1),
        (ImportState.RESOLVING, "preview", 3),
        (ImportState.REVIEW, "", 4),
        (ImportState.COMMITTED, "", None),
        (ImportState.FAILED, "stage", 1),
        (ImportState.REFUSED, "read", 0),
    ],
)
def test_the_steps_say_where_the_import_is(state: str, step: str, now: int | None) -> None:
    batch = Import.objects.create(register=make.default_register(), state=state, step=step)
    states = [one.state for one in review.steps(batch)]
    stopped = state in (ImportState.FAILED, ImportState.REFUSED)
    expected = (
        ["done"] * 5 if now is None else ["done"] * now + ["stopped" if stopped else "now"] + ["todo"] * (4 - now)
    )
    assert states == expected


# Settling


def test_a_name_is_the_same_as_a_candidate(client: Any) -> None:
    batch = reviewed(GRANT)
    body = make.organization(batch.register, "Imagia Cybernétique")
    name = batch.mentions.get(name="Imagia inc.")
    assert name.tier == MentionTier.WAITING
    answer = client.post(reverse("import_name", args=[batch.pk, name.pk]), {"same": body.pk})
    assert answer["Location"] == reverse("import", args=[batch.pk])
    judgement = Judgement.objects.get()
    assert (judgement.name, judgement.organization, judgement.verdict) == ("Imagia inc.", body, "same")
    assert judgement.made_by.username == "reviewer@example.org"
    batch = pipeline.run(batch.pk)
    assert batch.mentions.get(name="Imagia inc.").organization == body
    assert "the same body as “Imagia Cybernétique”" in page(client, "import", batch.pk)


def test_a_name_is_a_new_organization_of_a_kind(client: Any) -> None:
    batch = reviewed(GRANT)
    for name, kind in (("Imagia inc.", "startup"), ("Ministère de l’Économie", "ministry")):
        mention = batch.mentions.get(name=name)
        client.post(reverse("import_name", args=[batch.pk, mention.pk]), {"new": "1", "kind": kind})
        batch = pipeline.run(batch.pk)
    committing.commit(batch, False, None, nothing)
    assert Organization.objects.get(name="Imagia inc.").kind == "startup"
    assert Organization.objects.get(name="Ministère de l’Économie").kind == "ministry"


def test_a_decision_is_taken_back(client: Any) -> None:
    batch = reviewed(GRANT)
    body = make.organization(batch.register, "Imagia Cybernétique")
    mention = batch.mentions.get(name="Imagia inc.")
    client.post(reverse("import_name", args=[batch.pk, mention.pk]), {"same": body.pk})
    pipeline.run(batch.pk)
    judgement = Judgement.objects.get()
    client.post(reverse("import_take_back", args=[batch.pk, judgement.pk]))
    judgement.refresh_from_db()
    assert judgement.reversed_at and judgement.reversed_by
    batch = pipeline.run(batch.pk)
    assert batch.mentions.get(name="Imagia inc.").tier == MentionTier.WAITING
    assert client.post(reverse("import_take_back", args=[batch.pk, judgement.pk])).status_code == 404


def test_a_name_is_never_a_body_of_another_register(client: Any) -> None:
    batch = reviewed(GRANT)
    stranger = make.organization(make.register("ailleurs"), "Imagia")
    mention = batch.mentions.get(name="Imagia inc.")
    answer = client.post(reverse("import_name", args=[batch.pk, mention.pk]), {"same": stranger.pk})
    assert answer.status_code == 404 and not Judgement.objects.exists()
    assert client.post(reverse("import_name", args=[batch.pk, mention.pk]), {"same": "x"}).status_code == 404
    other = reviewed(GRANT | {"title": "Autre"})
    assert client.post(reverse("import_name", args=[other.pk, mention.pk]), {"new": "1"}).status_code == 404


def test_names_that_wait_are_told_with_their_candidates(client: Any) -> None:
    register = make.register()
    make.organization(register, "Imagia Cybernétiques")
    batch = reviewed(GRANT | {"recipient": "Imagia Cybernetique"}, GRANT)
    names = review_names.resolution(batch)
    assert names.waiting_in_all == len(names.waiting) == Mention.objects.filter(tier=MentionTier.WAITING).count()
    assert [line.next for line in names.waiting] == [*[line.pk for line in names.waiting[1:]], None]
    shown = page(client, "import", batch.pk)
    assert all(line.name in shown for line in names.waiting) and "A new organization" in shown


def test_a_row_is_set_aside_and_taken_up_again(client: Any) -> None:
    batch = reviewed(GRANT, GRANT | {"title": "Autre"})
    line = batch.rows.get(row=3)
    address = reverse("import_row", args=[batch.pk, line.pk])
    client.post(address)
    line.refresh_from_db()
    assert line.state == RowState.SET_ASIDE
    batch = pipeline.run(batch.pk)
    committing.commit(batch, True, None, nothing)
    assert list(Award.objects.values_list("title", flat=True)) == ["Aide au démarrage"]
    Import.objects.update(state=ImportState.REVIEW)
    client.post(address)
    batch = pipeline.run(batch.pk)
    line.refresh_from_db()
    assert line.state == RowState.READY
    Import.objects.update(state=ImportState.COMMITTED)
    client.post(address)
    line.refresh_from_db()
    assert line.state == RowState.READY, "only while it waits for review"


@pytest.mark.django_db(transaction=True)
def test_a_row_is_not_set_aside_where_another_publishes_just_then(client: Any) -> None:
    """The other one has begun and is not done: who clicks waits, and is told."""
    line = reviewed(GRANT).rows.get(kind=RowKind.DATA)
    other = connection.copy()
    other.ensure_connection()
    with closing(other), other.connection as own:

        def go_on() -> None:
            """Once the one who clicks waits."""
            for _n in range(1_000):
                if own.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone():
                    break
                sleep(0.01)
            own.commit()

        own.autocommit = False
        own.execute("UPDATE funding_import SET state = 'committed' WHERE id = %s", [line.batch_id])
        own.execute("UPDATE funding_stagedrow SET state = 'committed' WHERE id = %s", [line.pk])
        publishing = Thread(target=go_on)
        publishing.start()
        answer = client.post(reverse("import_row", args=[line.batch_id, line.pk]), follow=True)
        publishing.join()
    assert "Rows can be set aside only while the import waits for review." in answer.content.decode()
    assert StagedRow.objects.values_list("state", "batch__state").get(pk=line.pk) == ("committed", "committed")


# Publishing and undoing


def test_confirmed_published_undone(client: Any) -> None:
    batch = reviewed(GRANT)
    shown = page(client, "import", batch.pk)
    assert "also make the 2 organizations that match nothing" in shown and "Undo the import" not in shown
    client.post(reverse("import_confirm", args=[batch.pk]), {"create_new": "1"})
    batch.refresh_from_db()
    assert (batch.state, batch.options["create_new"]) == ("committing", True)
    assert "Publishing the rows" in page(client, "import", batch.pk)
    pipeline.commit(batch.pk)
    award = Award.objects.get()
    assert award.published
    shown = page(client, "import", batch.pk)
    assert "What was published" in shown and "Undo the import" in shown and batch.source.get_absolute_url() in shown
    client.post(reverse("import_undo", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.state == "undoing"
    pipeline.undo(batch.pk)
    assert not Award.objects.exists()
    shown = page(client, "import", batch.pk)
    assert "its checksum is the same" in shown and "This import was undone" in shown


def test_what_does_not_fit_the_state_is_refused_with_a_sentence(client: Any) -> None:
    batch = reviewed(GRANT)
    answer = client.post(reverse("import_undo", args=[batch.pk]), follow=True)
    assert "This import cannot be undone now." in answer.content.decode()
    Import.objects.update(state=ImportState.UNDONE)
    answer = client.post(reverse("import_confirm", args=[batch.pk]), follow=True)
    assert "This import cannot be published now." in answer.content.decode()


def test_what_undoing_kept_is_listed(client: Any) -> None:
    batch = reviewed(GRANT)
    committing.commit(batch, True, None, nothing)
    with own_context(user=None, reason="by hand"):
        Award.objects.update(description="corrigée à la main")
    batch.refresh_from_db()
    undo(batch, None)
    batch.refresh_from_db()
    shown = page(client, "import", batch.pk)
    assert undo_view.undo_report(batch).stays and "Facts that were not taken back" in shown


# Facts by hand


@pytest.mark.parametrize("kind", entry.KINDS)
def test_each_kind_of_record_has_its_form(client: Any, kind: str) -> None:
    make.default_register()
    answer = client.get(reverse("entry"), {"kind": kind})
    assert {"source_title", "place", *entry.KINDS[kind]} - {"section"} <= {*answer.context["form"].fields}


def test_a_fact_by_hand_goes_through_the_same_review(client: Any) -> None:
    register = make.register()
    make.ministry(register, "Ministère de l’Économie")
    make.organization(register, "Imagia inc.")
    values = {"kind": "award", "source_title": "Communiqué du 3 mai", "place": "p. 2", "quote": "« 6,45 M$ à Imagia »"}
    values |= {"title": "Aide à Imagia", "payer": "Ministère de l’Économie", "recipient": "Imagia inc."}
    values |= {"amount": "6,45 M$", "instrument": "grant", "decision_date": "3 mai 2021"}
    answer = client.post(reverse("entry"), values)
    batch = Import.objects.get()
    assert answer["Location"] == reverse("import", args=[batch.pk])
    assert (batch.state, batch.source.title) == ("review", "Communiqué du 3 mai")
    shown = page(client, "import", batch.pk)
    assert "Confirm the 1 row" in shown and "$6,450,000" in shown
    client.post(reverse("import_confirm", args=[batch.pk]))
    pipeline.commit(batch.pk)
    award = Award.objects.get()
    piece = award.evidence.first()
    assert (award.amount, award.date, award.published) == (Decimal(6_450_000), "2021-05-03", True)
    assert (piece.place, piece.quote) == ("p. 2", "« 6,45 M$ à Imagia »")


def test_what_cannot_be_read_is_said_at_its_field_and_kept_typed(client: Any) -> None:
    make.register()
    values = {"kind": "award", "source_title": "Communiqué", "place": "p. 2", "quote": "« … »"}
    values |= {"payer": "A", "recipient": "B", "amount": "beaucoup"}
    answer = client.post(reverse("entry"), values)
    assert answer.status_code == 400 and "amount" in answer.context["form"].errors
    assert 'value="beaucoup"' in answer.content.decode() and not Import.objects.exists() and not Source.objects.exists()
    assert client.post(reverse("entry"), {"kind": "award"}).context["form"].errors.keys() >= {
        "source_title",
        "place",
        "quote",
    }
    assert client.get(reverse("entry"), {"kind": "nothing"}).status_code == 404


# Access requests


def test_a_request_counts_its_twenty_days(client: Any) -> None:
    register = make.register()
    body = make.ministry(register, "Ministère")
    client.post(
        reverse("request_new"), {"body": body.pk, "sent": "2026-01-05", "outcome": "pending", "articles": "a, b"}
    )
    request = AccessRequest.objects.get()
    assert (request.due, request.extended, request.articles) == ("2026-01-25", "", ["a", "b"])
    client.post(
        reverse("request_edit", args=[request.pk]),
        {"body": body.pk, "sent": "2026-01-05", "outcome": "pending", "notice": "on", "articles": ""},
    )
    request.refresh_from_db()
    assert (request.due, request.extended) == ("2026-01-25", "2026-02-04")


def test_the_database_keeps_who_noted_a_request(client: Any) -> None:
    body = make.ministry(make.register())
    client.post(reverse("request_new"), {"body": body.pk, "sent": "2026-01-05", "outcome": "pending"})
    event = AccessRequest.objects.get().history.select_related("pgh_context").get()
    assert event.pgh_context.metadata["reason"] == "access request" and event.pgh_context.metadata["user"]


def test_requests_without_a_body_or_out_of_order_are_refused(client: Any) -> None:
    make.register()
    answer = client.post(reverse("request_new"), {"sent": "2026-01-05", "outcome": "pending"})
    assert answer.status_code == 400 and "body" in answer.context["form"].errors
    late = {"body_text": "Des hôpitaux", "sent": "2026-01-05", "answered": "2025-12-01", "outcome": "answered"}
    assert client.post(reverse("request_new"), late).status_code == 400
    for no_day in ("le 5 janvier", "2026-02-30", "²", "٢٠٢١"):
        answer = client.post(reverse("request_new"), late | {"sent": no_day, "answered": ""})
        assert answer.status_code == 400
        assert "Give a year, a month or a day" in str(answer.context["form"].errors["sent"])
    assert not AccessRequest.objects.exists()


def test_late_ones_are_marked_and_come_first(client: Any) -> None:
    body = make.ministry(make.register())
    make.access_request(
        body, reference="A-1", sent="2026-09-01", due="2026-09-21", answered="2026-09-20", outcome="answered"
    )
    late = make.access_request(body, reference="B-2", sent="2020-01-10", due="2020-01-30", outcome="pending")
    today = date(2020, 2, 2)
    assert is_late(late, today) and days_late(late, today) == 3
    late.extended = "2020-02-09"
    assert not is_late(late, today)
    shown = page(client, "requests")
    assert "1 access request is late" in shown and shown.index("B-2") < shown.index("A-1")


# A document that only people can read


def scanned(tmp_path: Any, pages: int = 3) -> Import:
    """A scanned answer, handed in and looked at by the reader."""
    path = write(tmp_path / "reponse-numerisee.pdf", [Page().picture() for _ in range(pages)])
    upload = SimpleUploadedFile(path.name, path.read_bytes())
    source = make.source(make.default_register(), title="Réponse numérisée du MEIE")
    return pipeline.run(receive(make.default_register(), upload, source=source).pk)


def test_a_picture_only_pdf_is_kept_as_a_source_and_leads_to_its_pages(client: Any, tmp_path: Any) -> None:
    batch = scanned(tmp_path)
    assert (batch.state, batch.refusal["code"]) == (ImportState.REFUSED, "only-pictures")
    assert batch.source is not None and Source.objects.filter(pk=batch.source.pk).exists()
    assert batch.file.storage.exists(batch.file.name)
    shown = page(client, "import", batch.pk)
    assert "no machine can read it" in shown and "kept as a source" in shown
    assert f"?import={batch.pk}" in shown
    assert "notice--warning" in shown and "is-stopped" not in shown, "kept is not refused"
    listed = page(client, "imports")
    assert "To be entered by hand" in listed and "Refused" not in listed


def test_a_fact_is_entered_with_its_page_beside(client: Any, tmp_path: Any) -> None:
    batch = scanned(tmp_path)
    shown = page(client, "entry", **{"import": batch.pk, "page": 2})
    assert "Page 2 of 3" in shown and reverse("import_picture", args=[batch.pk, 2]) in shown
    assert 'value="Réponse numérisée du MEIE"' in shown and 'value="p. 2"' in shown
    picture = client.get(reverse("import_picture", args=[batch.pk, 2]))
    assert picture["Content-Type"] == "image/png" and picture.content.startswith(b"\x89PNG")
    fact = {"source_title": "Réponse numérisée du MEIE", "place": "p. 2", "quote": "CHUM, 5 000 $"}
    grant = {"title": "Un projet", "payer": "MEIE", "recipient": "CHUM", "amount": "5 000 $"}
    answer = client.post(reverse("entry"), fact | grant | {"kind": "award", "import": batch.pk, "page": 2})
    entered = Import.objects.latest("pk")
    assert answer.status_code == 302 and entered.source == batch.source
    assert entered.rows.get().values["section"]["value"] == "p. 2"


def test_pages_that_are_not_there(client: Any, tmp_path: Any) -> None:
    batch = scanned(tmp_path, pages=1)
    assert client.get(reverse("import_picture", args=[batch.pk, 2])).status_code == 404
    assert "Page 1 of 1" in page(client, "entry", **{"import": batch.pk, "page": 99})
    other = reviewed(GRANT)
    assert client.get(reverse("import_picture", args=[other.pk, 1])).status_code == 404
    assert client.get(reverse("entry"), {"import": other.pk}).status_code == 404
