"""Programs for developing: never imported by the product, never shipped."""
