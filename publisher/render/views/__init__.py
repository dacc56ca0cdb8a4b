"""One view a kind of page: a function that takes a desk and gives pages."""
