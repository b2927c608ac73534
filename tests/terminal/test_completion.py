"""What a shell offers where somebody types: names of the rules in use, and values."""

import json
import os
import shlex
import shutil
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.terminal.shells import typed_line
from tests.support.terminal import ROOT, python, run
from tests.support.town import VOCABULARY, write_pack, write_town

HARD = """\
  svar: {label: {sv: "KS:s o'Hara \\"AU\\" $X `y` å", en: hard}}
"""


def offered(line, **environment):
    """Return what bash is offered where a line ends, as the script reads it."""
    done = run("", _MANDAT_COMPLETE="bash_complete", _MANDAT_LINE=line, **environment)
    assert (done.exit_code, done.stderr) == (0, "")
    return [tuple(row.split(",", 1)) for row in done.stdout.splitlines() if row]


def words(line, **environment):
    return [value for _, value in offered(line, **environment)]


def click_offers(words_, shell="zsh"):
    """Return what click's own protocol gives, word by word."""
    number, last = words_.count(" "), words_.rpartition(" ")[2]
    done = run(
        "",
        _MANDAT_COMPLETE=f"{shell}_complete",
        COMP_WORDS=words_,
        COMP_CWORD=last if shell == "fish" else str(number),
    )
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout.splitlines()


@pytest.fixture
def rules(tmp_path):
    """Return the rules of a town one of whose roles has a name hard to type."""
    words_ = VOCABULARY.replace("matters:\n", f"{HARD}matters:\n")
    return write_town(tmp_path, vocabulary=words_).rules


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("mandat who -m k", ["kungsor"]),
        ("mandat who -m kungs\u00f6", ["kungsör"]),  # in the spelling that was begun
        ("mandat who --municipality=li", ["linkoping"]),
        (
            "mandat -m linköping who nämndmå",
            ["nämndmål", r"nämndmål\ för\ medarbetarna"],
        ),
        ("mandat who NAMNDMAL -m linköping -g MAL", ["MALområde="]),
        ("mandat who x -m linköping -g målområde=medb", ["medborgare"]),
        ('mandat who x -m linköping -g "målområde=medb', ["målområde=medborgare"]),
        ("mandat who kommunens budg", ["budget"]),
        ("mandat who x -m kungsör -g akut=", ["ja", "nej"]),
        ("mandat may fort", ["fortroendevald", r"fortroendevald\ revisor"]),
        ("mandat who x --why-not kommundirektö", ["kommundirektören"]),
        ("mandat route kso -m kungsör x --about medi", ["mediefrågor"]),
        ("mandat diff --only revisor", ["revisor"]),
        ("mandat list circ", ["circumstances"]),
        ("mandat post -m orrhed byggl", ["bygglovschef"]),
        ("mandat post SBC -m orrhed --disqualified M", ["MC", "MEX", "MI"]),
        ("mandat lis", ["list"]),
        ("mandat sources ver", ["verify"]),
        ("LANG=C mandat train repo", ["report"]),
    ],
)
def test_names_of_the_rules_in_use_are_offered(typed, expected):
    assert set(expected) <= set(words(typed))


def test_a_circumstance_goes_on_and_a_value_ends():
    (fact,) = offered("mandat who x -m linköping -g målo")
    assert fact == ("open", "målområde=")
    kinds = {kind for kind, _ in offered("mandat who x -m linköping -g målområde=")}
    assert kinds == {"plain"}


def test_the_language_of_the_line_is_offered():
    line = "mandat who --lang en -m kungsör -g urg"
    assert words(line) == [r"urgent\ situation="]


def test_the_rules_that_the_line_names_are_used(rules):
    line = f"mandat who --rules {rules} -m provby in"
    assert words(line) == ["inköp"]
    assert words("mandat who -m provby in", MANDAT_RULES=str(rules)) == ["inköp"]
    assert words(f"mandat who --rules {rules} -m ") == ["provby"]


def test_a_role_as_a_value_is_offered(tmp_path):
    circumstances = "  vem: {label: vem, type: role}\n"
    town = write_town(tmp_path, vocabulary=VOCABULARY + circumstances)
    assert words(f"mandat who --rules {town.rules} -m provby -g vem=rek") == ["rektorn"]


def test_a_name_of_two_things_is_not_offered(tmp_path):
    rules = tmp_path / "rules"
    law = "roles:\n  a: {label: ett, synonyms: [AU]}\n"
    own = "roles:\n  b: {label: två, synonyms: [AU]}\n"
    write_pack(rules, "lag", kind="law", vocabulary=law)
    write_pack(rules, "by", uses="lag", vocabulary=own)
    assert words(f"mandat route --rules {rules} -m by AU") == []
    assert words(f"mandat route --rules {rules} -m by ") == ["ett", "två"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("regler.yaml", "rules: [a]\n"),
        ("pack.yaml", "{"),
        ("vocabulary.yaml", "\0"),
        ("sources.yaml", "&a [*a]"),
    ],
)
def test_rules_that_cannot_be_used_offer_nothing_in_silence(file, text, tmp_path):
    rules = write_town(tmp_path).rules
    (rules / "provby" / file).write_text(text, "utf-8")
    for line in ("who -m provby ", "who -m provby -g akut=", "show -m provby ", "who "):
        assert words(f"mandat {line}".replace("-m", f"--rules {rules} -m")) is not None
    assert words(f"mandat who --rules {rules} -m provby in") == []


@pytest.mark.parametrize(
    "line",
    [
        "mandat who --rules /nowhere -m ",
        "mandat who -m nowhere ",
        "mandat who -m a -m b ",
        "mandat xyzzy ",
        "mandat who -g nowhere=",
        "mandat who --on idag ",
        "mandat who -m -g ",
        "mandat 'who",
        'mandat who "a"b',
        "mandat",
        "",
        "\\",
    ],
)
def test_what_cannot_be_meant_is_met_with_silence(line):
    offered(line)
    for shell in ("zsh", "fish", "bash"):
        click_offers(line or "mandat", shell)


# quoting ----------------------------------------------------------------------------


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_name_with_quotes_colons_and_spaces_is_put_in_as_bash_reads_it(rules, quote):
    name = """KS:s o'Hara "AU" $X `y` å"""
    (offer,) = words(f"mandat route --rules {rules} -m provby {quote}KS") or [""]
    if quote == "'":
        assert offer == ""  # a quote cannot stand within such quotes
        return
    read = quote + offer + quote
    if quote:  # shlex takes out fewer backslashes than a shell
        read = read.replace(r"\$", "$").replace(r"\`", "`")
    assert shlex.split(read) == [name]
    if not quote:  # bash takes what stands behind a colon for the word
        rest = words(f"mandat route --rules {rules} -m provby KS:")
        assert shlex.split("KS:" + rest[0]) == [name]


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash here")
@pytest.mark.parametrize("quote", ["", '"'])
def test_no_name_is_run_by_the_shell_it_is_put_into(quote, tmp_path):
    name = "röd $(touch gick) `touch gick`;touch gick|touch gick&touch gick>gick*?~#{a}"
    words_ = VOCABULARY.replace("label: {sv: inköp,", f"label: {{sv: '{name}',")
    rules = write_town(tmp_path, vocabulary=words_).rules
    (offer,) = words(f"mandat who --rules {rules} -m provby {quote}röd")
    done = subprocess.run(
        [shutil.which("bash"), "--norc", "-c", f"printf %s {quote}{offer}{quote}"],
        cwd=tmp_path,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == name
    assert not (tmp_path / "gick").exists()


def test_a_name_that_bash_would_look_up_in_quotes_is_not_offered_there(tmp_path):
    words_ = VOCABULARY.replace("label: {sv: inköp,", "label: {sv: 'röd!rm',")
    rules = write_town(tmp_path, vocabulary=words_).rules
    line = f"mandat who --rules {rules} -m provby "
    assert words(line + "röd") == [r"röd\!rm"]
    assert words(line + '"röd') == []


def test_a_label_of_several_lines_is_no_offer_of_its_own(tmp_path):
    rules = tmp_path / "rules"
    write_pack(rules, "by", label='"By\\nplain\\nrm -rf"')
    assert click_offers(f"mandat who --rules {rules} -m b") == [
        "plain",
        "by",
        "By plain rm -rf",
    ]


def test_a_name_typed_in_parts_is_understood():
    typed = unicodedata.normalize("NFD", "mandat who x -m linköping -g målo")
    (offer,) = words(typed)
    assert unicodedata.normalize("NFC", offer) == "målområde="


_TEXT = st.text(st.sampled_from("aå b'\"\\$`:=;|&(>é"), min_size=1, max_size=8)


@settings(
    max_examples=8 * settings.default.max_examples,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(_TEXT.filter(str.strip), min_size=1, max_size=3))
def test_a_line_is_read_as_a_shell_reads_it(parts):
    line = shlex.join(["mandat", *parts]) + " "
    read = typed_line(line)
    assert read.words == ["mandat", *parts]
    assert (read.last, read.quote, read.start) == ("", "", 0)


@pytest.mark.parametrize(
    ("line", "last", "quote", "start"),
    [
        ("m a=b:c", "a=b:c", "", 4),
        ("m 'a=b:c", "a=b:c", "'", 0),
        ('m x="a=b', "x=a=b", '"', 2),
        (r"m a\ b", "a b", "", 0),
        ("m 'a'b", "ab", "", None),
        ("m ", "", "", 0),
    ],
)
def test_where_the_word_begins_that_bash_replaces(line, last, quote, start):
    read = typed_line(line)
    assert (read.last, read.quote, read.start) == (last, quote, start)


# shells -----------------------------------------------------------------------------


def test_click_is_answered_by_its_own_protocol_too():
    rows = click_offers("mandat who -m k")
    assert rows == ["plain", "kungsor", "Kungsörs kommun"]
    assert click_offers("mandat who -m k", "fish") == ["plain,kungsor\tKungsörs kommun"]
    assert click_offers("mandat who -m k", "bash") == ["plain,kungsor"]
    option = click_offers("mandat who --municipality=k", "fish")
    assert option == ["plain,--municipality=kungsor\tKungsörs kommun"]


def test_an_open_word_is_told_to_each_shell():
    line = "mandat who x -m linköping -g målo"
    assert click_offers(line) == ["open", "målområde=", "_"]
    assert click_offers(line, "fish") == ["plain,målområde=\tmalomrade"]
    assert click_offers(line, "bash") == ["plain,målområde="]
    assert "open" in run("completion zsh").stdout


@pytest.fixture
def on_the_path(tmp_path, monkeypatch):
    """Put a command `mandat` on the path."""
    command = tmp_path / "bin" / "mandat"
    command.parent.mkdir()
    command.write_text(
        f'#!/bin/sh\nexec {sys.executable} {ROOT}/cli.py "$@"\n', "utf-8"
    )
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def shell(*command):
    done = subprocess.run(
        command,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash here")
def test_bash_completes(on_the_path):
    script = on_the_path / "script"
    script.write_text(run("completion bash").stdout, "utf-8")
    line = "mandat who x -m linköping -g målområde=med"
    typed = shlex.quote(line)
    told = shell(
        "bash",
        "--norc",
        "-c",
        f". {script}; COMP_LINE={typed}; COMP_POINT={len(line)}\n"
        "_mandat_completion mandat; printf '%s\\n' \"${COMPREPLY[@]}\"",
    )
    assert told == ["medarbetare", "medborgare"]


@pytest.mark.skipif(not shutil.which("fish"), reason="there is no fish here")
def test_fish_completes(on_the_path):
    script = on_the_path / "script"
    script.write_text(run("completion fish").stdout, "utf-8")
    asked = "complete -C 'mandat who x -m linköping -g målområde=med'"
    told = shell("fish", "--no-config", "-c", f"source {script}; {asked}")
    assert [row.split("\t")[0] for row in told] == [
        "målområde=medarbetare",
        "målområde=medborgare",
    ]


@pytest.mark.skipif(not shutil.which("zsh"), reason="there is no zsh here")
def test_zsh_reads_the_script(on_the_path):
    script = on_the_path / "script"
    script.write_text(run("completion zsh").stdout, "utf-8")
    assert shell("zsh", "-f", "-n", script) == []


def test_a_kept_rulebook_is_completed_without_reading_yaml(tmp_path):
    town = write_town(tmp_path)
    line = f"mandat who --rules {town.rules} -m provby in"
    code = (
        "import sys\n"
        "from engine.terminal import mandat\n"
        "try: mandat(prog_name='mandat')\n"
        "finally: print('yaml' in sys.modules)"
    )
    asked = {"_MANDAT_COMPLETE": "bash_complete", "_MANDAT_LINE": line}
    asked["MANDAT_CACHE"] = str(tmp_path / "cache")
    first, then = (python("-c", code, **asked).stdout.split() for _ in range(2))
    assert first == ["plain,inköp", "True"]
    assert then == ["plain,inköp", "False"]


def test_the_script_is_json_where_that_was_asked_for():
    for name in ("bash", "zsh", "fish"):
        content = json.loads(run(f"completion {name} --format json").stdout)
        assert content["script"] == run(f"completion {name}").stdout
