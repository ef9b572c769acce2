"""The pages, one module each: from a community and its figures to finished HTML."""
