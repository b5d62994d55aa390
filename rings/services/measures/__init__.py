"""How the service does over time: counted from what is kept anyway, by month and municipality."""
