"""The database as code: numbered files, applied once each, in order, by `./maillage migrate`."""
