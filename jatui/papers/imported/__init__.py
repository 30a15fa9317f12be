"""Readers of papers that hold a plan: each gives prose and tables, and counts every character that it was given."""
