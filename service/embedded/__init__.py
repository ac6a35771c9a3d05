"""What `tunewatch up` brings along: its processes, its Valkey and its data directory."""
