"""What the IT person does with the data: back up, restore, move to another database."""
