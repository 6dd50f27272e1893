"""The room of data files: their list, a form for each, earlier versions."""
