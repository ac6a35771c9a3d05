"""The commands of `tunewatch`, one module per noun. Each has `add_to(app)` and loads nothing heavy before it runs."""
