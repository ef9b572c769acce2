"""Help for writing notes: new notes, renaming, issue forms, editor snippets."""
