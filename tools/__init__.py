"""Development tools: never imported by the product, never shipped."""
