"""Hear the question, print the answer, set the exit code: the `mandat` command."""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import locale
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine import __version__
from engine.rulebook.model.problems import EngineError, UnusableRulesError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from engine.answers.answer import Answer
    from engine.diff.opening import OpenedEdition
    from engine.lint.run import LintResult
    from engine.report.answers.understood import Heard
    from engine.report.commands import Setting
    from engine.report.diff.gathering import Gathered
    from engine.report.lint.findings import Told
    from engine.report.pages.sheets import Sheet
    from engine.report.say import Say
    from engine.report.training.keeping import Keeper
    from engine.report.training.screens import Paper, Screen
    from engine.report.training.starting import Party, Start
    from engine.report.training.talking import Conversation
    from engine.report.training.telling import Teller
    from engine.report.wording import Wording
    from engine.rulebook.language.acceptances import FindingKind
    from engine.rulebook.model.packs import Jurisdiction
    from engine.rulebook.model.questions import Question
    from engine.rulebook.model.rules import RuleKind, Slot
    from engine.scenarios.check import CheckResult
    from engine.space.space import Space
    from engine.training.material import Material
    from engine.training.results import Event
    from engine.training.selection import Wish

DONE = 0
MISSED = 1
NOT_DONE = 2
NO_ONE_OR_SEVERAL = 3
BUG = 70


class Unusable(click.ClickException):
    """An engine error on its way out: exit code 2, in the form that was asked for."""

    exit_code = NOT_DONE

    def __init__(self, error: EngineError, options: Options) -> None:
        """Keep the error and how the user wants to read it."""
        super().__init__(str(error))
        self.error = error
        self.options = options

    def show(self, file: object = None) -> None:
        """Print it: to stderr as text, to stdout as JSON when that was asked for."""
        del file
        from engine.report import failures
        from engine.report.answers import as_json

        language = self.options.language
        if self.options.format == "json":
            found = failures.failure_object(self.error, language)
            click.echo(as_json.written(found), nl=False)
        else:
            click.echo(failures.failure_text(self.error, language), err=True)


class Options:
    """What every command takes: where, when, and how to print."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        """Take the values of the common options."""
        self.municipality: str = values.get("municipality") or ""
        self.rules: Path | None = values.get("rules")
        self.format: str = values.get("format") or "text"
        self.language: str = values.get("lang") or _language()
        on = values.get("on")
        self.on: dt.date = on.date() if on else dt.datetime.now().astimezone().date()

    @property
    def say(self) -> Say:
        """What chooses the language of whoever reads the report."""
        from engine.report.say import Say

        return Say(self.language)

    @property
    def folder(self) -> Path:
        """The folder of packs: the one named, or the one that was shipped."""
        from engine.rulebook.loading.shipped import shipped

        return self.rules or shipped("rules")

    def jurisdiction(self, municipality: str | None = None) -> Jurisdiction:
        """Return the rules that speak for the municipality."""
        from engine.rulebook.loading.opening import open_jurisdiction

        named = self.municipality if municipality is None else municipality
        return open_jurisdiction(self.folder, named, _cache_folder())

    def jurisdictions(self) -> list[Jurisdiction]:
        """Return the rules of the municipality named, or of all of them."""
        if self.municipality:
            return [self.jurisdiction()]
        from engine.rulebook.loading.folders import RulesFolder
        from engine.rulebook.loading.loader import load_all

        return list(load_all(RulesFolder(self.folder)).values())

    def wording(self, jurisdiction: Jurisdiction) -> Wording:
        """Return the words of a jurisdiction in the language asked for."""
        from engine.report.wording import Wording

        return Wording(jurisdiction, self.say)


def _language() -> str:
    """Return the language of the user's locale: English, or else Swedish."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "en" if value.lower().startswith("en") else "sv"
    with contextlib.suppress(ValueError):
        found = locale.getlocale()[0] or ""
        return "en" if found.lower().startswith("en") else "sv"
    return "sv"


def _cache_folder() -> Path | None:
    """Return where compiled rulebooks are kept; MANDAT_CACHE=off keeps none."""
    said = os.environ.get("MANDAT_CACHE")
    if said is not None and said.casefold() in {"", "off", "0", "no"}:
        return None
    if said:
        return Path(said)
    import platformdirs

    return Path(platformdirs.user_cache_dir("mandat", appauthor=False))


@contextlib.contextmanager
def _engine(options: Options) -> Iterator[None]:
    """Turn engine errors into exit code 2, everywhere alike."""
    try:
        yield
    except EngineError as error:
        raise Unusable(error, options) from error


def _common(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options every command takes."""
    return _common_in("text", "json")(command)


#: What leaving out -m means: to those who ask a question, and to those who look at
#: all rules.
_LAW_ALONE = "Whose rules count; without it only the law and guidance speak."
_OF_ALL = "Whose rules to look at; those of all when left out."


def _common_in(
    *formats: str, municipality: str = _LAW_ALONE
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return what adds the options every command takes, with these formats."""

    def add(command: Callable[..., None]) -> Callable[..., None]:
        for option in _common_options(formats, municipality):
            command = option(command)
        return command

    return add


class _Name(click.types.StringParamType):
    """A text that is one name, also where it is a variable with spaces in it."""

    envvar_list_splitter = "\n"


def _only_one(
    context: click.Context, parameter: click.Parameter, named: tuple[str, ...]
) -> str | None:
    """Return the only name, or None; of two the last would win in silence."""
    if len(named) > 1:
        msg = f"{', '.join(named)}: name one, or leave it out"
        raise click.BadParameter(msg, context, parameter)
    return named[0] if named else None


def _common_options(
    formats: Sequence[str], municipality: str
) -> Iterable[Callable[..., Any]]:
    return (
        click.option(
            "--lang", type=click.Choice(["sv", "en"]), help="Language of the answer."
        ),
        click.option(
            "--format",
            type=click.Choice(list(formats)),
            default=formats[0],
            show_default=True,
            help="Form of the answer.",
        ),
        click.option(
            "--rules",
            type=click.Path(path_type=Path),
            envvar="MANDAT_RULES",
            help="Folder of rule packs to use instead of the shipped ones.",
        ),
        click.option(
            "-m",
            "--municipality",
            multiple=True,
            type=_Name(),
            callback=_only_one,
            envvar="MANDAT_MUNICIPALITY",
            help=municipality,
        ),
    )


def _asking(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of commands that ask a question."""
    for option in (
        click.option(
            "--why-not",
            metavar="ROLE",
            help="Tell why ROLE is not named by the answer.",
        ),
        click.option("--why", is_flag=True, help="Tell which rules led to the answer."),
        click.option(
            "--on",
            type=click.DateTime(["%Y-%m-%d"]),
            help="Day the question is asked for; today when left out.",
        ),
        click.option(
            "-g",
            "--given",
            multiple=True,
            metavar="NAME=VALUE",
            help="A circumstance that is known; may be repeated.",
        ),
    ):
        command = option(command)
    return _common(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mandat")
def mandat() -> None:
    """Tell who may decide, who approves, and which way a contact must go.

    Answers rest on written rules and name the passage they rest on. They are not
    legal advice.

    Exit codes: 0 answered; 1 an expectation was missed; 2 wrong usage or unusable
    rules; 3 no rule, rules that contradict each other, or an unclear question.
    """


@mandat.command(
    epilog="Example: mandat who nämndmål -m linköping -g målområde=medarbetare"
)
@click.argument("matter", nargs=-1, required=True)
@_asking
def who(matter: tuple[str, ...], **values: Any) -> None:
    """Tell who decides a MATTER, who approves, prepares and is consulted."""
    from engine.rulebook.model.rules import RuleKind, Slot

    _ask(RuleKind.DECISION, {Slot.MATTER: " ".join(matter)}, values)


@mandat.command(epilog="Example: mandat route förtroendevald rektor -m kungsör")
@click.argument("sender", metavar="FROM")
@click.argument("receiver", metavar="TO")
@click.option("--about", metavar="TOPIC", help="What the contact is about.")
@_asking
def route(sender: str, receiver: str, about: str | None, **values: Any) -> None:
    """Tell which way a contact FROM somebody TO somebody must take."""
    from engine.rulebook.model.rules import RuleKind, Slot

    named = {Slot.FROM: sender, Slot.TO: receiver}
    if about:
        named[Slot.ABOUT] = about
    _ask(RuleKind.CONTACT, named, values)


@mandat.command(
    epilog='Example: mandat may politiker "detaljstyra ett enskilt ärende" -m kungsör'
)
@click.argument("actor")
@click.argument("act", nargs=-1, required=True)
@_asking
def may(actor: str, act: tuple[str, ...], **values: Any) -> None:
    """Tell whether an ACTOR may do an ACT, and what to do instead."""
    from engine.rulebook.model.rules import RuleKind, Slot

    _ask(RuleKind.CONDUCT, {Slot.ACTOR: actor, Slot.DOES: " ".join(act)}, values)


@mandat.command(
    epilog='Example: mandat ask "får jag som politiker ringa rektorn?" -m kungsör'
)
@click.argument("text", nargs=-1, required=True)
@_asking
def ask(text: tuple[str, ...], **values: Any) -> None:
    """Answer a question in everyday Swedish, and tell how it was understood.

    Circumstances that TEXT tells count as given; -g adds others or corrects them.
    When several readings fit alike, or none does, the nearest are offered instead of
    an answer: exit code 3.
    """
    options = Options(values)
    given = _given(values["given"])
    typed = " ".join(text)
    if not any(sign.isalnum() for sign in typed):
        msg = "there is no question: write one, such as `vem beslutar om budgeten`"
        raise click.BadParameter(msg, param_hint="'TEXT'")
    with _engine(options):
        from engine.report.answers import as_json, understood
        from engine.space.space import Space

        jurisdiction = options.jurisdiction()
        heard = _heard(typed, jurisdiction, options)
        wording, setting = options.wording(jurisdiction), _setting(options, values)
        if heard.reading is None:
            if options.format == "json":
                found = understood.unanswered_object(heard, wording, setting)
                click.echo(as_json.written(found), nl=False)
            else:
                told = understood.unanswered_text(heard, wording, setting)
                click.echo(told, nl=False)
            sys.exit(NO_ONE_OR_SEVERAL)
        question = _with_given(heard.reading.question, given, jurisdiction)
        if values["why_not"] is not None:  # known before anything is printed
            jurisdiction.vocabulary.role(values["why_not"])
        space = Space(jurisdiction)
        answer = space.ask(question)
        if options.format == "json":
            found = _answer_object(answer, question, space, wording, values)
            found |= understood.understood_object(heard, wording, setting)
            click.echo(as_json.written(found), nl=False)
        else:
            click.echo(understood.understood_line(heard, wording))
            click.echo(understood.definitions_text(heard, wording))
            _print_text(answer, question, space, wording, values)
            if _exit_code(answer) != DONE or not heard.understood.is_sure:
                offers = understood.offers_text(heard, wording, setting)
                click.echo(f"\n{offers}" if offers else "", nl=False)
    sys.exit(_exit_code(answer))


def _heard(typed: str, jurisdiction: Jurisdiction, options: Options) -> Heard:
    """Return what a free question may mean, and which other places it names."""
    from engine.report.answers.understood import Heard
    from engine.rulebook.loading.opening import municipality_heads, pack_ids
    from engine.understanding import Reader, named_places

    named = named_places(typed, pack_ids(options.folder))
    others = [id_ for id_ in named if id_ != jurisdiction.id]
    return Heard(
        text=typed,
        understood=Reader(jurisdiction).understanding(typed, options.on),
        elsewhere=tuple(municipality_heads(options.folder, others) if others else ()),
    )


def _with_given(
    question: Question, given: Mapping[str, str], jurisdiction: Jurisdiction
) -> Question:
    """Return a question with circumstances that were named besides its text."""
    from engine.rulebook.model.questions import asked

    said = asked(jurisdiction, question.kind, dict(question.slots), given, question.on)
    known = {**dict(question.given), **dict(said.given)}
    return replace(question, given=tuple(sorted(known.items())))


def _given(pairs: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name.strip() or not value.strip():
            msg = f"`{pair}` is not NAME=VALUE, such as `målområde=medarbetare`"
            raise click.BadParameter(msg, param_hint="'-g'")
        if found.setdefault(name.strip(), value.strip()) != value.strip():
            msg = f"`{name.strip()}` is given twice with different values"
            raise click.BadParameter(msg, param_hint="'-g'")
    return found


def _ask(kind: RuleKind, named: Mapping[Slot, str], values: Mapping[str, Any]) -> None:
    """Load, ask the engine, print the answer, set the exit code."""
    options = Options(values)
    given = _given(values["given"])
    with _engine(options):
        from engine.report.answers import as_json
        from engine.rulebook.model.questions import asked
        from engine.space.space import Space

        jurisdiction = options.jurisdiction()
        question = asked(jurisdiction, kind, named, given, options.on)
        if values["why_not"] is not None:  # known before anything is printed
            jurisdiction.vocabulary.role(values["why_not"])
        space = Space(jurisdiction)
        answer = space.ask(question)
        wording = options.wording(jurisdiction)
        if options.format == "json":
            found = _answer_object(answer, question, space, wording, values)
            click.echo(as_json.written(found), nl=False)
        else:
            _print_text(answer, question, space, wording, values)
    sys.exit(_exit_code(answer))


def _exit_code(answer: Answer) -> int:
    from engine.answers.answer import Outcome

    is_open = answer.outcome in {Outcome.NO_RULE, Outcome.CONFLICT}
    return NO_ONE_OR_SEVERAL if is_open else DONE


def _misses(answer: Answer, question: Question, space: Space) -> tuple[Any, ...]:
    from engine.answers.reasons import misses
    from engine.scenarios.replay import settled_facts

    subject = space.decider.subject(question.kind, question.slots)
    known = settled_facts(question, space)
    return misses(space.decider, subject, answer, known, question.on)


def _print_text(
    answer: Answer,
    question: Question,
    space: Space,
    wording: Wording,
    values: Mapping[str, Any],
) -> None:
    from engine.report.answers import text, why

    is_dated = values["on"] is not None
    click.echo(text.answer_text(answer, question, wording, is_dated=is_dated), nl=False)
    if values["why"]:
        found = _misses(answer, question, space)
        click.echo(f"\n{why.why_text(answer, found, wording)}", nl=False)
    if values["why_not"]:
        role, found, elsewhere = _why_not(
            answer, question, space, values["why_not"], wording
        )
        told = why.why_not_text(role, answer, found, elsewhere, wording)
        click.echo(f"\n{told}", nl=False)


def _why_not(
    answer: Answer, question: Question, space: Space, named: str, wording: Wording
) -> tuple[str, tuple[Any, ...], list[str]]:
    from engine.answers.reasons import about_role, decided_by

    words = space.jurisdiction.vocabulary
    role = words.role(named)
    found = about_role(_misses(answer, question, space), role, words)
    elsewhere = [wording.matter(m) for m in decided_by(space.jurisdiction, role)]
    return role, found, elsewhere


def _answer_object(
    answer: Answer,
    question: Question,
    space: Space,
    wording: Wording,
    values: Mapping[str, Any],
) -> dict[str, Any]:
    from engine.report.answers import as_json

    found = as_json.answer_object(answer, question, wording)
    if values["why"]:
        failed = _misses(answer, question, space)
        found["trail"] = as_json.trail_object(answer, failed, wording)
    if values["why_not"]:
        role, near, _ = _why_not(answer, question, space, values["why_not"], wording)
        found["why_not"] = {
            "role": role,
            "misses": as_json.misses_object(near, wording),
        }
    return found


@mandat.command(epilog="Example: mandat rules media -m kungsör")
@click.argument("words", nargs=-1)
@_common
def rules(words: tuple[str, ...], **values: Any) -> None:
    """List the rules, or those in which all WORDS occur."""
    options = Options(values)
    with _engine(options):
        from engine.report.answers import as_json
        from engine.report.pages import listing

        jurisdiction = options.jurisdiction()
        wording = options.wording(jurisdiction)
        chosen = listing.matching(words, jurisdiction)
        if options.format == "json":
            click.echo(as_json.written(listing.rules_object(chosen, wording)), nl=False)
        else:
            click.echo(listing.rules_text(chosen, wording), nl=False)
    sys.exit(DONE if chosen else NO_ONE_OR_SEVERAL)


@mandat.command(epilog="Example: mandat show kommunledningsgruppen -m munkedal")
@click.argument("thing", nargs=-1, required=True)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day that is shown; today when left out.",
)
@_common
def show(thing: tuple[str, ...], **values: Any) -> None:
    """Show a rule, passage, document, role, matter, act or circumstance.

    The page of a role tells everything it decides, approves, prepares, is asked about
    or told, carries out, follows up and leads, with the conditions, and its duties.
    """
    options = Options(values)
    with _engine(options):
        from engine.report.answers import as_json
        from engine.report.pages import sheets as showing
        from engine.space.space import Space

        jurisdiction = options.jurisdiction()
        wording = options.wording(jurisdiction)
        sheets = _sheets(" ".join(thing), Space(jurisdiction), wording, options)
        if options.format == "json":
            found = {"sheets": [showing.sheet_object(sheet) for sheet in sheets]}
            click.echo(as_json.written(found), nl=False)
        else:
            click.echo("\n".join(map(showing.sheet_text, sheets)), nl=False)


def _sheets(name: str, space: Space, wording: Wording, options: Options) -> list[Sheet]:
    from engine.report.pages.lookup import sheets

    return sheets(name, space, wording, options.on)


@mandat.command(epilog="Example: mandat check -k nämndmål")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option(
    "-k", "words", metavar="TEXT", help="Only scenarios whose id or file has TEXT."
)
@click.option(
    "--coverage",
    is_flag=True,
    help="Tell which rules and which cells no scenario exercises.",
)
@click.option(
    "--mutate",
    is_flag=True,
    help=(
        "Change the rules one by one and tell which changes no scenario notices; "
        "with -k only the rules that those scenarios exercise."
    ),
)
@click.option(
    "--equivalent",
    is_flag=True,
    help="With --mutate, also list the changes that alter no answer.",
)
@click.option(
    "--junit",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    help="Also write the replays to FILE as JUnit XML.",
)
@click.option(
    "--accept",
    is_flag=True,
    help="Rewrite what was missed in the scenario files; needs --decision and --why.",
)
@click.option(
    "--decision",
    metavar="TEXT",
    help="With --accept: the decision that changed the answers.",
)
@click.option(
    "--why", metavar="TEXT", help="With --accept: why the new answers are right."
)
@_common_in("text", "json", "junit", municipality=_OF_ALL)
def check(paths: tuple[Path, ...], words: str | None, **values: Any) -> None:
    """Replay scenarios and tell which answers are not what they expect.

    PATHS are scenario files or folders; when left out the folder `scenarios` beside
    the rules, or else the shipped ones. Exit code 1 when an answer is not as expected,
    with --mutate also when a change goes unnoticed for which no reason is recorded;
    with --accept, which rewrites the PATHS named, when such a scenario could not be
    rewritten.
    """
    _check_accept(paths, values)
    options = Options(values)
    with _engine(options):
        from engine.report.answers import as_json
        from engine.report.check import replays
        from engine.rulebook.loading.shipped import shipped

        paths = paths or (_scenarios_beside(options) or shipped("scenarios"),)
        result = _checked(paths, words or "", options)
        if values["accept"]:
            sys.exit(_accept(result, paths, options, values))
        wording = _wordings(options, result.jurisdictions)
        if values["junit"]:
            _write_junit(values["junit"], result, wording)
        found = replays.check_object(result, wording)
        missed = [r for r in result.replays if not r.is_passed]
        lines = [replays.miss_line(r, wording(r.scenario.municipality)) for r in missed]
        lines += map(str, result.problems)
        parts = ["".join(f"{line}\n" for line in lines)] if lines else []
        is_missed = not (result.replays and result.is_passed)
        if values["coverage"]:
            text, found["coverage"] = _coverage(result, wording, options)
            parts.append(text)
        if values["mutate"]:
            whole = _checked(paths, "", options) if words else result
            text, mutation, is_unexplained = _mutation(
                whole, result if words else None, options, values
            )
            parts.append(text)
            found["mutation"] = mutation
            is_missed = is_missed or is_unexplained
        forms = {
            "text": lambda: "\n".join(parts),
            "json": lambda: as_json.written(found),
            "junit": lambda: _junit(result, wording),
        }
        click.echo(forms[options.format](), nl=False)
        click.echo(replays.summary_line(result, options.say), err=True)
    sys.exit(MISSED if is_missed else DONE)


def _scenarios_beside(options: Options) -> Path | None:
    """Return the scenarios that lie beside the rules in use, if any do."""
    beside = options.folder.resolve().parent / "scenarios"
    return beside if beside.is_dir() else None


def _checked(paths: tuple[Path, ...], words: str, options: Options) -> CheckResult:
    """Replay the scenarios in some files that have some words in their names."""
    from engine.scenarios.check import check_scenarios

    return check_scenarios(
        paths,
        rules=options.folder,
        open_jurisdiction=options.jurisdiction,
        words=words,
        municipality=options.municipality,
        today=options.on,
    )


def _check_accept(paths: tuple[Path, ...], values: Mapping[str, Any]) -> None:
    """Refuse to accept without files, a decision and a reason, or with a report."""
    given = [name for name in ("decision", "why") if values[name] is not None]
    if not values["accept"]:
        if given:
            msg = f"--{given[0]} belongs to --accept, which rewrites expectations"
            raise click.UsageError(msg)
        return
    if len(given) != 2:  # noqa: PLR2004 - nothing is accepted without both
        msg = (
            '--accept needs both, as in --decision "KS 2026-11-30 § 12" '
            '--why "nya beloppsgränser"'
        )
        raise click.UsageError(msg)
    if not paths:
        msg = "--accept rewrites files: name them, as in `mandat check scenarios`"
        raise click.UsageError(msg)
    for name in ("coverage", "mutate", "junit"):
        if values[name]:
            msg = f"--accept rewrites, --{name} reports: run one and then the other"
            raise click.UsageError(msg)
    if values["format"] == "junit":
        msg = "--accept rewrites, `junit` reports: run one and then the other"
        raise click.UsageError(msg)


def _accept(
    result: CheckResult,
    paths: tuple[Path, ...],
    options: Options,
    values: Mapping[str, Any],
) -> int:
    """Rewrite the expectations that were missed; return the exit code."""
    from engine.report.answers import as_json
    from engine.report.check import acceptances
    from engine.scenarios.acceptance import accepted, replaced
    from engine.scenarios.edits import Decision
    from engine.scenarios.library import scenario_files
    from engine.space.space import Space

    decision = Decision(name=values["decision"], why=values["why"], on=options.on)
    spaces = {id_: Space(found) for id_, found in result.jurisdictions.items()}
    missed = [replay for replay in result.replays if not replay.is_passed]
    found = accepted(missed, scenario_files(paths), spaces, decision)
    replaced(found.files)
    if options.format == "json":
        made = acceptances.acceptance_object(found, decision)
        click.echo(as_json.written(made), nl=False)
    else:
        click.echo(acceptances.acceptance_text(found, options.say), nl=False)
    click.echo(acceptances.acceptance_line(found, options.say), err=True)
    return MISSED if found.left else DONE


def _wordings(
    options: Options, jurisdictions: Mapping[str, Jurisdiction]
) -> Callable[[str], Wording]:
    """Return how to get the words of one of several municipalities."""
    from functools import cache

    return cache(lambda id_: options.wording(jurisdictions[id_]))


def _write_junit(
    file: Path, result: CheckResult, wording: Callable[[str], Wording]
) -> None:
    try:
        file.write_text(_junit(result, wording), encoding="utf-8")
    except OSError as error:
        msg = f"`{file}` cannot be written: {error.strerror}"
        raise EngineError(msg) from error


def _junit(result: CheckResult, wording: Callable[[str], Wording]) -> str:
    from engine.report.check.junit import junit_text

    return junit_text(result, wording)


def _coverage(
    result: CheckResult, wording: Callable[[str], Wording], options: Options
) -> tuple[str, list[dict[str, Any]]]:
    """Return what the scenarios exercise, as text and as plain data."""
    from engine.report.check.coverage import coverage_object, coverage_text
    from engine.scenarios.coverage import coverage

    with _progress("coverage") as tell:
        found = coverage(result.jurisdictions, result.replays, options.on, tell)
    text = coverage_text(found, wording, options.on)
    return text, coverage_object(found, wording)


def _mutation(
    result: CheckResult,
    chosen: CheckResult | None,
    options: Options,
    values: Mapping[str, Any],
) -> tuple[str, dict[str, Any], bool]:
    """Return what became of mutants, as text and data, and whether some need a look."""
    from engine.mutation.stale import stale
    from engine.mutation.workers import tried
    from engine.report.check.mutation import MutationReport
    from engine.scenarios.coverage import exercised

    scenarios = [replay.scenario for replay in result.replays]
    only = exercised(chosen.replays) if chosen else None
    with _progress("mutate") as tell:
        trials = tried(
            result.jurisdictions, scenarios, options.on, _cores(), tell, only=only
        )
    reasons = {(s.rule, s.change): s.because for s in result.survivors}
    wording = _wordings(options, result.jurisdictions)
    report = MutationReport(trials, reasons, wording, options.on)
    problems = stale(result.survivors, trials, is_whole=only is None)
    for problem in problems:
        click.echo(problem, err=True)
    text = report.text(options.say, with_equivalents=values["equivalent"])
    found = report.object(with_equivalents=values["equivalent"])
    return text, found, bool(problems or report.unexplained)


def _cores() -> int:
    """Return how many processors this process may use."""
    with contextlib.suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@mandat.command(epilog="Example: mandat lint -m kungsör --accepted")
@click.option(
    "--only", "kinds", multiple=True, metavar="KIND", help="Only this kind of finding."
)
@click.option(
    "--accepted", is_flag=True, help="Show also what the packs accept, with why."
)
@click.option(
    "--scenarios",
    "paths",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="Scenarios to look at; those beside the rules when left out.",
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day from which on rules are looked at; today when left out.",
)
@_common_in("text", "json", "sarif", "github", municipality=_OF_ALL)
def lint(kinds: tuple[str, ...], paths: tuple[Path, ...], **values: Any) -> None:
    """Find contradictions, gaps, unlawful delegation and what nobody needs.

    Looks at every municipality, or at the one named with -m, in every circumstance,
    from today on. Each finding comes with a command that shows it and a remedy.
    Exit code 1 when there is an error that no pack accepts.
    """
    options = Options(values)
    with _engine(options):
        from engine.report.lint import findings

        checked = _kinds(kinds)
        try:
            result, wording_of = _linted(options, paths)
        except UnusableRulesError as error:
            if options.format not in {"sarif", "github"}:
                raise
            told = findings.told_problems(error.problems)
            click.echo(_in_form(told, [], options), nl=False)
            sys.exit(NOT_DONE)
        result = result.of_kinds(checked)
        setting = _setting(options, values)
        standing = findings.told(result.findings, wording_of, setting)
        accepted = findings.told(result.accepted, wording_of, setting)
        shown = [*standing, *accepted] if values["accepted"] else standing
        if options.format == "text":
            click.echo(findings.findings_text(shown, options.language), nl=False)
        else:
            click.echo(_in_form(standing, accepted, options), nl=False)
        click.echo(findings.summary_line(result, options.language), err=True)
    sys.exit(MISSED if result.has_errors else DONE)


def _kinds(named: tuple[str, ...]) -> frozenset[FindingKind]:
    """Return the kinds of finding that were named, all of them if none was."""
    from engine.rulebook.language.acceptances import FindingKind

    known = {kind.value: kind for kind in FindingKind}
    for name in named:
        if name not in known:
            msg = f"`{name}` is no kind of finding: choose of {', '.join(known)}"
            raise click.BadParameter(msg, param_hint="'--only'")
    return frozenset(known[name] for name in named or known)


def _linted(
    options: Options, paths: tuple[Path, ...]
) -> tuple[LintResult, Callable[[str], Wording]]:
    """Load the rules and scenarios, and run the checks."""
    from engine.lint.references import referring
    from engine.lint.run import lint
    from engine.rulebook.loading.folders import RulesFolder
    from engine.rulebook.loading.loader import all_municipalities, load_written
    from engine.scenarios.library import scenario_files

    folder = RulesFolder(options.folder)
    everyone = all_municipalities(folder)
    named = options.municipality
    written = load_written(folder, [folder.municipality(named)] if named else everyone)
    beside = _scenarios_beside(options)
    if not paths and beside:
        paths = (beside,)
    cases = None
    if paths:
        files = scenario_files(paths)
        cases = referring(files, written.jurisdictions, everyone, options.on)
    with _progress("lint") as tell:
        result = lint(written, cases, options.on, tell)
    found = written.jurisdictions
    first = min(found)
    return result, lambda id_: options.wording(found.get(id_, found[first]))


def _setting(options: Options, values: Mapping[str, Any]) -> Setting:
    """Return what commands that show a finding must repeat."""
    from engine.report.commands import Setting

    today = dt.datetime.now().astimezone().date().isoformat()
    on = options.on.isoformat() if values["on"] else ""
    return Setting(rules=str(options.rules or ""), on=on, today=today)


def _in_form(standing: list[Told], accepted: list[Told], options: Options) -> str:
    """Return findings as JSON, SARIF or annotations, whichever was asked for."""
    if options.format == "github":
        from engine.report.lint.findings import annotations_text

        return annotations_text(standing)
    if options.format == "sarif":
        from engine.report.lint.sarif import sarif_text

        return sarif_text([*standing, *accepted], options.language)
    from engine.report.answers import as_json
    from engine.report.lint.findings import findings_object

    return as_json.written(findings_object(standing, accepted))


@mandat.command(
    epilog="Example: mandat diff docs/examples/change/before docs/examples/change/after"
)
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option(
    "--on",
    "days",
    multiple=True,
    type=click.DateTime(["%Y-%m-%d"]),
    help="Compare on this day alone; given twice, one set of rules on two days.",
)
@click.option(
    "--only",
    default="",
    metavar="SUBJECT",
    help="Keep to a matter, role, act or rule, and what is under it.",
)
@click.option(
    "--fail-on-change", is_flag=True, help="Exit with 1 when some answer changed."
)
@_common_in("text", "markdown", "json", municipality=_OF_ALL)
def diff(old: str | None, new: str | None, **values: Any) -> None:
    """List every question that two editions of the rules answer differently.

    OLD and NEW are folders of rule packs, or git revisions of the repository in which
    the rules lie; NEW is the rules in use when left out. Every municipality is
    compared, or the one named with -m.
    """
    days = tuple(day.date() for day in values["days"])
    _check_diff(old, days)
    options = Options({**values, "on": None})
    with _engine(options):
        from engine.diff.comparison import compared
        from engine.report.diff import gathering

        with _progress("diff") as tell, _editions(old, new, options) as editions:
            comparison = compared(
                *editions,
                today=options.on,
                days=(days[0], days[-1]) if days else None,
                only=values["only"],
                tell=tell,
            )
        gathered = gathering.Gathered(comparison, options.language, options.on)
        click.echo(_changes(gathered, options.format), nl=False)
    is_refused = values["fail_on_change"] and comparison.is_answer_changed
    sys.exit(MISSED if is_refused else DONE)


def _check_diff(old: str | None, days: tuple[dt.date, ...]) -> None:
    """Refuse what names nothing to compare, or too much."""
    if old is None and len(days) != 2:  # noqa: PLR2004 - before and after
        msg = "name what to compare with: a folder, a git revision, or `--on` twice"
        raise click.UsageError(msg)
    if old is not None and len(days) > 1:
        msg = "`--on` given twice compares one set of rules: leave out OLD and NEW"
        raise click.UsageError(msg)


@contextlib.contextmanager
def _editions(
    old: str | None, new: str | None, options: Options
) -> Iterator[tuple[OpenedEdition, OpenedEdition]]:
    """Open both editions; of a git revision for as long as they are used."""
    import tempfile

    from engine.diff.opening import opened_pair
    from engine.diff.revisions import folder_edition, found_edition

    with tempfile.TemporaryDirectory(prefix="mandat-") as place:
        working = options.folder
        places = Path(place, "old"), Path(place, "new")
        after = (
            folder_edition(working)
            if new is None
            else found_edition(new, working, places[1])
        )
        before = after if old is None else found_edition(old, working, places[0])
        yield opened_pair(before, after, options.municipality, _cache_folder())


def _changes(gathered: Gathered, form: str) -> str:
    """Return what differs in the form that was asked for."""
    if form == "json":
        from engine.report.answers import as_json
        from engine.report.diff.as_json import changes_object

        return as_json.written(changes_object(gathered))
    if form == "markdown":
        from engine.report.diff.markdown import changes_markdown

        return changes_markdown(gathered)
    from engine.report.diff.text import changes_text

    return changes_text(gathered)


@contextlib.contextmanager
def _progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give what shows how far something has come, once it has taken a second."""
    import time

    with contextlib.ExitStack() as stack:
        began = time.monotonic()
        bars: list[Any] = []

        def tell(done: int, total: int) -> None:
            if bars:
                bars[0].update(done - bars[0].pos)
            elif sys.stderr.isatty() and time.monotonic() - began > 1:
                bar = click.progressbar(length=total, label=label, file=sys.stderr)
                bars.append(stack.enter_context(bar))
                bars[0].update(done)

        yield tell


@mandat.group(
    invoke_without_command=True, epilog="Example: mandat sources -m linköping"
)
@_common
@click.pass_context
def sources(context: click.Context, /, **values: Any) -> None:
    """List the documents rules rest on, and how their passages are accounted for."""
    if context.invoked_subcommand is not None:
        return
    options = Options(values)
    with _engine(options):
        from engine.report.answers import as_json
        from engine.report.pages import sources as sourcing
        from engine.rulebook.tracing.drift import accounts

        jurisdiction = options.jurisdiction()
        wording = options.wording(jurisdiction)
        found = accounts(jurisdiction)
        if options.format == "json":
            click.echo(
                as_json.written(sourcing.accounts_object(found, wording)), nl=False
            )
        else:
            click.echo(sourcing.accounts_text(found, wording), nl=False)
    sys.exit(MISSED if any(account.unaccounted for account in found) else DONE)


@sources.command(epilog="Example: mandat sources verify documents")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@_common_in("text", "json", municipality=_OF_ALL)
def verify(folder: Path, **values: Any) -> None:
    """Compare registered passages with the text files in FOLDER.

    Names the passages that changed, moved or vanished, and the rules that rest on
    them. Exit code 1 when there are any.
    """
    options = Options(values)
    with _engine(options):
        from engine.report.answers import as_json
        from engine.report.pages import sources as sourcing
        from engine.rulebook.tracing.drift import verified

        jurisdictions = options.jurisdictions()
        texts = _texts(folder)
        found = verified(jurisdictions, texts)
        if options.format == "json":
            click.echo(as_json.written(sourcing.verification_object(found)), nl=False)
        else:
            click.echo(sourcing.verification_text(found, options.say), nl=False)
    sys.exit(MISSED if found.changes else DONE)


def _texts(folder: Path) -> dict[str, str]:
    """Return the text files of a folder by name."""
    found = {}
    for path in sorted(folder.glob("*.txt")):
        try:
            found[path.name] = path.read_text(encoding="utf-8-sig")
        except (UnicodeDecodeError, OSError) as error:
            msg = f"`{path}` cannot be read as UTF-8 text: {error}"
            raise EngineError(msg) from error
    if not found:
        msg = f"`{folder}` holds no `.txt` files: save the documents there as text"
        raise EngineError(msg)
    return found


def _choosing(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that choose training cases."""
    for option in (
        click.option(
            "--scenarios",
            "paths",
            multiple=True,
            type=click.Path(path_type=Path, exists=True),
            help="Files or folders with cases; the shipped ones when left out.",
        ),
        click.option(
            "--seed",
            type=int,
            help="The same seed gives the same cases; drawn when left out.",
        ),
        click.option(
            "-n",
            "--number",
            type=click.IntRange(1, 200),
            default=10,
            show_default=True,
            help="How many cases.",
        ),
        click.option(
            "--kind",
            type=click.Choice(["case", "dilemma"]),
            help="Only cases with an answer, or only dilemmas.",
        ),
        click.option(
            "--level",
            "levels",
            multiple=True,
            type=click.Choice(["basic", "intermediate", "advanced"]),
            help="Only cases of this level; may be repeated.",
        ),
        click.option(
            "--theme",
            "themes",
            multiple=True,
            metavar="ID",
            help="Only cases about this, such as `media`; may be repeated.",
        ),
    ):
        command = option(command)
    return command


@mandat.group(
    invoke_without_command=True,
    epilog="Example: mandat train -m kungsör --theme media --seed 7",
)
@click.option("--group", is_flag=True, help="A group votes: type counts, `a 12 b 8`.")
@click.option(
    "--tables",
    type=click.IntRange(2, 40),
    help="So many tables answer: type a letter for each, `bab..`.",
)
@click.option(
    "--practice",
    is_flag=True,
    help="Practise alone: what was missed comes back sooner.",
)
@click.option("--resume", is_flag=True, help="Go on with an interrupted session.")
@click.option(
    "--name", default="", help="Whose answers these are; not kept unless typed."
)
@click.option(
    "--results",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File the answers are added to; one of your own when left out.",
)
@_choosing
@_common_in("text", "json", municipality=_OF_ALL)
@click.pass_context
def train(context: click.Context, /, **values: Any) -> None:
    """Go through cases: alone, or a group or several tables that vote.

    Each answer is shown with its reason, its passages and what the law adds. What is
    answered is written down at once, so nothing is lost if the session is broken off.
    """
    if context.invoked_subcommand is not None:
        _check_none_before(context, context.invoked_subcommand)
        return
    _check_party(values, context)
    options = Options(values)
    with _engine(options):
        from engine.report.answers import as_json
        from engine.report.training.closing import session_object
        from engine.report.training.keeping import Keeper, kept
        from engine.report.training.starting import left_out_texts

        file = values["results"] or _results_file()
        needs_past = values["resume"] or values["practice"]
        say = options.say
        past = kept([file], say) if needs_past and file.exists() else ([], [])
        keeper = Keeper(file, say)
        keeper.check()  # before anybody has answered in vain
        start, conversation = _conversation(options, values, past[0], keeper, file)
        _converse(conversation, to_stderr=options.format == "json")
        left_out = left_out_texts(start, say)
        for message in (*map(str, past[1]), *left_out):
            click.echo(message, err=True)
        if options.format == "json":
            click.echo(as_json.written(session_object(start.session)), nl=False)


@train.command(epilog="Example: mandat train handout -m kungsör --seed 7 -n 5")
@_choosing
@_common_in("markdown", "html", municipality=_OF_ALL)
def handout(**values: Any) -> None:
    """Write cases as a sheet to print: questions first, answers on other pages.

    The same seed gives the same cases, and the same letters, as `mandat train`.
    """
    options = Options(values)
    with _engine(options):
        from engine.report.training.handouts import handout_markdown, handout_page
        from engine.training.selection import chosen

        found, jurisdictions = _material(options, values)
        wish = _wish(values)
        teller = _teller(options, found, jurisdictions, wish.seed)
        tolds = [teller.told(exercise) for exercise in chosen(found, wish)]
        write = handout_page if options.format == "html" else handout_markdown
        click.echo(write(tolds, wish.seed), nl=False)


@train.command(
    epilog="Example: mandat train report docs/examples/results/2026-11-group.jsonl"
)
@click.argument(
    "files",
    nargs=-1,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day from which a review is overdue; today when left out.",
)
@_common_in("text", "csv", "json", "html", municipality=_OF_ALL)
def report(files: tuple[Path, ...], **values: Any) -> None:
    """Sum up sessions for the yearly review: what people got wrong, and chose instead.

    FILES hold results of `mandat train`; your own when left out. Tells also which
    rules were marked as unclear, what changed since last year, and which documents
    are to be reviewed and when.
    """
    options = Options(values)
    with _engine(options):
        from engine.report.answers import as_json
        from engine.report.training import review_text
        from engine.report.training.keeping import kept, lost_texts
        from engine.report.training.review_page import review_page
        from engine.report.training.reviewing import review
        from engine.training.sessions import sessions
        from engine.training.tallies import tallies

        events, problems = kept(files or (_results_file(),), options.say)
        jurisdictions = options.jurisdictions()
        wordings = [options.wording(found) for found in jurisdictions]
        own = jurisdictions[0].id if options.municipality else ""
        found = review(tallies(sessions(events), own), wordings, options.on)
        match options.format:
            case "json":
                written = as_json.written(review_text.review_object(found))
            case "csv":
                written = review_text.review_csv(found)
            case "html":
                written = review_page(found)
            case _:
                written = review_text.review_text(found)
        click.echo(written, nl=False)
        for message in (*map(str, problems), *lost_texts(events, options.say)):
            click.echo(message, err=True)


def _check_none_before(context: click.Context, command: str) -> None:
    """Refuse options that stand before a command below this one: nobody reads them."""
    typed = click.core.ParameterSource.COMMANDLINE
    for parameter in context.command.params:
        if parameter.name and context.get_parameter_source(parameter.name) is typed:
            option = parameter.opts[-1]
            msg = f"{option} stands before `{command}`: write options after it"
            raise click.UsageError(msg)


def _check_party(values: Mapping[str, Any], context: click.Context) -> None:
    """Refuse options that do not go together."""
    given = [
        option for option in ("group", "tables", "practice", "resume") if values[option]
    ]
    if len(given) > 1:
        msg = f"--{given[0]} and --{given[1]} do not go together"
        raise click.UsageError(msg)
    typed = click.core.ParameterSource.COMMANDLINE
    choosing = ("themes", "levels", "kind", "number", "seed", "name")
    if values["resume"]:
        for name in choosing:
            if context.get_parameter_source(name) is typed:
                option = name.rstrip("s")
                msg = f"--resume goes on with a session as it was: leave out --{option}"
                raise click.UsageError(msg)


def _results_file() -> Path:
    """Return where results are kept unless somebody says otherwise."""
    import platformdirs

    folder = platformdirs.user_data_dir("mandat", appauthor=False)
    return Path(folder) / "results.jsonl"


def _seed(values: Mapping[str, Any]) -> int:
    """Return the seed that was typed, or one that was drawn."""
    import secrets

    typed: int | None = values["seed"]
    return secrets.randbelow(10_000) if typed is None else typed


def _wish(values: Mapping[str, Any]) -> Wish:
    from engine.scenarios.forms import Level
    from engine.training.selection import Sort, Wish

    return Wish(
        themes=frozenset(values["themes"]),
        levels=frozenset(map(Level, values["levels"])),
        sort=Sort(values["kind"]) if values["kind"] else None,
        number=values["number"],
        seed=_seed(values),
    )


def _material(
    options: Options, values: Mapping[str, Any]
) -> tuple[Material, Mapping[str, Jurisdiction]]:
    """Read and replay the training cases; return them with whose rules they need."""
    from engine.rulebook.loading.shipped import shipped
    from engine.scenarios.check import check_scenarios
    from engine.training.material import material

    checked = check_scenarios(
        values["paths"] or (shipped("scenarios"),),
        rules=options.folder,
        open_jurisdiction=options.jurisdiction,
        words="",
        municipality=options.municipality,
        today=options.on,
        lessons_only=True,
    )
    return material(checked), checked.jurisdictions


def _teller(
    options: Options,
    found: Material,
    jurisdictions: Mapping[str, Jurisdiction],
    seed: int,
) -> Teller:
    """Return what puts exercises into words, alternatives in the order of a seed."""
    from functools import cache

    from engine.report.training.telling import Teller
    from engine.space.space import Space
    from engine.training.alternatives import choices

    space = cache(lambda id_: Space(jurisdictions[id_]))
    return Teller(
        options.say,
        _wordings(options, jurisdictions),
        space,
        lambda exercise: choices(exercise, space(exercise.municipality), seed),
        found.themes,
    )


def _conversation(
    options: Options,
    values: Mapping[str, Any],
    events: list[Event],
    keeper: Keeper,
    file: Path,
) -> tuple[Start, Conversation]:
    """Begin a session or take one up; return it and its conversation."""
    import uuid

    from engine.report.training.starting import greeting, resumed, started
    from engine.report.training.talking import Conversation
    from engine.training.sessions import sessions

    found, jurisdictions = _material(options, values)
    past = sessions(events)
    if values["resume"]:
        start = resumed(found, past, options.say)
    else:
        start = started(
            found,
            _wish(values),
            _party(values),
            past=past,
            id_=uuid.uuid4().hex,
            now=_now(),
            say=options.say,
        )
    teller = _teller(options, found, jurisdictions, start.session.began.seed)
    conversation = Conversation(
        session=start.session,
        exercises=start.exercises,
        teller=teller,
        keep=keeper.keep,
        now=_now,
        paper=_paper,
        greeting=greeting(start, teller, str(file)),
        resuming=_resuming(values),
    )
    return start, conversation


def _resuming(values: Mapping[str, Any]) -> str:
    """Return the command that goes on with a session, with the options it needs."""
    import shlex

    words = ["mandat", "train", "--resume"]
    for name in ("results", "rules", "lang"):
        words += [f"--{name}", str(values[name])] if values[name] else []
    for path in values["paths"]:
        words += ["--scenarios", str(path)]
    return shlex.join(words)


def _party(values: Mapping[str, Any]) -> Party:
    from engine.report.training.starting import Party
    from engine.training.results import Mode

    mode = Mode.ALONE
    for option, named in (
        ("group", Mode.GROUP),
        ("tables", Mode.TABLES),
        ("practice", Mode.PRACTICE),
    ):
        mode = named if values[option] else mode
    return Party(mode=mode, tables=values["tables"] or 0, name=values["name"].strip())


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()


def _paper() -> Paper:
    """Return how much fits on the screen; without one, lines end nowhere."""
    import shutil

    from engine.report.training.screens import Paper

    if not sys.stdout.isatty():
        return Paper(width=80)
    size = shutil.get_terminal_size()
    return Paper(width=size.columns, height=size.lines)


def _converse(conversation: Conversation, *, to_stderr: bool) -> None:
    """Show screens and read what is typed, until there is no more of either."""
    import io

    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a slip of the keyboard is no bug
    talk = conversation.held()
    with _interrupts_noted() as pressed:
        screen = next(talk)
    while True:
        typed = None
        with contextlib.suppress(KeyboardInterrupt):  # the same as the end of input
            if not pressed or not screen.prompt:
                _show(screen, to_stderr=to_stderr)
            if not screen.prompt:
                return
            typed = None if pressed else sys.stdin.readline() or None
        if typed is None or not sys.stdin.isatty():
            click.echo(err=to_stderr)  # the line was not ended by somebody's Enter
        with _interrupts_noted() as pressed:
            screen = talk.send(typed)


@contextlib.contextmanager
def _interrupts_noted() -> Iterator[list[int]]:
    """Note Ctrl-C instead of stopping there, while the next screen is worked out."""
    import signal

    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, before)


def _show(screen: Screen, *, to_stderr: bool) -> None:
    if sys.stdout.isatty() and not to_stderr:
        click.clear()
    looks: Mapping[str, Mapping[str, Any]] = {
        "title": {"bold": True},
        "heading": {"bold": True},
        "right": {"fg": "green"},
        "wrong": {"fg": "red"},
        "muted": {"dim": True},
    }
    color = False if os.environ.get("NO_COLOR") else None
    for line in screen.lines:
        look = looks.get(line.style.value, {})
        shown = click.style(line.text, **look) if look else line.text
        click.echo(shown, err=to_stderr, color=color)
    if screen.prompt:
        click.echo(screen.prompt, nl=False, err=to_stderr)


def main() -> None:
    """Run the command; a bug shows its traceback and exits 70."""
    gc.disable()  # a command ends before there is garbage worth collecting
    try:
        mandat(prog_name="mandat")
    except Exception:  # noqa: BLE001 - the last line before the shell
        import traceback

        traceback.print_exc()
        sys.exit(BUG)


if __name__ == "__main__":
    main()
