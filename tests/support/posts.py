"""Posts for tests: a town's, held by nobody in particular, on a day."""

import datetime as dt

from engine.rulebook.model.posts import Post
from engine.rulebook.model.problems import Place
from engine.rulebook.model.sources import Validity
from engine.space.post_powers import post_day
from engine.space.staffing import Staffing

ON = dt.date(2026, 6, 10)
AWAY = (Validity(first=dt.date(2026, 6, 1), last=dt.date(2026, 6, 30)),)
HERE = Place(file="posts.csv")


def post(id_, *roles, **said):
    """Return a post with some roles."""
    return Post(id=id_, title=id_, roles=roles, place=HERE, **said)


def day_of(space, id_, *posts, on=ON, disqualified=()):
    """Return what one of some posts has on a day."""
    by_id = {each.id: each for each in posts}
    words = space.jurisdiction.vocabulary
    staffing = Staffing(by_id, words, on, disqualified)
    return post_day(space, by_id[id_], staffing)


def matters(space, powers):
    """Return the labels of the matters of some powers."""
    words = space.jurisdiction.vocabulary
    return {words.matters[m].label.sv for power in powers for m in power.matters}


def moved(space, moves):
    """Return the labels of the matters that have moved, each with where it went."""
    words = space.jurisdiction.vocabulary
    return {
        words.matters[move.matter].label.sv: move.target and move.target.id
        for move in moves
    }
