"""Who and what: organizations, people, seats, projects and what takes part in them.

Every model that states something public is a `Fact`: it belongs to a register, has a key that survives undo and
export, and is shown only once it is published. Evidence for facts is in `funding.models`.
"""

from projects.models.fact import Fact
from projects.models.fields import folded, in_language, in_order, one_of, stems, trigram
from projects.models.organizations import (
    Consortium,
    Establishment,
    Funder,
    Identifier,
    Organization,
    OrganizationEvent,
    OrganizationName,
    OrganizationSector,
    OrganizationTie,
)
from projects.models.people import BoardMembership, Person
from projects.models.projects import Participation, Position, Project, ProjectUseDomain, ProjectUseType
from projects.models.registers import EDITION, Register, ScopeTheme, in_edition
from projects.models.uses import UseDomain, UseType
