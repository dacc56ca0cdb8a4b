"""Views: a module for each kind of page, whose functions take a renderer and give pages."""
