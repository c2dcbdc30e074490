"""Horizon 2020 through the pipeline: who received how much of the European Union's money, against the published truth.

The files are in `../shared/data` beside the project; the sums, shares and the index are those of the manifest beside them.
An administrator would hand in a table of recipients and amounts: the test writes it of the file's columns. It takes more
than half a minute, and comes with `make test-all`.
"""

import csv
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Count

from funding.models import AwardLine
from funding.questions.concentration import concentration
from projects.models import Participation
from tests import factories as make
from tests.funding.imports.real_files import DATA
from tests.whole import WHOLE

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not DATA.exists(), reason="the real files of ../shared/data are not beside the project"),
]
# The largest of the 7,574 projects, with all their members.
LARGEST_PROJECTS = 12


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / "cordis-h2020" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def handed_in(path: Path, headings: list[str], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([headings, *rows])
    with pytest.raises(SystemExit) as done:
        call_command("import_ati", str(path), commit=True, create_new=True, stdout=StringIO())
    assert done.value.code == 0


def named(body: dict[str, str]) -> str:
    """Eight names stand twice in the file: with its number each is one body."""
    return f"{body['name']} {body['new_org_id']}"


def by_hand(totals: list[Decimal]) -> tuple[Decimal, Decimal]:
    """(share of the ten largest in per cent, HHI), from the definitions."""
    ranked, whole = sorted(totals, reverse=True), sum(totals)
    return 100 * sum(ranked[:10]) / whole, sum((100 * total / whole) ** 2 for total in totals)


def received(bodies: list[dict[str, str]]) -> list[list[str]]:
    return [[named(body), "Union européenne", body["totContribution"].strip() or "0", "EUR"] for body in bodies]


def imported(path: Path, bodies: list[dict[str, str]]):
    """The concentration of what these bodies received, once their rows are in the register."""
    handed_in(path, ["Bénéficiaire", "Payeur", "Montant", "Monnaie"], received(bodies))
    (answer,) = concentration(AwardLine.objects.of(make.default_register()))
    return answer


def test_a_part_of_the_bodies(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    make.default_register()
    bodies = rows_of("unique_org.csv")[:300]
    answer = imported(tmp_path / "bodies.csv", bodies)
    totals = [total for row in received(bodies) if (total := Decimal(row[2].replace(",", "."))) > 0]
    share, index = by_hand(totals)
    assert (answer.unit, answer.measures.n, answer.measures.total) == ("EUR", len(totals), sum(totals))
    assert round(100 * answer.measures.cr10, 6) == round(share, 6)
    assert round(answer.measures.hhi, 6) == round(index, 6)


if WHOLE:

    def test_all_the_bodies_and_the_largest_consortium(tmp_path, settings):
        settings.MEDIA_ROOT = tmp_path
        make.default_register()
        bodies = rows_of("unique_org.csv")
        answer = imported(tmp_path / "bodies.csv", bodies)
        assert answer.measures.total == Decimal("13001854814.93")
        assert round(100 * answer.measures.cr10, 4) == Decimal("11.3336")
        assert round(answer.measures.hhi, 3) == Decimal("26.780")
        assert answer.left_out.not_above_zero == 733

        edges = rows_of("edges.csv")
        sizes: dict[str, int] = {}
        for edge in edges:
            sizes[edge["projectRcn"]] = sizes.get(edge["projectRcn"], 0) + 1
        largest = sorted(sizes, key=lambda project: -sizes[project])[:LARGEST_PROJECTS]
        names = {body["new_org_id"]: named(body) for body in bodies}
        rows = [
            [f"Projet {edge['projectRcn']}", names[edge["new_org_id"]], "Participant"]
            for edge in edges
            if edge["projectRcn"] in largest
        ]
        handed_in(tmp_path / "members.csv", ["Projet", "Organisation", "Rôle"], rows)
        members = (
            Participation.objects.public().order_by().values("project").annotate(n=Count("organization", distinct=True))
        )
        assert max(row["n"] for row in members) == 153
