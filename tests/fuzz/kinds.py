"""What is tried: each kind lays out something malformed, and runs commands on it.

A trial is decided by its kind, the seed and its number alone, so that one that found
something can be run again. Here `trial` is what `trials.Trial` gives: chance, a folder
and commands that are held to what every command promises.
"""

import functools
import json
import string

from engine.report.say import Say
from tests.fuzz.mutations import WORDS, mutated
from tests.fuzz.properties import hold_properties
from tests.support import market, town
from tests.support.git import git
from tests.support.hostile_files import SIZED_PACKS, as_pack, hostile_files, write
from tests.support.shipped import shipped_mandat
from tests.support.terminal import ROOT, commands

QUESTIONS = [
    "who inkop",
    "who avtal -g belopp=100000 --why",
    "who inkop --why-not rektor",
    "route politiker rektor",
    "may chef lova",
    "show chef",
    "show inkop",
    "show sma",
    "rules",
    "sources",
    "ask 'vem beslutar om inköp för 5 000 kr'",
]
#: Documents as somebody may have them, with the passages of the town.
DOCUMENT = """\
# Delegationsordning

1 § Chefen beslutar om inköp till och med 100 000 kronor.

2 § Nämnden beslutar om inköp över 100 000 kronor. Fullmäktige godkänner dem.

3 § Den som är förtroendevald når rektorn genom direktören.
"""


@functools.cache
def _written():
    """Return files of rules, scenarios and results as people wrote them."""
    rules = [path.read_bytes() for path in sorted(ROOT.glob("rules/*/*.yaml"))]
    broken = sorted((ROOT / "tests" / "broken").rglob("*.yaml"))
    cases = [path.read_bytes() for path in sorted(ROOT.glob("scenarios/*/*.yaml"))]
    results = sorted((ROOT / "docs" / "examples" / "results").glob("*.jsonl"))
    return {
        "rules": [*rules, *(path.read_bytes() for path in broken)],
        "scenarios": cases,
        "results": [path.read_bytes() for path in results],
    }


def _spoil(file, trial, others):
    """Change a file, or put in its place one that was made to do harm."""
    made = dict(hostile_files())
    if trial.chance.random() < 0.05:
        name = trial.chance.choice(sorted(made))
        trial.say(f"{file.name}: {name}")
        file.write_bytes(made[name])
    else:
        file.write_bytes(mutated(file.read_bytes(), trial.chance, others))


def _shown(trial, listed, most, *options):
    for command in trial.chance.sample(listed, min(most, len(listed))):
        form = trial.chance.choice(["", "--format json"])
        language = trial.chance.choice(["sv", "en"])
        trial.run(f"{command} --lang {language} {form}", *options)


def rules(trial):
    """Read a pack of which one file is malformed, and ask it."""
    place = town.write_training_town(trial.folder)
    files = sorted((place.rules / "provby").glob("*.yaml"))
    _spoil(trial.chance.choice(files), trial, _written()["rules"])
    options = ("--rules", place.rules)
    _shown(trial, [f"{each} -m provby" for each in QUESTIONS], 2, *options)
    _shown(trial, ["lint", f"check {place.scenarios}", "list roles"], 1, *options)


def shipped(trial):
    """Read a copy of a shipped pack of which one file is malformed."""
    place = trial.folder / "rules" / "kungsor"
    place.mkdir(parents=True)
    for file in sorted((ROOT / "rules" / "kungsor").glob("*.yaml")):
        (place / file.name).write_bytes(file.read_bytes())
    spoiled = trial.chance.choice(sorted(place.glob("*.yaml")))
    _spoil(spoiled, trial, _written()["rules"])
    asked = ["who mediefrågor", "show rektor", "route KSO rektor", "sources"]
    _shown(trial, [f"{each} -m kungsor" for each in asked], 1, "--rules", place.parent)


def hostile(trial):
    """Read a pack whose form is right and whose size or shape is made to do harm."""
    make = trial.chance.choice(SIZED_PACKS)
    size = trial.chance.choice([3, 30, 300, 3_000])
    trial.say(f"{make.__name__}({size})")
    made = as_pack(make(size))
    place = write(made, trial.folder)
    asked = [made.ask, "lint", "sources -m by", "show chef -m by", "rules -m by"]
    _shown(trial, asked, 2, "--rules", place)


def scenarios(trial):
    """Check a malformed file of scenarios, and accept what it misses."""
    place = town.write_training_town(trial.folder)
    if trial.chance.random() < 0.5:
        (place.scenarios / "provby" / "fall.yaml").write_text(town.SCENARIOS, "utf-8")
    file = trial.chance.choice(sorted(place.scenarios.rglob("*.yaml")))
    _spoil(file, trial, _written()["scenarios"])
    before = file.read_bytes()
    options = ("--rules", place.rules)
    forms = ["", "--coverage", "--format json", "--format junit"]
    trial.run(f"check {trial.chance.choice(forms)}", place.scenarios, *options)
    trial.run("train handout -m provby --seed 1", *options)
    code = trial.run(
        "check --accept --decision 'NN § 1' --why gränser", place.scenarios, *options
    )
    if code == 2:
        trial.hold(file.read_bytes() == before, "a file was changed by what failed")
    else:
        trial.hold(
            trial.run("check", place.scenarios, *options) != 2,
            "what was accepted can no longer be read",
        )


def results(trial):
    """Sum up malformed results of sessions, and go on with them."""
    file = trial.folder / "results.jsonl"
    own = _written()["results"]
    file.write_bytes(mutated(trial.chance.choice(own), trial.chance, own))
    before = file.read_bytes()
    for form in ("text", "csv", "json", "html"):
        trial.run(f"train report --format {form}", file)
    trial.hold(file.read_bytes() == before, "results were changed by reading them")


def documents(trial):
    """Compare and register passages with documents that are not what they were."""
    place = town.write_town(trial.folder / "town")
    folder = trial.folder / "documents"
    folder.mkdir()
    file = folder / trial.chance.choice(["ordning.md", "ordning.txt", "x\x1b[1m.md"])
    file.write_bytes(mutated(DOCUMENT.encode(), trial.chance, _written()["rules"]))
    options = ("--rules", place.rules)
    trial.run("sources verify", folder, *options)
    trial.run("sources register -m provby", file, *options)


def acts(trial):
    """Compare and register the law with texts of acts that are not what they were."""
    packs = market.write_market(trial.folder / "market")
    others = [market.AFTER.encode(), *_written()["rules"]]
    for name in ("before", "after"):
        file = trial.folder / "market" / name / "torglag.md"
        file.write_bytes(mutated(file.read_bytes(), trial.chance, others))
        options = (file.parent, "--rules", packs)
        trial.run("law register", *options)
        trial.run("law register --write --renew", *options)
        trial.run("law check --since 2026-01-01", *options)
        trial.run("law check --format json", *options)


def revisions(trial):
    """Compare with a tree of git in which anything may stand."""
    place = trial.folder / "repository"
    place.mkdir()
    git(place, "init", "-q", "-b", "main", ".")
    made = town.write_town(place)
    chance = trial.chance
    if chance.random() < 0.5:
        file = chance.choice(sorted((made.rules / "provby").glob("*.yaml")))
        _spoil(file, trial, _written()["rules"])
        git(place, "add", ".")
        git(place, "commit", "-q", "-m", "one")
    else:
        _commit_wild_tree(place, chance)
    around = {path.name for path in trial.folder.iterdir()}
    town.write_town(place)
    name = chance.choice(["main", "main", "main", "main~1", *WORDS])
    _shown(trial, ["diff"], 1, name, "--rules", made.rules)
    left = {path.name for path in trial.folder.iterdir()}
    trial.hold(around == left, f"something was written: {left - around}")


def _commit_wild_tree(place, chance):
    """Commit a tree of entries that git itself would not make."""
    id_ = git(place, "hash-object", "-w", "--stdin", sent=b"rules: []\n")
    level = None
    for _ in range(chance.randint(1, 5)):
        entries = []
        for _ in range(chance.randint(1, 4)):
            name = chance.choice(["rules", "provby", "pack.yaml", "..", ".git", *WORDS])
            mode = chance.choice(["100644", "40000", "120000", "160000", "777"])
            entry = level if level and mode == "40000" else id_
            encoded = name.encode().replace(b"\0", b"") or b"a"
            entries.append(
                mode.encode() + b" " + encoded + b"\0" + bytes.fromhex(entry)
            )
        words = ("hash-object", "-t", "tree", "-w", "--literally", "--stdin")
        level = git(place, *words, sent=b"".join(entries))
    git(place, "branch", "-f", "main", git(place, "commit-tree", "-m", "x", level))


def words(trial):
    """Give a command options and arguments of any kind."""
    chance = trial.chance
    known = commands()
    del known["train"]  # asks until somebody answers
    name = chance.choice(sorted(known))
    given = [chance.choice(["kungsor", "mediefrågor", "rektor", "KSO", "belopp=1"])]
    for parameter in known[name].params:
        if chance.random() < 0.3:
            given += [*parameter.opts[:1]] if parameter.opts[0][0] == "-" else []
            given.append(_word(chance))
    chance.shuffle(given)
    # whatever it writes, it writes here
    trial.run(name, *given, inside=trial.folder)


def texts(trial):
    """Ask questions in words of the rules, of everyday, and of no language."""
    chance = trial.chance
    place = chance.choice(["kungsor", "linkoping", "munkedal", ""])
    asked = [_word(chance) if chance.random() < 0.2 else chance.choice(_labels(place))]
    common = [*_labels(place), "får", "jag", "vem", "om", "inte"]
    asked += chance.choices(common, k=chance.choice([1, 3, 8, 60]))
    chance.shuffle(asked)
    options = ("-m", place) if place else ()
    _shown(trial, ["ask"], 1, " ".join(asked)[:4_000], *options)


@functools.cache
def _labels(place):
    words = shipped_mandat().of(place).jurisdiction.vocabulary
    terms = [*words.roles.values(), *words.matters.values(), *words.acts.values()]
    return [Say("sv").text(term.label) for term in terms]


def _word(chance):
    if chance.random() < 0.5:
        return chance.choice(WORDS).replace("\0", "")
    some = chance.choices(
        string.printable + "åäö–§\u202e\x1b\udc80", k=chance.randint(0, 60)
    )
    return "".join(some)


def cache(trial):
    """Damage what was kept of the rules: the answer stays the same."""
    place = town.write_town(trial.folder)
    options = ("--rules", place.rules, "--lang", "sv")
    command = "who inkop -m provby --format json"
    trial.run(command, *options)
    before = json.loads(trial.stdout)
    (entry,) = trial.kept("*.rulebook")
    entry.write_bytes(mutated(entry.read_bytes(), trial.chance))
    trial.run(command, *options)
    trial.hold(json.loads(trial.stdout) == before, "a damaged cache changed an answer")


def oracle(trial):
    """Answer random questions on random rules as a slow reader of them does."""
    hold_properties(trial.chance.getrandbits(32))


#: What to try by its name, and how often beside the others.
KINDS = {
    rules: 10,
    hostile: 1,
    scenarios: 4,
    shipped: 1,
    results: 2,
    documents: 2,
    acts: 2,
    revisions: 1,
    words: 4,
    texts: 2,
    cache: 2,
    oracle: 1,
}
