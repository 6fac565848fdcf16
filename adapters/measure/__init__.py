"""What is measured and tried apart from any real journal: made-up histories, floors, controls."""
