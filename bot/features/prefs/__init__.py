"""The person: language, zone, model, first steps, help, and what is kept of them."""
