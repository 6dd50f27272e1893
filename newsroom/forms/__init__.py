"""The form engine: forms made of the models with which the build reads. Knows no room."""
