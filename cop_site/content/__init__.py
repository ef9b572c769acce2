"""Reading: from files on disk to front matter with positions and a Markdown outline."""
