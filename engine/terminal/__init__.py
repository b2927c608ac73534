"""The terminal: hear the question, print the answer, set the exit code.

Both names are imported when they are first used: a plain question needs neither.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .program import main, mandat

__all__ = ["main", "mandat"]

if not TYPE_CHECKING:  # else a misspelt name would pass for one of these

    def __getattr__(name: str) -> object:
        """Import a name of the whole command; Python calls this where none is found."""
        if name not in __all__:
            msg = f"module `{__name__}` has no `{name}`"
            raise AttributeError(msg)
        from . import program  # noqa: PLC0415 - takes as long as a question

        return getattr(program, name)
