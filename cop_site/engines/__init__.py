"""Engines put compiled pages into a theme and publish the site."""
