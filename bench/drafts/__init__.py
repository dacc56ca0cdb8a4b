"""How good drafting is: on the checked plans, and on invented texts with their truth."""
