"""Every file of the corpus, read and held to its truth."""

from pathlib import Path

import pytest

from funding.imports.sentences import SENTENCES
from tests.corpus import cases
from tests.corpus.case import Case, check

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(tmp_path: Path, case: Case) -> None:
    check(case, tmp_path)


def test_the_corpus_is_large_and_its_names_are_its_own() -> None:
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)
    assert all(case.seen or case.refused for case in CASES)


def test_what_a_case_expects_has_a_sentence() -> None:
    for case in CASES:
        for code in {*(case.problems or ()), *([case.refused] if case.refused else [])}:
            assert code in SENTENCES, code
