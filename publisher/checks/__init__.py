"""The rules, a module an area. See publisher/check.py for the shape of a rule."""
