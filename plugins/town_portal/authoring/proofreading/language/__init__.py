"""What the rules know of Vietnamese: syllables, words that are taken for another, short forms."""
