"""One thing of each kind for the addresses of the site, and what each address is called with."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile

from funding.choices import ImportState, MentionTier, RowKind, RowState, Verdict
from funding.models import Correction, Import, Judgement, Mention, Release, ReleaseWork, StagedRow
from projects.choices import UseFamily
from projects.models import UseDomain, UseType
from tests import factories as make

SECRET = "Cellule privée 4711"


@dataclass
class Things:
    """Public facts with their evidence, and an import that waits for review."""

    register: Any
    batch: Import
    row: StagedRow
    mention: Mention
    judgement: Judgement
    by_model: dict[str, Any]


def build() -> Things:
    """The things, in the register that is shown first."""
    register = make.register(is_default=True)
    payer, recipient = make.ministry(register, "Ministère"), make.organization(register, "Jeune pousse")
    project, person = make.project(register, "Projet"), make.person(register, "Ève Roy")
    programme, source = make.programme(register, "Programme"), make.source(register)
    award = make.award(register, "1000", payers=[payer], recipients=[recipient], project=project, programme=programme)
    request = make.access_request(payer)
    others = {
        "organizationevent": make.event(recipient),
        "boardmembership": make.seat(payer, person),
        "participation": make.participation(project, recipient),
        "position": make.position(register),
        "contribution": make.contribution(payer),
        "reportedfigure": make.reported_figure(register),
        "usetype": UseType.objects.create(
            register=register, version="1", code="u", family=UseFamily.CLINICAL, name_fr="Usage", name_en="Use"
        ),
        "usedomain": UseDomain.objects.create(register=register, code="d", name_fr="Domaine", name_en="Domain"),
        "release": Release.objects.create(register=register, number=1, data_version=0, checksum="0" * 64),
    }
    batch = Import(
        register=register, source=source, state=ImportState.REVIEW, file_name="secret.csv", body_name="Ministère"
    )
    batch.summary = {"rows": {"data": 1}}
    batch.file.save("secret.csv", ContentFile(SECRET.encode()), save=False)
    batch.save()
    values = {"recipient": {"value": SECRET, "raw": SECRET, "cell": "A2"}}
    row = StagedRow.objects.create(
        batch=batch, sheet="", row=2, kind=RowKind.DATA, record_kind="award", values=values, state=RowState.WAITING
    )
    mention = Mention.objects.create(batch=batch, name=SECRET, tier=MentionTier.WAITING, rows=1)
    judgement = Judgement.objects.create(register=register, name="Autre", organization=payer, verdict=Verdict.SAME)
    seat = others["boardmembership"]
    finding = make.finding(seat, award, recipient, state="published", reply="Réponse des personnes nommées.")
    correction = Correction.objects.create(
        register=register, number=1, record_kind="award", record_key=award.key, error_kind="amount", text=SECRET
    )
    work = ReleaseWork.objects.create(
        register=register, kind="withdraw", state="proposed", record_kind="award", record_key=award.key, rule="court"
    )
    by_model = {
        "finding": finding,
        "work": work,
        "correction": correction,
        "register": register,
        "organization": payer,
        "funder": payer,
        "consortium": make.organization(register, "Consortium", kind="consortium"),
        "establishment": make.organization(register, "Hôpital", kind="establishment"),
        "person": person,
        "project": project,
        "programme": programme,
        "source": source,
        "award": award,
        "accessrequest": request,
        "evidence": award.evidence.get(),
        "import": batch,
        "stagedrow": row,
        "mention": mention,
        "judgement": judgement,
        "user": get_user_model().objects.create_user("other@example.org"),
        "group": Group.objects.get(name="contributor"),
        **others,
    }
    return Things(register, batch, row, mention, judgement, by_model)


# The parts of an address that the things fill; all other addresses of pages have none, or a key or a form.
ONE_OF: dict[str, str] = {
    "award": "award",
    "programme": "programme",
    "source": "source",
    "project": "project",
    "organization": "organization",
    "person": "person",
    "finding": "finding",
}


def arguments(name: str, things: Things) -> Any:
    """What the address with this name is called with."""
    number = {"number": things.batch.pk}
    staff = {
        "import_picture": number | {"page": 1},
        "import_row_scope": number | {"row": things.row.pk},
        "import_row": number | {"row": things.row.pk},
        "import_table": number | {"table": 1},
        "import_cell": number | {"row": things.row.pk},
        "import_header": number | {"table": 1},
        "import_columns": number | {"table": 1},
        "import_sheet": number | {"sheet": 1},
        "profile_forget": number | {"profile": 1},
        "import_name": number | {"mention": things.mention.pk},
        "import_take_back": number | {"judgement": things.judgement.pk},
        "name_take_back": {"judgement": things.judgement.pk},
        "request_edit": {"number": things.by_model["accessrequest"].pk},
        "finding_review": {"number": things.by_model["finding"].pk},
        "finding_step": {"number": things.by_model["finding"].pk},
        "finding_publish": {"number": things.by_model["finding"].pk},
        "edition_verify": {"number": things.by_model["release"].pk},
        "withdrawal_confirm": {"number": things.by_model["work"].pk},
        "correction_answer": {"number": things.by_model["correction"].pk},
        "report": {"kind": "award", "key": things.by_model["award"].key},
        "network": {"kind": "person", "key": things.by_model["person"].key},
    }
    if name.endswith("_feed") and name != "corrections_feed":
        one = ONE_OF.get(name.removesuffix("_feed"))
        return {"form": "atom"} | ({"key": things.by_model[one].key} if one else {})
    if name in staff:
        return staff[name]
    if name in ONE_OF:
        return {"key": things.by_model[ONE_OF[name]].key}
    if name == "import" or (name.startswith("import_") and name != "import_upload"):
        return number
    if name.startswith("admin:"):
        return arguments_of_administration(name, things)
    return {
        "question": {"slug": "concentration"},
        "question_download": {"slug": "concentration", "form": "csv"},
        "question_table": {"slug": "concentration", "table": "table", "form": "csv"},
        "question_chart": {"slug": "concentration", "chart": "lorenz"},
        "question_embed": {"slug": "concentration"},
        "question_chart_embed": {"slug": "concentration", "chart": "lorenz"},
        "release": {"number": 1},
        "release_file": {"number": 1, "name": "SHA256SUMS"},
    }.get(name, {"form": "csv"} if name.endswith("_download") else ())


def arguments_of_administration(name: str, things: Things) -> tuple[Any, ...]:
    """The id of a record where the address asks for one."""
    *_start, last = name.split(":")
    if last == "view_on_site":
        from django.contrib.contenttypes.models import ContentType

        award = things.by_model["award"]
        return (ContentType.objects.get_for_model(award).pk, award.pk)
    if last == "app_list":
        return ("projects",)
    if last == "auth_user_password_change":
        return (things.by_model["user"].pk,)
    _app, _, rest = last.partition("_")
    model, _, action = rest.rpartition("_")
    asks_for_one = action in ("change", "delete", "history") and model in things.by_model
    return (things.by_model[model].pk,) if asks_for_one else ()
