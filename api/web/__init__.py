"""The doors a browser knocks on: addresses, forms and pages."""
