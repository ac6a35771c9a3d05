"""The reporter: one file of the standard library that runs beside a trainer; the service hands it out whole."""
