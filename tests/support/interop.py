"""The scenarios by which decision points of AuthZEN are tried, as ordinary packs.

The certification scenario of the Authorization API 1.0, and the Todo and Search
scenarios of its interoperability events, in words of our own; each is a tenant.
"""

from tests.support.town import PACK

_SOURCES = """\
sources:
  regler:
    title: Regler
    short: Regler
    rank: board
    status: adopted
    passages:
      p1: {section: "1", gist: Vem som får vad.}
"""


def _pack(rules, name, vocabulary, written):
    folder = rules / name
    folder.mkdir(parents=True)
    head = PACK.format(name=name, kind="municipality", label=name, uses="")
    (folder / "pack.yaml").write_text(head, "utf-8")
    (folder / "vocabulary.yaml").write_text(vocabulary, "utf-8")
    (folder / "sources.yaml").write_text(_SOURCES, "utf-8")
    (folder / "rules.yaml").write_text("rules:\n" + "".join(written), "utf-8")


def _rule(number, actor, does, when="", verdict="permitted"):
    conditions = f"    when: {{{when}}}\n" if when else ""
    return (
        f"  - id: r{number}\n    conduct: {{actor: {actor}, does: {does}}}\n"
        f"{conditions}    verdict: {verdict}\n    says: Så är det.\n"
        "    cites: regler#p1\n"
    )


def _derived(number, when, what):
    return (
        f"  - id: r{number}\n    when: {{{when}}}\n    derive: {{{what}}}\n"
        "    says: Så är det.\n    cites: regler#p1\n"
    )


def _enum(id_, values, label=""):
    listed = ", ".join(f'"{value}": "{told}"' for value, told in values)
    head = f"  {id_}:\n    label: {label or id_}\n    type: enum\n"
    return f"{head}    values: {{{listed}}}\n"


# certification ------------------------------------------------------------------------

CERTIFICATION = """\
roles:
  user: {label: user}
  alice: {label: alice, is: [user]}
  bob: {label: bob, is: [user]}
acts:
  read: {label: read}
  write: {label: write}
  delete: {label: delete}
circumstances:
  soft: {label: soft, type: bool}
""" + "".join(
    _enum(name, [(value, value) for value in values])
    for name, values in (
        ("record", ["record-1", "record-2"]),
        ("status", ["active", "archived"]),
        ("role", ["admin", "manager"]),
    )
)
_CERTIFIED = [
    _derived(1, "record: record-1", "status: active"),
    _derived(2, "record: record-2", "status: archived"),
    _rule(3, "user", "read"),
    _rule(4, "alice", "write", "status: active"),
    _rule(5, "user", "write", "role: admin, status: archived"),
    _rule(6, "bob", "write", "status: archived"),
    _rule(7, "alice", "delete", "soft: yes"),
    _rule(8, "alice", "delete", "soft: no", "forbidden"),
]

# todos ------------------------------------------------------------------------------

#: Who there is: the address that owns todos, and what each is.
USERS = {
    "rick": ("rick@the-citadel.com", ["admin", "evil-genius", "editor"]),
    "morty": ("morty@the-citadel.com", ["editor"]),
    "summer": ("summer@the-smiths.com", ["editor"]),
    "beth": ("beth@the-smiths.com", ["viewer"]),
    "jerry": ("jerry@the-smiths.com", ["viewer"]),
}
#: By these the scenario names them.
SUBJECTS = {
    name: f"CiRmZD{sign}2MTRkMy1jMzlhLTQ3ODEtYjdiZC04Yjk2ZjVhNTEwMGQSBWxvY2Fs"
    for name, sign in zip(USERS, ["A", "E", "I", "M", "Q"], strict=True)
}
TODO = "roles:\n  user: {label: user}\n"
TODO += "".join(
    f"  {kind}: {{label: {kind}}}\n"
    for kind in ("viewer", "editor", "admin", "evil-genius")
)
TODO += "".join(
    f"  {name}:\n    label: {name}\n    synonyms: [{SUBJECTS[name]}]\n"
    f"    is: [user, {', '.join(kinds)}]\n"
    for name, (_, kinds) in USERS.items()
)
TODO += "acts:\n" + "".join(
    f"  {act.replace('_', '-')}: {{label: {act}}}\n"
    for act in (
        *("can_read_user", "can_read_todos", "can_create_todo", "can_update_todo"),
        "can_delete_todo",
    )
)
TODO += "circumstances:\n" + _enum(
    "owner", [(name, mail) for name, (mail, _) in USERS.items()], "ownerID"
)
_TODO_RULES = [
    _rule(1, "user", "can-read-user"),
    _rule(2, "user", "can-read-todos"),
    _rule(3, "editor", "can-create-todo"),
    _rule(4, "evil-genius", "can-update-todo"),
    _rule(5, "admin", "can-delete-todo"),
    *(
        _rule(f"{number}-{name}", name, act, f"owner: {name}")
        for name, (_, kinds) in USERS.items()
        for number, act in ((6, "can-update-todo"), (7, "can-delete-todo"))
        if "editor" in kinds
    ),
]

# search -------------------------------------------------------------------------------

#: Who there is: what they are, and their department.
PEOPLE = {
    "alice": ("manager", "sales"),
    "bob": ("employee", "legal"),
    "carol": ("contractor", "legal"),
    "dan": ("manager", "finance"),
    "erin": ("employee", "finance"),
    "felix": ("contractor", "accounting"),
}
_DEPARTMENTS = {
    "legal": [101, 102, 103, 105, 108, 112, 116, 117, 119],
    "accounting": [104, 106, 109, 111, 114, 118, 120],
    "sales": [107, 110, 113],
    "finance": [115],
}
#: Each record with its department and owner: owners take turns.
RECORDS = {
    str(record): (department, list(PEOPLE)[(record - 101) % 6])
    for department, records in _DEPARTMENTS.items()
    for record in records
}
SEARCH = "roles:\n  user: {label: user}\n"
SEARCH += "".join(
    f"  {kind}: {{label: {kind}}}\n" for kind in ("manager", "employee", "contractor")
)
SEARCH += "".join(
    f"  {name}: {{label: {name}, is: [user, {kind}]}}\n"
    for name, (kind, _) in PEOPLE.items()
)
SEARCH += "acts:\n" + "".join(
    f"  {act}: {{label: {act}}}\n" for act in ("view", "edit", "delete")
)
SEARCH += "circumstances:\n" + "".join(
    _enum(name, [(value, value) for value in sorted(values)])
    for name, values in (
        ("record", RECORDS),
        ("department", _DEPARTMENTS),
        ("owner", PEOPLE),
    )
)
_SEARCH_RULES = [
    *(
        _derived(record, f'record: "{record}"', f"department: {place}, owner: {owner}")
        for record, (place, owner) in RECORDS.items()
    ),
    _rule("v", "manager", "view"),
    *(
        _rule(f"{act}-{name}", name, act, f"owner: {name}")
        for name in PEOPLE
        for act in ("view", "edit", "delete")
    ),
    *(
        _rule(f"d-{name}", name, "view", f"department: {place}")
        for name, (_, place) in PEOPLE.items()
    ),
    *(
        _rule(f"m-{name}", name, "edit", f"department: {place}")
        for name, (kind, place) in PEOPLE.items()
        if kind == "manager"
    ),
]


def write_scenarios(rules):
    """Write the packs of the three scenarios into a folder."""
    _pack(rules, "certification", CERTIFICATION, _CERTIFIED)
    _pack(rules, "todo", TODO, _TODO_RULES)
    _pack(rules, "search", SEARCH, _SEARCH_RULES)
