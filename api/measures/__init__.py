"""What `bench` and `trust` do with a whole application, on a database made for them alone."""
