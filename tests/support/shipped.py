"""The rules that are shipped, read once in a process: nothing can change them."""

import functools

from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load_all
from engine.rulebook.loading.shipped import shipped


@functools.cache
def shipped_jurisdictions():
    """Return every municipality's jurisdiction by id, and the law's under ""."""
    return load_all(RulesFolder(shipped("rules")))
