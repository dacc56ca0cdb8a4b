"""How fast it is, and how far it reaches: corpora made from the real plans, each command measured, a report."""
