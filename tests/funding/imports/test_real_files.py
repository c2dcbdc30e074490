"""Real files that nobody here wrote (../shared/data), against what is known of them and a slow second reading."""

import csv
import io
from collections import Counter
from collections.abc import Callable
from decimal import Decimal

import pytest

from funding.imports.document import Document
from funding.imports.read import read
from funding.imports.reading_options import Options, Override
from tests.funding.imports.real_files import DATA, HEAD, PAGE, SEAO_FIELDS, line, readings

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the real files of ../shared/data are not beside the project")
EUROS = Options(default_currency="EUR")


def document(name: str, options: Options = EUROS) -> Document:
    return read(DATA / name, options=options)


def summed(name: str, column: str, delimiter: str, encoding: str, mark: Callable[[str], str]) -> Decimal:
    """The sum of a column, by the csv module alone."""
    text = (DATA / name).read_text(encoding)
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    return sum((Decimal(mark(row[column])) for row in rows if row[column].strip()), Decimal(0))


def same(text: str) -> str:
    return text


def comma(text: str) -> str:
    return text.replace(" ", "").replace("\u00a0", "").replace(",", ".")


@pytest.mark.slow
def test_the_page_says_what_comes_out() -> None:
    """Every file is read again; where this fails, look at each line that changed, then make the page anew."""
    assert PAGE.read_text(encoding="utf-8") == HEAD + "".join(f"{line(name, found)}\n" for name, found in readings())


@pytest.mark.parametrize(
    ("name", "column", "delimiter", "encoding", "mark", "rows"),
    [
        ("toulouse/subventions-toulouse_2022.csv", "montant", ";", "utf-8-sig", same, 396),
        ("toulouse/subventions-toulouse_2023.csv", "montant", ";", "utf-8-sig", same, 551),
        ("scdl-departements/SCDL_DEP_Haute Garonne_datalocale-subvention.csv", "montant", ";", "utf-8", same, 69),
        (
            "scdl-departements/DEP_Lot_Subventions_2017_DONNEES.xlsx_pour_exemple.csv",
            "montant",
            ";",
            "cp1252",
            comma,
            13,
        ),
        ("scdl-departements/exemple_valide.csv", "montant", ",", "utf-8", same, 29),
        pytest.param(
            *("cordis-h2020/projects.csv", "totalContrib", "\t", "utf-8", comma, 7574), marks=pytest.mark.slow
        ),
    ],
)
def test_sum_equals_a_second_reading(
    name: str, column: str, delimiter: str, encoding: str, mark: Callable[[str], str], rows: int
) -> None:
    found = document(name)
    (amount,) = found.amounts
    assert found.kinds["data"] == rows
    assert amount.sum == summed(name, column, delimiter, encoding, mark)
    assert amount.uncounted == 0


def test_grants_of_the_a_b_charitable_trust() -> None:
    """783 grants, Σ £12,785,625, 322 recipients: the manifest's figures."""
    found = document("grants-360giving/a001p00000zgyHZAAY.xlsx", Options())
    (amount,) = found.amounts
    assert (found.kinds["data"], amount.sum, amount.currency) == (783, Decimal(12_785_625), "GBP")
    rows = [row for row in found.rows() if row.kind == "data"]
    assert len({row.values["recipient_identifier"].value for row in rows}) == 322
    assert all(row.values["decision_date"].value for row in rows)
    assert {"ARTICLE 1", "Article 1"} & {row.values["recipient"].value for row in rows}


def test_cordis_adds_up_to_the_published_sum() -> None:
    assert document("cordis-h2020/projects.csv").amounts[0].sum == Decimal("13001854814.93")


@pytest.mark.parametrize(
    ("name", "column", "total"),
    [
        pytest.param("cordis-h2020/projects.csv", "J", "12998237515.97", marks=pytest.mark.slow),
        ("cordis-h2020/unique_org.csv", "H", "13001854814.93"),
    ],
)
def test_cordis_adds_up_where_a_person_says_which_column_is_the_amount(name: str, column: str, total: str) -> None:
    """Σ ecMax, and Σ totContribution of the organizations, which is Σ totalContrib of the projects: the manifest's."""
    fields = {column: "amount", **({"P": "", "I": ""} if column == "J" else {})}
    picked = Override(fields=fields, record_kind="award")
    found = document(name, Options(default_currency="EUR", overrides={0: picked}))
    assert [amount.sum for amount in found.amounts] == [Decimal(total)]


@pytest.mark.slow
def test_cordis_largest_consortium_and_the_organizations_without_money() -> None:
    """Largest consortium 153, 733 organizations with 0, which the file leaves empty: the manifest's."""
    notes = [note for row in document("cordis-h2020/edges.csv").rows() if row.kind == "data" for note in row.notes]
    members = Counter(raw for _letter, header, raw in notes if header == "projectRcn")
    assert max(members.values()) == 153
    picked = Options(default_currency="EUR", overrides={0: Override(fields={"H": "amount"}, record_kind="award")})
    rows = [row for row in document("cordis-h2020/unique_org.csv", picked).rows() if row.kind == "data"]
    assert sum("amount" not in row.values for row in rows) == 733, "missing is never 0"


def test_toulouse_identifiers_were_destroyed_and_none_is_kept() -> None:
    for year in (2022, 2023):
        found = document(f"toulouse/subventions-toulouse_{year}.csv")
        kept = [
            value.value
            for row in found.rows()
            if (value := row.values.get("recipient_identifier")) is not None and value.value is not None
        ]
        assert not [text for text in kept if "E+" in text]
        assert found.problem_counts["damaged_identifier"] > 380


def test_two_departments_in_workbooks() -> None:
    for start, rows, total in (("DEP_Charente", 101, "11109233.26"), ("DEP_Vend", 4, "2367625")):
        (path,) = [one for one in (DATA / "scdl-departements").iterdir() if one.name.startswith(start)]
        found = read(path, options=EUROS)
        assert (found.kinds["data"], found.amounts[0].sum) == (rows, Decimal(total))
        first = next(row for row in found.rows() if row.kind == "data")
        assert len(first.values["decision_date"].value or "") == 10
        assert first.values["instrument"].value == "grant"


def test_sarthe_2017_converted_from_a_pdf() -> None:
    """A title row, a header of several lines with footnote marks, blank columns, `X` values, four footnotes."""
    found = document("pays-de-la-loire/subventions_associations_2017-converti.xlsx")
    assert found.kinds == {"title": 1, "header": 1, "data": 1657, "note": 4}
    assert found.tables[0].fiscal_year_in_title == "2017"
    assert {column.nature for column in found.tables[0].columns if column.field == "amount"} == {"grant"}


@pytest.mark.slow
def test_loire_atlantique_tells_loans_from_grants() -> None:
    found = document("pays-de-la-loire/224400028_subventions-aux-associations-du-departement-de-loire-atlantique.csv")
    assert found.kinds["data"] == 18_148
    loans = [row for row in found.rows() if row.part == 1]
    assert loans and all(row.values["instrument"].value == "loan" for row in loans)


@pytest.mark.slow
def test_quebec_contracts_without_a_header() -> None:
    path = DATA / "quebec-seao" / "contrats-nb3.csv"
    unaided = read(path)
    assert set(unaided.problem_counts) == {"no-header"}
    assert unaided.kinds == {"data": 9473}
    # Nothing is applied without a person, but what the cells tell is proposed.
    proposed = {column.letter: column.suggestions[0][0] for column in unaided.tables[0].columns if column.suggestions}
    assert proposed["L"] == "recipient_neq" and proposed["M"] == "amount"
    assert proposed["G"] == "decision_date"
    assert {proposed["C"], proposed["H"]} == {"recipient"}
    picked = read(path, options=Options(overrides={0: Override(fields=SEAO_FIELDS)}))
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert picked.amounts[0].sum == sum((Decimal(row[12]) for row in rows if row[12]), Decimal(0))
    read_rows = [row for row in picked.rows() if row.kind == "data"]
    assert sum("recipient_neq" not in row.values for row in read_rows) == 2122
    # Every number in the file holds to the check that parse_neq makes.
    assert "not_an_identifier" not in picked.problem_counts
    assert all(row.values["decision_date"].value for row in read_rows if "decision_date" in row.values)


def test_poitiers_numbers_rounded_by_a_spreadsheet() -> None:
    (path,) = [one for one in (DATA / "scdl-departements").iterdir() if one.name.startswith("SCDL_COM_Poitiers")]
    found = read(path, options=EUROS)
    assert found.problem_counts["damaged_identifier"] == 525
    assert "ART 86" in {value.value for row in found.rows() if (value := row.values.get("recipient"))}


def test_totals_of_a_sheet_pasted_from_excel() -> None:
    found = document("messy-messytables/excel_pasting.csv")
    assert [amount.matches for amount in found.amounts] == [True, True, False, True, True, False, True, False]
