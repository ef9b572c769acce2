"""The commands, one module each: its name is the command's, and the click command in it is called `command`."""
