"""Names of organisations and towns as people write them."""
