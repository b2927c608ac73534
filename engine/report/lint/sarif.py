"""Write what lint found as SARIF 2.1.0, for tools that collect such reports."""

from __future__ import annotations

import hashlib
import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ... import __version__
from ...lint.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...rulebook.model.problems import Place
    from .findings import Told

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json"
)
_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}


def sarif_text(listed: Sequence[Told], language: str) -> str:
    """Return findings as one SARIF log; accepted ones are suppressed results."""
    kinds = sorted({found.kind for found in listed})
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "mandat",
                        "semanticVersion": __version__,
                        "rules": [_descriptor(kind) for kind in kinds],
                    }
                },
                "language": language,
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(found, kinds.index(found.kind)) for found in listed
                ],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _descriptor(kind: str) -> dict[str, Any]:
    name = "".join(word.capitalize() for word in kind.split("_"))
    words = kind.replace("_", " ")
    return {"id": kind, "name": name, "shortDescription": {"text": words}}


def _result(found: Told, index: int) -> dict[str, Any]:
    parts = [f"{found.says}.", f"$ {found.command}" if found.command else ""]
    text = "\n".join(part for part in (*parts, found.remedy) if part)
    result: dict[str, Any] = {
        "ruleId": found.kind,
        "ruleIndex": index,
        "level": _LEVELS[found.severity],
        "message": {"text": text},
        "locations": [_location(found.place)],
        "partialFingerprints": {"findingKey/v1": _fingerprint(found)},
        "properties": {
            "rules": list(found.rules),
            "about": list(found.about),
            "cites": list(found.cites),
            "witness": found.command,
            "remedy": found.remedy,
        },
    }
    if found.accepted_at:
        result["suppressions"] = [
            {
                "kind": "external",
                "status": "accepted",
                "justification": found.accepted,
                "location": _location(found.accepted_at),
            }
        ]
    return result


def _location(place: Place) -> dict[str, Any]:
    path = PurePath(place.file)
    uri = path.as_uri() if path.is_absolute() else quote(path.as_posix())
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri},
            "region": {"startLine": place.line, "startColumn": place.column},
        }
    }


def _fingerprint(found: Told) -> str:
    """Return what stays the same while a finding stands, wherever its lines move."""
    named = found.rules or found.about
    key = "\n".join((found.kind, *named, "" if named else found.says))
    return hashlib.sha256(key.encode()).hexdigest()[:32]
