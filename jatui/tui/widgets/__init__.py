"""The widgets that the panes and screens are made of; none of them knows the store."""
