"""The interface text: one catalogue, worded in the language of a site."""
