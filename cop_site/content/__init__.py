"""Reading: from files on a disk to front matter with positions and a Markdown outline."""
