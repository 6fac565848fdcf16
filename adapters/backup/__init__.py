"""What must survive the loss of a machine: the journal, the wrapped keys, the accounts."""
