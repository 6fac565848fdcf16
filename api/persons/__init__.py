"""What is held on a person, who saw it, and what can be done about it: without a page."""
