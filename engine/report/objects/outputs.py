"""The object of every command, by the name of its schema."""

from collections.abc import Mapping

from .answers import AnswerOutput, AskOutput, UnansweredOutput
from .audits import AuditOutput, AuditRowOutput, CellsOutput
from .basis import BasisOutput
from .changes import DiffOutput
from .checks import AcceptOutput, CheckOutput
from .decision_checks import DecisionCheckOutput
from .errors import ErrorOutput
from .findings import LintOutput
from .law import LawCheckOutput, LawOutput, LawRegistrationOutput
from .levels import LevelsOutput
from .notification import NotificationOutput
from .order_import import ImportOutput
from .packs import NewOutput
from .pages import (
    ListOutput,
    RegistrationOutput,
    RulesOutput,
    ShowOutput,
    SourcesOutput,
    VerificationOutput,
)
from .posts import PostOutput
from .publication import PublicationCheckOutput, PublicationOutput
from .receipts import ReceiptCheckOutput, ReceiptOutput
from .reorganisation import ReorganisationOutput
from .schemas import CompletionOutput, SchemasOutput
from .training import ReviewOutput, SessionOutput

#: A new command that prints an object has an entry here, and its type says the rest.
OUTPUTS: Mapping[str, object] = {
    "accept": AcceptOutput,
    "answer": AnswerOutput,
    "audit": AuditOutput,
    "audit-row": AuditRowOutput,
    "ask": AskOutput | UnansweredOutput,
    "basis": BasisOutput,
    "cells": CellsOutput,
    "check": CheckOutput,
    "completion": CompletionOutput,
    "decision-check": DecisionCheckOutput,
    "diff": DiffOutput,
    "error": ErrorOutput,
    "import": ImportOutput,
    "law-acts": LawOutput,
    "law-check": LawCheckOutput,
    "law-registration": LawRegistrationOutput,
    "levels": LevelsOutput,
    "lint": LintOutput,
    "list": ListOutput,
    "new": NewOutput,
    "notification": NotificationOutput,
    "publication": PublicationOutput,
    "publication-check": PublicationCheckOutput,
    "post": PostOutput,
    "receipt": ReceiptOutput,
    "receipt-check": ReceiptCheckOutput,
    "registration": RegistrationOutput,
    "reorganisation": ReorganisationOutput,
    "review": ReviewOutput,
    "rules": RulesOutput,
    "schemas": SchemasOutput,
    "session": SessionOutput,
    "show": ShowOutput,
    "sources": SourcesOutput,
    "verification": VerificationOutput,
}
