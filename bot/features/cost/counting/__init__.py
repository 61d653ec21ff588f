"""Exact token counts of texts of any size and shape, in little memory and without holding anybody up."""
