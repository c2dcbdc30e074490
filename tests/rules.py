"""What the database refuses, proven row by row: helpers of tests/projects/test_rules.py and tests/funding/test_rules.py.

In: a model's constraint and how to break it. Out: nothing, where the database refuses under the constraint's own name.
"""

from collections.abc import Iterator
from copy import copy
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from funding.imports.models import (
    Import,
    Judgement,
    Mention,
    ReadingProfile,
    RowEffect,
    ScopeDecision,
    StagedRow,
)
from funding.models import (
    AwardYear,
    Correction,
    CorrectionContact,
    EvidenceNumber,
    FindingLook,
    ProgrammeParty,
    Release,
    Withdrawal,
)
from funding.release_work.models import ReleaseWork
from projects.models import (
    Identifier,
    OrganizationName,
    OrganizationSector,
    OrganizationTie,
    ProjectUseDomain,
    ProjectUseType,
    ScopeTheme,
    UseDomain,
    UseType,
)
from tests import factories as make


def constraints(app: str, kind: type[models.BaseConstraint]) -> Iterator[tuple[str, type[models.Model], Any]]:
    """(name, model, constraint) of every constraint of a kind in an app, histories left out."""
    for model in apps.get_app_config(app).get_models():
        if model._meta.proxy or model.__name__.endswith("History"):
            continue
        for constraint in model._meta.constraints:
            if isinstance(constraint, kind):
                yield constraint.name, model, constraint


def closed_list(constraint: Any) -> str:
    """The field that a constraint keeps in a closed list; empty where it is of another kind."""
    children = getattr(constraint.condition, "children", [])
    if len(children) == 1 and isinstance(children[0], tuple) and children[0][0].endswith("__in"):
        return str(children[0][0].removesuffix("__in"))
    return ""


def one_row_of_each() -> None:
    """A row of every model, each as the database accepts it."""
    register = make.register()
    payer, company = make.ministry(register), make.organization(register)
    project = make.project(register)
    programme = make.programme(register)
    award = make.award(register, payers=[payer], recipients=[company], project=project, programme=programme)
    make.participation(project, company)
    seat = make.seat(payer, make.person(register))
    make.event(company)
    make.contribution(company)
    make.reported_figure(register)
    make.position(register)
    make.access_request(payer)
    OrganizationName.objects.create(organization=company, name="Autre nom")
    OrganizationSector.objects.create(organization=company, sector="public")
    OrganizationTie.objects.create(organization=company, to=payer)
    Identifier.objects.create(register=register, organization=company, scheme="CA-QC-CR", value="1143920115")
    use = UseType.objects.create(register=register, version="6", code="x", family="clinical", name_fr="x")
    domain = UseDomain.objects.create(register=register, code="x", name_fr="x")
    ProjectUseType.objects.create(project=project, use_type=use)
    ProjectUseDomain.objects.create(project=project, use_domain=domain)
    ProgrammeParty.objects.create(programme=programme, organization=payer, role="payer")
    AwardYear.objects.create(award=award, fiscal_year=2021)
    EvidenceNumber.objects.create(register=register, key="x", number=10_000)
    release = Release.objects.create(register=register, number=1, data_version=1, checksum="x")
    batch = Import.objects.create(register=register)
    staged = StagedRow.objects.create(batch=batch, row=1, kind="data")
    RowEffect.objects.create(batch=batch, row=staged, effect="created")
    ReadingProfile.objects.create(register=register, body_name="x", signature="x", version=1)
    ScopeDecision.objects.create(register=register, record_kind="award", row_key="x", verdict="in")
    ScopeTheme.objects.create(register=register, code="x", name_fr="x", name_en="x")
    Withdrawal.objects.create(register=register, kind="award", key="gone", rule="court")
    ReleaseWork.objects.create(register=register, kind="release")
    ReleaseWork.objects.create(register=register, kind="withdraw", record_kind="award", record_key="x", rule="court")
    ReleaseWork.objects.create(register=register, kind="verify", release=release)
    Mention.objects.create(batch=batch, name="x", tier="waiting")
    Judgement.objects.create(register=register, name="x", verdict="new")
    make.finding(seat, award, recipient=company)
    FindingLook.objects.create(register=register, data_version=1, rules_version=1)
    report = Correction.objects.create(
        register=register, number=1, record_kind="award", record_key=award.key, error_kind="amount", text="x"
    )
    CorrectionContact.objects.create(correction=report, email="someone@example.org")


def refused(name: str, attempt: Any) -> None:
    """The attempt fails, and the database names this constraint."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        attempt()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert error.value.__cause__.diag.constraint_name == name  # type: ignore[union-attr]


def changed(model: type[models.Model], values: dict[str, Any]) -> None:
    """One row of the model gets these values."""
    pk = model._default_manager.order_by("pk").values_list("pk", flat=True)[0]
    assert model._default_manager.filter(pk=pk).update(**values) == 1


def again(model: type[models.Model], name: str, values: dict[str, Any]) -> None:
    """The last row of the model that the constraint is about a second time, but for these values."""
    condition = next(one for one in model._meta.constraints if one.name == name).condition  # type: ignore[attr-defined]
    row = model._default_manager.filter(condition or models.Q()).order_by("pk").last()
    assert row is not None
    twin = copy(row)
    twin.pk, twin._state.adding = None, True
    for name, value in values.items():
        setattr(twin, name, value)
    twin.save(force_insert=True)
