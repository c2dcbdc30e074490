"""The API asked everything that its description allows, and much that it does not: no answer is a fault of the server's."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import NonInteractiveExampleWarning
from rest_framework.throttling import SimpleRateThrottle
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from portal.wsgi import application
from tests import factories as make
from tests.whole import examples

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings(
        "ignore::DeprecationWarning", f"ignore::{NonInteractiveExampleWarning.__module__}.NonInteractiveExampleWarning"
    ),
]

# A bound for `make test`: each list is asked so many times in each way.
EXAMPLES = examples(16)
CHECKS = (not_a_server_error, content_type_conformance, response_schema_conformance)


@pytest.fixture
def one_connection() -> Iterator[None]:
    """A request leaves the connection of the test open, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch, one_connection: None) -> None:
    """A few facts of each list, and no limit to the requests of a minute."""
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"anon": None})
    register = make.register()
    ministry, company = make.ministry(register), make.organization(register)
    project, programme = make.project(register), make.programme(register)
    given_to = {"payers": [ministry], "recipients": [company], "project": project, "programme": programme}
    make.award(register, "1000.50", fiscal_year=2021, **given_to)
    make.award(register, None, payers=[ministry], flow_level="transfer")
    make.seat(ministry, make.person(register))
    make.participation(project, company)


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
def test_no_request_is_answered_by_a_fault(register: None, mode: Any) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", application)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 9
    answers: set[int] = set()
    for operation in operations:

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def asked(case: Any) -> None:
            response = case.call()
            case.validate_response(response, checks=CHECKS)
            answers.add(response.status_code)

        asked()
    assert 200 in answers and max(answers) < 500
