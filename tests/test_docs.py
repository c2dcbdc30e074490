"""What the documents say of the tests is so."""

import re
from pathlib import Path

from django.conf import settings

TESTS = Path(settings.BASE_DIR) / "tests"


def test_every_test_that_answers_a_request_is_there() -> None:
    said = (Path(settings.BASE_DIR) / "docs" / "asked.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(test_\w+)`", said))
    known = {
        name for path in TESTS.rglob("test_*.py") for name in re.findall(r"^def (test_\w+)", path.read_text(), re.M)
    }
    assert len(named) > 20 and not named - known
    rows = [line for line in said.splitlines() if line.startswith("| ") and "`test_" in line]
    assert len(rows) == 16
