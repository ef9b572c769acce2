"""What turns pages into a site on a disk."""
