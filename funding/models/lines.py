"""Awards as the questions count them: one row per current award, each side of it told in one word.

A view of the database, in SQL that PostgreSQL and DuckDB both read: `AwardLine` is asked of the register, and of the
Parquet files of a release (`funding.columnar`), by the same querysets. Current: what another award supersedes or pays is
left out. A body that was found to be another counts as that other. One that is not public is not named, and who stands
beside it does not stand alone: what each of them has is known by its stated share.
"""

from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from funding.choices import AbsentReason, FlowLevel
from projects.choices import PUBLIC_SECTORS
from projects.choices import OrganizationKind as Kind

TABLE = "funding_awardline"
# A side without a body, one of which the source says only that public bodies stand there, one with several that are unlike.
UNNAMED, PUBLIC, SEVERAL = "unnamed", "public", "several"
COMMERCIAL, RESEARCH, NEITHER = "commercial", "research", "neither"
COMPANY_KINDS = (
    Kind.STARTUP,
    Kind.COMPANY,
    Kind.CONSULTANT,
    Kind.VENTURE_FUND,
    Kind.DIGITAL_COMPANY,
    Kind.PHARMACEUTICAL_COMPANY,
)
INNOVATION_PAYERS = (Kind.CONSORTIUM, Kind.PUBLIC_INVESTOR)
RESEARCH_PAYERS = (Kind.RESEARCH_FUND,)
RESEARCH_KINDS = (
    Kind.UNIVERSITY,
    Kind.RESEARCH_CENTRE,
    Kind.RESEARCH_GROUP,
    Kind.ESTABLISHMENT,
    Kind.INSTALLATION,
)


def words(values: tuple[str, ...]) -> str:
    """A list of words as SQL has it."""
    return "(" + ", ".join(f"'{value}'" for value in map(str, values)) + ")"


def nobody(side: str, else_: str = UNNAMED) -> str:
    """What a side without a body is told as."""
    return f"CASE award.{side}_absent WHEN '{AbsentReason.PUBLIC}' THEN '{PUBLIC}' ELSE '{else_}' END"


def told(low: str, high: str, none: str = f"'{UNNAMED}'", shown: str = "true") -> str:
    """What a side is told as: one word where its bodies are alike, and all `shown`."""
    return f"CASE WHEN {low} IS NULL THEN {none} WHEN {low} = {high} AND {shown} THEN {low} ELSE '{SEVERAL}' END"


def told_of(side: str, what: str, none: str = f"'{UNNAMED}'") -> str:
    """What the payers, or the recipients, are told as: by their kinds, or their sectors."""
    return told(f"{side}_{what}_min", f"{side}_{what}_max", none, f"sides.{side}s = sides.{side}s_named")


def alone(side: str) -> str:
    """Whether one body stands on a side, under however many names."""
    return f"{side}_min = {side}_max AND sides.{side}s = sides.{side}s_named"


def bodies(side: str) -> str:
    """0 where no body of a side is named, 1 where one stands there alone, else more."""
    return f"CASE WHEN {side}_min IS NULL THEN 0 WHEN {alone(side)} THEN 1 ELSE sides.{side}s END"


def extremes(column: str, role: str, name: str) -> str:
    """The first and the last word of a side: the same where all its bodies have the same."""
    return ", ".join(f"{least}({column}) FILTER (WHERE role = '{role}') AS {name}_{least}" for least in ("min", "max"))


# Shown as it is in the database by `\d+ funding_awardline`; a change of it is a migration.
SQL = f"""
WITH RECURSIVE standing (id, same) AS (
  SELECT id, id FROM projects_organization WHERE merged_into_id IS NULL
  UNION ALL
  SELECT merged.id, standing.same
  FROM projects_organization merged JOIN standing ON merged.merged_into_id = standing.id
), party AS (
  SELECT side.award_id, side.role, side.share, body.id AS body, body.kind, body.sector
  FROM funding_awardparty side
  LEFT JOIN standing ON standing.id = side.organization_id
  LEFT JOIN projects_organization body ON body.id = coalesce(standing.same, side.organization_id) AND body.published
), sides AS (
  SELECT award_id,
    count(*) FILTER (WHERE role = 'payer') AS payers,
    count(*) FILTER (WHERE role = 'recipient') AS recipients,
    count(body) FILTER (WHERE role = 'payer') AS payers_named,
    count(body) FILTER (WHERE role = 'recipient') AS recipients_named,
    count(share) FILTER (WHERE role = 'recipient' AND body IS NOT NULL) AS shares,
    {extremes("body", "payer", "payer")}, {extremes("body", "recipient", "recipient")},
    {extremes("kind", "payer", "payer_kind")}, {extremes("kind", "recipient", "recipient_kind")},
    {extremes("sector", "payer", "payer_sector")}, {extremes("sector", "recipient", "recipient_sector")},
    count(*) FILTER (WHERE role = 'payer' AND sector IN {words(PUBLIC_SECTORS)}) AS public_payers,
    count(*) FILTER (WHERE role = 'recipient' AND kind IN {words(COMPANY_KINDS)}
      OR role = 'payer' AND kind IN {words(INNOVATION_PAYERS)}) AS commercial,
    count(*) FILTER (WHERE role = 'payer' AND kind IN {words(RESEARCH_PAYERS)}
      OR role = 'recipient' AND kind IN {words(RESEARCH_KINDS)}) AS research
  FROM party GROUP BY award_id
), chosen AS (
  SELECT choice.programme_id, min(body.sector) AS sector_min, max(body.sector) AS sector_max
  FROM funding_programmeparty choice
  LEFT JOIN standing ON standing.id = choice.organization_id
  JOIN projects_organization body ON body.id = coalesce(standing.same, choice.organization_id)
  WHERE choice.role = 'chooser' AND body.published GROUP BY choice.programme_id
)
SELECT award.id AS award_id, award.register_id, award.published, award.currency, award.amount, award.amount_status,
  award.flow_level, award.parent_id, award.programme_id, award.project_id, award.count_of_projects, award.in_scope,
  award.instrument, award.payer_absent, award.recipient_absent,
  coalesce(award.fiscal_year, CASE WHEN award."date" <> ''
    THEN CAST(substring(CAST(award."date" AS varchar), 1, 4) AS integer) END) AS year,
  {bodies("payer")} AS payers, {bodies("recipient")} AS recipients,
  CASE WHEN {alone("payer")} THEN payer_min END AS payer_id,
  CASE WHEN {alone("recipient")} THEN recipient_min END AS recipient_id,
  {told_of("payer", "kind", nobody("payer"))} AS payer_kind,
  {told_of("recipient", "kind", nobody("recipient"))} AS recipient_kind,
  {told_of("payer", "sector")} AS payer_sector,
  {told_of("recipient", "sector")} AS recipient_sector,
  coalesce(sides.public_payers, 0) > 0
    OR payer_min IS NULL AND award.payer_absent = '{AbsentReason.PUBLIC}' AS public_payer,
  award.amount IS NOT NULL AND recipient_min IS NOT NULL
    AND ({alone("recipient")} OR sides.shares = sides.recipients_named) AS parts_known,
  CASE WHEN coalesce(sides.commercial, 0) > 0 THEN '{COMMERCIAL}'
    WHEN coalesce(sides.research, 0) > 0 THEN '{RESEARCH}' ELSE '{NEITHER}' END AS side,
  CASE WHEN chosen.sector_min IS NOT NULL THEN {told("chosen.sector_min", "chosen.sector_max")}
    WHEN award.flow_level = '{FlowLevel.FINAL}' THEN {told_of("payer", "sector", nobody("payer", "unknown"))}
    ELSE {told_of("recipient", "sector", "'unknown'")} END AS decider
FROM funding_award award
LEFT JOIN sides ON sides.award_id = award.id
LEFT JOIN chosen ON chosen.programme_id = award.programme_id
WHERE NOT EXISTS (SELECT 1 FROM funding_award other WHERE other.supersedes_id = award.id AND other.published)
"""  # noqa: S608


MONEY = models.DecimalField(max_digits=20, decimal_places=2)


class AwardLineQuerySet(models.QuerySet):
    """Reads that several questions share."""

    def under(self, awards: models.QuerySet) -> Self:
        """The lines of these awards."""
        return self.filter(award__in=awards.order_by().values("pk"))

    def of(self, register: Any) -> Self:
        """The lines of the register's public awards."""
        return self.filter(register=register, published=True)

    def final(self) -> Self:
        return self.filter(flow_level=FlowLevel.FINAL)

    def transfers(self) -> Self:
        return self.filter(flow_level=FlowLevel.TRANSFER)

    def known(self) -> Self:
        """With an amount."""
        return self.filter(amount__isnull=False)

    def out_of(self, transfers: models.QuerySet) -> Exists:
        """Whether a line comes out of one of these transfers."""
        return Exists(transfers.order_by().filter(pk=OuterRef("parent_id")))

    def handed_on(self) -> Coalesce:
        """What comes out of a line in its own currency, of the lines of this set."""
        same = {"parent_id": OuterRef("pk"), "currency": OuterRef("currency")}
        out = self.known().order_by().filter(**same).values("parent_id")
        return Coalesce(
            Subquery(out.annotate(out=Sum("amount")).values("out"), output_field=MONEY), Value(Decimal(0), MONEY)
        )

    def currencies(self) -> list[str]:
        """The currencies, the one with the most lines first: currencies are never added up."""
        counts = self.order_by().values("currency").annotate(n=Count("pk")).values_list("currency", "n")
        return [currency for currency, _n in sorted(counts, key=lambda row: (-row[1], row[0]))]


class AwardLine(models.Model):
    """`payer` and `recipient` where there is one; kinds may be « unnamed », « public » or « several », sectors « unnamed » or « several »; `decider`: the
    sector of who makes the last choice; `payers`, `recipients`: 0 where nobody is named, 1 where one body stands alone, else
    more; `parts_known`: the amount, and what each named recipient gets of it."""

    award = models.OneToOneField("funding.Award", models.DO_NOTHING, primary_key=True, related_name="line")
    register = models.ForeignKey("projects.Register", models.DO_NOTHING, related_name="+")
    published = models.BooleanField()
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    amount_status = models.CharField(max_length=12)
    flow_level = models.CharField(max_length=10)
    parent = models.ForeignKey("self", models.DO_NOTHING, null=True, related_name="regrants")
    programme = models.ForeignKey("funding.Programme", models.DO_NOTHING, null=True, related_name="+")
    project = models.ForeignKey("projects.Project", models.DO_NOTHING, null=True, related_name="lines")
    count_of_projects = models.PositiveIntegerField()
    in_scope = models.CharField(max_length=8)
    instrument = models.CharField(max_length=12)
    payer_absent = models.CharField(max_length=12)
    recipient_absent = models.CharField(max_length=12)
    year = models.IntegerField(null=True)
    payers = models.IntegerField()
    recipients = models.IntegerField()
    payer = models.ForeignKey("projects.Organization", models.DO_NOTHING, null=True, related_name="+")
    recipient = models.ForeignKey("projects.Organization", models.DO_NOTHING, null=True, related_name="+")
    payer_kind = models.CharField(max_length=30)
    recipient_kind = models.CharField(max_length=30)
    payer_sector = models.CharField(max_length=12)
    recipient_sector = models.CharField(max_length=12)
    public_payer = models.BooleanField()
    parts_known = models.BooleanField()
    side = models.CharField(max_length=12)
    decider = models.CharField(max_length=12)

    objects = AwardLineQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = TABLE
        ordering = ["award"]

    def __str__(self) -> str:
        return f"{self.award_id}"
