"""The documents of a council, in and out: lists of dates, calendars. Knows no database."""
