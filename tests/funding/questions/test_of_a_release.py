"""The questions asked of a release: what DuckDB answers from its files is what PostgreSQL answers, page by page."""

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from funding import columnar
from funding.answers import Answer
from funding.dashboards.catalogue import QUESTIONS
from funding.dashboards.page_json import as_json
from funding.invented import register as invented
from funding.releases import make_release
from tests import factories as make
from tests.whole import WHOLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def release():
    make.register()
    return make_release(invented.make(awards=150)[0])


def told(release, slug, query, views):
    request = RequestFactory().get(f"/?{query}")
    request.register = release.register
    answer = Answer(QUESTIONS[slug], release.register, QueryDict(query), request, views)
    return as_json(answer.made(most=None), release.register, "")


def test_a_release_answers_as_the_register_does(release, settings):
    unlike = []
    for slug in QUESTIONS:
        first = {switch.name: switch.choices[0][0] for switch in QUESTIONS[slug].switches}
        asked = [("", first), ("year=2021&sector=private", first)]
        asked += [("", first | {one.name: one.choices[1][0]}) for one in QUESTIONS[slug].switches]
        for query, views in asked if WHOLE else asked[1:]:
            settings.COLUMNAR = True
            with columnar.reading(release):
                from_files = told(release, slug, query, views)
            settings.COLUMNAR = False
            if from_files != told(release, slug, query, views):
                unlike.append((slug, query, views))
    assert not unlike
