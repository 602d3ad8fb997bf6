"""What the OpenAPI document promises holds for generated requests: what it allows is taken, and answered as it says.

COMITY_CASES sets how many requests are made of each operation; the bounded number is for every run.
"""

import os
import sys
from collections import Counter

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from tests.web.conftest import TOKEN

from comity.sources import Taken
from comity.web import Limits, make_app

CASES = int(os.environ.get("COMITY_CASES", "25"))
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
    response_headers_conformance, positive_data_acceptance, negative_data_rejection, unsupported_method,
]  # fmt: skip
MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]


def fetch_nothing(today):
    """Instead of the network: a page that is the same wherever it is."""
    return lambda address: Taken(address, b"<p>Ghana and Togo signed a treaty on 3 May 1975.</p>", today.isoformat())


@pytest.mark.slow
@pytest.mark.parametrize("mode", MODES, ids=["what is allowed", "what is not"])
def test_generated_requests_are_answered_as_the_document_says(mode, make_settings):
    app = make_app(make_settings(limits=Limits(requests=10**6, writes=10**6), fetch=fetch_nothing))
    api = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers={"host": "testserver"})
    # An address may also be too long to be looked at.
    api.config.checks.negative_data_rejection.expected_statuses = ["4xx"]
    headers = {"host": "testserver", "authorization": f"Bearer {TOKEN}"}
    statuses = Counter()
    for operation in api.get_all_operations():

        @given(case=operation.ok().as_strategy(generation_mode=mode))
        @settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        def check(case):
            statuses[case.call_and_validate(headers=headers, checks=CHECKS).status_code] += 1

        check()
    sys.stderr.write(f"{statuses.total()} requests: {dict(statuses)}\n")
    assert statuses.total() > CASES * 5
    assert statuses[200] > 0 if mode is GenerationMode.POSITIVE else statuses[400] > 0
    assert max(statuses) < 500
