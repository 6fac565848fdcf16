"""What each page shows: pure functions from the rows of a question to what its template needs."""
