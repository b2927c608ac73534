"""Write nodes of YAML anew, on one line each, so that they read back as they were."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..rulebook.language.nodes import Mapping, Scalar
from ..rulebook.language.writing import quoted_text

if TYPE_CHECKING:
    from ..rulebook.language.nodes import Node

#: What needs no quotes anywhere.
_PLAIN = re.compile(r"[A-Za-zÅÄÖåäö][\wÅÄÖåäö-]*|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS = frozenset({"yes", "no", "true", "false", "null", "on", "off", "y", "n"})


def flow_text(node: Node | str) -> str:
    """Return a node as text on one line, lists and mappings in brackets."""
    if isinstance(node, Mapping):
        parts = (f"{flow_text(k)}: {flow_text(v)}" for k, v in node.entries.items())
        return f"{{{', '.join(parts)}}}"
    if isinstance(node, (Scalar, str)):
        text = str(node)
        is_plain = _PLAIN.fullmatch(text) and text.casefold() not in _WORDS
        return text if is_plain or text in {"yes", "no"} else quoted_text(text)
    return f"[{', '.join(map(flow_text, node.items))}]"


def table_text(entries: dict[str, str]) -> str:
    """Return a mapping with a line for each key, whose values are text already."""
    return "".join(f"{flow_text(key)}: {value}\n" for key, value in entries.items())
