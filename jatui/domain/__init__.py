"""What a plan is: its words, its wordings and its rules, with no input, no output and no database."""
