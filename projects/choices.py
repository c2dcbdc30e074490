"""The closed lists of words that facts about organizations, people and projects are told in (DESIGN, « Words »)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganizationKind(TextChoices):
    """What a body is; Tableau 3 of the study, widened to the other bodies that it names."""

    MINISTRY = "ministry", _("Ministry")
    PUBLIC_BODY = "public_body", _("Public body")
    RESEARCH_FUND = "research_fund", _("Public research fund")
    PUBLIC_INVESTOR = "public_investor", _("Public investor")
    CONSORTIUM = "consortium", _("Consortium, accelerator or incubator")
    RESEARCH_CENTRE = "research_centre", _("Research centre")
    RESEARCH_GROUP = "research_group", _("University research group")
    CONSULTANT = "consultant", _("Consulting firm")
    STARTUP = "startup", _("Start-up")
    COMPANY = "company", _("Company")
    VENTURE_FUND = "venture_fund", _("Venture capital fund")
    DIGITAL_COMPANY = "digital_company", _("Large digital company")
    PHARMACEUTICAL_COMPANY = "pharmaceutical_company", _("Large pharmaceutical company")
    ESTABLISHMENT = "establishment", _("Care establishment")
    INSTALLATION = "installation", _("Installation of a care establishment")
    UNIVERSITY = "university", _("University")
    COMMUNITY_GROUP = "community_group", _("Community group")
    INDUSTRY_ASSOCIATION = "industry_association", _("Industry association")
    PROFESSIONAL_ORDER = "professional_order", _("Professional order")
    UNION = "union", _("Union")
    GOVERNMENT = "government", _("Government")
    OTHER = "other", _("Other body")


class Sector(TextChoices):
    """Whose a body is. « Parapublic » means Investissement Québec and the CDPQ, and bodies like them."""

    PUBLIC = "public", _("Public")
    PARAPUBLIC = "parapublic", _("Parapublic")
    PRIVATE = "private", _("Private")
    NONPROFIT = "nonprofit", _("Non-profit")
    UNKNOWN = "unknown", pgettext_lazy("sector", "Not stated")


PUBLIC_SECTORS = (Sector.PUBLIC, Sector.PARAPUBLIC)


class LegalForm(TextChoices):
    STATE_BODY = "state_body", _("State body")
    NONPROFIT_CORPORATION = "nonprofit_corporation", _("Non-profit corporation")
    COMPANY = "company", _("Company")
    PARTNERSHIP = "partnership", _("Partnership")
    UNKNOWN = "unknown", pgettext_lazy("legal form", "Not stated")


class ControlledBy(TextChoices):
    PUBLIC = "public", _("Public bodies")
    INDUSTRY = "industry", _("Industry")
    MIXED = "mixed", _("Public bodies and industry")
    UNKNOWN = "unknown", pgettext_lazy("control", "Not stated")


class NameKind(TextChoices):
    OFFICIAL = "official", _("Name")
    ACRONYM = "acronym", _("Acronym")
    FORMER = "former", _("Former name")
    TRANSLATION = "translation", _("Name in another language")
    ALIAS = "alias", _("Spelling found in a source")


class TieKind(TextChoices):
    """How a body belongs to another: an establishment's care-network parent, or a group of companies."""

    PARENT = "parent", _("Part of")
    GROUP = "group", _("Member of the group")


class EventKind(TextChoices):
    MERGER = "merger", _("Merger")
    ACQUISITION = "acquisition", _("Acquisition")
    BANKRUPTCY = "bankruptcy", _("Bankruptcy")
    LISTING = "listing", _("Stock-exchange listing")
    RENAMING = "renaming", _("Change of name")
    CREATION = "creation", _("Creation")
    OTHER = "other", _("Other event")


class SeatKind(TextChoices):
    BOARD = "board", _("Board of directors")
    EXECUTIVE_COMMITTEE = "executive_committee", _("Executive committee")
    ADVISORY = "advisory", _("Advisory committee")
    WORKING_GROUP = "working_group", _("Working group")
    FOUNDER = "founder", _("Founder")
    OFFICER = "officer", _("Officer")
    PUBLIC_OFFICE = "public_office", _("Public office")


class EntryType(TextChoices):
    """An entry of the study's Tableau 1 is a project or an organization."""

    PROJECT = "project", _("Project")
    ORGANIZATION = "organization", _("Organization")


class ProjectStage(TextChoices):
    RESEARCH = "research", _("Research")
    PILOT = "pilot", _("Pilot")
    COMMERCIALISATION = "commercialisation", _("Commercialisation")
    ACQUISITION = "acquisition", _("Acquisition by the network")
    UNKNOWN = "unknown", pgettext_lazy("stage", "Not stated")


class ProjectStatus(TextChoices):
    PLANNED = "planned", _("Planned")
    ONGOING = "ongoing", _("Ongoing")
    COMPLETED = "completed", _("Completed")
    ABANDONED = "abandoned", _("Abandoned")
    UNKNOWN = "unknown", pgettext_lazy("status", "Not stated")


class Link(TextChoices):
    """Whether a project is linked with the register's subject (health, artificial intelligence)."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")
    UNKNOWN = "unknown", pgettext_lazy("link", "Not stated")


class ParticipationRole(TextChoices):
    LEAD = "lead", _("Lead")
    PUBLIC_PARTNER = "public_partner", _("Public partner")
    PRIVATE_PARTNER = "private_partner", _("Private partner")
    HOST = "host", _("Host establishment")
    INSTALLATION = "installation", _("Installation where it takes place")
    FUNDER = "funder", _("Funder")
    PARTICIPANT = "participant", _("Participant")


class UseFamily(TextChoices):
    ORGANIZATIONAL = "organizational", _("Organizational use")
    CLINICAL = "clinical", _("Clinical use")
    RESEARCH = "research", _("Research use")
    PUBLIC_HEALTH = "public_health", _("Public health use")
    TRANSFER = "transfer", _("Accelerator, incubator or technology transfer")


class Stance(TextChoices):
    FAVOURABLE = "favourable", _("Favourable")
    RELUCTANT = "reluctant", _("Reluctant or hesitant")
    MIXED = "mixed", _("Mixed")
