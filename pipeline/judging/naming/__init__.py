"""Who and what a text names: the topic's names and bodies, people, offices, institutions; nobody speaks yet."""
