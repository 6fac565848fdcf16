"""The facts, one file per aggregate. `domain.events` lists them all: read it first."""
