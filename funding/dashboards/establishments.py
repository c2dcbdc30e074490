"""The page « establishments »: projects, partners, and the hours and money that the public network puts in."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from funding.dashboards import sketch
from funding.dashboards.asked import Asked
from funding.dashboards.cells import body, counted, sum_of, text
from funding.dashboards.establishments_charts import CURRENCY, given_charts, projects_chart
from funding.dashboards.page import (
    Cell,
    Number,
    Page,
    Rows,
    from_records,
    from_study,
    none_on_record,
    scope,
)
from funding.dashboards.words import count, dollars, evidence_of, share_of, table_name
from funding.evidence import attach_evidence
from funding.export_columns import column, number
from funding.models import Contribution, ReportedFigure
from funding.questions.concentration import in_tables
from funding.questions.establishments import Establishment, establishments, given_one_by_one
from funding.questions.standing import same_body
from funding.tongue import language_of
from projects.models import Participation

SLUG = "establishments"
GIVEN_SHOWN = 25
# Codes of the numbers that count some of the rows.
TAKING, PARTS, KNOWN = "taking", "participations", ("hours", "money", "unknown")


def page(asked: Asked) -> Page:
    """Records where they suffice; else the table of a source that counts projects per establishment."""
    parts, given = asked.facts(Participation), asked.facts(Contribution)
    if asked.filters:
        projects = asked.awards.exclude(project=None).order_by().values("project")
        parts, given = parts.filter(project__in=projects), given.filter(project__in=projects)
    same = same_body()
    rows = establishments(parts, given, same)
    tables = [table for table in in_tables(asked.figures) if table.unit == "projets"]
    if not asked.covered.suffices and tables:
        figures = [holder.figure for holder in tables[0].holders if holder.figure]
        return of_study(asked, figures, rows, given_table(asked, given, rows, same))
    if not rows or not asked.covered.suffices:
        closing = _("A source that says which establishment takes part in which project would close this gap.")
        return none_on_record(
            asked,
            _("No establishment is on record with a project."),
            closing,
            title=_("Establishments"),
            definitions=definitions(),
        )
    return of_records(asked, rows, given_table(asked, given, rows, same))


def totals(rows: list[Establishment]) -> tuple[Decimal, Decimal, int, int]:
    """Hours, dollars, contributions, and contributions of which neither is known."""
    hours = sum((row.hours or Decimal(0) for row in rows), Decimal(0))
    money = sum((row.money.get(CURRENCY, Decimal(0)) for row in rows), Decimal(0))
    return hours, money, sum(row.contributions for row in rows), sum(row.unknown for row in rows)


def given_words(rows: list[Establishment]) -> str:
    """What the public network itself puts in, where it is known."""
    hours, money, n, unknown = totals(rows)
    if not n:
        return _("No contribution of the public network is on record here.")
    return _(
        "The public network itself puts in at least %(hours)s hours of work and %(money)s; of %(unknown)s of %(n)s contributions, neither is known."
    ) % {
        "hours": count(hours),
        "money": dollars(money, CURRENCY),
        "unknown": count(unknown),
        "n": count(n),
    }


def of_records(asked: Asked, rows: list[Establishment], given: Rows) -> Page:
    taking = [row for row in rows if row.projects]
    whole = sum(row.projects for row in taking)
    top = sum(row.projects for row in taking[:4])
    finding = _("Four of the %(n)s establishments have %(share)s of the %(whole)s participations in projects.") % {
        "n": count(len(taking)),
        "share": share_of(top, whole),
        "whole": count(whole),
    }
    return from_records(
        asked,
        title=_("Establishments"),
        finding=finding,
        second=given_words(rows),
        numbers=numbers(asked, rows, len(taking), whole),
        charts=(
            projects_chart(asked, [(row.organization, Decimal(row.projects), None) for row in taking], finding),
            *given_charts(asked, rows),
        ),
        tables=(table_of(asked, rows), *([given] if given.rows else [])),
        definitions=definitions(),
        scope=scope(asked, universe(), _("Establishment"), count(len(rows)), given_words(rows)),
        gaps=gaps(),
        sketch=sketch.bars([(row.projects, "public") for row in taking]),
    )


def of_study(asked: Asked, figures: list[ReportedFigure], rows: list[Establishment], given: Rows) -> Page:
    """The source's table, with what is on record of hours, money and partners beside it."""
    whole = sum((figure.value or Decimal(0) for figure in figures), Decimal(0))
    top = sum((figure.value or Decimal(0) for figure in figures[:4]), Decimal(0))
    finding = _(
        "According to the study, four of the %(n)s establishments have %(share)s of the %(whole)s participations in projects."
    ) % {
        "n": count(len(figures)),
        "share": share_of(top, whole),
        "whole": count(whole),
    }
    table = table_name(figures[0].table)
    holders = [(figure.organization, figure.value or Decimal(0), figure) for figure in figures]
    return from_study(
        asked,
        figures,
        computed=True,
        title=_("Establishments"),
        finding=finding,
        second=given_words(rows),
        basis_words=_("Projects from %(table)s of the study; hours and money from the register's records.")
        % {"table": table},
        numbers=numbers(asked, rows, len(figures), int(whole)),
        charts=(projects_chart(asked, holders, finding), *given_charts(asked, rows)),
        tables=(table_of(asked, rows, figures), *([given] if given.rows else [])),
        definitions=definitions(),
        scope=scope(
            asked,
            _("The organizations that %(table)s of the study lists.") % {"table": table},
            _("Establishment"),
            count(len(figures)),
            given_words(rows),
        ),
        gaps=gaps(),
        sketch=sketch.bars([(figure.value or 0, "public") for figure in figures]),
    )


def numbers(asked: Asked, rows: list[Establishment], n: int, whole: int) -> tuple[Number, ...]:
    hours, money, contributions, unknown = totals(rows)

    def given(code: str, known: object) -> str:
        return asked.counted("contributions", code) if known else ""

    apart = _("a project counts in each of its establishments")
    without = _("%(n)s without hours or amount") % {"n": count(unknown)}
    return (
        Number(_("Establishments"), count(n), "", asked.counted("table", TAKING), n),
        Number(_("Participations"), count(whole), apart, asked.counted("table", PARTS), whole),
        Number(_("Hours put in"), count(hours), _("where they are known"), given("hours", hours), hours, source=""),
        Number(
            _("Money put in"), dollars(money, CURRENCY), _("where it is known"), given("money", money), money, source=""
        ),
        Number(_("Contributions"), count(contributions), without, given("", contributions), contributions, source=""),
    )


COLUMNS = (
    column("establishment", _lazy("Establishment"), _lazy("The name of the establishment.")),
    number("projects", _lazy("Projects"), _lazy("Projects on record, or as the study's table counts them.")),
    number("on_record", _lazy("Of them on record"), _lazy("Projects of the register that it takes part in.")),
    number("partners", _lazy("Partners"), _lazy("Other bodies in its projects on record.")),
    number("hours", _lazy("Hours put in"), _lazy("Hours of staff, where sources give them.")),
    number("money", _lazy("Money put in"), _lazy("Salaries, services, equipment, in dollars.")),
    number("contributions", _lazy("Contributions"), _lazy("Contributions on record.")),
    number("unknown", _lazy("Neither known"), _lazy("Contributions without hours and without an amount.")),
)


def table_of(asked: Asked, rows: list[Establishment], figures: list[ReportedFigure] | None = None) -> Rows:
    """Every establishment of the table or of the records, once."""
    on_record = {row.organization.pk: row for row in rows}
    reported = {figure.organization.pk: figure for figure in figures or [] if figure.organization}
    owners = [figure.organization for figure in reported.values()] + [
        row.organization for row in rows if row.organization.pk not in reported
    ]
    cells = []
    for owner in owners:
        row, figure = on_record.get(owner.pk), reported.get(owner.pk)  # type: ignore[union-attr]
        row = row or Establishment(owner)  # type: ignore[arg-type]
        value = figure.value if figure else Decimal(row.projects)
        of_it = f"of-{owner.key}"  # type: ignore[union-attr]
        given = {code: asked.counted("contributions", code) for code in (of_it, *(f"{of_it}-{one}" for one in KNOWN))}
        hours = Cell("—", number=True) if row.hours is None else counted(row.hours, given[f"{of_it}-hours"])
        money = Cell("—", number=True)
        if CURRENCY in row.money:
            money = sum_of(row.money[CURRENCY], CURRENCY, given[f"{of_it}-money"])
        cells.append(
            (
                body(asked, row.organization),
                Cell(count(value or 0), True, evidence=evidence_of(figure), value=value),
                counted(row.projects, asked.projects_behind("body", row.organization.key)),
                counted(row.partners),
                hours,
                money,
                counted(row.contributions, given[of_it] if row.contributions else ""),
                counted(row.unknown, given[f"{of_it}-unknown"] if row.unknown else ""),
            )
        )
    return Rows(
        _("Establishment by establishment"),
        COLUMNS,
        tuple(cells),
        note=_("A project counts in each of its establishments: no total."),
        counted_in=tuple(frozenset([TAKING, PARTS] if row[1].value else []) for row in cells),
    )


GIVEN_COLUMNS = (
    column("establishment", _lazy("Establishment"), _lazy("The establishment that it counts for.")),
    column("kind", _lazy("What"), _lazy("What is put in, by its code.")),
    column("project", _lazy("Project"), _lazy("The title of the project, where one is named.")),
    number("hours", _lazy("Hours"), _lazy("Hours of staff; empty where they are not known.")),
    number("money", _lazy("Money"), _lazy("The amount; empty where it is not known.")),
)


def given_table(asked: Asked, given: Any, rows: list[Establishment], same: Mapping[int, int]) -> Rows:
    """Each contribution with its evidence; the occupation of one person alone is not told (DESIGN § 11)."""
    found = given_one_by_one(given, rows, same)
    attach_evidence([one for _body, one in found[: asked.most]])
    owners = {row.organization.pk: row.organization for row in rows}

    def cells(owner: Any, one: Any) -> tuple[Cell, ...]:
        pieces, project = tuple(one.pieces), one.project
        where = asked.register.address("project", project.key) if project else ""
        return (
            body(asked, owner),
            Cell(
                one.get_kind_display(),
                evidence=pieces,
                value=one.kind,
                detail="" if one.headcount == 1 else one.occupation,
                detail_tongue=language_of(one, one.occupation),
            ),
            text(project.label, where, project.title, of=project) if project else text("—", value=""),
            counted(one.hours, missing=_("not known")),
            sum_of(one.amount, one.currency or CURRENCY),
        )

    return Rows(
        _("Contribution by contribution"),
        GIVEN_COLUMNS,
        tuple(cells(owners[establishment], one) for establishment, one in found[: asked.most]),
        name="contributions",
        shown_rows=GIVEN_SHOWN,
        known_rows=len(found),
        counted_in=tuple(known_of(owners[establishment].key, one) for establishment, one in found[: asked.most]),
    )


def known_of(key: str, one: Contribution) -> frozenset[str]:
    """The numbers that count a contribution."""
    known = [
        *(["hours"] if one.hours is not None else []),
        *(["money"] if one.amount is not None and one.currency == CURRENCY else []),
        *(["unknown"] if one.hours is None and one.amount is None else []),
    ]
    return frozenset([*known, f"of-{key}", *(f"of-{key}-{name}" for name in known)])


def universe() -> str:
    return _(
        "Care establishments with a project or a contribution on record; an installation counts as its establishment."
    )


def gaps() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("What the network puts in."),
            _("Few answers give hours or salaries: what is known is a minimum, not the cost."),
        ),
        (_("One person's hours."), _("Hours of an occupation that one person holds are shown grouped.")),
    )


def definitions() -> tuple[tuple[str, str], ...]:
    return (
        (_("Participation"), _("An establishment in a project, whatever its role; a project counts in each of them.")),
        (_("Partner"), _("Another body in the same project.")),
        (
            _("Contribution"),
            _("What the public network itself puts in: staff hours, salaries, services, equipment, data, promotion."),
        ),
    )
