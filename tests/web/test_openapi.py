"""What the OpenAPI document promises holds for generated requests: bounded here, more by `schemathesis run`."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.web.conftest import TOKEN

from comity.web import Limits, make_app

CASES = 15
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.mark.slow
def test_generated_requests_are_answered_as_the_document_says(make_settings):
    app = make_app(make_settings(limits=Limits(requests=10**6, writes=10**6)))
    api = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers={"host": "testserver"})
    headers = {"host": "testserver", "authorization": f"Bearer {TOKEN}"}
    statuses = []
    for operation in api.get_all_operations():

        @given(case=operation.ok().as_strategy())
        @settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        def check(case):
            statuses.append(case.call_and_validate(headers=headers, checks=CHECKS).status_code)

        check()
    assert len(statuses) > 100
    assert 200 in statuses
    assert max(statuses) < 500
