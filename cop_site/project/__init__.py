"""A community's project: opening, reading, caching, comparing with git revisions, and fixing."""
