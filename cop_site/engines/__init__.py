"""What puts compiled pages into a frame and writes the site."""
