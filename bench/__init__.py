"""How fast it is, how far it reaches, how well it drafts: corpora, each command measured, a report.

drafts/ compares what drafting suggests with the checked data, and with invented texts and their truth.
"""
