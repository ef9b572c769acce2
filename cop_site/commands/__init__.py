"""The commands, one module each with its name; its click command is called `command`."""
