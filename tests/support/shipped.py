"""The rules that are shipped, read once in a process: nothing can change them."""

import datetime as dt
import functools
import os

from engine import Mandat
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
