"""What several steps of a study share: reading, checking and writing tables, words, drawing and references."""
