"""What a reader carries away: a sentence, a citation, a card or chart as SVG and PNG, a page to embed."""
