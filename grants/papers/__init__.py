"""What is printed: documents of blocks, made of facts, in the three languages."""
