"""The screens: panes put together, and the answers to what they say."""
