"""Four eyes by content: whoever brought what a text holds does not approve it, whenever it was brought."""
