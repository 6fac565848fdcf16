"""What a person may ask for. `domain.commands.listing` writes them all out."""
