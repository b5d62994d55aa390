"""Hours of volunteers: counted from done turns, corrected by what people say, asked about once a month."""
