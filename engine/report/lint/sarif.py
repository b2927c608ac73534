"""Write what lint found as SARIF 2.1.0, for tools that collect such reports."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ...lint.kinds import KINDS_BY_NAME, Severity
from ...rulebook.model.signs import visible_json
from ...version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...rulebook.model.problems import Place
    from ..say import Say
    from .findings import FindingWords

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json"
)
#: Where the documents can be read. Until the project has a public address, whoever
#: publishes it writes theirs here, as in `publiccode.yml`.
_DOCUMENTS = "https://example.org/mandat/"
_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}


def sarif_text(listed: Sequence[FindingWords], say: Say) -> str:
    """Return findings as one SARIF log; accepted ones are suppressed results."""
    kinds = sorted({finding.kind for finding in listed})
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "mandat",
                        "semanticVersion": __version__,
                        "rules": [_descriptor(kind, say) for kind in kinds],
                    }
                },
                "language": say.language,
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(finding, kinds.index(finding.kind)) for finding in listed
                ],
            }
        ],
    }
    return visible_json(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _descriptor(name: str, say: Say) -> dict[str, Any]:
    words = re.split("[_/-]", name)
    descriptor: dict[str, Any] = {
        "id": name,
        "name": "".join(word.capitalize() for word in words),
        "shortDescription": {"text": " ".join(words)},
    }
    kind = KINDS_BY_NAME.get(name)
    if kind:
        address = f"{_DOCUMENTS}{kind.anchor}"
        read = say("Vad det betyder, med exempel", "What it means, with an example")
        descriptor["helpUri"] = address
        descriptor["help"] = {
            "text": f"{read}: {address}",
            "markdown": f"[{read}]({address})",
        }
    return descriptor


def _result(finding: FindingWords, index: int) -> dict[str, Any]:
    parts = [f"{finding.says}.", f"$ {finding.command}" if finding.command else ""]
    text = "\n".join(part for part in (*parts, finding.remedy) if part)
    result: dict[str, Any] = {
        "ruleId": finding.kind,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _plain(text)},
        "locations": [_location(finding.place)],
        "partialFingerprints": {"findingKey/v1": _fingerprint(finding)},
        "properties": {
            "rules": list(finding.rules),
            "about": list(finding.about),
            "cites": list(finding.cites),
            "witness": finding.command,
            "remedy": finding.remedy,
        },
    }
    if finding.accepted_at:
        result["suppressions"] = [
            {
                "kind": "external",
                "status": "accepted",
                "justification": finding.accepted,
                "location": _location(finding.accepted_at),
            }
        ]
    return result


def _plain(text: str) -> str:
    """Return a text in which nothing is a link or stands for a parameter."""
    escaped = "".join(f"\\{sign}" if sign in "\\[]" else sign for sign in text)
    return escaped.replace("{", "{{").replace("}", "}}")


def _location(place: Place) -> dict[str, Any]:
    path = PurePath(place.file)
    uri = path.as_uri() if path.is_absolute() else quote(path.as_posix())
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri},
            "region": {"startLine": place.line, "startColumn": place.column},
        }
    }


def _fingerprint(finding: FindingWords) -> str:
    """Return what stays the same while a finding stands, wherever its lines move."""
    named = finding.rules or finding.about
    detail = "" if named else finding.detail or finding.says
    key = "\n".join((finding.kind, *named, detail))
    return hashlib.sha256(key.encode()).hexdigest()[:32]
