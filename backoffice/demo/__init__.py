"""The demo office: invented people whose claims went through the product's own verbs, day by day."""
