"""Figures in a text: money, percentages, ratios, measures and bare numbers."""
