"""The rules that are shipped, read once in a process: nothing can change them."""

import datetime as dt
import functools
import os

from engine import Mandat, understanding
from engine.rulebook.loading.files import yaml_files
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load_all
from engine.rulebook.loading.shipped import shipped
from engine.scenarios.library import link_library, read_library

#: The day on which the shipped rules are asked.
TODAY = dt.date(2026, 11, 22)


@functools.cache
def shipped_mandat():
    """Return the shipped rules as they are asked from Python, on that day."""
    return Mandat.open(cache=os.environ["MANDAT_CACHE"], today=lambda: TODAY)


def shipped_reader(municipality):
    """Return what understands questions by the shipped rules, made once in a process.

    It is the one that commands have, too: `tests/conftest.py` keeps it.
    """
    return understanding.Reader(shipped_mandat().of(municipality).jurisdiction)


@functools.cache
def shipped_jurisdictions():
    """Return every municipality's jurisdiction by id, and the law's under ""."""
    return load_all(RulesFolder(shipped("rules")))


@functools.cache
def shipped_scenarios():
    """Return the scenarios of all municipalities, their names looked up."""
    library = read_library(yaml_files([shipped("scenarios")]))
    places = shipped_jurisdictions()
    known = [id_ for id_ in places if id_]
    return link_library(library, known, places.__getitem__, TODAY).scenarios


#: Of what a municipality shares with the law alone, one in so many is looked at again.
_SHARED = 12


@functools.cache
def own_words(municipality):
    """Return the ids that only a municipality has, and all that its own rules name."""
    here, law = (shipped_mandat().of(id_).jurisdiction for id_ in (municipality, ""))
    named = ids_of(here).keys() - ids_of(law).keys()
    for rule in here.rules:
        if rule.id in named:
            named.update(*(ids for _, ids in rule.scope))
            named |= rule.conclusion.roles() | rule.circumstances | rule.exempt
    return frozenset(named)


def ids_of(jurisdiction):
    """Return the ids of all that has a page."""
    words = jurisdiction.vocabulary
    tables = (words.roles, words.matters, words.acts, words.circumstances)
    entries = (jurisdiction.sources, jurisdiction.rules_by_id, jurisdiction.passages)
    return dict.fromkeys(id_ for table in (*tables, *entries) for id_ in table)


def told_here(own, ids):
    """Return what to look at of some ids: what the pack of a municipality speaks of.

    What the law alone speaks of is told alike everywhere: it is looked at where no
    municipality is named, and here one in so many.
    """
    listed = list(ids)
    if not own.jurisdiction.id:
        return listed
    spoken_of = own_words(own.jurisdiction.id)
    shared = [id_ for id_ in listed if id_ not in spoken_of]
    looked_at = spoken_of.union(shared[::_SHARED])
    return [id_ for id_ in listed if id_ in looked_at]
