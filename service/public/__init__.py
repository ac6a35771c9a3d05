"""What the public listener offers beside webhooks, and what workers and receivers share for it in Redis."""
