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
    UNDISCLOSED = "undisclosed", _("Not disclosed")
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
