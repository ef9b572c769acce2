"""A community's project on a disk: opened, read, cached, compared with its git history, and fixed."""
