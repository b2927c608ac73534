"""What a post may decide on a day (`post`)."""

from typing import Annotated, TypedDict

from ...rulebook.model.conclusions import DecisionAct, Function
from ...rulebook.model.grants import Notification
from ...space.staffing import Presence, Withholding
from ...space.successions import Succession
from .pages import RestingObject
from .parts import Day, Output, TermObject, WhenObject


class PostNameObject(TypedDict):
    """A post.

    Attributes:
        id: what it is called in the table of posts.
        title: its title.
    """

    id: str
    title: str


class SituationObject(TypedDict):
    """Whether somebody can decide in a post on the day.

    Attributes:
        presence: whether somebody can, and why not.
        until: the last day of that; null where it is not known.
    """

    presence: Annotated[str, Presence]
    until: Day | None


class PostObject(PostNameObject, SituationObject):
    """The post that was asked for.

    Attributes:
        roles: its roles.
        unit: the unit it is in; empty where the table does not say.
        committees: by whose orders it decides; empty for all.
        superior: the post above it; null for none.
        holders: how many hold it; 0 while it is vacant.
        substitutes: the posts that stand in for it, in order.
        temporary: whether its holder is there for a time.
        employed: since when its holder is employed; null where that is not known.
    """

    roles: list[TermObject]
    unit: str
    committees: list[TermObject]
    superior: PostNameObject | None
    holders: int
    substitutes: list[PostNameObject]
    temporary: bool
    employed: Day | None


class PointObject(TypedDict):
    """A row of an order.

    Attributes:
        committee: whose order it is.
        point: its number; empty where it has none.
    """

    committee: TermObject
    point: str


class PostPowerObject(RestingObject):
    """What a post decides or carries out.

    Attributes:
        function: which of them.
        matters: in which matters.
        act: what kind of act it is; null where nothing says.
        disputed: whether the rules contradict each other there.
        points: the rows that give it.
    """

    function: Annotated[str, Function]
    matters: list[TermObject]
    act: Annotated[str, DecisionAct] | None
    disputed: bool
    points: list[PointObject]


class WithheldObject(TypedDict):
    """What the holder of a post has not, though the role has it.

    Attributes:
        power: what.
        reason: why.
        until: until which day, that day not included; null where that is not known.
    """

    power: PostPowerObject
    reason: Annotated[str, Withholding]
    until: Day | None


class MoveObject(TypedDict):
    """What has moved from a post that is hindered.

    Attributes:
        function: whether it is decided or carried out.
        matter: in which matter.
        when: where.
        point: the row that gives it.
        rule: the id of the rule that it rests on.
        citations: the ids of the passages that it rests on.
        sources: the posts that it has moved from, which are alike; none where the
            delegate cannot be awaited.
        situation: why.
        way: by what the other takes it over, or why no post does.
        target: the post that it has moved to; null where the others of the role decide,
            or the committee itself.
        others: the other roles that may decide by the order, besides the committee.
    """

    function: Annotated[str, Function]
    matter: TermObject
    when: WhenObject
    point: PointObject
    rule: str
    citations: list[str]
    sources: list[PostNameObject]
    situation: SituationObject
    way: Annotated[str, Succession]
    target: PostNameObject | None
    others: list[TermObject]


class ReportingObject(TypedDict):
    """To whom and when some decisions are reported.

    Attributes:
        to: to whom: the committee, or whoever reports to it in turn.
        notification: when; null where the order does not say.
        told: how, in the words of the order; null where it has none.
        points: the numbers of the rows.
    """

    to: TermObject
    notification: Annotated[str, Notification] | None
    told: str | None
    points: list[str]


class UnfoundedObject(TypedDict):
    """A post for which the table has another stand in, though no order lets it.

    Attributes:
        post: for whom.
        rows: of how many rows that is so.
    """

    post: PostNameObject
    rows: int


class PostOutput(Output):
    """What a post may decide on a day, and what has moved (`post`).

    Attributes:
        municipality: whose post.
        on: the day.
        post: the post.
        own: what it decides and carries out by its roles.
        original: what it decides where it decided the original matter.
        withheld: what its holder has not.
        received: what has moved to it from other posts.
        urgent: what it decides where the delegate cannot be awaited.
        passed: what has moved from it, while nobody in it can decide.
        idle: what it has by no order then, and no rule says who takes over.
        reporting: to whom and when its decisions are reported.
        elsewhere: how many rows for its roles are in orders of other committees.
        untold: of how many rows the order does not say whether somebody there for a
            time has them.
        unfounded: for whom it stands in by the table, though no order lets it.
    """

    municipality: str | None
    on: Day
    post: PostObject
    own: list[PostPowerObject]
    original: list[PostPowerObject]
    withheld: list[WithheldObject]
    received: list[MoveObject]
    urgent: list[MoveObject]
    passed: list[MoveObject]
    idle: list[PostPowerObject]
    reporting: list[ReportingObject]
    elsewhere: int
    untold: int
    unfounded: list[UnfoundedObject]
