"""What rides hold of a person: read out when they ask for it, and forgotten with them."""
