"""The pages: one module for each screen area, one short function for each page."""
