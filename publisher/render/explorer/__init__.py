"""The explorer's kinds of record, their rows, and what these are filtered and found by."""
