"""Front matter: split from the body and read as fields with positions."""
