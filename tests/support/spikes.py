"""The town with something hostile in all its texts."""

import json

import yaml

from tests.support.town import (
    CASES,
    RULES,
    SOURCES,
    THEMES,
    VOCABULARY,
    write_town,
)

#: Keys behind which stands a text for people, or a list of such.
_TEXT_KEYS = {
    *("says", "told", "title", "question", "notice", "gist", "stops", "settled_how"),
    *("short", "section", "label", "sv", "en", "discuss", "positions"),
}


def spiked(content, spike):
    """Return a file of rules or scenarios with something behind each of its texts."""
    return json.dumps(_spiked(yaml.load(content, yaml.CBaseLoader), spike))  # noqa: S506


def _spiked(node, spike, *, is_text=False):
    if isinstance(node, dict):
        return {
            key: _spiked(value, spike, is_text=key in _TEXT_KEYS)
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [_spiked(value, spike, is_text=is_text) for value in node]
    return f"{node} {spike}" if is_text else node


def write_spiked_town(place, spike, rules=RULES):
    """Write the town with cases to go through, with something in all its texts."""
    return write_town(
        place,
        rules=spiked(rules, spike),
        sources=spiked(SOURCES, spike),
        vocabulary=spiked(VOCABULARY, spike),
        scenarios=spiked(CASES, spike),
        themes=spiked(THEMES, spike),
    )
