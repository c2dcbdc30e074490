"""The closed lists of words that money, sources and imports are told in (DESIGN, « Words »)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AmountStatus(TextChoices):
    """How an amount is known. The last four go with no number; missing is never 0."""

    EXACT = "exact", _("Exact")
    AT_LEAST = "at_least", _("At least")
    MORE_THAN = "more_than", _("More than")
    AT_MOST = "at_most", _("At most")
    ABOUT = "about", _("About")
    AVERAGE = "average", _("Average")
    IN_WORDS = "in_words", _("In words only")
    UNDISCLOSED = "undisclosed", _("Not stated")
    WITHHELD = "withheld", _("Withheld by the body")
    UNREADABLE = "unreadable", _("Could not be read")


STATUSES_WITHOUT_AMOUNT = (
    AmountStatus.IN_WORDS,
    AmountStatus.UNDISCLOSED,
    AmountStatus.WITHHELD,
    AmountStatus.UNREADABLE,
)


class Instrument(TextChoices):
    GRANT = "grant", _("Grant")
    LOAN = "loan", _("Loan")
    EQUITY = "equity", _("Equity")
    CONTRACT = "contract", _("Contract")
    TAX_CREDIT = "tax_credit", _("Tax credit")
    IN_KIND = "in_kind", _("In kind")
    MIXED = "mixed", _("Several instruments")
    UNKNOWN = "unknown", pgettext_lazy("instrument", "Not stated")


class MoneyStage(TextChoices):
    ANNOUNCED = "announced", _("Announced")
    COMMITTED = "committed", _("Committed")
    PAID = "paid", _("Paid")
    UNKNOWN = "unknown", pgettext_lazy("money stage", "Not stated")


class FlowLevel(TextChoices):
    """An award to an intermediary that redistributes it, or to the one who uses it."""

    TRANSFER = "transfer", _("Transfer to an intermediary")
    FINAL = "final", _("Final award")


class InScope(TextChoices):
    ALL = "all", _("Entirely in the register's scope")
    PART = "part", _("Partly in the register's scope")
    UNKNOWN = "unknown", _("Scope not known")


class PartyRole(TextChoices):
    PAYER = "payer", _("Payer")
    RECIPIENT = "recipient", _("Recipient")


class AbsentReason(TextChoices):
    """Why one side of an award has no name."""

    NONE = "", _("Named")
    NOT_NAMED = "not_named", _("Not named by the source")
    AGGREGATE = "aggregate", _("Several bodies, not told apart")
    PUBLIC = "public", _("Public bodies, not named")
    WITHHELD = "withheld", _("Withheld by the body")
    PERSON = "person", _("A person, not published")
    UNREADABLE = "unreadable", _("Could not be read")


class ProgrammeKind(TextChoices):
    ENVELOPE = "envelope", _("Envelope of money")
    POLICY = "policy", _("Policy, not an envelope")


class ProgrammeRole(TextChoices):
    PAYER = "payer", _("Pays")
    CHOOSER = "chooser", _("Chooses the projects")


class ContributionKind(TextChoices):
    STAFF_HOURS = "staff_hours", _("Staff hours")
    SALARIES = "salaries", _("Salaries and benefits")
    SERVICES = "services", _("Services bought")
    EQUIPMENT = "equipment", _("Equipment")
    DATA = "data", _("Data")
    PROMOTION = "promotion", _("Promotion")
    OTHER = "other", _("Other contribution")


class Qualifier(TextChoices):
    """The study's own word before a figure."""

    EXACT = "exact", _("Exact")
    MORE_THAN = "more_than", _("More than")
    AT_LEAST = "at_least", _("At least")
    AT_MOST = "at_most", _("At most")
    ABOUT = "about", _("About")
    AVERAGE = "average", _("On average")
    IN_WORDS = "in_words", _("In words only")


class CountRule(TextChoices):
    """What the register counts beside a reported figure. The label is what the page says of the count.

    The first list counts; those of the second say why nothing is counted.
    """

    FINAL_AWARDS = "final_awards", _("final awards on record, one line for several projects counted once")
    AWARDS = "awards", _("awards on record")
    PUBLIC_MONEY = "public_money", _("awards with a public payer, each dollar once")
    TRANSFERS = "transfers", _("transfers to it, on record")
    HANDED_ON = "handed_on", _("awards that come out of transfers to it")
    REMAINDER = "remainder", _("transfers to it less what comes out of them")
    RECEIVED = "received", _("final awards that it receives, with an amount")
    HOSTED = "hosted", _("final awards of projects that it takes part in")
    PROJECTS = "projects", _("projects on record that it takes part in")
    THESE_AWARDS = "these_awards", _("the sum of the award on record, from the same passage of the source")
    THESE_PROJECTS = "these_projects", _("the projects that the award on record counts, from the same passage")
    PRIVATE_BODIES = "private_bodies", _("private bodies on record")
    PRIVATE_REPEAT = "private_repeat", _("private bodies on record in that many projects or more")
    PRIVATE_REPEAT_SHARE = "private_repeat_share", _("their share of the private bodies on record")
    CONSORTIA = "consortia", _("consortia on record")
    ESTABLISHMENTS = "establishments", _("establishments on record in a project")
    USE = "use", _("projects on record with this use")
    CLINICAL_USES = "clinical_uses", _("projects on record with a clinical use")
    ORGANIZATIONAL_USES = "organizational_uses", _("projects on record with an organizational use")
    STAFF_HOURS = "staff_hours", _("hours of staff that it puts in, on record")
    SALARIES = "salaries", _("salaries that it pays, on record")
    SERVICES = "services", _("services that it buys, on record")
    EQUIPMENT = "equipment", _("equipment that it buys or rents, on record")
    POSITIONS = "positions", _("groups on record with a position")

    NOT_NAMED = "not_named", _("the source does not name what it counts")
    NO_NAMED_SEATS = "no_named_seats", _("no seat is filled in without a name")
    SAME_MONEY = "same_money", _("read as part of the same money as other records: not counted again")
    NOT_ONE_BY_ONE = "not_one_by_one", _("what it counts is not on record one by one")
    CIRCULAR = "circular", _("the record is made from this figure: comparing would be circular")
    UNLIKE = "unlike", _("the sums on record have neither the same scope nor the same stage: not added up")
    CONTEXT = "context", _("context of the source, outside of the register")


# Rules that say nothing without their terms: references of awards, or how many projects at least.
RULES_OF_AWARDS = (CountRule.THESE_AWARDS, CountRule.THESE_PROJECTS)
RULES_OF_A_NUMBER = (CountRule.PRIVATE_REPEAT, CountRule.PRIVATE_REPEAT_SHARE)


class AnswerPart(TextChoices):
    """What a source's figure is in the answer to a question, where its rule and its body do not say it already."""

    RATIO = "ratio", _("how many times public research the commercial programmes get")
    RATIO_IN_DOLLARS = "ratio_in_dollars", _("dollars of private research for one dollar of public research")
    COMMERCIAL_SUM = "commercial_sum", _("what the commercial programmes give")
    COMMERCIAL_PROJECTS = "commercial_projects", _("projects of the commercial programmes")
    RESEARCH_PROJECTS = "research_projects", _("projects of public research")
    RESEARCH_MEAN = "research_mean", _("average of a project of public research")
    CONSORTIA_PROJECTS = "consortia_projects", _("projects of the consortia that are known")
    CONSORTIA_MEAN = "consortia_mean", _("average of a known project of the consortia")
    PILOT_PROJECTS = "pilot_projects", _("projects tried out in a place of care")
    PROGRAMMES = "programmes", _("about the programmes")
    DECIDERS = "deciders", _("bodies that control most of the money")
    PARTICIPATIONS = "participations", _("projects that a private body takes part in")
    BOARD_COMPANIES = "board_companies", _("companies on boards that take part in projects")
    BOARD_MEMBERS = "board_members", _("members of boards, without their names")
    ACCESS = "access", _("about requests for access")
    POSITIONS = "positions", _("about positions on a law")
    FATES = "fates", _("about what became of bodies")


class ClosingRecord(TextChoices):
    """Which record would close the gap between a reported figure and what the register counts."""

    ENTRIES = (
        "entries",
        _("The list of entries with recipient and amount, in the ministries' and the consortia's files."),
    )
    PROGRAMMES = "programmes", _("The names of the programmes, and their lists of projects.")
    PROJECTS = "projects", _("The consortium's list of projects with each sum.")
    COMPANIES = "companies", _("The ministry's list of companies with each sum.")
    GRANTS = "grants", _("The fund's list of projects with each sum.")
    ESTABLISHMENTS = "establishments", _("The establishments' answers to requests for access, with hours and amounts.")
    BOARDS = "boards", _("The annual report, with the members' names and where they come from.")
    NONE = "none", _("None: it is not about money on record.")


class SourceKind(TextChoices):
    ATI_ANSWER = "ati_answer", _("Access-to-information answer")
    ANNUAL_REPORT = "annual_report", _("Annual report")
    PRESS_RELEASE = "press_release", _("Press release")
    DATA_SET = "data_set", _("Data set")
    STUDY = "study", _("Study")
    OTHER = "other", _("Other document")


class WithdrawalRule(TextChoices):
    """Why a record leaves also what was published already: nothing else changes a release."""

    COURT = "court", _("By order of a court")
    PRIVACY = "privacy", _("To protect a person's privacy")


class RequestOutcome(TextChoices):
    PENDING = "pending", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")
    PARTIAL = "partial", _("Answered in part")
    REFUSED = "refused", _("Refused")
    NO_DOCUMENT = "no_document", _("No document held")
    UNKNOWN = "unknown", pgettext_lazy("outcome", "Not stated")


class ImportState(TextChoices):
    RECEIVED = "received", _("Received")
    READING = "reading", _("Being read")
    RESOLVING = "resolving", _("Names being matched")
    REVIEW = "review", _("Waiting for review")
    COMMITTING = "committing", _("Being published")
    COMMITTED = "committed", _("Published")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")
    REFUSED = "refused", _("Refused")
    FAILED = "failed", _("Stopped by an error")


class RowKind(TextChoices):
    DATA = "data", _("Data")
    HEADER = "header", _("Header")
    TITLE = "title", pgettext_lazy("row", "Title")
    SUBTOTAL = "subtotal", _("Subtotal")
    TOTAL = "total", _("Total")
    NOTE = "note", _("Note")
    BLANK = "blank", _("Blank")


class RowState(TextChoices):
    """Where a staged row stands on its way to the register."""

    READ = "read", _("Read")
    READY = "ready", _("Ready")
    WAITING = "waiting", _("Waits for a human")
    SET_ASIDE = "set_aside", _("Set aside")
    COMMITTED = "committed", _("Published")
    UNCHANGED = "unchanged", _("Already in the register")


class Effect(TextChoices):
    """What publishing a row does to its own fact."""

    CREATED = "created", _("Created")
    CHANGED = "changed", _("Changed")
    UNCHANGED = "unchanged", _("Left alone")


class ScopeVerdict(TextChoices):
    """What a register's scope rule says of a row, or a person against it."""

    IN = "in", _("In scope")
    PART = "part", _("In scope in part")
    OUT = "out", _("Out of scope")


class MentionTier(TextChoices):
    """How a name was resolved (DESIGN § 5.4)."""

    IDENTIFIER = "identifier", _("By identifier")
    ALIAS = "alias", _("By a confirmed spelling")
    EXACT = "exact", _("Same name")
    NEAR = "near", _("Near match")
    HUMAN = "human", _("By a person")
    NEW = "new", _("New organization")
    WAITING = "waiting", _("Waits for a human")


class Verdict(TextChoices):
    SAME = "same", _("Same")
    NOT_SAME = "not_same", _("Not the same")
    NEW = "new", _("New")
