"""The desk: a page on this computer at which a person decides what becomes a record, and reads what is one again."""
