"""Decides what a site is: which addresses it has, and what is found at each."""
