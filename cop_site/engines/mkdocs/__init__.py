"""The adapter for MkDocs and its theme Material: the only code that knows them."""
