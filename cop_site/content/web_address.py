"""Web addresses that a browser reads otherwise than a person does."""

from __future__ import annotations

import re

from cop_site.content.wording import quote

_WEB = re.compile(r"(?:https?:|(?=[/\\]{2}))", re.IGNORECASE)
_IGNORED = re.compile(r"[\t\n\r]")
"""What browsers take out of an address before they read it."""
_HOST_END = re.compile(r"[/\\?#]")


def explain_address(address: str) -> str:
    """Return why a web address may lead elsewhere than it seems to; empty if it does not, or is no web address."""
    plain = _IGNORED.sub("", address).strip()
    web = _WEB.match(plain)
    if not web:
        return ""
    rest = plain[web.end() :]
    if not web[0]:
        return "it begins with two slashes and no 'https:'"
    if not re.match(r"//[^/\\]", rest):
        return f"there must be two slashes after {web[0]!r}, and then a name"
    host = _HOST_END.split(rest[2:], maxsplit=1)[0]
    if "@" in host or "%40" in host:
        before, _, after = host.replace("%40", "@").rpartition("@")
        return f"it leads to {quote(after)}, and not to {quote(before)}"
    return "it has a backslash" if "\\" in plain.partition("?")[0].partition("#")[0] else ""
