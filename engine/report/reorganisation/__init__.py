"""Write what becomes of roles and powers in a reorganisation."""
