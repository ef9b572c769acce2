"""Spelling: names folded, typos told from other names, dates written in other ways."""
