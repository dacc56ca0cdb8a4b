# in a copy of the whole site: every file as published?
sha256sum --check --quiet SHA256SUMS && echo whole
