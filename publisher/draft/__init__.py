"""From a source text to suggestions: outline, responsibilities, figures and document data, each with why.

Nothing here decides: a suggestion becomes a record when a person accepts it at the review desk.
"""
