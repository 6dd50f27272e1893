"""Forms for the data files, made of the models with which the build reads them."""
