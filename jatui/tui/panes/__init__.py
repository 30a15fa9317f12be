"""The panes: each says what it asks the store and how it shows the answer."""
