"""What a file strikes through, puts in doubt or calls off waits through the whole way in, until a person writes it again."""

import pytest
from django.core.files.base import ContentFile

from funding.imports import corrections, pipeline
from funding.imports.intake_of_files import receive
from funding.imports.models import StagedRow
from funding.models import Award
from tests import factories as make
from tests.corpus.clerks import CASES as CLERKS
from tests.corpus.marked_cells import CASES as MARKED

pytestmark = pytest.mark.django_db
MAKES = {case.name: case.make for case in (*MARKED, *CLERKS)}


@pytest.mark.parametrize(
    ("name", "published", "field"),
    [
        ("struck-amount", 1, "amount"),
        ("comments", 1, "amount"),
        ("called-off-in-a-remark", 1, "note"),
        ("currency-of-a-cell", 2, "amount"),
    ],
)
def test_a_marked_row_is_published_once_a_person_wrote_it_again(tmp_path, name, published, field):
    path = MAKES[name](tmp_path)
    content = ContentFile(path.read_bytes(), name=path.name)
    batch = pipeline.run(receive(make.default_register(), content, options={"create_new": True}).pk)
    waiting = StagedRow.objects.filter(batch=batch, kind="data", state="waiting")
    assert waiting
    row = waiting.first()
    corrections.correct(row, field, "2 000 $" if field == "amount" else "RAS", None)
    row.refresh_from_db()
    assert row.state == "ready"
    pipeline.commit(batch.pk)
    assert Award.objects.count() == published + 1
