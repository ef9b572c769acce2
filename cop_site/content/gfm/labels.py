"""What is shown or read aloud within a text and was not written there: in the language of the text."""

from __future__ import annotations

from functools import cache
from html import escape

from cop_site.fixes.markdown import ALERTS
from cop_site.wording.catalogue import Wording

ALERT_CLASSES = dict(zip(ALERTS, ("note", "tip", "info", "warning", "danger"), strict=True))
"""The class of the theme for each kind of GitHub's alerts."""


def name_alert(wording: Wording, alert: str) -> str:
    """Return the title of an alert of GitHub's, such as `Note` for `NOTE`."""
    pgettext = wording.pgettext
    return {
        "NOTE": pgettext("an alert", "Note"),
        "TIP": pgettext("an alert", "Tip"),
        "IMPORTANT": pgettext("an alert", "Important"),
        "WARNING": pgettext("an alert", "Warning"),
        "CAUTION": pgettext("an alert", "Caution"),
    }[alert.upper()]


@cache
def name_task(wording: Wording, *, done: bool) -> str:
    """Return what the checkbox of a task is called."""
    return wording.pgettext("a task", "Done") if done else wording.pgettext("a task", "To do")


def open_quote(alert: str | None, wording: Wording, seal: str) -> str:
    """Return the beginning of a quote, or of an alert of that kind; its classes are sealed."""
    if alert is None:
        return "<blockquote>\n"
    kind, title = ALERT_CLASSES[alert.upper()], escape(name_alert(wording, alert))
    return f'<div class="{seal}admonition {kind}">\n<p class="{seal}admonition-title">{title}</p>\n'
