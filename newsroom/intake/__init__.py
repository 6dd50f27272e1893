"""Files that staff drop into the newsroom: Word documents, pictures, attachments, saved pages."""
