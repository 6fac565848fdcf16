"""The deciders: what the réseau accepts, one file per aggregate."""
