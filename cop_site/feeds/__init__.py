"""What other programs read: the community as one document."""
