"""The review of what publishing would do: groups and rows accepted or set aside, cells corrected, sums beside the stored."""

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from funding import review, review_groups
from funding.choices import RowKind, RowState
from funding.imports import commit as committing
from funding.imports import corrections, pipeline
from funding.imports.models import Import, RowEffect
from funding.models import Award
from tests import factories as make
from tests.funding.imports.documents import document, nothing, staged
from tests.funding.imports.test_commit import GRANT
from tests.funding.imports.test_pipeline import CSV
from tests.funding.test_staff import page, reviewed

pytestmark = pytest.mark.django_db
OTHER = GRANT | {"title": "Autre aide"}


@pytest.fixture(autouse=True)
def private_files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def client(staff: Callable[[str], Any]) -> Any:
    """A reviewer, whose pages are in English."""
    with translation.override("en"):
        yield staff("reviewer")


@pytest.fixture(autouse=True)
def bodies() -> None:
    """The bodies that the files name are in the register: no row waits for a name."""
    register = make.default_register()
    make.ministry(register, GRANT["payer"])
    make.organization(register, GRANT["recipient"])


def published(*rows: dict[str, Any], **given: Any) -> Import:
    batch = reviewed(*rows, **given)
    committing.commit(batch, False, None, nothing)
    batch.refresh_from_db()
    return batch


def post(client: Any, name: str, batch: Import, *parts: Any, **values: Any) -> Any:
    return client.post(reverse(name, args=[batch.pk, *parts]), values)


def row_of(batch: Import, number: int = 2) -> Any:
    return batch.rows.get(row=number, kind=RowKind.DATA)


# What publishing would do


def test_each_row_knows_what_it_would_do(client: Any) -> None:
    published(GRANT, OTHER, GRANT | {"title": "Retirée"})
    batch = reviewed(GRANT, OTHER | {"amount": "2500"}, GRANT | {"title": "Nouvelle"})
    found = RowEffect.objects.filter(batch=batch).select_related("row")
    effects = {effect.row.values["title"]["value"]: effect for effect in found}
    assert {title: effect.effect for title, effect in effects.items()} == {
        GRANT["title"]: "unchanged",
        "Autre aide": "changed",
        "Nouvelle": "created",
    }
    money = {"currencies": {"before": "CAD", "after": "CAD"}}
    assert effects["Autre aide"].changes == [{"field": "amount", "before": "1000.00", "after": "2500.00"} | money]
    groups = [(group.effect, group.record_kind, group.ready) for group in review_groups.groups(batch)]
    assert groups == [("created", "award", 1), ("changed", "award", 1), ("unchanged", "award", 1)]
    shown = page(client, "import", batch.pk)
    assert "One fact of this body’s last file is missing from this one" in shown and "Retirée" in shown
    assert Award.objects.get(title="Retirée").get_absolute_url() in shown
    assert "proposed as withdrawn" in shown and Award.objects.filter(title="Retirée").exists()
    changed = page(client, "import_rows", batch.pk, effect="changed")
    assert "Autre aide" in changed and "Nouvelle" not in changed and "<del>$1,000</del>" in changed


def test_a_replaced_recipient_is_told_by_names(client: Any) -> None:
    published(GRANT | {"reference": "A-1"})
    make.organization(make.default_register(), "Emovi")
    batch = reviewed(GRANT | {"reference": "A-1", "recipient": "Emovi"})
    (change,) = [one for one in RowEffect.objects.get(batch=batch).changes if one["field"] == "recipient"]
    assert change == {"field": "recipient", "before": GRANT["recipient"], "after": "Emovi"}
    assert "Emovi" in page(client, "import_rows", batch.pk, effect="changed")


def test_an_amount_before_and_after_is_in_the_money_of_the_award(client: Any) -> None:
    published(GRANT | {"reference": "A-1", "currency": "EUR"})
    batch = reviewed(GRANT | {"reference": "A-1", "currency": "EUR", "amount": "2500"})
    assert "<del>€1,000</del>" in page(client, "import_rows", batch.pk, effect="changed")
    assert "<ins>€2,500</ins>" in page(client, "import", batch.pk)


UNKNOWN = GRANT | {"payer": "Fonds Inconnu", "recipient": "Nova Zed"}


def test_the_preview_is_shown_as_if_new_organizations_were_made(client: Any) -> None:
    batch = reviewed(UNKNOWN)
    assert review.preview(batch).created == 0 and review.preview(batch).waiting == 1
    assert "Show as if what matches nothing were made" in page(client, "import", batch.pk)
    client.post(reverse("import_compare", args=[batch.pk]), {"as_new": "1"})
    batch = pipeline.run(batch.pk)
    assert review.preview(batch).created == 1 and not Award.objects.exists()
    shown = page(client, "import", batch.pk)
    assert "publishing makes them" in shown and "with the new organizations and people shown above" in shown
    client.post(reverse("import_confirm", args=[batch.pk]))
    assert pipeline.commit(batch.pk).outcome["created"] == 1
    assert Award.objects.get().parties.count() == 2


def test_the_preview_goes_back_to_what_is_known(client: Any) -> None:
    batch = reviewed(UNKNOWN)
    for as_new, created in (("1", 1), ("0", 0)):
        client.post(reverse("import_compare", args=[batch.pk]), {"as_new": as_new})
        batch = pipeline.run(batch.pk)
        assert review.preview(batch).created == created
    client.post(reverse("import_confirm", args=[batch.pk]))
    assert pipeline.commit(batch.pk).outcome["created"] == 0


def test_a_file_of_other_years_withdraws_nothing() -> None:
    same = GRANT | {"fiscal_year": "2021-2022"}
    published(same, GRANT | {"title": "Ancienne", "fiscal_year": "2019-2020"}, same | {"title": "Retirée"})
    batch = staged(document(("award", [same])), source=make.source(title="Une autre réponse"))
    preview, _names = committing.preview(batch, False, nothing)
    assert [one["name"] for one in preview["withdrawn"]] == ["Retirée"]
    other = reviewed(GRANT | {"title": "Sans rapport"})
    assert other.summary["preview"]["previous"] is None and other.summary["preview"]["withdrawn_count"] == 0


def slow_years(batch: Import, rows: list[dict[str, Any]], before: list[Award]) -> dict[Any, Any]:
    """The counts and sums per year, by adding one award after the other."""
    found: dict[Any, Any] = defaultdict(lambda: {"stored": [0, 0], "file": [0, 0], "after": [0, 0]})
    awards = {award.title: [award.fiscal_year, award.amount] for award in before}
    for year, amount in awards.values():
        found[year]["stored"][0] += 1
        found[year]["stored"][1] += amount
    for row in rows:
        year, amount = int(row["fiscal_year"][:4]), Decimal(row["amount"])
        found[year]["file"][0] += 1
        found[year]["file"][1] += amount
        awards[row["title"]] = [year, amount]
    for year, amount in awards.values():
        found[year]["after"][0] += 1
        found[year]["after"][1] += amount
    return dict(found)


def test_years_stand_beside_what_is_stored(client: Any) -> None:
    def line(title: str, year: str, amount: str) -> dict[str, Any]:
        return GRANT | {"title": title, "fiscal_year": year, "amount": amount}

    published(line("A", "2020-2021", "100"), line("B", "2020-2021", "200"), line("C", "2021-2022", "50"))
    stored = list(Award.objects.all())
    other = make.award(make.default_register(), "999", fiscal_year=2020, title="D’un autre organisme", public=False)
    make.published(other, make.source(title="Une autre source"))
    rows = [line("A", "2020-2021", "150"), line("C", "2021-2022", "50"), line("D", "2022-2023", "7")]
    batch = reviewed(*rows)
    expected = slow_years(batch, rows, stored)
    found = batch.summary["preview"]["years"]
    assert {one["year"]: {side: [one[side]["count"], Decimal(one[side]["sum"])] for side in ("stored", "file", "after")}
            for one in found} == expected  # fmt: skip
    assert expected[2020] == {"stored": [2, 300], "file": [1, 150], "after": [2, 350]}, "as a reader would add them"
    shown = page(client, "import", batch.pk)
    assert "fewer than stored" in shown and "2020-2021" in shown and "$350" in shown
    assert not Award.objects.filter(title="D").exists(), "it was only asked what would be"


# Accepting all, a group, a row


def test_a_group_is_published_alone_then_the_rest(client: Any) -> None:
    published(GRANT, OTHER)
    batch = reviewed(GRANT | {"amount": "1500"}, OTHER, GRANT | {"title": "Nouvelle"})
    post(client, "import_confirm", batch, effect="changed", record_kind="award")
    batch = pipeline.commit(batch.pk)
    assert sorted(Award.objects.values_list("title", "amount")) == [(GRANT["title"], 1500), ("Autre aide", 1000)]
    assert row_of(batch, 4).state == RowState.READY and batch.outcome["created"] == 0
    shown = page(client, "import", batch.pk)
    assert "Publish only this one" in shown
    post(client, "import_confirm", batch)
    batch = pipeline.commit(batch.pk)
    assert Award.objects.filter(title="Nouvelle").exists() and (batch.outcome["created"], batch.outcome["changed"]) == (
        1,
        1,
    )


def test_a_row_is_published_alone(client: Any) -> None:
    batch = reviewed(GRANT, OTHER)
    post(client, "import_confirm", batch, row=row_of(batch, 3).pk)
    batch = pipeline.commit(batch.pk)
    assert [award.title for award in Award.objects.all()] == ["Autre aide"]
    assert row_of(batch, 2).state == RowState.READY and "Publish this row alone" in page(
        client, "import_rows", batch.pk
    )
    other = reviewed(GRANT | {"title": "Ailleurs"})
    post(client, "import_confirm", batch, row=row_of(other, 2).pk)
    pipeline.commit(batch.pk)
    assert Award.objects.count() == 1, "a row of another import is none of this one"


def test_a_row_that_waits_is_left_waiting_by_another_group(client: Any) -> None:
    batch = reviewed(GRANT, OTHER | {"recipient": "Inconnue inc."})
    assert row_of(batch, 3).state == RowState.WAITING
    post(client, "import_confirm", batch, effect="created", record_kind="award")
    batch = pipeline.commit(batch.pk)
    assert row_of(batch, 3).state == RowState.WAITING and row_of(batch, 3).problems[0]["code"] == "name-waiting"


def test_a_group_is_set_aside_and_taken_up_again(client: Any) -> None:
    published(GRANT, OTHER)
    batch = reviewed(GRANT | {"amount": "1500"}, OTHER | {"amount": "1600"}, GRANT | {"title": "Nouvelle"})
    post(client, "import_group", batch, effect="changed", record_kind="award")
    batch = pipeline.run(batch.pk)
    group = next(one for one in review_groups.groups(batch) if one.effect == "changed")
    assert (group.ready, group.aside) == (0, 2) and batch.summary["preview"]["changed"] == 0
    assert "2 set aside" in page(client, "import", batch.pk)
    post(client, "import_group", batch, effect="changed", record_kind="award", take_up="1")
    batch = pipeline.run(batch.pk)
    assert batch.summary["preview"]["changed"] == 2
    answer = post(client, "import_group", batch, effect="nothing")
    assert answer.status_code == 302 and batch.rows.filter(state=RowState.SET_ASIDE).count() == 0


def test_four_eyes_hold_for_a_group_and_for_a_row(client: Any, settings: Any, django_user_model: Any) -> None:
    settings.FOUR_EYES = True
    batch = reviewed(GRANT)
    batch.uploaded_by = django_user_model.objects.get(username="reviewer@example.org")
    batch.save()
    for values in ({"effect": "created", "record_kind": "award"}, {"row": row_of(batch).pk}, {}):
        post(client, "import_confirm", batch, **values)
        batch.refresh_from_db()
        assert batch.state == "review"
    assert "Publish only" not in page(client, "import", batch.pk)
    assert "Publish this row alone" not in page(client, "import_rows", batch.pk)


# Correcting a cell


def test_a_cell_is_corrected_and_the_raw_value_kept_beside(client: Any) -> None:
    batch = reviewed(GRANT)
    row = row_of(batch)
    answer = post(client, "import_cell", batch, row.pk, field="amount", text="1 234,50 $")
    assert answer["Location"].endswith(f"#row-{row.pk}")
    row.refresh_from_db()
    assert (row.values["amount"]["value"], row.values["amount"]["raw"]) == ("1234.50", GRANT["amount"])
    assert row.values["currency"] == {"value": "CAD", "raw": "CAD", "cell": "E2"}, "it has a column of its own"
    said = corrections.corrections_of(row)["amount"]
    assert (said["text"], said["raw"]) == ("1 234,50 $", GRANT["amount"]) and said["by"] and said["at"]
    shown = page(client, "import_rows", batch.pk)
    assert "<ins>1,234.5</ins>" in shown and "corrected by reviewer@example.org" in shown
    assert "1 row was corrected since" in page(client, "import", batch.pk)
    post(client, "import_compare", batch)
    batch = pipeline.run(batch.pk)
    assert review.stale(batch) == 0
    post(client, "import_confirm", batch)
    pipeline.commit(batch.pk)
    assert Award.objects.get().amount == Decimal("1234.50")
    assert (
        "in the register already"
        in client.post(
            reverse("import_cell", args=[batch.pk, row.pk]), {"field": "amount", "text": "5"}, follow=True
        ).content.decode()
    )


def test_a_currency_that_is_typed_goes_before_its_column(client: Any) -> None:
    batch = reviewed(GRANT | {"currency": "EUR"})
    for text, kept in (("2 000 US$", ("2000", "USD")), ("2 000", ("2000", "EUR"))):
        corrections.correct(row_of(batch), "amount", text, None)
        values = row_of(batch).values
        assert (values["amount"]["value"], values["currency"]["value"]) == kept


def test_what_cannot_be_read_is_said_beside_the_cell(client: Any) -> None:
    batch = reviewed(GRANT)
    row = row_of(batch)
    answer = post(client, "import_cell", batch, row.pk, field="amount", text="beaucoup")
    shown = " ".join(answer.content.decode().split())
    assert answer.status_code == 400 and "“beaucoup” is not a number." in shown and 'value="beaucoup"' in shown
    row.refresh_from_db()
    assert row.as_read is None and row.values["amount"]["value"] == GRANT["amount"]


def test_a_correction_is_taken_back_and_an_empty_one_empties(client: Any) -> None:
    batch = reviewed(GRANT)
    row = row_of(batch)
    read = dict(row.values)
    post(client, "import_cell", batch, row.pk, field="title", text="")
    post(client, "import_cell", batch, row.pk, field="amount", text="5")
    row.refresh_from_db()
    assert "title" not in row.values and row.values["amount"]["value"] == "5"
    for field in ("title", "amount"):
        post(client, "import_cell", batch, row.pk, field=field, take_back="1")
    row.refresh_from_db()
    assert (row.values, row.as_read) == (read, None)


def test_a_correction_settles_what_blocked_the_row(client: Any) -> None:
    batch = reviewed(GRANT)
    row = row_of(batch)
    problem = {"column": "D", "cell": "D2", "code": "ambiguous", "raw": "1,812", "field": "amount", "blocking": True}
    row.problems, row.state = [problem | {"parameters": {}}], RowState.WAITING
    row.save()
    post(client, "import_cell", batch, row.pk, field="amount", text="1812")
    row.refresh_from_db()
    assert (row.problems, row.state) == ([], RowState.READY)


def test_the_bodys_next_file_leaves_the_correction_alone(client: Any) -> None:
    batch = reviewed(GRANT)
    post(client, "import_cell", batch, row_of(batch).pk, field="amount", text="1111")
    post(client, "import_compare", batch)
    post(client, "import_confirm", pipeline.run(batch.pk))
    pipeline.commit(batch.pk)
    again = reviewed(GRANT)
    assert [group.effect for group in review_groups.groups(again)] == ["unchanged"]
    committing.commit(again, False, None, nothing)
    assert Award.objects.get().amount == Decimal(1111)


def test_only_a_reviewer_corrects(staff: Callable[[str], Any]) -> None:
    batch = reviewed(GRANT)
    answer = staff("contributor").post(
        reverse("import_cell", args=[batch.pk, row_of(batch).pk]), {"field": "amount", "text": "5"}
    )
    assert answer.status_code == 403


# The same file twice


def test_the_same_file_handed_in_twice_says_so_and_changes_nothing(client: Any) -> None:
    first = None
    for title in ("Réponse", "La même réponse"):
        file = SimpleUploadedFile("reponse.csv", CSV.encode())
        client.post(reverse("import_upload"), {"file": file, "title": title, "body": "MEIE"})
        batch = pipeline.run(Import.objects.latest("pk").pk)
        batch.options["create_new"] = True
        batch.save()
        if first is None:
            first = pipeline.commit(batch.pk)
    shown = page(client, "import", batch.pk)
    assert "This very file was already received." in shown and "As it was published, it changes nothing." in shown
    assert f'href="{reverse("import", args=[first.pk])}"' in shown and "reviewer@example.org" in shown
    before = sorted(Award.objects.values_list("key", "amount"))
    batch = pipeline.commit(batch.pk)
    assert (batch.outcome["created"], batch.outcome["changed"]) == (0, 0)
    assert sorted(Award.objects.values_list("key", "amount")) == before
