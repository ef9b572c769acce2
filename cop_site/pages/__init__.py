"""Which pages there are, and what each shows: from a community and its figures to finished HTML fragments."""
