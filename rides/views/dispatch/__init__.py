"""The dispatch pages: a day's rides beside its runs, where somebody could sit, and one run with its papers."""
