"""One file per page: what it asks for, what it reads, and what it shows of that."""
