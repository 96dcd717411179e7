"""Files for others. Scores and counts only: free text never leaves the journal by default."""
