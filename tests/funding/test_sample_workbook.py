"""The made-up sample of the import page: built from its text, and messy in the ways that it says."""

from decimal import Decimal
from pathlib import Path

from funding.imports import read
from funding.sample_workbook import WORKBOOK, build_sample


def test_the_workbook_is_the_one_of_the_text(tmp_path: Path) -> None:
    assert build_sample(tmp_path / "again.xlsx").read_bytes() == WORKBOOK.read_bytes()


def test_it_is_read_whole_and_its_total_agrees() -> None:
    document = read.read(WORKBOOK)
    assert document.kinds == {"title": 1, "blank": 3, "header": 2, "data": 6, "subtotal": 2, "total": 1, "note": 1}
    (amount,) = document.amounts
    assert (amount.sum, amount.declared_total, amount.matches) == (Decimal(500_000), Decimal(500_000), True)
    assert "redacted" in {problem.code for problem in document.problems}
