"""Bounded fuzzers: communities that nobody would write, and what has to hold for each of them.

`python -m fuzz notes --minutes 30` tries one for a while; `--seed` repeats one input. They write nowhere
but in a folder of their own: `check_inside` is asked before anything is written.
"""
