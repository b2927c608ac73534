"""The package `mandat` in a checkout: the folder `engine` by its other name.

A wheel installs the folder as `mandat`; where people edit it, it is called `engine`.
This module is what `import mandat` finds there, and puts the package in its own place.
"""

import sys
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

_FOLDER = Path(__file__).parent / "engine"
_spec = spec_from_file_location(
    "mandat", _FOLDER / "__init__.py", submodule_search_locations=[str(_FOLDER)]
)
if _spec is None or _spec.loader is None:
    msg = f"`{_FOLDER}` cannot be imported"
    raise ImportError(msg)
sys.modules["mandat"] = module_from_spec(_spec)
_spec.loader.exec_module(sys.modules["mandat"])

if __name__ == "__main__":  # `python -m mandat`
    import_module("mandat.__main__").main()
