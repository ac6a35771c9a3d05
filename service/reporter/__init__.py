"""The reporter, one file of the standard library that runs beside a trainer, and the parts that it is built from."""
