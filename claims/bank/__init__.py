"""Payments as the bank's ISO 20022 files, and the bank's answers as plain values."""
