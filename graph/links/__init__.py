"""Policy links between plans: derived by queries where they can, else by likeness of titles."""
