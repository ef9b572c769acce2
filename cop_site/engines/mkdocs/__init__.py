"""The adapter for MkDocs and its theme Material: the only code that knows them."""

import logging

logging.getLogger("mkdocs").addHandler(logging.NullHandler())  # or warnings come without the form of a log
