"""The pages of rings, as a coordinator uses them."""
