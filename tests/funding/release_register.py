"""A register with every kind of record, for tests of what is taken away."""

from funding.models import Award
from projects.choices import NameKind
from projects.models import (
    Identifier,
    OrganizationName,
    OrganizationTie,
    ProjectUseDomain,
    ProjectUseType,
    UseDomain,
    UseType,
)
from tests import factories as make


def every_kind():
    """A register with every kind of record, and texts that break a careless writer."""
    register = make.register(name_fr="Registre d’essai", name_en="Trial register")
    study = make.source(register, "Étude; « une »", kind="study", shows_cells=False)
    ministry = make.ministry(register, "Ministère, de l’Été")
    company = make.organization(register, '=HYPERLINK("x")', kind="startup", acronym="H")
    hidden = make.organization(register, "Pas publique", public=False)
    OrganizationName.objects.create(organization=company, name="Ancien\nnom", kind=NameKind.FORMER)
    OrganizationTie.objects.create(organization=company, to=ministry)
    Identifier.objects.create(register=register, organization=company, scheme="CA-QC-CR", value="1234567890")
    use = UseType.objects.create(register=register, version="6", code="x", family="clinical", name_fr="é", name_en="e")
    domain = UseDomain.objects.create(register=register, code="d", name_fr="domaine", name_en="domain")
    project = make.project(register, "Projet & <essai> _x0041_")
    ProjectUseType.objects.create(project=project, use_type=use)
    ProjectUseDomain.objects.create(project=project, use_domain=domain)
    make.participation(project, ministry, "lead")
    make.participation(project, company, "private_partner")
    person = make.person(register, "Ada")
    seat = make.seat(ministry, person, role="présidence")
    make.seat(company, person, kind="board")
    make.event(company, other=ministry, date="2023")
    make.contribution(ministry, "12.50", headcount=1, occupation="infirmière", hours="3.25", project=project)
    make.contribution(ministry, None, headcount=2, occupation="métiers")
    make.reported_figure(register, "chiffre", "8.5", organization=ministry)
    make.position(register, "groupe")
    make.access_request(ministry, articles=["23", "24"], outcome="refused")
    programme = make.programme(register, "Programme")
    transfer = make.award(
        register, "1234567.89", payers=[ministry], recipients=[company], title="+danger", key="a-1", programme=programme
    )
    make.award(
        register, "0", payers=[ministry], title='Zéro; "œuvre", une', key="a-2", project=project, fiscal_year=2021
    )
    make.award(register, "-50.10", payers=[ministry], title="Négatif", key="a-3", currency="USD", parent=transfer)
    make.award(register, None, payers=[ministry], title="Inconnu\r\nsur deux lignes", key="a-4", description="\tx\x07")
    make.award(register, "5", public=False, key="a-5", recipients=[hidden])
    make.award(register, "7", key="a-6", payers=[company], public=False)
    make.published(Award.objects.get(key="a-6"), study, sheet="Feuille", cell="B4", row=4)
    make.published(Award.objects.get(key="a-1"), make.source(register, "Réponse"), sheet="Feuille", row=9)
    make.finding(seat, transfer, company, state="published")
    make.finding(seat, transfer, company, state="checked")
    return register
