"""The API keeps to its description, as schemathesis reads it.

Skipped with the reason where schemathesis is missing: CI asks for it. More examples:
`MANDAT_EXAMPLES=400`.
"""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.served import shipped_server

pytestmark = pytest.mark.contract

EXAMPLES = int(os.environ.get("MANDAT_EXAMPLES", "6"))
#: Seconds after which an answer is one that never comes, on a busy machine too.
_PATIENCE = 600
#: Names that are known: whatever else is drawn by chance is answered with 404.
KNOWN = {
    "municipality": "orrhed",
    "matter": "avskriva-fordran",
    "from": "fortroendevald",
    "to": "rektor",
    "actor": "fortroendevald",
    "does": "utlova-hantering",
    "thing": "rektor",
    "post": "EKC",
}
#: A decision of which something is kept where a whole body is drawn.
DECISION = {
    "delegationReference": "KS 2.1",
    "decidedBy": {"role": "ekonomichef"},
    "date": "2026-06-01",
    "facts": {"belopp": 5000},
}


@pytest.fixture(scope="module")
def description():
    schemathesis = pytest.importorskip("schemathesis", reason="no schemathesis here")
    read = schemathesis.openapi.from_asgi("/openapi.json", shipped_server().app)
    checks = read.config.checks
    # it does not count 413 and 414 as refusals
    refused = [*checks.negative_data_rejection.expected_statuses, "413", "414"]
    checks.negative_data_rejection.expected_statuses = refused
    return schemathesis, read


@pytest.mark.parametrize("is_right", [True, False], ids=["as described", "otherwise"])
def test_every_address_keeps_to_the_description(description, is_right):
    schemathesis, read = description
    mode = schemathesis.GenerationMode("positive" if is_right else "negative")
    statuses = set()
    for found in read.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        @given(operation.as_strategy(generation_mode=mode), st.booleans())
        def asked(case, is_known):
            if is_known and is_right:
                named = case.path_parameters or {}
                case.path_parameters = {n: KNOWN[n] for n in named}
                (case.query or {}).pop(
                    "dag", None
                )  # no amounts are known of most years
                if isinstance(case.body, dict):
                    case.body = {**case.body, **DECISION}
            answer = case.call_and_validate(timeout=_PATIENCE)
            statuses.add(answer.status_code)

        asked()
    assert statuses >= ({200, 404} if is_right else {400, 404})
