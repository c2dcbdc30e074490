"""What a release holds besides the lists of the site: events, participations, contributions, positions, requests, and
what sources state."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from funding.choices import AnswerPart, ClosingRecord, ContributionKind, CountRule, Qualifier, RequestOutcome
from funding.export_blocks import (
    ABOUT_EVIDENCE,
    AMOUNT,
    EVIDENCE,
    KEY,
    NOTE,
    ORGANIZATION,
    ORGANIZATION_KEY,
    REGISTER,
)
from funding.export_columns import OCCUPATION, Kind, Reader, column, key_of, listed, name_of, number, word
from funding.models import AccessRequest, Contribution, ReportedFigure
from projects.choices import EventKind, ParticipationRole, Stance
from projects.models import OrganizationEvent, Participation, Position

DATE = column("date", _("Date"), _("Day, month or year."))
PROJECT = (
    column("project", _("Project"), _("The title of the project."), name_of("project", "title")),
    column("project_key", _("Key of the project"), _("Its public key."), key_of("project")),
)

EVENT = Kind(
    _("Events"),
    OrganizationEvent,
    (
        KEY,
        ORGANIZATION,
        ORGANIZATION_KEY,
        word("kind", _("Kind"), _("Merger, acquisition, bankruptcy…"), EventKind),
        column("other", _("With or by"), _("The other organization, where there is one."), name_of("other")),
        column("other_key", _("Key of the other"), _("Its public key."), key_of("other")),
        column("other_place", _("From where"), _("Where the other organization is from.")),
        DATE,
        column("description_fr", _("Description in French"), _("What happened.")),
        column("description_en", _("Description in English"), _("What happened.")),
        *EVIDENCE,
        *REGISTER,
    ),
    ("organization", "other"),
    ABOUT_EVIDENCE,
)

PARTICIPATION = Kind(
    _("Participations"),
    Participation,
    (
        KEY,
        *PROJECT,
        ORGANIZATION,
        ORGANIZATION_KEY,
        word("role", _("Role"), _("Lead, partner, host…"), ParticipationRole),
        NOTE,
        *EVIDENCE,
        *REGISTER,
    ),
    ("organization", "project"),
    ABOUT_EVIDENCE,
)

CONTRIBUTION = Kind(
    _("Contributions of the public network"),
    Contribution,
    (
        KEY,
        ORGANIZATION,
        ORGANIZATION_KEY,
        column("installation", _("Installation"), _("Where a source says which."), name_of("installation")),
        column("beneficiary", _("Beneficiary"), _("Who it is put in for."), name_of("beneficiary")),
        *PROJECT,
        word("kind", _("Kind"), _("Staff hours, services, equipment…"), ContributionKind),
        column("occupation", _("Occupations"), _("Empty where one person alone holds the occupation."), OCCUPATION),
        number("headcount", _("People"), _("How many people.")),
        number("hours", _("Hours"), _("Hours of work.")),
        *AMOUNT,
        DATE,
        NOTE,
        *EVIDENCE,
        *REGISTER,
    ),
    ("organization", "installation", "beneficiary", "project"),
    ABOUT_EVIDENCE,
)

POSITION = Kind(
    _("Positions on laws"),
    Position,
    (
        KEY,
        column("group", _("Group"), _("Who takes the position.")),
        column("law", _("Law"), _("The law or the bill.")),
        word("stance", _("Position"), _("Favourable, reluctant or mixed."), Stance),
        listed(
            "concerns",
            _("Concerns"),
            _("What the group worries about."),
            Reader(lambda row: row.concerns, "t.concerns"),
        ),
        DATE,
        *EVIDENCE,
        *REGISTER,
    ),
    (),
    ABOUT_EVIDENCE,
)

ACCESS_REQUEST = Kind(
    _("Access requests"),
    AccessRequest,
    (
        KEY,
        column("body", _("Body"), _("The body that was asked."), name_of("body")),
        column("body_key", _("Key of the body"), _("Its public key."), key_of("body")),
        column("body_text", _("Bodies, where none is named"), _("In the source's words.")),
        column("reference", _("Reference"), _("The number of the request.")),
        column("sent", _("Sent"), _("Day, month or year.")),
        column("due", _("Due"), _("When the law asks for an answer.")),
        column("extended", _("Extended to"), _("Where the body took more time.")),
        column("answered", _("Answered"), _("Day, month or year.")),
        word("outcome", _("Outcome"), _("Answered, in part, refused…"), RequestOutcome),
        listed(
            "articles",
            _("Articles invoked"),
            _("Of the law, where something was refused."),
            Reader(lambda row: row.articles, "t.articles"),
        ),
        NOTE,
        *EVIDENCE,
        *REGISTER,
    ),
    ("body",),
    ABOUT_EVIDENCE,
)

REPORTED_FIGURE = Kind(
    _("Reported figures"),
    ReportedFigure,
    (
        KEY,
        column("label_fr", _("Label in French"), _("What the figure counts.")),
        column("label_en", _("Label in English"), _("What the figure counts.")),
        number("value", _("Value"), _("The figure, as the source states it.")),
        column("unit", _("Unit"), _("What it is counted in.")),
        word("qualifier", _("Qualifier"), _("The source's own word before the figure."), Qualifier),
        column("value_text", _("Value in the source's words"), _("Where it gives no number.")),
        number("rounded_to", _("Rounded to"), _("The precision that the source rounded to, in the same unit.")),
        column("table", _("Table"), _("The table of the source it stands in.")),
        ORGANIZATION,
        ORGANIZATION_KEY,
        column("use_type", _("Type of use"), _("The type of use it counts."), name_of("use_type", "name_fr")),
        column(
            "use_domain", pgettext_lazy("use", "Domain"), _("The domain it counts."), name_of("use_domain", "name_fr")
        ),
        column("period", _("Period"), _("The period it covers.")),
        word("rule", _("Rule"), _("What the register counts beside it, or why it counts nothing."), CountRule),
        column("rule_terms", _("Counted of"), _("References of awards, or how many projects at least.")),
        word("part", _("Part in an answer"), _("What it is in the answer to a question."), AnswerPart),
        word("closes", _("What would close it"), _("The record that would close the gap."), ClosingRecord),
        NOTE,
        *EVIDENCE,
        *REGISTER,
    ),
    ("organization", "use_type", "use_domain"),
    ABOUT_EVIDENCE,
)
