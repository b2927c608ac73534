"""What all tests share: how many examples the properties try."""

import os

from hypothesis import HealthCheck, Phase, settings

#: `MANDAT_EXAMPLES=5000 pytest` tries that many examples of every property, anew
#: each time; without it a fixed selection keeps the whole run short.
_ASKED_FOR = int(os.environ.get("MANDAT_EXAMPLES", "0"))

settings.register_profile(
    "ci",
    max_examples=_ASKED_FOR or 60,
    derandomize=not _ASKED_FOR,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("ci")


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what commands print now into golden files and documents",
    )
