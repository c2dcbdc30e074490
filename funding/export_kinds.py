"""What every download holds: one ordered mapping per kind of row. It is the export and its data dictionary."""

from django.utils.translation import gettext_lazy as _

from funding.choices import (
    AbsentReason,
    FlowLevel,
    InScope,
    Instrument,
    MoneyStage,
    PartyRole,
    ProgrammeKind,
    ProgrammeRole,
    SourceKind,
)
from funding.export_blocks import (
    ABOUT_EVIDENCE,
    AMOUNT,
    COUNT_OF_PROJECTS,
    EVIDENCE,
    KEY,
    NOTE,
    ORGANIZATION,
    ORGANIZATION_KEY,
    REGION,
    REGISTER,
    USES,
    VALID_FROM,
    VALID_TO,
)
from funding.export_columns import (
    AWARDS,
    ENTERS,
    IDENTIFIERS,
    IS_FINAL,
    NEWER,
    OTHER_NAMES,
    PIECES,
    SEATS,
    YEARS,
    Column,
    Kind,
    Type,
    column,
    flag,
    key_of,
    listed,
    name_of,
    number,
    participants,
    programme_side,
    shares,
    side,
    ties,
    word,
)
from funding.export_finding import FINDING
from funding.export_other_kinds import (
    ACCESS_REQUEST,
    CONTRIBUTION,
    EVENT,
    PARTICIPATION,
    POSITION,
    REPORTED_FIGURE,
)
from funding.models import Award, Programme, Source
from projects.choices import (
    ControlledBy,
    EntryType,
    LegalForm,
    Link,
    OrganizationKind,
    ParticipationRole,
    ProjectStage,
    ProjectStatus,
    SeatKind,
    Sector,
    TieKind,
)
from projects.models import BoardMembership, Organization, Person, Project

PAYER, RECIPIENT = PartyRole.PAYER.value, PartyRole.RECIPIENT.value

AWARD = Kind(
    _("Awards"),
    Award,
    (
        KEY,
        column("title", _("Title"), _("The title that the source gives the award.")),
        column("title_en", _("Title in English"), _("Where there is one.")),
        listed("payers", _("Payers"), _("Who pays; several where the award has several."), side(PAYER, "name")),
        listed("payer_keys", _("Keys of the payers"), _("Their public keys, in the same order."), side(PAYER, "key")),
        listed("payer_sectors", _("Sectors of the payers"), _("In the same order."), side(PAYER, "sector"), Sector),
        listed("payer_shares", _("Shares of the payers"), _("Where the source states them."), shares(PAYER)),
        word("payer_absent", _("Why no payer is named"), _("Empty where a payer is named."), AbsentReason),
        listed("recipients", _("Recipients"), _("Who receives the money."), side(RECIPIENT, "name")),
        listed(
            "recipient_keys",
            _("Keys of the recipients"),
            _("Their public keys, in the same order."),
            side(RECIPIENT, "key"),
        ),
        listed(
            "recipient_kinds",
            _("Kinds of the recipients"),
            _("In the same order."),
            side(RECIPIENT, "kind"),
            OrganizationKind,
        ),
        listed(
            "recipient_sectors",
            _("Sectors of the recipients"),
            _("In the same order."),
            side(RECIPIENT, "sector"),
            Sector,
        ),
        listed(
            "recipient_shares", _("Shares of the recipients"), _("Where the source states them."), shares(RECIPIENT)
        ),
        word("recipient_absent", _("Why no recipient is named"), _("Empty where a recipient is named."), AbsentReason),
        column("recipient_text", _("Recipient in the source's words"), _("Where it names no organization.")),
        *AMOUNT,
        word("instrument", _("Instrument"), _("Grant, loan, equity, contract, tax credit or in kind."), Instrument),
        word(
            "money_stage",
            _("Money stage"),
            _("Announced, committed or paid. A page that adds up several stages shows the part of each."),
            MoneyStage,
        ),
        word(
            "flow_level",
            _("Level"),
            _("A transfer goes to a body that hands the money on; a final award to the one who uses it."),
            FlowLevel,
        ),
        column(
            "parent", _("Out of the transfer"), _("The key of the transfer that this award hands on."), key_of("parent")
        ),
        column(
            "supersedes", _("Supersedes or pays"), _("The key of the award it replaces or pays."), key_of("supersedes")
        ),
        listed(
            "superseded_by",
            _("Superseded or paid by"),
            _("The keys of the awards that replace or pay it: it counts in no sum."),
            NEWER,
        ),
        flag(
            "counts_public_money_in",
            _("Counts in public money in"),
            _(
                "Yes where that sum of these pages adds its amount up: a public or parapublic payer, out of no transfer, superseded by "
                "none. An amount that is not known adds nothing."
            ),
            ENTERS,
        ),
        flag(
            "counts_final_destination",
            _("Counts in final destination"),
            _("Yes where that sum adds its amount up: a final award that no other supersedes."),
            IS_FINAL,
        ),
        column("programme", _("Programme"), _("The named envelope."), name_of("programme")),
        column("programme_key", _("Key of the programme"), _("Its public key."), key_of("programme")),
        column("project", _("Project"), _("What the money is for."), name_of("project", "title")),
        column("project_key", _("Key of the project"), _("Its public key."), key_of("project")),
        column("date", _("Decided on"), _("Day, month or year.")),
        number("fiscal_year", _("First fiscal year"), _("2021 stands for 1 April 2021 to 31 March 2022.")),
        listed(
            "fiscal_years", _("Fiscal years"), _("Each year, with its part of the amount where it is split."), YEARS
        ),
        column("period_text", _("Period in the source's words"), _("Where it gives no year.")),
        COUNT_OF_PROJECTS,
        word("in_scope", _("Scope"), _("Whether all of the amount is in the register's scope."), InScope),
        *USES,
        REGION,
        number("fee", _("Intermediary's fee"), _("What the intermediary keeps, where it is known.")),
        column("reference", _("Reference"), _("The source's own reference.")),
        column("description", _("Description"), _("What the source says of it.")),
        NOTE,
        *EVIDENCE,
        *REGISTER,
    ),
    ("programme", "project", "parent", "supersedes"),
    ("parties__organization", "years", "superseded_by", "project__use_types", "project__use_domains", *ABOUT_EVIDENCE),
)

PROJECT = Kind(
    _("Projects"),
    Project,
    (
        KEY,
        column("title", _("Title"), _("The title of the project.")),
        column("title_en", _("Title in English"), _("Where there is one.")),
        word("entry_type", _("Entry"), _("An entry of the register is a project or an organization."), EntryType),
        column("summary", _("Summary"), _("What the project is.")),
        word("stage", _("Stage"), _("Research, pilot, commercialisation or acquisition."), ProjectStage),
        word("status", _("Status"), _("Planned, ongoing, completed or abandoned."), ProjectStatus),
        column("status_date", _("Status on"), _("When the status was seen.")),
        column("outcome", _("Outcome"), _("What became of the project.")),
        word("deployed", _("Deployed"), _("Whether it is in use."), Link),
        word("health_link", _("Link with health"), _("Yes, no or not applicable."), Link),
        word("ai_link", _("Link with artificial intelligence"), _("Yes, no or not applicable."), Link),
        *USES,
        listed("leads", _("Lead"), _("Who leads it."), participants("leads", ParticipationRole.LEAD)),
        listed(
            "public_partners",
            _("Public partners"),
            _("By name."),
            participants("public_partners", ParticipationRole.PUBLIC_PARTNER),
        ),
        listed(
            "private_partners",
            _("Private partners"),
            _("By name."),
            participants("private_partners", ParticipationRole.PRIVATE_PARTNER),
        ),
        listed(
            "hosts",
            _("Host establishments"),
            _("Establishments and installations where it takes place."),
            participants("hosts", ParticipationRole.HOST, ParticipationRole.INSTALLATION),
        ),
        listed(
            "participants",
            _("Other participants"),
            _("Participants and funders whose part is not one of those above."),
            participants("participants", ParticipationRole.PARTICIPANT, ParticipationRole.FUNDER),
        ),
        listed(
            "awards",
            _("Awards"),
            _("Keys of the awards that pay for it."),
            AWARDS,
        ),
        REGION,
        column("started", _("Started"), _("Day, month or year.")),
        column("ended", _("Ended"), _("Day, month or year.")),
        COUNT_OF_PROJECTS,
        *EVIDENCE,
        *REGISTER,
    ),
    (),
    ("use_types", "use_domains", "participations__organization", "awards", *ABOUT_EVIDENCE),
)

ORGANIZATIONS = Kind(
    _("Organizations"),
    Organization,
    (
        KEY,
        column("name", _("Name"), _("Its name today.")),
        column("name_en", _("Name in English"), _("Where it has one.")),
        column("acronym", _("Acronym"), _("The letters it is known by.")),
        listed(
            "other_names",
            _("Other names"),
            _("Former names, translations and spellings found in sources."),
            OTHER_NAMES,
        ),
        word("kind", _("Kind"), _("What the body is, after the study's table 3."), OrganizationKind),
        word("sector", _("Sector"), _("Public, parapublic, private or non-profit."), Sector),
        word("legal_form", _("Legal form"), _("In law: state body, company, non-profit corporation…"), LegalForm),
        word("controlled_by", _("Controlled by"), _("Who appoints those who decide."), ControlledBy),
        listed("parents", _("Part of"), _("The body that it belongs to."), ties(TieKind.PARENT)),
        listed("groups", _("Member of the group"), _("The group of companies."), ties(TieKind.GROUP)),
        listed(
            "identifiers",
            _("Identifiers"),
            _("Numbers that public lists gave it; schemes after org-id.guide."),
            IDENTIFIERS,
        ),
        REGION,
        NOTE,
        *EVIDENCE,
        *REGISTER,
    ),
    (),
    ("names", "ties__to", "identifiers", *ABOUT_EVIDENCE),
)

PEOPLE = Kind(
    _("People"),
    Person,
    (
        KEY,
        column("name", _("Name"), _("A person in a public role; nothing else about the person is kept.")),
        listed("seats", _("Seats"), _("Organization and role of each seat."), SEATS),
        *EVIDENCE,
        *REGISTER,
    ),
    (),
    ("seats__organization", *ABOUT_EVIDENCE),
)

SEAT = Kind(
    _("Board memberships"),
    BoardMembership,
    (
        KEY,
        ORGANIZATION,
        ORGANIZATION_KEY,
        column("person", _("Person"), _("Who holds the seat."), name_of("person")),
        column("person_key", _("Key of the person"), _("The public key of the person."), key_of("person")),
        column("holder", _("Organization that holds it"), _("Where no person is named."), name_of("holder")),
        column(
            "on_behalf_of", _("On behalf of"), _("The organization that the seat stands for."), name_of("on_behalf_of")
        ),
        column("role", _("Role"), _("In the source's words.")),
        word("kind", _("Kind"), _("Board, committee, founder, officer…"), SeatKind),
        VALID_FROM,
        VALID_TO,
        Column("former", _("Former"), _("Yes where a source says that it ended, at a date nobody gave."), Type.FLAG),
        NOTE,
        *EVIDENCE,
        *REGISTER,
    ),
    ("organization", "person", "holder", "on_behalf_of"),
    ABOUT_EVIDENCE,
)

PROGRAMME = Kind(
    _("Programmes"),
    Programme,
    (
        KEY,
        column("name", _("Name"), _("The name of the envelope.")),
        column("name_en", _("Name in English"), _("Where it has one.")),
        word("kind", _("Kind"), _("An envelope of money, or a policy without one."), ProgrammeKind),
        listed("payers", _("Payers"), _("Who pays it."), programme_side(ProgrammeRole.PAYER)),
        listed("choosers", _("Who chooses"), _("Who chooses what it pays for."), programme_side(ProgrammeRole.CHOOSER)),
        VALID_FROM,
        VALID_TO,
        column("description", _("Description"), _("What the source says of it.")),
        *EVIDENCE,
        *REGISTER,
    ),
    (),
    ("parties__organization", *ABOUT_EVIDENCE),
)

SOURCE = Kind(
    _("Sources"),
    Source,
    (
        KEY,
        column("title", _("Title"), _("The title of the document.")),
        word("kind", _("Kind"), _("Access-to-information answer, annual report, study…"), SourceKind),
        column("author", _("Author"), _("Who wrote it.")),
        column("publisher", _("Published by"), _("Who published it.")),
        column("body", _("Answering body"), _("The body that answered the request."), name_of("body")),
        column("date", _("Date"), _("Day, month or year.")),
        column("state_of_data", _("State of the data"), _("The date that its figures describe.")),
        column("url", _("Address"), _("Where it can be read.")),
        column("language", _("Language"), _("ISO 639-1.")),
        column("licence", _("Licence"), _("What may be done with it.")),
        number("pieces", _("Pieces of evidence"), _("How many facts or fields rest on it."), PIECES),
        *REGISTER,
    ),
    ("body",),
    (),
    ("evidence",),
)

KINDS: dict[str, Kind] = {
    "award": AWARD,
    "project": PROJECT,
    "organization": ORGANIZATIONS,
    "person": PEOPLE,
    "programme": PROGRAMME,
    "source": SOURCE,
    "seat": SEAT,
    "reported_figure": REPORTED_FIGURE,
    "event": EVENT,
    "participation": PARTICIPATION,
    "contribution": CONTRIBUTION,
    "position": POSITION,
    "access_request": ACCESS_REQUEST,
    "finding": FINDING,
}

# What the files of each kind are called, and the lists of the site.
NAMES = {
    "award": "awards",
    "project": "projects",
    "organization": "organizations",
    "person": "people",
    "programme": "programmes",
    "source": "sources",
    "seat": "seats",
    "reported_figure": "reported-figures",
    "event": "events",
    "participation": "participations",
    "contribution": "contributions",
    "position": "positions",
    "access_request": "access-requests",
    "finding": "findings",
}
