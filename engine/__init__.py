"""Mandat: who may decide, who approves, and which way a contact must go.

    from mandat import Mandat

    Mandat.open().of("kungsör").who("mediefrågor")

Each name is imported when it is first used. `docs/reference/python.md` has examples.
"""

from .version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .answers.answer import Answer, Finding, Limits, Outcome
    from .answers.reasons import Miss
    from .inference.compilation import UnwieldyRuleError
    from .inference.durable import InferenceError
    from .report.pages.entries import ListKind
    from .rulebook.model.conclusions import Function, Mode, Party, Verdict
    from .rulebook.model.packs import MissingAmountError
    from .rulebook.model.problems import (
        AmbiguousNameError,
        EngineError,
        Message,
        Place,
        Problem,
        UnknownNameError,
        UnusableEditionError,
        UnusableRulesError,
        UnusableValueError,
    )
    from .rulebook.model.questions import Question
    from .rulebook.model.rules import RuleKind, Slot
    from .scenarios.forms import Level
    from .service.audit import LogAudit, RowAudit, log_audit, row_audit
    from .service.batch import ResponseColumn
    from .service.cells import CellTable, cell_table
    from .service.check import AcceptanceReport, CheckReport
    from .service.columns import GivenColumns, WordColumn
    from .service.decision_check import (
        DecisionCheck,
        TakenDecision,
        check_decision,
    )
    from .service.decision_log import DecisionLog, decision_log
    from .service.diff import DiffReport
    from .service.errors import error_dict, error_text
    from .service.given import Given
    from .service.interpretation import Interpretation
    from .service.levels import LevelReport
    from .service.lint import LintReport
    from .service.listing import Listing
    from .service.mandat import Mandat
    from .service.municipality import Municipality
    from .service.new_pack import FirstRule, NewPack, new_pack
    from .service.notification import MeetingNotification, meeting_notification
    from .service.order_import import ImportReport
    from .service.pages import Pages, RuleList, SourceList, VerificationReport
    from .service.posts import PostPage
    from .service.publication import Publication, PublicationCheck
    from .service.receipts import Receipt, ReceiptCheck, check_receipt, receipt
    from .service.registration import RegistrationReport
    from .service.reorganisation import Reorganisation
    from .service.response import Response, WhyNot
    from .service.setup import Clock, Language, WallClock
    from .service.training import Handout, Training, TrainingSession
    from .service.training_report import TrainingReport
    from .space.space import TooManyCellsError
    from .training.plans import Participants
    from .training.results import SessionMode
    from .training.selection import Criteria, ExerciseKind
    from .understanding.reader import Certainty, Reading

__all__ = [
    "AcceptanceReport",
    "AmbiguousNameError",
    "Answer",
    "CellTable",
    "Certainty",
    "CheckReport",
    "Clock",
    "Criteria",
    "DecisionCheck",
    "DecisionLog",
    "DiffReport",
    "EngineError",
    "ExerciseKind",
    "Finding",
    "FirstRule",
    "Function",
    "Given",
    "GivenColumns",
    "Handout",
    "ImportReport",
    "InferenceError",
    "Interpretation",
    "Language",
    "Level",
    "LevelReport",
    "Limits",
    "LintReport",
    "ListKind",
    "Listing",
    "LogAudit",
    "Mandat",
    "MeetingNotification",
    "Message",
    "Miss",
    "MissingAmountError",
    "Mode",
    "Municipality",
    "NewPack",
    "Outcome",
    "Pages",
    "Participants",
    "Party",
    "Place",
    "PostPage",
    "Problem",
    "Publication",
    "PublicationCheck",
    "Question",
    "Reading",
    "Receipt",
    "ReceiptCheck",
    "RegistrationReport",
    "Reorganisation",
    "Response",
    "ResponseColumn",
    "RowAudit",
    "RuleKind",
    "RuleList",
    "SessionMode",
    "Slot",
    "SourceList",
    "TakenDecision",
    "TooManyCellsError",
    "Training",
    "TrainingReport",
    "TrainingSession",
    "UnknownNameError",
    "UnusableEditionError",
    "UnusableRulesError",
    "UnusableValueError",
    "UnwieldyRuleError",
    "Verdict",
    "VerificationReport",
    "WallClock",
    "WhyNot",
    "WordColumn",
    "__version__",
    "cell_table",
    "check_decision",
    "check_receipt",
    "decision_log",
    "error_dict",
    "error_text",
    "log_audit",
    "meeting_notification",
    "new_pack",
    "receipt",
    "row_audit",
]

#: The modules that public names come from.
_HOMES = {
    "answers.answer": ("Answer", "Finding", "Limits", "Outcome"),
    "answers.reasons": ("Miss",),
    "inference.compilation": ("UnwieldyRuleError",),
    "inference.durable": ("InferenceError",),
    "rulebook.model.conclusions": ("Function", "Mode", "Party", "Verdict"),
    "report.pages.entries": ("ListKind",),
    "rulebook.model.packs": ("MissingAmountError",),
    "rulebook.model.problems": (
        "AmbiguousNameError",
        "EngineError",
        "Message",
        "Place",
        "Problem",
        "UnknownNameError",
        "UnusableEditionError",
        "UnusableRulesError",
        "UnusableValueError",
    ),
    "rulebook.model.questions": ("Question",),
    "rulebook.model.rules": ("RuleKind", "Slot"),
    "service.batch": ("ResponseColumn",),
    "service.audit": ("LogAudit", "RowAudit", "log_audit", "row_audit"),
    "service.cells": ("CellTable", "cell_table"),
    "service.check": ("AcceptanceReport", "CheckReport"),
    "service.columns": ("GivenColumns", "WordColumn"),
    "service.decision_check": ("DecisionCheck", "TakenDecision", "check_decision"),
    "service.decision_log": ("DecisionLog", "decision_log"),
    "service.diff": ("DiffReport",),
    "service.errors": ("error_dict", "error_text"),
    "service.given": ("Given",),
    "service.interpretation": ("Interpretation",),
    "service.levels": ("LevelReport",),
    "service.lint": ("LintReport",),
    "service.listing": ("Listing",),
    "service.mandat": ("Mandat",),
    "service.municipality": ("Municipality",),
    "service.new_pack": ("FirstRule", "NewPack", "new_pack"),
    "service.posts": ("PostPage",),
    "service.notification": ("MeetingNotification", "meeting_notification"),
    "service.order_import": ("ImportReport",),
    "service.receipts": ("Receipt", "ReceiptCheck", "check_receipt", "receipt"),
    "service.registration": ("RegistrationReport",),
    "service.pages": ("Pages", "RuleList", "SourceList", "VerificationReport"),
    "service.publication": ("Publication", "PublicationCheck"),
    "service.reorganisation": ("Reorganisation",),
    "service.response": ("Response", "WhyNot"),
    "service.setup": ("Clock", "Language", "WallClock"),
    "service.training": ("Handout", "Training", "TrainingSession"),
    "service.training_report": ("TrainingReport",),
    "scenarios.forms": ("Level",),
    "space.space": ("TooManyCellsError",),
    "training.plans": ("Participants",),
    "training.results": ("SessionMode",),
    "training.selection": ("Criteria", "ExerciseKind"),
    "understanding.reader": ("Certainty", "Reading"),
}

if not TYPE_CHECKING:  # else a misspelt name would pass for a public one

    def __getattr__(name: str) -> object:
        """Import a public name; Python calls this for names it does not find."""
        from importlib import import_module  # noqa: PLC0415 - not to tell the version

        for home, names in _HOMES.items():
            if name in names:
                return getattr(import_module(f".{home}", __name__), name)
        msg = f"module `{__name__}` has no `{name}`"
        raise AttributeError(msg)
