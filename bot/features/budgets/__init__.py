"""The monthly limit and what was spent, both as the person says it."""
