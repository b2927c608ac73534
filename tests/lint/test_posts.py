"""Roles that rows give something and no post holds, and posts that no row gives any."""

from tests.lint.packs import VOCABULARY, kinds, lay_out, linted, only, shown
from tests.support.town import rule_text

GRANT = rule_text(
    "inkop", matter="inkop", decides="chef", grant="{by: namnd}", cites="ordning#p1"
)


#: A rule on a role to which no row gives anything.
GUARD = rule_text(
    "vakten", contact="{from: vakt, to: chef}", free="yes", cites="ordning#p1"
)


def found(folder, posts, *rules):
    lay_out(folder, *(rules or (GRANT,)))
    (folder / "by" / "posts.csv").write_text(f"post;roller\n{posts}", "utf-8")
    return linted()


def test_a_delegate_whom_no_post_holds_is_a_warning(folder):
    finding = only(found(folder, "N;namnd\n"), "role_without_post")
    assert finding["severity"] == "warning"
    assert finding["about"] == ["chef"]
    assert finding["rules"] == ["by/inkop"]
    assert shown(finding, 0)["sheets"][0]["id"] == "chef"


def test_a_vacant_post_holds_its_role_and_one_that_has_ended_does_not(folder):
    vacant = "post;roller;innehavare;till och med\n"
    lay_out(folder, GRANT)
    table = folder / "by" / "posts.csv"
    table.write_text(f"{vacant}C;chef;0;\n", "utf-8")
    assert kinds(linted()) == []
    table.write_text(f"{vacant}N;namnd;1;\nC;chef;1;2026-01-01\n", "utf-8")
    assert kinds(linted()) == ["role_without_post"]


def test_a_town_without_posts_needs_none(folder):
    lay_out(folder, GRANT)
    assert kinds(linted()) == []


def test_a_post_that_no_row_gives_anything_is_a_note(folder):
    words = VOCABULARY.replace("roles:", "roles:\n  vakt: {label: vakten}")
    lay_out(folder, GRANT, GUARD, vocabulary=words)
    (folder / "by" / "posts.csv").write_text("post;roller\nC;chef\nV;vakt\n", "utf-8")
    finding = only(linted(), "post_without_power")
    assert (finding["severity"], finding["about"]) == ("info", ["V"])


def test_a_post_above_another_needs_no_power_of_its_own(folder):
    words = VOCABULARY.replace("roles:", "roles:\n  vakt: {label: vakten}")
    lay_out(folder, GRANT, GUARD, vocabulary=words)
    table = "post;roller;överordnad\nC;chef;V\nV;vakt;\n"
    (folder / "by" / "posts.csv").write_text(table, "utf-8")
    assert kinds(linted()) == []
