"""New-infrastructure plans as open data: read → check → model → publish → render.

A stage takes frozen values and returns frozen values; none imports a later one. Only build.py prints, exits
or reads the environment.
"""
