"""Runs `cop` as `python -m cop_site`."""

from cop_site.cli import run

if __name__ == "__main__":
    run()
