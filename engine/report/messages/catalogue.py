"""All messages by their code: what `engine/report/messages` says of each room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import (
    decisions,
    diff,
    files,
    language,
    law,
    levels,
    loading,
    logs,
    notification,
    order_import,
    orders,
    posts,
    publication,
    questions,
    receipts,
    reorganisation,
    scenarios,
    training,
    usage,
    web,
    yaml_form,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .forms import MessageText

MESSAGES: Mapping[str, MessageText] = {
    **yaml_form.MESSAGES,
    **language.MESSAGES,
    **loading.MESSAGES,
    **law.MESSAGES,
    **orders.MESSAGES,
    **publication.MESSAGES,
    **posts.MESSAGES,
    **order_import.MESSAGES,
    **files.MESSAGES,
    **questions.MESSAGES,
    **decisions.MESSAGES,
    **logs.MESSAGES,
    **receipts.MESSAGES,
    **scenarios.MESSAGES,
    **diff.MESSAGES,
    **levels.MESSAGES,
    **notification.MESSAGES,
    **reorganisation.MESSAGES,
    **training.MESSAGES,
    **usage.MESSAGES,
    **web.MESSAGES,
}
