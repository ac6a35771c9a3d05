"""What is looked after every now and then, beside the path."""
