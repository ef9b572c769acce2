"""The sources that can be adopted, one module each."""
