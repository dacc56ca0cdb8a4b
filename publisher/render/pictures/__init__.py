"""Pictures: what is drawn, as SVG and as PNG."""
