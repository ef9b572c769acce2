"""A hook of a community."""


def on_page_markdown(markdown: str, page: object, **_: object) -> str:
    """Change what it is given."""
    return f"{markdown}\n\nHooked."
