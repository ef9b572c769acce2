"""The commands, one module each with its name; the click command in it is called `command`."""
