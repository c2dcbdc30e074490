"""Each question again, slow and obvious: loops over objects and exact fractions, no SQL, no shortcut.

In: lists of awards. Out: plain dictionaries. Compared with `funding.questions` on random registers.
"""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

from funding.models import Award
from projects.models import Organization, Participation, Project

COMPANIES = {
    "startup",
    "company",
    "consultant",
    "venture_fund",
    "digital_company",
    "pharmaceutical_company",
}
RESEARCH = {"university", "research_centre", "research_group", "establishment", "installation"}


def final_awards(awards: list[Award]) -> list[Award]:
    """Final awards, without those that a published award supersedes or pays."""
    replaced = set()
    for award in Award.objects.filter(published=True):
        if award.supersedes_id:
            replaced.add(award.supersedes_id)
    return [award for award in awards if award.flow_level == "final" and award.pk not in replaced]


def recipients(award):
    return [party for party in award.parties.all() if party.role == "recipient"]


def standing(body: Organization) -> Organization:
    """The organization, or the one it was found to be."""
    while body.merged_into:
        body = body.merged_into
    return body


def body_of(party):
    return standing(party.organization).key


def concentration(awards: list[Award]) -> dict[str, dict]:
    """Per currency: totals of organizations above zero, measures as fractions, and how many were left out."""
    answers = {}
    for currency in {award.currency for award in final_awards(awards)}:
        totals, left_out = Counter(), 0
        for award in final_awards(awards):
            if award.currency != currency:
                continue
            parties = recipients(award)
            if award.amount is None or award.count_of_projects != 1 or not parties:
                left_out += 1
            elif len({body_of(party) for party in parties}) == 1:
                totals[body_of(parties[0])] += Fraction(award.amount)
            elif any(party.share is None for party in parties):
                left_out += 1
            else:
                for party in parties:
                    totals[body_of(party)] += Fraction(party.share)
        above = {key: total for key, total in totals.items() if total > 0}
        answers[currency] = {
            "totals": above,
            "left_out": left_out,
            "not_above_zero": len(totals) - len(above),
            "measures": measures(list(above.values())) if above else None,
        }
    return answers


def measures(values: list[Fraction]) -> dict[str, Fraction]:
    """From the definitions: shares squared, and the mean difference between any two for the Gini coefficient."""
    total, n = sum(values), len(values)
    shares = sorted((value / total for value in values), reverse=True)
    herfindahl = sum(share * share for share in shares)
    differences = sum(abs(one - other) for one in values for other in values)
    return {
        "n": n,
        "hhi": 10_000 * herfindahl,
        "effective": 1 / herfindahl,
        "cr1": sum(shares[:1]),
        "cr4": sum(shares[:4]),
        "cr10": sum(shares[:10]),
        "gini": differences / (2 * n * total),
    }


def establishments(participations, contributions, ties) -> dict[str, dict]:
    """Per care establishment: projects, partners, hours, dollars in CAD, contributions, and those of which neither is known.

    An installation is the establishment that its newest tie to a parent names.
    """

    def parent(body):
        found = [tie for tie in ties if tie.organization == body and tie.kind == "parent"]
        newest = max(found, key=lambda tie: (str(tie.valid_from or ""), -tie.pk), default=None)
        return newest.to if body.kind == "installation" and newest else body

    found: dict[str, dict] = {}

    def row_of(body):
        empty = {"projects": set(), "partners": set(), "hours": None, "money": None, "contributions": 0, "unknown": 0}
        return found.setdefault(body.key, empty)

    care = ("establishment", "installation")
    for part in participations:
        body = parent(standing(part.organization))
        if body.kind in care:
            row_of(body)["projects"].add(part.project.key)
    for one in participations:
        for other in participations:
            body = parent(standing(one.organization))
            if one.project == other.project and body.kind in care:
                row_of(body)["partners"] |= {standing(other.organization).key} - {body.key}

    for given in contributions:
        body = parent(standing(given.organization))
        if body.kind not in care:
            continue
        row = row_of(body)
        row["contributions"] += 1
        row["unknown"] += given.hours is None and given.amount is None
        if given.hours is not None:
            row["hours"] = (row["hours"] or 0) + Fraction(given.hours)
        if given.amount is not None and given.currency == "CAD":
            row["money"] = (row["money"] or 0) + Fraction(given.amount)
    for row in found.values():
        row["projects"], row["partners"] = len(row["projects"]), len(row["partners"])
    return found


def access(requests, today: date) -> dict[str, dict]:
    """Per body: requests, days that answers took, answered late, late now. Days are counted one by one."""
    found: dict[str, dict] = {}
    for request in requests:
        row = found.setdefault(
            request.body.name if request.body else request.body_text,
            {
                "requests": 0,
                "delays": [],
                "answered_late": 0,
                "late_now": 0,
                "outcomes": Counter(),
                "articles": Counter(),
            },
        )
        row["requests"] += 1
        row["outcomes"][request.outcome] += 1
        for article in request.articles:
            row["articles"][article] += 1
        sent, answered = a_day(request.sent), a_day(request.answered)
        last = a_day(request.extended) or a_day(request.due) or (sent and after(sent, 20))
        if sent and answered:
            row["delays"].append(days_from(sent, answered))
        first = (str(request.answered) + "-01-01")[:10] if request.answered else ""
        if first and last and date.fromisoformat(first) > last:
            row["answered_late"] += 1
        if request.outcome == "pending" and not request.answered and last and today > last:
            row["late_now"] += 1
    return found


def a_day(text) -> date | None:
    return date.fromisoformat(str(text)) if text and len(str(text)) == 10 else None


def after(day: date, days: int) -> date:
    for _step in range(days):
        day += timedelta(1)
    return day


def days_from(first: date, last: date) -> int:
    days, step = 0, 1 if last >= first else -1
    while first != last:
        first, days = first + timedelta(step), days + step
    return days


def verdict(value, rounded_to, qualifier: str, computed) -> str:
    """Whether a computed number is one that the source can have meant; both ends of its rounding belong to it."""
    if value is None:
        return "in_words"
    if computed is None:
        return "not_computed"
    slack = Fraction(rounded_to or 0) / 2
    if qualifier in ("about", "average"):
        slack = max(slack, Fraction(value) / 20)
    below, above = Fraction(computed) < Fraction(value) - slack, Fraction(computed) > Fraction(value) + slack
    if qualifier in ("more_than", "at_least"):
        above = False
    if qualifier == "at_most":
        below = False
    return "less" if below else "more" if above else "agrees"


def positions(rows) -> tuple[dict[str, int], dict[tuple[str, str], set[str]]]:
    """Groups by position; per (concern, position) the groups that voice it."""
    stances: dict[str, int] = {}
    voiced: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        stances[row.stance] = stances.get(row.stance, 0) + 1
        for concern in row.concerns:
            voiced.setdefault((concern, row.stance), set()).add(row.group)
    return stances, voiced


def current_awards(awards: list[Award]) -> list[Award]:
    """Awards of any level, without those that a published award supersedes or pays."""
    replaced = {award.supersedes_id for award in Award.objects.filter(published=True) if award.supersedes_id}
    return [award for award in awards if award.pk not in replaced]


def told(award: Award, role: str) -> str:
    """The kind of who stands on a side; « several » where they are unlike; « public » where there is nobody and the source
    says only that they are public, else « unnamed »."""
    bodies = [party.organization for party in award.parties.all() if party.role == role]
    kinds = {(body.merged_into or body).kind for body in bodies}
    if not kinds and getattr(award, f"{role}_absent") == "public":
        return "public"
    return "unnamed" if not kinds else kinds.pop() if len(kinds) == 1 else "several"


def flows(awards: list[Award], *, gross: bool) -> dict[str, dict[tuple[str, str, str, str], Fraction]]:
    """Per currency: {(column, who, column, who): dollars} of flows above zero, one award after the other."""
    answers = {}
    for currency in {award.currency for award in current_awards(awards)}:
        rows = [award for award in current_awards(awards) if award.currency == currency and award.amount is not None]
        transfers = [] if gross else [award for award in rows if award.flow_level == "transfer"]
        found = Counter()
        for award in rows:
            inside = any(award.parent_id == transfer.pk for transfer in transfers)
            start = "intermediary" if inside else "payer"
            end = "recipient" if award.flow_level == "final" else "second" if inside else "intermediary"
            found[start, told(award, "payer"), end, told(award, "recipient")] += Fraction(award.amount)
        for transfer in transfers:
            rest = Fraction(transfer.amount) - sum(Fraction(one.amount) for one in rows if one.parent_id == transfer.pk)
            where = "second" if any(transfer.parent_id == other.pk for other in transfers) else "intermediary"
            if rest > 0:
                end = "untraced" if transfer.in_scope == "all" else "partly"
                found[where, told(transfer, "recipient"), "recipient", end] += rest
        answers[currency] = {way: amount for way, amount in found.items() if amount > 0}
    return answers


def traced(awards: list[Award]) -> dict[tuple[str, str], dict[str, Fraction]]:
    """Per (intermediary, currency): received, traced and untraced, of transfers to one body wholly in the scope."""
    rows, answers = current_awards(awards), {}
    for transfer in rows:
        to = recipients(transfer)
        if (
            transfer.flow_level != "transfer"
            or transfer.amount is None
            or len({body_of(one) for one in to}) != 1
            or transfer.in_scope != "all"
        ):
            continue
        out = sum(
            Fraction(one.amount)
            for one in rows
            if one.parent_id == transfer.pk and one.amount is not None and one.currency == transfer.currency
        )
        row = answers.setdefault((body_of(to[0]), transfer.currency), Counter())
        row["received"] += Fraction(transfer.amount)
        row["traced"] += out
        row["untraced"] += max(Fraction(transfer.amount) - out, Fraction(0))
    return answers


def side(award: Award) -> str:
    paid_by = {standing(party.organization).kind for party in award.parties.all() if party.role == "payer"}
    goes_to = {standing(party.organization).kind for party in recipients(award)}
    if goes_to & COMPANIES or paid_by & {"consortium", "public_investor"}:
        return "commercial"
    if "research_fund" in paid_by or goes_to & RESEARCH:
        return "research"
    return "neither"


def ratios(awards: list[Award]) -> dict[tuple[str, str], dict]:
    """Per (currency, side): awards, projects, awards without an amount, sum, mean, median."""
    answers = {}
    for award in final_awards(awards):
        group = answers.setdefault((award.currency, side(award)), {"awards": [], "projects": set(), "lines": 0})
        group["awards"].append(award)
        if award.count_of_projects > 1:
            group["lines"] += award.count_of_projects
        else:
            group["projects"].add(award.project or f"award {award.pk}")
    return {where: summed(group) for where, group in answers.items()}


def summed(group: dict) -> dict:
    known = [Fraction(award.amount) for award in group["awards"] if award.amount is not None]
    single = sorted(
        Fraction(award.amount)
        for award in group["awards"]
        if award.amount is not None and award.amount >= 0 and award.count_of_projects == 1
    )
    half = len(single) // 2
    middle = None if not single else single[half] if len(single) % 2 else (single[half - 1] + single[half]) / 2
    return {
        "awards": len(group["awards"]),
        "projects": len(group["projects"]) + group["lines"],
        "without_amount": len(group["awards"]) - len(known),
        "total": sum(known) if known else None,
        "mean": sum(single) / len(single) if single else None,
        "median": middle,
    }


def projects_of_private_bodies(awards: list[Award]) -> dict[str, int]:
    """Per private body that takes part in a project, or receives a final award: its number of projects."""
    found: dict[str, set] = {}
    for part in Participation.objects.filter(published=True):
        found.setdefault(body_of(part), set()).add(part.project_id)
    for award in final_awards(awards):
        for party in recipients(award):
            found.setdefault(body_of(party), set())
            if award.project_id:
                found[body_of(party)].add(award.project_id)
    private = {body.key for body in Organization.objects.filter(sector="private")}
    return {key: len(projects) for key, projects in found.items() if key in private}


def years(awards: list[Award]) -> dict[int, Fraction]:
    """Dollars per first fiscal year (else the year of the decision), or as the source splits them; one currency."""
    found = Counter()
    for award in final_awards(awards):
        year = award.fiscal_year or (int(award.date[:4]) if award.date else None)
        if award.amount is None or year is None:
            continue
        parts = list(award.years.all())
        if parts and all(part.amount is not None for part in parts):
            for part in parts:
                found[part.fiscal_year] += Fraction(part.amount)
        else:
            found[year] += Fraction(award.amount)
    return dict(found)


def stages(awards: list[Award]) -> dict[str, tuple[int, Fraction]]:
    """Per stage of the project: final awards, and known dollars; one currency."""
    found: dict[str, tuple[int, Fraction]] = {}
    for award in final_awards(awards):
        stage = award.project.stage if award.project else "unknown"
        n, total = found.get(stage, (0, Fraction(0)))
        found[stage] = (n + 1, total + Fraction(award.amount or 0))
    return found


def uses(awards: list[Award], projects: list[Project]) -> dict[str, tuple[int, Fraction]]:
    """Per code of a type of use: projects, and dollars of their final awards; one currency."""
    found: dict[str, tuple[int, Fraction]] = {}
    for project in projects:
        money = sum(Fraction(award.amount or 0) for award in final_awards(awards) if award.project_id == project.pk)
        for code in {(use.same_as or use).code for use in project.use_types.all()}:
            n, total = found.get(code, (0, Fraction(0)))
            found[code] = (n + project.count_of_projects, total + money)
    return found


def families(projects: list[Project]) -> dict[str, int]:
    """Per family of uses: the projects that have one of it, each once, by what it stands for."""
    found: dict[str, int] = {}
    for project in projects:
        for family in {(use.same_as or use).family for use in project.use_types.all()}:
            found[family] = found.get(family, 0) + project.count_of_projects
    return found


def public_money(awards: list[Award], body: Organization) -> tuple[int, Fraction]:
    """Final awards with a public payer that a body receives, and what is known of their money; one currency."""
    n, total = 0, Fraction(0)
    for award in final_awards(awards):
        payers = [party.organization for party in award.parties.all() if party.role == "payer"]
        mine = [party for party in recipients(award) if body_of(party) == body.key]
        if not mine or not any(payer.sector in ("public", "parapublic") for payer in payers):
            continue
        n += 1
        everyone = recipients(award)
        if award.amount is not None and len(everyone) == 1:
            total += Fraction(award.amount)
        elif award.amount is not None and all(party.share is not None for party in everyone):
            total += Fraction(mine[0].share)
    return n, total
