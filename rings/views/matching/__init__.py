"""Pages of suggestions: who would suit one resident, and the plan of a whole municipality."""
