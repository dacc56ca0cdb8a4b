"""The rules, a module an area. See publisher/check/rule.py for the shape of a rule."""
