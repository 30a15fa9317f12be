"""The plan on the whole screen: panes, keys and one stylesheet. The only room that knows Textual."""
