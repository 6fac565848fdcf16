"""Pictures drawn by the server: pure functions from figures to SVG, coloured by classes alone."""
