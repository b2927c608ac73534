"""What becomes of roles and powers in a reorganisation (`reorganise`)."""

from typing import Annotated, TypedDict

from ...reorganisation.gaps import Chore, RolePart
from ...reorganisation.lost_powers import PowerLoss
from ...reorganisation.plan import Turn
from .changes import DiffOutput
from .parts import Day, Output, ReferenceObject, TermObject, WhenObject


class FateObject(TypedDict):
    """What becomes of a role.

    Attributes:
        role: the role as it is.
        turn: whether it is renamed, merged, split or removed.
        into: what it becomes, or who gets its powers.
    """

    role: TermObject
    turn: Annotated[str, Turn]
    into: list[TermObject]


class OpenQuestionObject(ReferenceObject):
    """Something of which the plan does not say who gets it.

    Attributes:
        role: the role whose it is.
        into: those who may get it.
        part: what it is.
        point: what the row, rule or post is called.
        rules: the ids of the rules concerned.
        text: the question in words.
    """

    role: TermObject
    into: list[TermObject]
    part: Annotated[str, RolePart]
    point: str
    rules: list[str]
    text: str


class LostPowerObject(TypedDict):
    """A power that nobody has from the day, only the committee, or two.

    Attributes:
        loss: which of these.
        matter: in which matter.
        when: in which cases.
        before: who had it.
        after: who has it.
        rules: the ids of the rules that gave it.
        text: the same in words.
    """

    loss: Annotated[str, PowerLoss]
    matter: TermObject
    when: WhenObject
    before: list[TermObject]
    after: list[TermObject]
    rules: list[str]
    text: str


class RemainderObject(ReferenceObject):
    """Something that is left for people to do.

    Attributes:
        chore: what kind of thing.
        name: what it is about.
        text: the same in words.
    """

    chore: Annotated[str, Chore]
    name: str
    text: str


#: `from` is no name in Python.
_From = TypedDict("_From", {"from": Day})


class ReorganisationOutput(Output, _From):
    """What a plan makes of the rules of a municipality (`reorganise`).

    Attributes:
        from: the first day of the new organisation.
        municipality: its id.
        roles: what becomes of roles.
        questions: what the plan does not say.
        powers: the powers that nobody has from the day, only the committee, or two.
        left: what is left for people to do.
        files: the files that are new or changed, by their paths in a folder of packs.
        amounts_of: the year whose prisbasbelopp is used, where that of the day is not
            known; else null.
        changes: every question that gets another answer on the day.
    """

    municipality: str
    roles: list[FateObject]
    questions: list[OpenQuestionObject]
    powers: list[LostPowerObject]
    left: list[RemainderObject]
    files: list[str]
    amounts_of: int | None
    changes: DiffOutput
